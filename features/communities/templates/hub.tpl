<div class="grid-container">
  <h1>[[communities.hub.title]]</h1>
  <p class="c-lead">[[communities.hub.lead]]</p>
  <p class="c-actions"><a class="usa-button" href="/hub/communities/new">[[communities.hub.new]]</a></p>
  {{#has_rows}}<div class="usa-table-container--scrollable" tabindex="0" role="region" aria-label="[[communities.hub.title]]"><table class="usa-table">
    <thead><tr><th scope="col">[[communities.hub.name]]</th><th scope="col">[[communities.hub.place]]</th><th scope="col">[[communities.hub.state]]</th><th scope="col">[[communities.hub.next]]</th></tr></thead>
    <tbody>{{#row}}<tr><th scope="row"><a href="{{href}}">{{name}}</a></th><td>{{place}}</td><td>{{state}}</td><td>{{#has_missing}}{{missing}} {{/has_missing}}{{#has_next}}<a href="{{next_href}}">{{next}}</a>{{/has_next}}</td></tr>{{/row}}</tbody>
  </table></div>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>[[communities.hub.empty]]</p><p>[[communities.hub.empty_do]]</p></div>{{/empty}}
</div>
