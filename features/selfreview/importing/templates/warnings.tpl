{{#has_warnings}}<div class="usa-alert usa-alert--warning" role="status"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[selfreview.importing.warnings]]</h2>
    <ul class="usa-alert__text">{{#warning}}<li>{{text}}{{#has_names}}<ul>{{#name}}<li>{{name}}</li>{{/name}}</ul>{{/has_names}}</li>{{/warning}}</ul>
  </div></div>{{/has_warnings}}
