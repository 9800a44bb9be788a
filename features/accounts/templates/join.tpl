<div class="grid-container"><div class="c-prose">
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  <p>{{what}}</p>
  <p class="c-muted">{{expires}}</p>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  {{#signed_in}}<p>{{as}}</p>
  <form action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">{{button}}</button></form>
  <p>[[accounts.join.other_person]]</p>{{/signed_in}}
  {{#signed_out}}<h2>[[accounts.join.new_title]]</h2>
  <form class="usa-form usa-form--large" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <label class="usa-label" for="name">[[accounts.field.name]]</label>
    <span class="usa-hint" id="name-hint">[[accounts.field.name_hint]]</span>
    {{#has_error_name}}<span class="usa-error-message" id="name-error">{{error_name}}</span>{{/has_error_name}}
    <input class="usa-input" id="name" name="name" type="text" maxlength="100" autocomplete="name" required value="{{name}}" aria-describedby="name-hint{{#has_error_name}} name-error{{/has_error_name}}"{{#has_error_name}} aria-invalid="true"{{/has_error_name}}>
    {{#asks_email}}<label class="usa-label" for="email">[[accounts.form.email]]</label>
    <span class="usa-hint" id="email-hint">[[accounts.join.email_hint]]</span>
    {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
    <input class="usa-input" id="email" name="email" type="email" maxlength="254" autocomplete="username" required value="{{email}}" aria-describedby="email-hint{{#has_error_email}} email-error{{/has_error_email}}"{{#has_error_email}} aria-invalid="true"{{/has_error_email}}>{{/asks_email}}
    {{#has_email}}<label class="usa-label" for="email">[[accounts.form.email]]</label>
    <span class="usa-hint" id="email-hint">[[accounts.join.email_given]]</span>
    {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
    <input class="usa-input" id="email" type="email" autocomplete="username" readonly value="{{email}}" aria-describedby="email-hint{{#has_error_email}} email-error{{/has_error_email}}">{{/has_email}}
    <label class="usa-label" for="password">[[accounts.form.new_password]]</label>
    <span class="usa-hint" id="password-hint">[[accounts.form.new_password_hint]]</span>
    {{#has_error_password}}<span class="usa-error-message" id="password-error">{{error_password}}</span>{{/has_error_password}}
    <input class="usa-input" id="password" name="password" type="password" autocomplete="new-password" required aria-describedby="password-hint{{#has_error_password}} password-error{{/has_error_password}}"{{#has_error_password}} aria-invalid="true"{{/has_error_password}}>
    <button class="usa-button" type="submit">[[accounts.join.create_button]]</button>
  </form>
  <h2>[[accounts.join.have_title]]</h2>
  <p>[[accounts.join.have_text]]</p>
  <p class="c-actions"><a class="usa-button usa-button--outline" href="{{sign_in_href}}">[[accounts.join.sign_in_button]]</a></p>{{/signed_out}}
</div></div>
