<div class="grid-container c-account">
  <h1>[[accounts.sign_in.title]]</h1>
  <p class="c-lead">[[accounts.sign_in.lead]]</p>
  {{#demo}}<p class="c-note">[[accounts.sign_in.demo]] <a href="/#demo">[[accounts.sign_in.demo_link]]</a></p>{{/demo}}
  [[>accounts/form_errors.tpl]]
  <form class="c-form" action="/sign-in" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_next}}<input type="hidden" name="next" value="{{next}}">{{/has_next}}
    <div class="usa-form-group{{#has_error_email}} usa-form-group--error{{/has_error_email}}">
      <label class="usa-label" for="email">[[accounts.form.email]]</label>
      {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
      <input class="usa-input" id="email" name="email" type="email" maxlength="254" value="{{email}}" autocomplete="username" autocapitalize="off" spellcheck="false" required{{#has_error_email}} aria-invalid="true" aria-describedby="email-error"{{/has_error_email}}>
    </div>
    <div class="usa-form-group">
      <label class="usa-label" for="password">[[accounts.form.password]]</label>
      <input class="usa-input" id="password" name="password" type="password" maxlength="1024" autocomplete="current-password" required>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.sign_in.button]]</button> <a href="/forgot">[[accounts.sign_in.forgot]]</a></p>
  </form>
  {{#has_providers}}<section aria-labelledby="sign-in-with">
    <h2 id="sign-in-with">[[accounts.sign_in.or]]</h2>
    <ul class="c-links">{{#provider}}<li><a class="usa-button usa-button--outline" href="{{href}}">{{text}}</a></li>{{/provider}}</ul>
  </section>{{/has_providers}}
  <p class="c-muted">[[accounts.sign_in.no_account]]</p>
</div>
