<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/search">[[library.nav.search]]</a></li></ol></nav>
  <h1>[[news.new.title]]</h1>
  <p class="c-lead">{{lead}}</p>
  <p class="c-actions"><a href="{{feed}}">[[news.new.feed]]</a> <a href="/me/digest">[[news.new.mail]]</a></p>
  <details class="c-basis c-topics"{{#filters_open}} open{{/filters_open}}><summary>[[news.new.choose]]</summary>
    <form action="/new" method="get">
      <fieldset class="usa-fieldset"><legend class="usa-sr-only">[[news.new.choose]]</legend>
        <div class="c-checks">{{#topic}}<label class="c-checks__one"><input type="checkbox" name="topic" value="{{value}}"{{#chosen}} checked{{/chosen}}> <span>{{text}}</span></label>{{/topic}}</div>
      </fieldset>
      <p><button class="usa-button usa-button--outline" type="submit">[[news.new.show]]</button></p>
    </form>
  </details>
  <h2>{{found}}</h2>
  {{#has_rows}}<ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>[[news.new.empty]]</p><p><a href="/new">[[news.new.all]]</a></p></div>{{/empty}}
  {{#has_pages}}<nav class="c-pages" aria-label="[[library.search.pages]]"><ul>
    {{#has_previous}}<li><a rel="prev" href="{{previous}}">[[library.search.previous]]</a></li>{{/has_previous}}
    {{#has_next}}<li><a rel="next" href="{{next}}">[[library.search.next]]</a></li>{{/has_next}}
  </ul></nav>{{/has_pages}}
</div>
