<section aria-labelledby="self-reviews"><h2 id="self-reviews">[[selfreview.results.published_title]]</h2>
  <p>[[selfreview.results.published_lead]]</p>
  <ul class="c-links">{{#review}}<li><a href="{{href}}">{{text}}</a> <span class="c-muted">{{facts}}</span></li>{{/review}}</ul>
</section>
