<div class="grid-container">
  <h1>[[accounts.hub.title]]</h1>
  <p class="c-lead">[[accounts.hub.lead]]</p>
  <ul class="c-areas">{{#card}}<li class="c-card"><h2><a href="{{href}}">{{title}}</a></h2><p>{{text}}</p></li>{{/card}}</ul>
</div>
