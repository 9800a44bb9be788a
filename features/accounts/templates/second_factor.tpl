<div class="grid-container c-account">
  <h1>[[accounts.second_factor.title]]</h1>
  <p class="c-lead">[[accounts.second_factor.on]] {{left}}</p>
  [[>accounts/form_errors.tpl]]
  <p><a href="/me/second-factor?new=1">[[accounts.second_factor.replace]]</a></p>
  <section aria-labelledby="new-codes">
    <h2 id="new-codes">[[accounts.second_factor.codes_title]]</h2>
    <p>[[accounts.second_factor.codes_lead]]</p>
    <form class="c-form" action="/me/second-factor/codes" method="post">
      <input type="hidden" name="csrf" value="{{csrf}}">
      <div class="usa-form-group{{#has_error_codes_code}} usa-form-group--error{{/has_error_codes_code}}">
        <label class="usa-label" for="codes-code">[[accounts.second_factor.confirm_label]]</label>
        {{#has_error_codes_code}}<span class="usa-error-message" id="codes-code-error">{{error_codes_code}}</span>{{/has_error_codes_code}}
        <input class="usa-input c-code" id="codes-code" name="code" maxlength="40" autocomplete="one-time-code" spellcheck="false" required{{#has_error_codes_code}} aria-invalid="true" aria-describedby="codes-code-error"{{/has_error_codes_code}}>
      </div>
      <p class="c-actions"><button class="usa-button" type="submit">[[accounts.second_factor.codes_button]]</button></p>
    </form>
  </section>
  {{#needed}}<p class="c-muted">[[accounts.second_factor.needed]]</p>{{/needed}}
  {{#off}}<section aria-labelledby="turn-off">
    <h2 id="turn-off">[[accounts.second_factor.off_title]]</h2>
    <p>[[accounts.second_factor.off_lead]]</p>
    <form class="c-form" action="/me/second-factor/off" method="post">
      <input type="hidden" name="csrf" value="{{csrf}}">
      <div class="usa-form-group{{#has_error_off_code}} usa-form-group--error{{/has_error_off_code}}">
        <label class="usa-label" for="off-code">[[accounts.second_factor.confirm_label]]</label>
        {{#has_error_off_code}}<span class="usa-error-message" id="off-code-error">{{error_off_code}}</span>{{/has_error_off_code}}
        <input class="usa-input c-code" id="off-code" name="code" maxlength="40" autocomplete="one-time-code" spellcheck="false" required{{#has_error_off_code}} aria-invalid="true" aria-describedby="off-code-error"{{/has_error_off_code}}>
      </div>
      <p class="c-actions"><button class="usa-button usa-button--secondary" type="submit">[[accounts.second_factor.off_button]]</button></p>
    </form>
  </section>{{/off}}
</div>
