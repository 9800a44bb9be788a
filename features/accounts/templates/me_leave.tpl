<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/me">[[accounts.me.title]]</a></li></ol></nav>
  <h1>[[accounts.leave.title]]</h1>
  {{#blocked}}<p class="c-lead">[[accounts.leave.first]]</p>
  <ul>{{#obstacle}}<li>{{text}} {{#has_href}}<a href="{{href}}">{{link}}</a>{{/has_href}}</li>{{/obstacle}}</ul>{{/blocked}}
  {{#free}}<h2>[[accounts.leave.goes_title]]</h2>
  <p>[[accounts.leave.goes]]</p>
  <h2>[[accounts.leave.stays_title]]</h2>
  <p>[[accounts.leave.stays]]</p>
  <p><a href="/me/export.json" download>[[accounts.leave.export_first]]</a></p>
  [[>accounts/form_errors.tpl]]
  <form class="usa-form usa-form--large" action="/me/leave" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#asks_secret}}<label class="usa-label" for="secret">{{secret_label}}</label>
    {{#has_error_secret}}<span class="usa-error-message" id="secret-error">{{error_secret}}</span>{{/has_error_secret}}
    <input class="usa-input" id="secret" name="secret" type="password" autocomplete="{{autocomplete}}" required{{#has_error_secret}} aria-invalid="true" aria-describedby="secret-error"{{/has_error_secret}}>{{/asks_secret}}
    <button class="usa-button usa-button--secondary" type="submit">[[accounts.leave.button]]</button>
  </form>{{/free}}
  <p><a href="/me">[[accounts.leave.stay]]</a></p>
</div></div>
