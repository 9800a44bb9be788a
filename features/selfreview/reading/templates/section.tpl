<section aria-labelledby="self-review"><h2 id="self-review">[[selfreview.reading.title]]</h2>
  <p class="c-prose">[[selfreview.reading.lead]]</p>
  <p><a href="/self-review">[[selfreview.reading.section_link]]</a></p>
</section>
