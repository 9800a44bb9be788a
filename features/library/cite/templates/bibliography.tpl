<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="{{back}}">{{title}}</a></li></ol></nav>
  <h1>[[library.cite.bibliography]]</h1>
  <p class="c-lead">{{title}} · {{size}} · {{style}}</p>
  <nav aria-label="[[library.cite.style]]"><ul class="c-actions">{{#choice}}<li><a href="{{href}}"{{#current}} aria-current="page"{{/current}}>{{name}}</a></li>{{/choice}}</ul></nav>
  {{#some}}<p class="c-actions"><a href="{{text_href}}" download>[[library.cite.save_text]]</a> <a href="{{html_href}}" download>[[library.cite.save_html]]</a></p>
  {{#numbered}}<ol class="c-prose c-bibliography">{{#entry}}<li><abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>{{citation_html:none}} <a href="{{href}}">[[library.cite.open]]<span class="usa-sr-only">: {{name}}</span></a></li>{{/entry}}</ol>{{/numbered}}
  {{#plain}}<ul class="c-prose c-bibliography c-bibliography--hanging">{{#entry}}<li><abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>{{citation_html:none}} <a href="{{href}}">[[library.cite.open]]<span class="usa-sr-only">: {{name}}</span></a></li>{{/entry}}</ul>{{/plain}}
  <p class="c-muted">[[library.cite.check]] [[library.cite.styles_credit]] <a href="https://citationstyles.org/" rel="noopener external">CitationStyles.org</a></p>{{/some}}
  {{#empty}}<p class="c-empty">[[library.cite.empty]] <a href="{{back}}">{{title}}</a></p>{{/empty}}
</div>
