<section class="c-hero" aria-labelledby="home-title">
  <div class="grid-container">
    <h1 id="home-title">[[library.home.title]]</h1>
    <p class="c-lead">[[library.home.lead]]</p>
    <form class="c-hero__search" role="search" aria-label="[[library.home.search_landmark]]" action="/search" method="get">
      <label for="home-q">[[library.search.label]]</label>
      <div class="c-hero__fields">
        <input class="usa-input" id="home-q" name="q" type="search" maxlength="500" autocomplete="off" data-suggest
          data-suggest-count="[[library.suggest.count]]" data-suggest-none="[[library.suggest.none]]">
        <button class="usa-button" type="submit">[[library.search.button]]</button>
      </div>
      <p class="c-hero__hint">[[library.home.try]] {{#example}}<a href="{{href}}">{{words}}</a> {{/example}}</p>
    </form>
  </div>
</section>
<div class="grid-container">
  {{#section}}{{section_html:none}}{{/section}}
  <section aria-labelledby="home-areas">
    <h2 id="home-areas">[[library.home.areas]]</h2>
    <p>[[library.home.areas_lead]]</p>
    <ul class="c-areas">
      {{#area}}<li class="c-card"><h3><a href="{{href}}">{{title}}</a></h3><p>{{lead}}</p></li>{{/area}}
    </ul>
  </section>
  <div class="c-columns">
    <section aria-labelledby="home-newest">
      <h2 id="home-newest">[[library.home.newest]]</h2>
      <ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>
      <p><a href="/search?sort=newest">[[library.home.all]]</a></p>
    </section>
    {{#has_collections}}<section aria-labelledby="home-collections">
      <h2 id="home-collections">[[library.home.collections]]</h2>
      <ul class="c-links">
        {{#collection}}<li><a href="{{href}}">{{title}}</a> <span class="c-muted">{{size}}</span></li>{{/collection}}
      </ul>
      <h2>[[library.home.counts]]</h2>
      <ul class="c-links"><li>{{resources}}</li><li>{{areas}}</li><li>{{sites}}</li></ul>
    </section>{{/has_collections}}
  </div>
</div>
