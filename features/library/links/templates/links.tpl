<div class="grid-container">
  [[>library/curators.tpl]]
  <h1>[[library.links.title]]</h1>
  <p class="c-lead">[[library.links.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <nav aria-label="[[library.links.filter]]"><ul class="c-actions">{{#filter}}<li><a href="{{href}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a></li>{{/filter}}</ul></nav>
  {{#rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h2 class="c-row__title"><a href="{{href}}">{{title}}</a></h2>
    <p class="c-row__facts"><span>{{state}}</span>{{#has_reason}} <span>{{reason}}</span>{{/has_reason}}{{#has_checked}} <span>{{checked}}</span>{{/has_checked}}{{#has_failing}} <span>{{failing}}</span>{{/has_failing}}{{#has_fine}} <span>{{fine}}</span>{{/has_fine}}</p>
    <p class="c-row__summary"><a href="{{url}}" rel="noopener external">{{url}}</a></p>
    {{#actions}}{{#can_take}}<p class="c-row__summary">[[library.links.new_address]] <a href="{{new_url}}" rel="noopener external">{{new_url}}</a></p>{{/can_take}}
    <div class="c-actions">
      {{#can_take}}<form action="/curation/links/{{id}}/take" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="state" value="{{state_name}}"><input type="hidden" name="new_url" value="{{new_url}}"><button class="usa-button" type="submit">[[library.links.take]]<span class="usa-sr-only">: {{title}}</span></button></form>{{/can_take}}
      {{#can_fine}}<form action="/curation/links/{{id}}/fine" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="state" value="{{state_name}}"><button class="usa-button usa-button--outline" type="submit">[[library.links.fine]]<span class="usa-sr-only">: {{title}}</span></button></form>{{/can_fine}}
      {{#can_withdraw}}<form action="/curation/links/{{id}}/withdraw" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="state" value="{{state_name}}"><button class="usa-button usa-button--outline" type="submit">[[library.links.withdraw]]<span class="usa-sr-only">: {{title}}</span></button></form>{{/can_withdraw}}
      <form action="/curation/links/{{id}}/again" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="state" value="{{state_name}}"><button class="usa-button usa-button--unstyled" type="submit">[[library.links.again]]<span class="usa-sr-only">: {{title}}</span></button></form>
    </div>{{/actions}}
  </li>{{/row}}</ul>
  <p class="c-actions"><a href="{{csv_href}}" download>[[library.links.csv]]</a></p>{{/rows}}
  <nav class="c-pages" aria-label="[[library.search.pages]]"><ul>{{#has_previous}}<li><a rel="prev" href="{{href}}">[[library.search.previous]]</a></li>{{/has_previous}}{{#has_next}}<li><a rel="next" href="{{href}}">[[library.search.next]]</a></li>{{/has_next}}</ul></nav>
  {{#empty}}<div class="c-empty"><p>[[library.links.empty]]</p></div>{{/empty}}
  {{#never_ran}}<div class="c-empty"><p>[[library.links.never_ran]]</p></div>{{/never_ran}}
</div>
