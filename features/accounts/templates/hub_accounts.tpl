<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/hub">[[accounts.hub.title]]</a></li></ol></nav>
  <h1>[[accounts.hub_accounts.title]]</h1>
  <form class="c-search__form" role="search" action="/hub/accounts" method="get">
    <label class="usa-label" for="q">[[accounts.hub_accounts.search]]</label>
    <div class="c-search__fields"><input class="usa-input" id="q" name="q" type="search" maxlength="200" value="{{words}}"><button class="usa-button" type="submit">[[accounts.hub_accounts.search_button]]</button></div>
  </form>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  {{#nobody}}<div class="c-empty"><p>[[accounts.hub_accounts.nobody]]</p><p><a href="/hub/accounts">[[accounts.hub_accounts.all]]</a></p></div>{{/nobody}}
  {{#has_people}}<ul class="c-rows">{{#person}}<li class="c-row"><p class="c-row__title"><a href="{{href}}">{{name}}</a>{{#has_state}} <span class="c-badge c-badge--late">{{state}}</span>{{/has_state}}</p><p class="c-row__facts"><span>{{email}}</span><span>{{seen}}</span>{{#demo}}<span>[[accounts.hub_accounts.demo]]</span>{{/demo}}</p></li>{{/person}}</ul>{{/has_people}}
  {{#has_pages}}<nav class="c-pages" aria-label="[[accounts.hub_accounts.pages]]"><ul>{{#has_previous}}<li><a rel="prev" href="{{previous}}">[[accounts.hub_accounts.previous]]</a></li>{{/has_previous}}{{#has_next}}<li><a rel="next" href="{{next}}">[[accounts.hub_accounts.next]]</a></li>{{/has_next}}</ul></nav>{{/has_pages}}
  <section aria-labelledby="new-account">
    <h2 id="new-account">[[accounts.hub_accounts.new]]</h2>
    <p>[[accounts.hub_accounts.new_text]]</p>
    <form class="usa-form usa-form--large" action="/hub/accounts" method="post" novalidate>
      <input type="hidden" name="csrf" value="{{csrf}}">
      <label class="usa-label" for="name">[[accounts.hub_accounts.name]]</label>
      {{#has_error_name}}<span class="usa-error-message" id="name-error">{{error_name}}</span>{{/has_error_name}}
      <input class="usa-input" id="name" name="name" type="text" maxlength="100" autocomplete="off" required value="{{name}}"{{#has_error_name}} aria-invalid="true" aria-describedby="name-error"{{/has_error_name}}>
      <label class="usa-label" for="email">[[accounts.form.email]]</label>
      {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
      <input class="usa-input" id="email" name="email" type="email" maxlength="254" autocomplete="off" required value="{{email}}"{{#has_error_email}} aria-invalid="true" aria-describedby="email-error"{{/has_error_email}}>
      <label class="usa-label" for="language">[[accounts.hub_accounts.language]]</label>
      <select class="usa-select" id="language" name="language">{{#language}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/language}}</select>
      <button class="usa-button" type="submit">[[accounts.hub_accounts.new_button]]</button>
    </form>
  </section>
</div>
