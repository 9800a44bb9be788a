<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[reviews.desk.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <p class="c-actions"><a class="usa-button" href="{{new_href}}">[[reviews.desk.new]]</a></p>
  {{#rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h2 class="c-row__title"><a href="{{href}}">{{title}}</a></h2>
    <p class="c-row__facts"><span>{{state}}</span> <span>{{facts}}</span></p>
  </li>{{/row}}</ul>{{/rows}}
  {{#empty}}<div class="c-empty"><p>[[reviews.desk.empty]]</p></div>{{/empty}}
</div>
