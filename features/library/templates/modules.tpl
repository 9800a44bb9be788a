<div class="grid-container">
  <h1>[[library.modules.title]]</h1>
  <p class="c-lead">[[library.modules.lead]]</p>
  <ul class="c-areas">
    {{#area}}<li class="c-card"><h2><a href="{{href}}">{{title}}</a></h2><p>{{lead}}</p></li>{{/area}}
  </ul>
  {{#empty}}<p class="c-empty">[[library.modules.empty]]</p>{{/empty}}
  <p>[[library.queue.suggest.none_found]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p>
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/modules.csv" download>[[library.nav.modules]] (CSV)</a></li><li><a href="/topics.csv" download>[[library.facet.topic]] (CSV)</a></li></ul>
</div>
