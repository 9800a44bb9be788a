<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/ratings">[[library.queue.ratings.title]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#done}}<p class="c-note" role="status">{{done_text}}</p>{{/done}}
  [[>library/queue/errors.tpl]]
  <p><a href="{{resource_href}}">[[library.queue.rating.resource]]</a></p>
  [[>library/scale.tpl]]
  {{#outcome}}<div class="c-form--act"><h2 id="{{anchor}}">{{outcome}}</h2>
    <p><span class="c-badge">{{state}}</span></p>
    <p>{{state_text}}</p>
    {{#has_lines}}<div class="usa-table-container--scrollable" tabindex="0" role="region" aria-labelledby="{{anchor}}"><table class="usa-table"><thead><tr><th scope="col">[[library.queue.rating.whose]]</th><th scope="col">[[library.evidence.direction]]</th><th scope="col">[[library.evidence.certainty]]</th><th scope="col">[[library.evidence.setting]]</th><th scope="col">[[library.evidence.basis]]</th><th scope="col">[[library.evidence.date]]</th></tr></thead>
      <tbody>{{#line}}<tr><th scope="row">{{whose}}</th><td>{{direction}}</td><td>{{certainty}}</td><td>{{setting}}</td><td>{{basis}}</td><td>{{date}}</td></tr>{{/line}}</tbody></table></div>{{/has_lines}}
    {{#withdraw}}<form action="{{action}}/withdraw" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="outcome" value="{{outcome}}">
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit" aria-label="{{withdraw_label}}">[[library.queue.rating.withdraw]]</button></p></form>{{/withdraw}}
    {{#form}}{{#open_form}}<h3>{{form_title}}</h3>{{/open_form}}{{#folded}}<details class="c-basis"><summary>{{form_title}}</summary>{{/folded}}<form class="c-form" action="{{form_action}}" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="outcome" value="{{outcome}}">
      [[>library/queue/field.tpl]]
      <p class="c-actions"><button class="usa-button" type="submit">{{form_submit}}</button></p></form>{{#folded}}</details>{{/folded}}{{/form}}
  </div>{{/outcome}}
  <section class="c-form--act" aria-labelledby="another"><h2 id="another">[[library.queue.rating.another]]</h2>
    <form class="c-form" action="{{give_action}}" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="new" value="1">
      {{#another}}[[>library/queue/field.tpl]]{{/another}}
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.queue.rating.give]]</button></p></form>
  </section>
</div>
