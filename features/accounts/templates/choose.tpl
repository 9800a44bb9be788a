<div class="grid-container c-account">
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  [[>accounts/form_errors.tpl]]
  <form class="c-form" action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group">
      <label class="usa-label" for="email">[[accounts.form.email]]</label>
      <input class="usa-input" id="email" name="email" type="email" value="{{email}}" autocomplete="username" readonly>
    </div>
    <div class="usa-form-group{{#has_error_password}} usa-form-group--error{{/has_error_password}}">
      <label class="usa-label" for="password">[[accounts.form.new_password]]</label>
      <span class="usa-hint" id="password-hint">[[accounts.form.new_password_hint]]</span>
      {{#has_error_password}}<span class="usa-error-message" id="password-error">{{error_password}}</span>{{/has_error_password}}
      <input class="usa-input" id="password" name="password" type="password" maxlength="1024" autocomplete="new-password" required aria-describedby="password-hint{{#has_error_password}} password-error{{/has_error_password}}"{{#has_error_password}} aria-invalid="true"{{/has_error_password}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.choose.button]]</button></p>
  </form>
</div>
