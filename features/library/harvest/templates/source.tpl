<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/harvests">[[harvest.page.title]]</a></li></ol></nav>
  <h1>{{name}}</h1>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <p class="c-lead">{{next}}</p>
  {{#has_error}}<div class="usa-alert usa-alert--warning"><div class="usa-alert__body"><p class="usa-alert__text">{{error}}</p></div></div>{{/has_error}}
  <dl class="c-facts">{{#fact}}<div><dt>{{label}}</dt><dd>{{value}}</dd></div>{{/fact}}</dl>
  <div class="c-actions">
    <form action="{{href}}/run" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">[[harvest.page.run]]</button></form>
    {{#can_pause}}<form action="{{href}}/pause" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[harvest.page.pause]]</button></form>{{/can_pause}}
    {{#can_resume}}<form action="{{href}}/resume" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[harvest.page.resume]]</button></form>{{/can_resume}}
    <a href="{{href}}/edit">[[harvest.page.edit]]</a>
    <a href="{{href}}/words">[[harvest.page.words]]</a>
  </div>
  <h2>[[harvest.page.runs]]</h2>
  {{#runs}}<div class="usa-table-container--scrollable" tabindex="0" role="region" aria-label="[[harvest.page.runs]]"><table class="usa-table">
    <thead><tr><th scope="col">[[harvest.run.started]]</th><th scope="col">[[harvest.run.state]]</th><th scope="col">[[harvest.run.records]]</th><th scope="col">[[harvest.run.added]]</th><th scope="col">[[harvest.run.linked]]</th><th scope="col">[[harvest.run.updated]]</th><th scope="col">[[harvest.run.withdrawn]]</th><th scope="col">[[harvest.run.rejected]]</th></tr></thead>
    <tbody>{{#run}}<tr><th scope="row"><a href="{{run_href}}">{{started}}</a></th><td>{{state}}</td><td>{{records}}</td><td>{{added}}</td><td>{{linked}}</td><td>{{updated}}</td><td>{{withdrawn}}</td><td>{{rejected}}</td></tr>{{/run}}</tbody>
  </table></div>{{/runs}}
  {{#no_runs}}<div class="c-empty"><p>[[harvest.page.no_runs]]</p></div>{{/no_runs}}
  <details><summary>[[harvest.page.remove]]</summary>
    <p>[[harvest.page.remove_text]]</p>
    <form action="{{href}}/remove" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[harvest.page.remove]]</button></form>
  </details>
</div>
