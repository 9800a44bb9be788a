<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[communities.breadcrumb]]"><ol><li><a href="{{place_href}}">{{place}}</a></li></ol></nav>
  <h1>{{name}}</h1>
  <div class="c-columns">
    <section aria-labelledby="here"><h2 id="here">{{found}}</h2>
      {{#has_rows}}<ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>{{/has_rows}}
      {{#empty}}<div class="c-empty"><p>[[communities.district.empty]]</p><p><a href="{{organizations_href}}">[[communities.organizations.all]]</a></p></div>{{/empty}}
    </section>
    <div>
      {{#has_map}}[[>communities/map.tpl]]{{/has_map}}
      {{#has_others}}<section aria-labelledby="others"><h2 id="others">[[communities.district.others]]</h2>
        <ul class="c-links">{{#other}}<li><a href="{{href}}">{{text}}</a></li>{{/other}}</ul></section>{{/has_others}}
    </div>
  </div>
</div>
