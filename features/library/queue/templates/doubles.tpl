<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <h1>[[library.queue.doubles.title]]</h1>
  <p class="c-lead">[[library.queue.doubles.lead]]</p>
  {{#done}}<p class="c-note" role="status">{{done_text}}</p>{{/done}}
  <div class="c-toolbar"><h2 class="c-toolbar__found">{{found}}</h2>
    <ul class="c-toolbar__sort" aria-label="[[library.queue.list.states]]">{{#state}}<li><a href="{{href}}"{{#current}} aria-current="true"{{/current}}>{{text}}</a></li>{{/state}}</ul></div>
  {{#has_pairs}}<ul class="c-rows">{{#pair}}<li class="c-row">
    <h3 class="c-row__title">{{reason}}</h3>
    <ul class="c-links">{{#side}}<li><a href="{{href}}">{{text}}</a> <span class="c-muted">{{facts}}</span></li>{{/side}}</ul>
    <div class="c-actions">{{#has_merge}}<a class="usa-button" href="{{merge_href}}" aria-label="{{merge_label}}">[[library.queue.doubles.merge]]</a>{{/has_merge}}
      <form action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="first" value="{{first}}"><input type="hidden" name="second" value="{{second}}"><button class="usa-button usa-button--outline" type="submit" aria-label="{{act_label}}">{{act}}</button></form></div>
  </li>{{/pair}}</ul>{{/has_pairs}}
  {{#empty}}<div class="c-empty"><p>{{empty_text}}</p><p>[[library.queue.doubles.empty_next]]</p></div>{{/empty}}
  {{#has_more}}<p><a href="{{more}}">[[library.queue.doubles.more]]</a></p>{{/has_more}}
  <form class="c-form" action="/curation/merge" method="get">
    <h2 id="by-hand">[[library.queue.doubles.by_hand]]</h2>
    <p>[[library.queue.doubles.by_hand_lead]]</p>
    <label class="usa-label" for="keep">[[library.queue.doubles.keep]]</label><input class="usa-input" id="keep" name="keep" type="text" maxlength="300">
    <label class="usa-label" for="merge">[[library.queue.doubles.other]]</label><input class="usa-input" id="merge" name="merge" type="text" maxlength="300">
    <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.queue.doubles.merge]]</button></p>
  </form>
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/curation/doubles.csv" download>CSV</a></li></ul>
</div>
