<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="{{href}}" lang="{{language}}">{{title}}</a></li></ol></nav>
  <abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>
  <h1>[[library.resource.cite]]</h1>
  <p class="c-lead" lang="{{language}}">{{title}}</p>
  <section class="c-cite" aria-label="[[library.resource.cite]]">
    {{#citation}}<h2 id="cite-{{slug}}-name">{{name}}</h2>
    <p id="cite-{{slug}}" class="c-cite__text">{{citation_html:none}}</p>
    <p class="c-actions"><button class="usa-button usa-button--outline" type="button" data-copy="#cite-{{slug}}" data-copied="[[library.resource.copied]]" aria-describedby="cite-{{slug}}-name" hidden>[[library.resource.copy]]</button> <a href="{{text_href}}">[[library.cite.as_text]]</a> <span aria-live="polite"></span></p>
    {{/citation}}
    {{#has_others}}<p><a href="{{all_href}}">[[library.cite.all_styles]]</a></p>{{/has_others}}
    <p class="c-muted">[[library.cite.check]]</p>
  </section>
  <h2>[[library.resource.save]]</h2>
  <ul class="c-actions">{{#format}}<li><a href="{{href}}" download>{{name}}</a></li>{{/format}}</ul>
  <p class="c-muted">[[library.cite.styles_credit]] <a href="https://citationstyles.org/" rel="noopener external">CitationStyles.org</a></p>
</div>
