<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <h1>[[library.queue.list.title]]</h1>
  <p class="c-lead">[[library.queue.list.lead]]</p>
  <div class="c-toolbar"><h2 class="c-toolbar__found">{{found}}</h2>
    <ul class="c-toolbar__sort" aria-label="[[library.queue.list.states]]">{{#state}}<li><a href="{{href}}"{{#current}} aria-current="true"{{/current}}>{{text}}</a></li>{{/state}}</ul></div>
  {{#has_rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h3 class="c-row__title"><a href="{{href}}">{{row_title}}</a>{{#has_badge}} <span class="c-badge c-badge--late">{{badge}}</span>{{/has_badge}}</h3>
    <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
    {{#has_text}}<p class="c-row__summary">{{text}}</p>{{/has_text}}
  </li>{{/row}}</ul>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>[[library.queue.list.empty]]</p><p>[[library.queue.list.empty_next]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p></div>{{/empty}}
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="{{csv}}" download>CSV</a></li></ul>
</div>
