<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <h1>[[library.queue.bulk.title]]</h1>
  <p class="c-lead">[[library.queue.bulk.lead]]</p>
  [[>library/queue/errors.tpl]]
  {{#start}}<form class="c-form" action="/curation/bulk" method="get">
    <label class="usa-label" for="from">[[library.queue.bulk.from]]</label>
    <span class="usa-hint" id="from-hint">[[library.queue.bulk.from_hint]]</span>
    <input class="usa-input" id="from" name="from" type="text" maxlength="2000" aria-describedby="from-hint">
    <p class="c-actions"><button class="usa-button" type="submit">[[library.queue.bulk.from_submit]]</button> <a href="/search">[[library.nav.search]]</a></p>
  </form>{{/start}}
  {{#chosen}}<p class="c-note"><a href="{{search_href}}">{{search}}</a> <span>{{found}}</span></p>
  <form class="c-form" action="/curation/bulk" method="get">
    {{#kept}}<input type="hidden" name="{{name}}" value="{{value}}">{{/kept}}
    [[>library/queue/field.tpl]]
    <p class="c-actions"><button class="usa-button{{#previewed}} usa-button--outline{{/previewed}}" type="submit">[[library.queue.bulk.preview]]</button> <a href="/curation/bulk">[[library.queue.bulk.other]]</a></p>
  </form>{{/chosen}}
  {{#preview}}<div><h2 id="preview">{{summary}}</h2>
    <div class="usa-table-container--scrollable" tabindex="0" role="region" aria-labelledby="preview"><table class="usa-table">
      <thead><tr><th scope="col">[[library.resource.field_title]]</th><th scope="col">[[library.queue.bulk.before]]</th><th scope="col">[[library.queue.bulk.after]]</th></tr></thead>
      <tbody>{{#row}}<tr><th scope="row"><a href="{{href}}">{{row_title}}</a></th><td>{{before}}</td><td>{{after}}</td></tr>{{/row}}</tbody></table></div>
    {{#has_more}}<p class="c-muted">{{more}}</p>{{/has_more}}
    <form action="/curation/bulk" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="search" value="{{search_href}}"><input type="hidden" name="change" value="{{change}}"><input type="hidden" name="value" value="{{value}}"><input type="hidden" name="seen" value="{{seen}}">
      <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button></p></form>
  </div>{{/preview}}
  <section aria-labelledby="earlier"><h2 id="earlier">[[library.queue.bulk.earlier]]</h2>
    {{#has_edits}}<ul class="c-rows">{{#edit}}<li class="c-row"><h3 class="c-row__title"><a href="{{href}}">{{text}}</a></h3><p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p></li>{{/edit}}</ul>{{/has_edits}}
    {{#no_edits}}<p class="c-empty">[[library.queue.bulk.none]]</p>{{/no_edits}}
  </section>
  <ul class="c-actions" aria-label="[[library.queue.save]]"><li><a href="/curation/bulk.csv" download>CSV</a></li></ul>
</div>
