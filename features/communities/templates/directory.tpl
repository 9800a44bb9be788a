<div class="grid-container">
  <h1>[[communities.directory.title]]</h1>
  <p class="c-lead">[[communities.directory.lead]]</p>
  <form class="c-search__form c-form--row" role="search" aria-label="[[communities.directory.search_landmark]]" action="/communities" method="get">
    <div><label class="usa-label" for="place-q">[[communities.directory.words]]</label>
      <input class="usa-input" id="place-q" name="q" type="search" maxlength="200" value="{{words}}"></div>
    <div><label class="usa-label" for="place-kind">[[communities.directory.kind]]</label>
      <select class="usa-select" id="place-kind" name="kind">{{#kind}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/kind}}</select></div>
    <div><button class="usa-button" type="submit">[[communities.directory.search]]</button></div>
  </form>
  {{#has_map}}[[>communities/map.tpl]]{{/has_map}}
  <div class="c-toolbar"><h2 class="c-toolbar__found">{{found}}</h2></div>
  {{#has_rows}}<ul class="c-rows c-rows--places">{{#row}}{{>row}}{{/row}}</ul>
  <ul class="c-actions" aria-label="[[communities.directory.save]]"><li><a href="{{csv}}" download>CSV</a></li><li><a href="{{geojson}}" download>GeoJSON</a></li></ul>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>{{empty_text}}</p>
    {{#narrowed}}<p><a href="/communities">[[communities.directory.all]]</a></p>{{/narrowed}}
    {{#create}}<p><a class="usa-button" href="/hub/communities/new">[[communities.hub.new]]</a></p>{{/create}}
  </div>{{/empty}}
  {{#may_create}}<p><a href="/hub/communities">[[communities.hub.all]]</a></p>{{/may_create}}
</div>
