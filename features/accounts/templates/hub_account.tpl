<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/hub">[[accounts.hub.title]]</a></li><li><a href="/hub/accounts">[[accounts.hub_accounts.title]]</a></li></ol></nav>
  <h1>{{name}}</h1>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  <dl class="c-facts">{{#fact}}<div><dt>{{label}}</dt><dd>{{text}}</dd></div>{{/fact}}</dl>
  {{#alive}}<h2>[[accounts.hub_account.places]]</h2>
  {{#no_places}}<p>[[accounts.hub_account.no_places]]</p>{{/no_places}}
  <ul class="c-links">{{#membership}}<li><a href="{{href}}">{{organization}}</a> <span class="c-muted">{{role}}, {{community}}</span></li>{{/membership}}</ul>
  <h2>[[accounts.hub_account.hub_roles]]</h2>
  {{#hub_role}}<form class="c-actions" action="{{base}}/{{verb}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="role" value="{{role}}"><span>{{text}}</span> <button class="usa-button usa-button--outline" type="submit">{{label}}</button></form>{{/hub_role}}
  <h2>[[accounts.hub_account.links]]</h2>
  {{#may_welcome}}<p>[[accounts.hub_account.welcome_text]]</p>
  <form action="{{base}}/welcome" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[accounts.hub_account.welcome_button]]</button></form>{{/may_welcome}}
  <p>[[accounts.hub_account.reset_text]]</p>
  <form action="{{base}}/reset" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[accounts.hub_account.reset_button]]</button></form>
  <h2>[[accounts.hub_account.address]]</h2>
  <form class="usa-form usa-form--large" action="{{base}}/email" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <label class="usa-label" for="email">[[accounts.hub_account.address_label]]</label>
    {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
    <input class="usa-input" id="email" name="email" type="email" maxlength="254" autocomplete="off" value="{{email}}"{{#has_error_email}} aria-invalid="true" aria-describedby="email-error"{{/has_error_email}}>
    <button class="usa-button usa-button--outline" type="submit">[[accounts.hub_account.address_button]]</button>
  </form>
  {{#may_disable}}<h2>[[accounts.hub_account.disable]]</h2>
  <p>[[accounts.hub_account.disable_text]]</p>
  <form action="{{base}}/disable" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--secondary" type="submit">[[accounts.hub_account.disable_button]]</button></form>{{/may_disable}}
  {{#may_enable}}<h2>[[accounts.hub_account.enable]]</h2>
  <p>[[accounts.hub_account.enable_text]]</p>
  <form action="{{base}}/enable" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">[[accounts.hub_account.enable_button]]</button></form>{{/may_enable}}{{/alive}}
</div>
