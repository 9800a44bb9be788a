<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/harvests">[[harvest.page.title]]</a></li><li><a href="{{source_href}}">{{source}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_error}}<div class="usa-alert usa-alert--warning"><div class="usa-alert__body"><p class="usa-alert__text">{{error}}</p></div></div>{{/has_error}}
  <dl class="c-facts">{{#fact}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/fact}}</dl>
  <h2>[[harvest.run.problems]]</h2>
  {{#problems}}<p>{{shown}}</p><ul>{{#problem}}<li>{{text}} <span class="c-muted">{{identifier}}</span></li>{{/problem}}</ul>{{/problems}}
  {{#no_problems}}<p>[[harvest.run.no_problems]]</p>{{/no_problems}}
</div>
