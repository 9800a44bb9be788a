<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <h1>[[library.queue.ratings.title]]</h1>
  <p class="c-lead">[[library.queue.ratings.lead]]</p>
  <div class="c-toolbar"><h2 class="c-toolbar__found">{{found}}</h2>
    <ul class="c-toolbar__sort" aria-label="[[library.queue.list.states]]">{{#state}}<li><a href="{{href}}"{{#current}} aria-current="true"{{/current}}>{{text}}</a></li>{{/state}}</ul></div>
  {{#has_rows}}<ul class="c-rows">{{#row}}<li class="c-row">
    <h3 class="c-row__title"><a href="{{href}}">{{row_title}}</a>{{#has_badge}} <span class="c-badge c-badge--disputed">{{badge}}</span>{{/has_badge}}</h3>
    <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
  </li>{{/row}}</ul>{{/has_rows}}
  {{#empty}}<div class="c-empty"><p>[[library.queue.ratings.empty]]</p><p>[[library.queue.ratings.empty_next]] <a href="/search">[[library.nav.search]]</a></p></div>{{/empty}}
  {{#has_more}}<p><a href="{{more}}">[[library.queue.ratings.more]]</a></p>{{/has_more}}
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/curation/ratings.csv" download>CSV</a></li></ul>
</div>
