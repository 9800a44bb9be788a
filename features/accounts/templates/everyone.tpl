<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="{{community_href}}">{{community}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[accounts.everyone.lead]]</p>
  {{#nobody}}<div class="c-empty"><p>[[accounts.everyone.nobody]]</p><ul>{{#organization}}<li><a href="{{href}}">{{name}}</a></li>{{/organization}}</ul></div>{{/nobody}}
  {{#has_people}}<p>{{count}}</p>
  <table class="usa-table usa-table--stacked">
    <caption class="usa-sr-only">{{title}}</caption>
    <thead><tr><th scope="col">[[accounts.everyone.name]]</th><th scope="col">[[accounts.everyone.organization]]</th><th scope="col">[[accounts.everyone.role]]</th><th scope="col">[[accounts.everyone.email]]</th></tr></thead>
    <tbody>{{#person}}<tr><th scope="row" data-label="[[accounts.everyone.name]]">{{name}}</th><td data-label="[[accounts.everyone.organization]]"><a href="{{href}}">{{organization}}</a></td><td data-label="[[accounts.everyone.role]]">{{role}}</td><td data-label="[[accounts.everyone.email]]">{{email}}</td></tr>{{/person}}</tbody>
  </table>
  <ul class="c-actions"><li><a href="{{csv_href}}" download>[[accounts.everyone.csv]]</a></li></ul>{{/has_people}}
</div>
