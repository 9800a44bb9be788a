<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/lists">[[lists.public.title]]</a></li></ol></nav>
  <h1>[[lists.here.title]]</h1>
  <p class="c-lead">[[lists.here.lead]]</p>
  {{#note}}<p class="c-note">{{text}}</p>{{/note}}
  {{#has_items}}<h2>{{size}}</h2>
  <ol class="c-rows c-list c-kept">{{#item}}<li class="c-row">[[>library/row_inside.tpl]]
    <div class="c-kept__keep"><p class="c-actions">{{#up}}<a href="{{href}}">[[lists.keep.up]]<span class="usa-sr-only"> {{name}}</span></a> {{/up}}{{#down}}<a href="{{href}}">[[lists.keep.down]]<span class="usa-sr-only"> {{name}}</span></a> {{/down}}<a href="{{remove}}">[[lists.keep.remove]]<span class="usa-sr-only"> {{name}}</span></a></p></div></li>
  {{/item}}</ol>
  <section class="c-cite c-share" aria-labelledby="share"><h2 id="share">[[lists.here.share]]</h2>
    <p>[[lists.here.share_text]]</p>
    <p id="share-link" class="c-cite__text">{{share}}</p>
    <p><button class="usa-button usa-button--outline" type="button" data-copy="#share-link" data-copied="[[lists.share.copied]]" hidden>[[lists.share.copy]]</button> <span aria-live="polite"></span></p>
    <p><a href="{{keep_href}}">[[lists.here.keep]]</a></p>
  </section>
  <details class="c-basis"><summary>[[lists.list.save]]</summary>
    <ul class="c-actions">{{#save}}<li><a href="{{href}}" download>{{name}}</a></li>{{/save}}</ul>
  </details>{{/has_items}}
  {{#empty}}<div class="c-empty"><p>[[lists.here.empty]]</p></div>{{/empty}}
  <section aria-labelledby="more"><h2 id="more">[[lists.here.more]]</h2>
    <form class="c-search__form" role="search" aria-label="[[lists.here.more]]" action="/lists/here" method="get">
      {{#has_resources}}<input type="hidden" name="r" value="{{resources}}">{{/has_resources}}
      <label class="usa-label" for="here-q">[[lists.here.words]]</label>
      <div class="c-search__fields"><input class="usa-input" id="here-q" name="q" type="search" maxlength="500" value="{{words}}" autocomplete="off">
      <button class="usa-button" type="submit">[[library.search.button]]</button></div>
    </form>
    {{#has_found}}<h3>{{found}}</h3>
    <ul class="c-links c-links--wide">{{#result}}<li><a href="{{href}}">[[lists.here.add]]<span class="usa-sr-only">: {{name}}</span></a> <span lang="{{language}}">{{name}}</span> <span class="c-muted">{{facts}}</span></li>{{/result}}</ul>{{/has_found}}
  </section>
</div>
