<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/search">[[library.nav.search]]</a></li><li><a href="{{back_href}}" lang="{{title_language}}">{{title}}</a></li></ol></nav>
  <article class="c-reading">
    <header>
      <p class="c-record__types">[[library.documents.text_of]]</p>
      <h1 lang="{{title_language}}">{{title}}</h1>
      <p class="c-record__source">{{lead}}</p>
      {{#no_text}}<p class="c-note">[[library.documents.no_text]]</p>{{/no_text}}
      {{#has_note}}<p class="c-note">{{note}}</p>{{/has_note}}
      {{#search_only}}<p class="c-note">[[library.documents.search_only_lead]]</p>{{/search_only}}
      <p class="c-actions">{{#has_file}}<a class="usa-button usa-button--outline" href="{{href}}">[[library.documents.open]]</a>{{/has_file}}
        {{#has_source}}<a class="usa-button usa-button--outline" href="{{href}}" rel="noopener external">{{source}}</a>{{/has_source}}
        <a href="{{back_href}}">[[library.documents.about]]</a></p>
      {{#jump}}<form class="c-form c-form--row" action="{{address}}" method="get"><input type="hidden" name="go" value="1">
        <div><label class="usa-label" for="page">[[library.documents.jump]]</label>
          <input class="usa-input" id="page" name="page" type="number" inputmode="numeric" min="1" max="{{last}}" value="{{first}}"></div>
        <div><label class="usa-label" for="words">[[library.documents.words]]</label>
          <input class="usa-input" id="words" name="q" type="search" value="{{words}}"></div>
        <div><button class="usa-button usa-button--outline" type="submit">[[library.documents.show]]</button></div>
      </form>{{/jump}}
    </header>
    {{#way_above}}<nav class="c-reading__way" aria-label="[[library.documents.way]]">{{#has_previous}}<a href="{{href}}" rel="prev">{{text}}</a>{{/has_previous}} {{#has_next}}<a href="{{href}}" rel="next">{{text}}</a>{{/has_next}}</nav>{{/way_above}}
    {{#has_empty}}<p class="c-empty">{{empty}}</p>{{/has_empty}}
    {{#page}}<section class="c-reading__page" id="page-{{number}}" aria-labelledby="page-{{number}}-title">
      <h2 id="page-{{number}}-title">{{heading}}</h2>
      <div class="c-prose" lang="{{text_language}}">{{#paragraph}}<p>{{text_html:none}}</p>{{/paragraph}}{{#passage}}<blockquote><p>{{text_html:none}}</p></blockquote>{{/passage}}</div>
      {{#blank}}<p class="c-muted">[[library.documents.blank]]</p>{{/blank}}
      {{#has_cut}}<p class="c-note">{{cut}}</p>{{/has_cut}}
      {{#has_pdf}}<p class="c-reading__open"><a href="{{href}}">[[library.documents.open_page]]<span class="usa-sr-only"> {{number}}</span></a></p>{{/has_pdf}}
    </section>{{/page}}
    {{#way_below}}<nav class="c-reading__way" aria-label="[[library.documents.way_below]]">{{#has_previous}}<a href="{{href}}" rel="prev">{{text}}</a>{{/has_previous}} {{#has_next}}<a href="{{href}}" rel="next">{{text}}</a>{{/has_next}}</nav>{{/way_below}}
  </article>
</div>
