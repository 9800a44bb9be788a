<div class="grid-container">
  <h1>[[selfreview.reading.title]]</h1>
  <p class="c-lead">[[selfreview.reading.lead]]</p>
  <div class="c-columns c-columns--even">
    <section aria-labelledby="is"><h2 id="is">[[selfreview.reading.is]]</h2>
      <ul class="c-links"><li>[[selfreview.reading.is_1]]</li><li>[[selfreview.reading.is_2]]</li><li>[[selfreview.reading.is_3]]</li></ul>
    </section>
    <section aria-labelledby="is-not"><h2 id="is-not">[[selfreview.reading.is_not]]</h2>
      <ul class="c-links"><li>[[selfreview.reading.is_not_1]]</li><li>[[selfreview.reading.is_not_2]]</li><li>[[selfreview.reading.is_not_3]]</li></ul>
    </section>
  </div>
  <section aria-labelledby="instruments"><h2 id="instruments">[[selfreview.reading.instruments]]</h2>
    <p>[[selfreview.reading.instruments_lead]]</p>
    <ul class="c-areas c-areas--pairs">{{#card}}<li class="c-card"><h3><a href="{{href}}">{{title}}</a></h3><p>{{text}}</p><p class="c-muted">{{size}}{{#has_added}} · {{added}}{{/has_added}}</p></li>{{/card}}</ul>
  </section>
  <section class="c-prose" aria-labelledby="levels"><h2 id="levels">[[selfreview.reading.levels]]</h2>
    <p>[[selfreview.reading.levels_lead]]</p>
    <dl class="c-facts c-facts--wide">{{#level}}<div><dt>{{number}} · {{name}}</dt><dd>{{text}}</dd></div>{{/level}}</dl>
    <p>[[selfreview.reading.levels_none]]</p>
  </section>
  <section class="c-prose" aria-labelledby="how"><h2 id="how">[[selfreview.reading.how]]</h2>
    <ol><li>[[selfreview.reading.how_1]]</li><li>[[selfreview.reading.how_2]]</li><li>[[selfreview.reading.how_3]]</li><li>[[selfreview.reading.how_4]]</li></ol>
    <p>[[selfreview.reading.how_begin]] <a href="/communities">[[selfreview.reading.how_communities]]</a></p>
  </section>
</div>
