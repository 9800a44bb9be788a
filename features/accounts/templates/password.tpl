<div class="grid-container c-account">
  <h1>[[accounts.password.title]]</h1>
  {{#none}}<p class="c-lead">[[accounts.password.none]]</p>{{/none}}
  {{#form}}<p class="c-lead">[[accounts.password.lead]]</p>
  [[>accounts/form_errors.tpl]]
  <form class="c-form" action="/me/password" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <input class="usa-sr-only" name="email" type="email" value="{{email}}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
    <div class="usa-form-group{{#has_error_old}} usa-form-group--error{{/has_error_old}}">
      <label class="usa-label" for="old">[[accounts.password.old]]</label>
      {{#has_error_old}}<span class="usa-error-message" id="old-error">{{error_old}}</span>{{/has_error_old}}
      <input class="usa-input" id="old" name="old" type="password" maxlength="1024" autocomplete="current-password" required{{#has_error_old}} aria-invalid="true" aria-describedby="old-error"{{/has_error_old}}>
    </div>
    <div class="usa-form-group{{#has_error_password}} usa-form-group--error{{/has_error_password}}">
      <label class="usa-label" for="password">[[accounts.form.new_password]]</label>
      <span class="usa-hint" id="password-hint">[[accounts.form.new_password_hint]]</span>
      {{#has_error_password}}<span class="usa-error-message" id="password-error">{{error_password}}</span>{{/has_error_password}}
      <input class="usa-input" id="password" name="password" type="password" maxlength="1024" autocomplete="new-password" required aria-describedby="password-hint{{#has_error_password}} password-error{{/has_error_password}}"{{#has_error_password}} aria-invalid="true"{{/has_error_password}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.password.button]]</button> <a href="/me">[[accounts.form.cancel]]</a></p>
  </form>{{/form}}
</div>
