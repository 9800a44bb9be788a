<div class="grid-container">
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  <div class="c-search">
    <aside class="c-filters" aria-label="[[communities.organizations.filters]]">
      <details class="c-filters__drawer">
        <summary>[[communities.organizations.filters]]</summary>
        <form action="{{action}}" method="get" class="c-filters__plain">
          <label class="usa-label" for="q">[[communities.organizations.offer]]</label>
          <span class="usa-hint" id="q-hint">[[communities.organizations.offer_hint]]</span>
          <input class="usa-input" id="q" name="q" type="search" maxlength="200" value="{{words}}" aria-describedby="q-hint">
          <label class="usa-label" for="kind">[[communities.organizations.kind]]</label>
          <select class="usa-select" id="kind" name="kind">{{#kind}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/kind}}</select>
          <label class="usa-label" for="language">[[communities.organizations.language]]</label>
          <select class="usa-select" id="language" name="language">{{#spoken}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/spoken}}</select>
          {{#has_districts}}<label class="usa-label" for="district">[[communities.organizations.district]]</label>
          <select class="usa-select" id="district" name="district">{{#district}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/district}}</select>{{/has_districts}}
          <button class="usa-button" type="submit">[[communities.organizations.apply]]</button>
        </form>
      </details>
    </aside>
    <section class="c-search__results" aria-labelledby="found">
      <div class="c-toolbar"><h2 id="found" class="c-toolbar__found">{{found}}</h2></div>
      {{#has_chips}}<ul class="c-chips" aria-label="[[communities.organizations.selected]]">
        {{#chip}}<li><a class="c-chip" href="{{href}}">{{text}} <span aria-hidden="true">×</span><span class="usa-sr-only">[[communities.organizations.remove]]</span></a></li>{{/chip}}
        <li><a class="c-chip c-chip--reset" href="{{reset_href}}">[[communities.organizations.reset]]</a></li>
      </ul>{{/has_chips}}
      {{#group}}<h3>{{group_title}}</h3>
      <ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>{{/group}}
      {{#empty}}<div class="c-empty"><p>{{empty_text}}</p>{{#has_reset}}<p><a href="{{reset_href}}">[[communities.organizations.all]]</a></p>{{/has_reset}}</div>{{/empty}}
      {{#may_add}}<p><a class="usa-button" href="{{add_href}}">[[communities.organizations.add]]</a></p>{{/may_add}}
      <ul class="c-actions" aria-label="[[communities.directory.save]]"><li><a href="{{csv}}" download>CSV</a></li></ul>
    </section>
  </div>
</div>
