<div class="grid-container">
  <h1>[[library.collections.title]]</h1>
  <p class="c-lead">[[library.collections.lead]]</p>
  <ul class="c-areas">
    {{#collection}}<li class="c-card"><h2><a href="{{href}}">{{title}}</a></h2><p>{{introduction}}</p><p class="c-muted">{{size}}</p></li>{{/collection}}
  </ul>
  <p><a href="/lists">[[library.collections.people]]</a></p>
  {{#empty}}<p class="c-empty">[[library.collections.empty]]</p>{{/empty}}
  <p>[[library.queue.suggest.none_found]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p>
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/collections.csv" download>CSV</a></li></ul>
</div>
