<div class="grid-container">
  [[>library/curators.tpl]]
  <h1>[[harvest.page.title]]</h1>
  <p class="c-lead">[[harvest.page.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <p class="c-actions"><a class="usa-button" href="/curation/harvests/new">[[harvest.page.new]]</a></p>
  {{#rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h2 class="c-row__title"><a href="{{href}}">{{name}}</a></h2>
    <p class="c-row__facts"><span>{{records}}</span> <span>{{next}}</span></p>
    <p class="c-row__summary">{{last}}{{#has_error}} {{error}}{{/has_error}}</p>
  </li>{{/row}}</ul>
  <p class="c-actions"><a href="/curation/harvests.csv" download>[[harvest.page.csv]]</a></p>{{/rows}}
  {{#empty}}<div class="c-empty"><p>[[harvest.page.empty]]</p><p>[[harvest.page.empty_do]]</p></div>{{/empty}}
</div>
