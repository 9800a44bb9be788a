<div class="grid-container"><div class="c-prose">
  <h1>[[library.about.title]]</h1>
  <p class="c-lead">[[library.about.lead]]</p>
  <h2>[[library.about.holds_title]]</h2>
  <p>[[library.about.holds]]</p>
  <p>[[library.queue.suggest.none_found]] <a href="/library/suggest">[[library.queue.suggest.link]]</a></p>
  <h2>[[library.about.basis_title]]</h2>
  <p>[[library.about.basis]]</p>
  <h2>[[library.about.harvest_title]]</h2>
  <p>[[library.about.harvest]] <a href="/oai?verb=Identify">[[library.about.harvest_link]]</a></p>
  <h2>[[library.about.privacy_title]]</h2>
  <p>[[library.about.privacy]]</p>
  <h2 id="accessibility">[[library.about.access_title]]</h2>
  <p>[[library.about.access]]</p>
  <h2>[[library.about.licence_title]]</h2>
  <p>[[library.about.licence]]</p>
</div></div>
