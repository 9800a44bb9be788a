<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  [[>library/curation/notices.tpl]]
  {{#empty}}<div class="c-empty"><p>{{text}}</p></div>{{/empty}}
  {{#has_events}}[[>library/curation/events.tpl]]{{/has_events}}
  <p class="c-actions">{{#link}}<a class="usa-button usa-button--outline" href="{{href}}">{{text}}</a> {{/link}}</p>
</div>
