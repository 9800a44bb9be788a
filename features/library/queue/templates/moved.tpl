<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <h1>[[library.queue.moved.title]]</h1>
  <p class="c-lead">[[library.queue.moved.lead]]</p>
  {{#done}}<p class="c-note" role="status">[[library.queue.moved.done]]</p>{{/done}}
  {{#has_rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h2 class="c-row__title">{{#has_target}}<a href="{{target_href}}">{{slug}}</a>{{/has_target}}{{#gone}}{{slug}}{{/gone}}</h2>
    <p class="c-row__facts"><span>{{leads}}</span> <span>{{date}}</span></p>
    <details class="c-basis"><summary>[[library.queue.moved.free]]</summary><p>[[library.queue.moved.free_lead]]</p>
      <form action="/curation/merged" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="slug" value="{{slug}}">
        <button class="usa-button usa-button--outline" type="submit" aria-label="{{free_label}}">[[library.queue.moved.free_submit]]</button></form></details>
  </li>{{/row}}</ul>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>[[library.queue.moved.empty]]</p><p>[[library.queue.moved.empty_next]] <a href="/curation/doubles">[[library.queue.doubles.title]]</a></p></div>{{/empty}}
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/curation/merged.csv" download>CSV</a></li></ul>
</div>
