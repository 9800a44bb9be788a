<div class="grid-container c-account">
  {{#before}}<h1>[[accounts.forgot.title]]</h1>
  <p class="c-lead">[[accounts.forgot.lead]]</p>
  [[>accounts/form_errors.tpl]]
  <form class="c-form" action="/forgot" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group{{#has_error_email}} usa-form-group--error{{/has_error_email}}">
      <label class="usa-label" for="email">[[accounts.form.email]]</label>
      {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
      <input class="usa-input" id="email" name="email" type="email" maxlength="254" value="{{email}}" autocomplete="username" autocapitalize="off" spellcheck="false" required{{#has_error_email}} aria-invalid="true" aria-describedby="email-error"{{/has_error_email}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.forgot.button]]</button></p>
  </form>{{/before}}
  {{#after}}<h1>[[accounts.forgot.sent_title]]</h1>
  <p class="c-lead">{{sent}}</p>
  <p>[[accounts.forgot.sent_hint]]</p>{{/after}}
  {{#no_mail}}<h1>[[accounts.forgot.title]]</h1>
  <p class="c-lead">[[accounts.forgot.no_mail]]</p>{{/no_mail}}
  <p><a href="/sign-in">[[accounts.forgot.back]]</a></p>
</div>
