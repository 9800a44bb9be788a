<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/search">[[library.nav.search]]</a></li></ol></nav>
  <article class="c-record">
    <abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>
    <header class="c-record__head">
      <p class="c-record__types">{{#type}}<a href="{{href}}">{{title}}</a> {{/type}}</p>
      <h1 lang="{{language}}">{{title}}</h1>
      {{#has_subtitle}}<p class="c-record__subtitle" lang="{{language}}">{{subtitle}}</p>{{/has_subtitle}}
      {{#has_authors}}<p class="c-record__authors">{{authors}}</p>{{/has_authors}}
      <p class="c-record__source">{{source_line}}</p>
      {{#has_superseded}}<p class="c-note">[[library.resource.superseded]] <a href="{{superseded}}">[[library.resource.superseded_link]]</a></p>{{/has_superseded}}
      {{#has_actions}}<nav class="c-curate" aria-label="[[library.resource.actions]]"><ul class="c-actions">{{#action}}<li><a href="{{href}}">{{title}}</a></li>{{/action}}</ul></nav>{{/has_actions}}
    </header>
    <div class="c-record__main">
      <section aria-labelledby="summary"><h2 id="summary">[[library.resource.summary]]</h2>
        {{#has_summary}}<p class="c-prose" lang="{{language}}">{{summary}}</p>{{/has_summary}}
        {{#no_summary}}<p class="c-prose c-muted">[[library.resource.no_summary]] <a href="{{suggest_href}}">[[library.queue.suggest.about_link]]</a></p>{{/no_summary}}
      </section>
      <p class="c-actions">
        {{#has_url}}<a class="usa-button" href="{{url}}" rel="noopener external">{{open}}</a>{{/has_url}}
        {{#no_url}}<span class="c-muted">[[library.resource.no_url]]</span>{{/no_url}}
        {{#has_access}}<span class="c-badge">{{access}}</span>{{/has_access}}
        <a href="{{keep}}" rel="nofollow">[[library.resource.keep]]</a>
      </p>
      {{#section}}{{section_html:none}}{{/section}}
      {{#has_link_note}}<p class="c-muted">{{link_note}}</p>{{/has_link_note}}
      {{#has_evidence}}<section aria-labelledby="evidence"><h2 id="evidence">[[library.resource.evidence]]</h2>
        <table class="usa-table usa-table--stacked c-evidence" aria-labelledby="evidence">
          <thead><tr><th scope="col">[[library.evidence.outcome]]</th><th scope="col">[[library.evidence.direction]]</th><th scope="col">[[library.evidence.certainty]]</th><th scope="col">[[library.evidence.setting]]</th><th scope="col">[[library.evidence.basis]]</th><th scope="col">[[library.evidence.date]]</th><th scope="col">[[library.queue.rating.rated]]</th></tr></thead>
          <tbody>{{#rating}}<tr><th scope="row" data-label="[[library.evidence.outcome]]"><span lang="en">{{outcome}}</span></th><td data-label="[[library.evidence.direction]]">{{direction}}</td><td data-label="[[library.evidence.certainty]]">{{certainty}}</td><td data-label="[[library.evidence.setting]]"><span lang="en">{{setting}}</span></td><td data-label="[[library.evidence.basis]]"><span lang="en">{{basis}}</span></td><td data-label="[[library.evidence.date]]">{{date}}</td><td data-label="[[library.queue.rating.rated]]">{{by}}</td></tr>{{/rating}}</tbody>
        </table>
        <p class="c-muted">[[library.evidence.explained]]</p>
        [[>library/scale.tpl]]
      </section>{{/has_evidence}}
      <section aria-labelledby="facts"><h2 id="facts">[[library.resource.facts]]</h2>
        <dl class="c-facts">{{#fact}}<div><dt>{{name}}</dt><dd>{{#link}}<a href="{{href}}">{{text}}</a>{{/link}}{{#plain}}{{text}}{{/plain}}</dd></div>{{/fact}}</dl>
        {{#has_basis}}<details class="c-basis"><summary>[[library.resource.basis]]</summary>
          <p>[[library.resource.basis_lead]]</p>
          <ul>{{#basis}}<li><strong>{{field}}</strong>: {{text}}{{#has_source}} — {{#source_link}}<a href="{{href}}" rel="noopener external">{{source}}</a>{{/source_link}}{{#source_plain}}{{source}}{{/source_plain}}{{/has_source}}</li>{{/basis}}</ul>
        </details>{{/has_basis}}
        <p class="c-muted">{{changed}}{{#has_history}} <a href="{{history}}">[[library.resource.history]]</a>{{/has_history}}</p>
      </section>
    </div>
    <aside class="c-record__side" aria-label="[[library.resource.cite]]">
      <section class="c-cite" aria-labelledby="cite"><h2 id="cite">[[library.resource.cite]]</h2>
        {{#citation}}<h3 id="cite-{{slug}}-name">{{name}}</h3>
        <p id="cite-{{slug}}" class="c-cite__text">{{citation_html:none}}</p>
        <p><button class="usa-button usa-button--outline" type="button" data-copy="#cite-{{slug}}" data-copied="[[library.resource.copied]]" aria-describedby="cite-{{slug}}-name" hidden>[[library.resource.copy]]</button> <span aria-live="polite"></span></p>
        {{/citation}}<p><a href="{{cite_href}}">[[library.cite.page_link]]</a></p>
        <h3>[[library.resource.save]]</h3>
        <ul class="c-actions">{{#format}}<li><a href="{{href}}" download>{{name}}</a></li>{{/format}}</ul>
        <p class="c-muted">[[library.resource.zotero]]</p>
      </section>
      {{#has_topics}}<section aria-labelledby="topics"><h2 id="topics">[[library.resource.topics]]</h2>
        <ul class="c-links">{{#topic}}<li><a href="{{href}}">{{title}}</a></li>{{/topic}}</ul>
      </section>{{/has_topics}}
      {{#has_collections}}<section aria-labelledby="in-lists"><h2 id="in-lists">[[library.resource.collections]]</h2>
        <ul class="c-links">{{#collection}}<li><a href="{{href}}">{{title}}</a></li>{{/collection}}</ul>
      </section>{{/has_collections}}
      {{#has_ties}}<section aria-labelledby="ties"><h2 id="ties">[[library.ties.title]]</h2>
        {{#has_used}}<p>{{used}}</p>{{/has_used}}
        {{#tie_group}}<h3>{{heading}}</h3>
        <ul class="c-links">{{#tie}}<li><a href="{{href}}">{{title}}</a>{{#has_by}} <span class="c-muted">{{by}}</span>{{/has_by}}</li>{{/tie}}</ul>
        {{#has_more}}<p class="c-muted">{{more}}</p>{{/has_more}}{{/tie_group}}
      </section>{{/has_ties}}
    </aside>
    {{#has_related}}<section class="c-record__related" aria-labelledby="related"><h2 id="related">[[library.resource.related]]</h2>
      <ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>
    </section>{{/has_related}}
  </article>
</div>
