<div class="grid-container">
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  <div class="c-prose"><p>[[journal.page.what]]</p><p>[[journal.page.private]]</p></div>
  {{#empty}}<p class="c-empty">[[journal.page.empty]]</p>{{/empty}}
  {{#full}}
  <section aria-labelledby="now"><h2 id="now">[[journal.page.now]]</h2>
    <p>{{size}} [[journal.page.last]]</p>
    <dl class="c-facts">
      <div><dt>[[journal.page.hash]]</dt><dd><code class="c-hash">{{hash}}</code></dd></div>
      <div><dt>[[journal.page.root]]</dt><dd><code class="c-hash">{{root}}</code></dd></div>
    </dl>
    <p><a class="usa-button usa-button--outline" href="{{path}}/head.json" download>[[journal.page.keep]]</a></p>
    <p class="c-muted">[[journal.page.keep_why]]</p>
  </section>
  <section><h2 id="kinds">[[journal.page.kinds]]</h2>
    <div class="usa-table-container--scrollable" tabindex="0" role="region" aria-labelledby="kinds">
    <table class="usa-table"><thead><tr><th scope="col">[[journal.page.kind]]</th><th scope="col">[[journal.page.recent]]</th><th scope="col">[[journal.page.all]]</th></tr></thead>
      <tbody>{{#kind}}<tr><th scope="row">{{#has_label}}{{label}} {{/has_label}}<code>{{action}}</code></th><td>{{recent}}</td><td>{{all}}</td></tr>{{/kind}}</tbody>
    </table></div>
  </section>
  <section><h2 id="days">[[journal.page.days]]</h2>
    <p>[[journal.page.days_why]]</p>
    {{#no_days}}<p class="c-empty">[[journal.page.no_days]]</p>{{/no_days}}
    {{#has_days}}<div class="usa-table-container--scrollable" tabindex="0" role="region" aria-labelledby="days">
    <table class="usa-table"><thead><tr><th scope="col">[[journal.page.day]]</th><th scope="col">[[journal.page.entries]]</th><th scope="col">[[journal.page.hash]]</th><th scope="col">[[journal.page.root]]</th></tr></thead>
      <tbody>{{#day}}<tr><th scope="row">{{date}}</th><td>{{entries}}</td><td><code class="c-hash">{{hash}}</code></td><td><code class="c-hash">{{root}}</code></td></tr>{{/day}}</tbody>
    </table></div>
    {{#has_more_days}}<p class="c-muted">{{more_days}}</p>{{/has_more_days}}{{/has_days}}
  </section>
  <section aria-labelledby="check"><h2 id="check">[[journal.page.check]]</h2>
    <ol class="c-prose">
      <li><p>[[journal.page.step_download]]</p>
        {{#has_parts_note}}<p>{{parts_note}}</p>{{/has_parts_note}}
        <ul class="c-actions">{{#part}}<li><a href="{{href}}" download>{{text}}</a></li>{{/part}}</ul></li>
      <li><p>[[journal.page.step_verify]]</p>
        <pre tabindex="0"><code>concord journal verify --export journal.jsonl --head head.json</code></pre></li>
      <li><p>[[journal.page.step_compare]]</p></li>
    </ol>
    <p>[[journal.page.format]]</p>
  </section>
  <section aria-labelledby="prove"><h2 id="prove">[[journal.page.prove]]</h2>
    <form class="usa-form" action="{{path}}/proof" method="get">
      <label class="usa-label" for="entry">[[journal.page.entry]]</label>
      <span class="usa-hint" id="entry-hint">[[journal.page.entry_hint]]</span>
      <input class="usa-input usa-input--small" id="entry" name="entry" type="number" min="1" max="{{biggest}}" required aria-describedby="entry-hint">
      <button class="usa-button" type="submit">[[journal.page.prove_entry]]</button>
    </form>
    <form class="usa-form" action="{{path}}/consistency" method="get">
      <label class="usa-label" for="from">[[journal.page.from]]</label>
      <span class="usa-hint" id="from-hint">[[journal.page.from_hint]]</span>
      <input class="usa-input usa-input--small" id="from" name="from" type="number" min="1" max="{{biggest}}" required aria-describedby="from-hint">
      <button class="usa-button" type="submit">[[journal.page.prove_grown]]</button>
    </form>
    <p>[[journal.page.check_proof]]</p>
    <pre tabindex="0"><code>concord journal check-proof proof.json --head head.json</code></pre>
  </section>
  {{/full}}
</div>
