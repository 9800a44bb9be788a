<div class="grid-container c-account">
  <h1>[[accounts.confirm.title]]</h1>
  <p class="c-lead">[[accounts.confirm.lead]]</p>
  {{#provider}}<p>[[accounts.error.provider_only]]</p>{{/provider}}
  {{#form}}[[>accounts/form_errors.tpl]]
  <form class="c-form" action="/me/confirm" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_next}}<input type="hidden" name="next" value="{{next}}">{{/has_next}}
    {{#asks_password}}<input class="usa-sr-only" name="email" type="email" value="{{email}}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
    <div class="usa-form-group{{#has_error_password}} usa-form-group--error{{/has_error_password}}">
      <label class="usa-label" for="password">[[accounts.form.password]]</label>
      {{#has_error_password}}<span class="usa-error-message" id="password-error">{{error_password}}</span>{{/has_error_password}}
      <input class="usa-input" id="password" name="password" type="password" maxlength="1024" autocomplete="current-password" required{{#has_error_password}} aria-invalid="true" aria-describedby="password-error"{{/has_error_password}}>
    </div>{{/asks_password}}
    {{#asks_code}}
    <div class="usa-form-group{{#has_error_code}} usa-form-group--error{{/has_error_code}}">
      <label class="usa-label" for="code">[[accounts.confirm.code]]</label>
      
      {{#has_error_code}}<span class="usa-error-message" id="code-error">{{error_code}}</span>{{/has_error_code}}
      <input class="usa-input c-code" id="code" name="code" maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required{{#has_error_code}} aria-describedby="code-error"{{/has_error_code}}{{#has_error_code}} aria-invalid="true"{{/has_error_code}}>
    </div>
    {{/asks_code}}
    {{#asks_click}}<p class="c-note">[[accounts.confirm.demo]]</p>{{/asks_click}}
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.confirm.button]]</button> <a href="/today">[[accounts.form.cancel]]</a></p>
  </form>{{/form}}
</div>
