<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/modules">[[library.nav.modules]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  <div class="c-columns">
    <div>
      <section class="c-prose" aria-labelledby="overview"><h2 id="overview">[[library.module.overview]]</h2>
        {{#paragraph}}<p>{{text}}</p>{{/paragraph}}
      </section>
      <section aria-labelledby="resources"><h2 id="resources">[[library.module.resources]]</h2>
        <p>{{found}}</p>
        {{#has_rows}}<ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>
        <p><a class="usa-button usa-button--outline" href="{{all_href}}">[[library.module.all]]</a></p>{{/has_rows}}
        {{#empty}}<p class="c-empty">[[library.module.empty]]</p>{{/empty}}
        <p>[[library.queue.suggest.none_found]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p>
      </section>
    </div>
    <div>
      {{#has_expectations}}<section aria-labelledby="expectations"><h2 id="expectations">[[library.module.expectations]]</h2>
        <ul class="c-links">{{#expectation}}<li>{{text}}</li>{{/expectation}}</ul>
      </section>{{/has_expectations}}
      {{#has_sites}}<section aria-labelledby="sites"><h2 id="sites">[[library.module.sites]]</h2>
        <ul class="c-links">{{#site}}<li><a href="{{href}}">{{name}}</a> <span class="c-muted">{{place}}</span></li>{{/site}}</ul>
      </section>{{/has_sites}}
    </div>
  </div>
</div>
