<div class="grid-container c-account">
  <h1>[[accounts.code.title]]</h1>
  <p class="c-lead">{{lead}}</p>
  [[>accounts/form_errors.tpl]]
  <form class="c-form" action="/sign-in/code" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_next}}<input type="hidden" name="next" value="{{next}}">{{/has_next}}
    <div class="usa-form-group{{#has_error_code}} usa-form-group--error{{/has_error_code}}">
      <label class="usa-label" for="code">[[accounts.code.label]]</label>
      <span class="usa-hint" id="code-hint">[[accounts.code.hint]]</span>
      {{#has_error_code}}<span class="usa-error-message" id="code-error">{{error_code}}</span>{{/has_error_code}}
      <input class="usa-input c-code" id="code" name="code" maxlength="40" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required aria-describedby="code-hint{{#has_error_code}} code-error{{/has_error_code}}"{{#has_error_code}} aria-invalid="true"{{/has_error_code}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[accounts.code.button]]</button> <a href="{{again_href}}">[[accounts.code.again]]</a></p>
  </form>
  <p class="c-muted">[[accounts.code.lost]]</p>
</div>
