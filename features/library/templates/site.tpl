<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/sites">[[library.nav.sites]]</a></li></ol></nav>
  <h1>{{name}}</h1>
  <p class="c-record__source">{{place}}</p>
  <p class="c-lead">{{summary}}</p>
  <div class="c-columns">
    <section aria-labelledby="practices"><h2 id="practices">[[library.site.practices]]</h2>
      <ul class="c-links">{{#practice}}<li>{{text}}</li>{{/practice}}</ul>
    </section>
    <section aria-labelledby="areas"><h2 id="areas">[[library.site.modules]]</h2>
      <ul class="c-links">{{#area}}<li><a href="{{href}}">{{title}}</a></li>{{/area}}</ul>
    </section>
  </div>
  {{#has_basis}}<details class="c-basis"><summary>[[library.resource.basis]]</summary>
    <ul>{{#basis}}<li><strong>{{field}}</strong>: {{text}}{{#has_source}} — {{#source_link}}<a href="{{href}}" rel="noopener external">{{source}}</a>{{/source_link}}{{#source_plain}}{{source}}{{/source_plain}}{{/has_source}}</li>{{/basis}}</ul>
  </details>{{/has_basis}}
</div>
