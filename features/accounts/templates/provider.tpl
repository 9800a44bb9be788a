<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="{{community_href}}">{{community}}</a></li><li><a href="{{organization_href}}">{{organization}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[accounts.provider.lead]]</p>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  <p><label class="usa-label" for="callback">[[accounts.provider.callback]]</label>
  <input class="usa-input" id="callback" type="text" readonly value="{{callback}}" aria-describedby="callback-hint"></p>
  <p class="usa-hint" id="callback-hint">[[accounts.provider.callback_hint]]</p>
  <form class="usa-form usa-form--large" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <label class="usa-label" for="issuer">[[accounts.provider.issuer]]</label>
    <span class="usa-hint" id="issuer-hint">[[accounts.provider.issuer_hint]]</span>
    {{#has_error_issuer}}<span class="usa-error-message" id="issuer-error">{{error_issuer}}</span>{{/has_error_issuer}}
    <input class="usa-input" id="issuer" name="issuer" type="url" maxlength="500" required value="{{issuer}}" aria-describedby="issuer-hint{{#has_error_issuer}} issuer-error{{/has_error_issuer}}"{{#has_error_issuer}} aria-invalid="true"{{/has_error_issuer}}>
    <label class="usa-label" for="client_id">[[accounts.provider.client_id]]</label>
    {{#has_error_client_id}}<span class="usa-error-message" id="client_id-error">{{error_client_id}}</span>{{/has_error_client_id}}
    <input class="usa-input" id="client_id" name="client_id" type="text" maxlength="500" required autocomplete="off" value="{{client_id}}"{{#has_error_client_id}} aria-invalid="true" aria-describedby="client_id-error"{{/has_error_client_id}}>
    <label class="usa-label" for="secret">[[accounts.provider.secret]]</label>
    <span class="usa-hint" id="secret-hint">{{secret_hint}}</span>
    <input class="usa-input" id="secret" name="secret" type="password" maxlength="500" autocomplete="off" aria-describedby="secret-hint">
    <label class="usa-label" for="domains">[[accounts.provider.domains]]</label>
    <span class="usa-hint" id="domains-hint">[[accounts.provider.domains_hint]]</span>
    {{#has_error_domains}}<span class="usa-error-message" id="domains-error">{{error_domains}}</span>{{/has_error_domains}}
    <input class="usa-input" id="domains" name="domains" type="text" maxlength="2000" required value="{{domains}}" aria-describedby="domains-hint{{#has_error_domains}} domains-error{{/has_error_domains}}"{{#has_error_domains}} aria-invalid="true"{{/has_error_domains}}>
    <fieldset class="usa-fieldset" id="role"><legend class="usa-legend">[[accounts.provider.role]]</legend>
      {{#has_error_role}}<span class="usa-error-message" id="role-error">{{error_role}}</span>{{/has_error_role}}
      {{#choice}}<div class="usa-radio"><input class="usa-radio__input" id="role-{{value}}" type="radio" name="role" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-radio__label" for="role-{{value}}">{{text}}</label></div>{{/choice}}
    </fieldset>
    <div class="usa-checkbox"><input class="usa-checkbox__input" id="active" type="checkbox" name="active" value="1"{{#active}} checked{{/active}}><label class="usa-checkbox__label" for="active">[[accounts.provider.active]]</label></div>
    <button class="usa-button" type="submit">[[accounts.provider.save]]</button>
  </form>
  {{#exists}}<h2>[[accounts.provider.test_title]]</h2>
  <p>[[accounts.provider.test_text]]</p>
  <form action="{{action}}/test" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[accounts.provider.test_button]]</button></form>
  <h2>[[accounts.provider.remove_title]]</h2>
  <p>[[accounts.provider.remove_text]]</p>
  <form action="{{action}}/remove" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--secondary" type="submit">[[accounts.provider.remove_button]]</button></form>{{/exists}}
</div>
