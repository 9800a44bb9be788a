<div class="grid-container">
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_open}}<section aria-labelledby="open"><h2 id="open">[[reviews.list.open]]</h2>
    <ul class="c-areas c-areas--pairs">{{#card}}<li class="c-card"><h3><a href="{{href}}">{{title}}</a></h3><p>{{instrument}}</p><p class="c-muted">{{facts}}</p></li>{{/card}}</ul>
  </section>{{/has_open}}
  {{#has_closed}}<section aria-labelledby="closed"><h2 id="closed">[[reviews.list.closed]]</h2>
    <ul class="c-areas c-areas--pairs">{{#card}}<li class="c-card"{{#has_over}} data-answers-over="{{over}}"{{/has_over}}><h3><a href="{{href}}">{{title}}</a></h3><p>{{instrument}}</p><p class="c-muted">{{facts}}</p></li>{{/card}}</ul>
  </section>{{/has_closed}}
  {{#has_empty}}<div class="c-empty"><p>{{empty}}</p></div>{{/has_empty}}
  <section class="c-prose" aria-labelledby="what"><h2 id="what">[[reviews.list.what]]</h2>
    <p>[[reviews.list.what_1]]</p>
    <p>[[reviews.list.what_2]]</p>
  </section>
  <ul class="c-actions">{{#action}}<li><a href="{{href}}">{{text}}</a></li>{{/action}}</ul>
</div>
