<div class="grid-container c-account">
  <h1>[[accounts.second_factor.title]]</h1>
  <p class="c-lead">[[accounts.second_factor.lead]]</p>
  {{#owed}}<p class="c-note">[[accounts.second_factor.owed]]</p>{{/owed}}
  {{#replaces}}<p class="c-note">[[accounts.second_factor.replace_lead]]</p>{{/replaces}}
  [[>accounts/form_errors.tpl]]
  <ol class="c-steps">
    <li>[[accounts.second_factor.step_app]]</li>
    <li>[[accounts.second_factor.step_scan]]
      <div class="c-qr-box">{{picture_html:none}}</div>
      <p>[[accounts.second_factor.typed]]</p>
      <p><code class="c-secret">{{typed}}</code></p></li>
    <li>[[accounts.second_factor.step_code]]</li>
  </ol>
  <form class="c-form" action="/me/second-factor" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_next}}<input type="hidden" name="next" value="{{next}}">{{/has_next}}
    <input type="hidden" name="sealed" value="{{sealed}}">
    <div class="usa-form-group{{#has_error_code}} usa-form-group--error{{/has_error_code}}">
      <label class="usa-label" for="code">[[accounts.second_factor.label]]</label>
      
      {{#has_error_code}}<span class="usa-error-message" id="code-error">{{error_code}}</span>{{/has_error_code}}
      <input class="usa-input c-code" id="code" name="code" maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required{{#has_error_code}} aria-describedby="code-error"{{/has_error_code}}{{#has_error_code}} aria-invalid="true"{{/has_error_code}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.second_factor.button]]</button> <a href="{{cancel_href}}">[[accounts.form.cancel]]</a></p>
  </form>
</div>
