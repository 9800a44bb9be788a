<div class="grid-container">
  <h1>[[library.sites.title]]</h1>
  <p class="c-lead">[[library.sites.lead]]</p>
  <ul class="c-areas">
    {{#site}}<li class="c-card"><h2><a href="{{href}}">{{name}}</a></h2><p class="c-muted">{{place}}</p><p>{{summary}}</p></li>{{/site}}
  </ul>
  {{#empty}}<p class="c-empty">[[library.sites.empty]]</p>{{/empty}}
  <p>[[library.queue.suggest.none_found]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p>
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/sites.csv" download>CSV</a></li></ul>
</div>
