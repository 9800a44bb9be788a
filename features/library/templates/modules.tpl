<div class="grid-container">
  <h1>[[library.modules.title]]</h1>
  <p class="c-lead">[[library.modules.lead]]</p>
  <ul class="c-areas">
    {{#area}}<li class="c-card"><h2><a href="{{href}}">{{title}}</a></h2><p>{{lead}}</p></li>{{/area}}
  </ul>
  {{#empty}}<p class="c-empty">[[library.modules.empty]]</p>{{/empty}}
</div>
