<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/hub">[[accounts.hub.title]]</a></li></ol></nav>
  <h1>[[accounts.hub_mail.title]]</h1>
  [[>accounts/form_done.tpl]]
  {{#on}}<p class="c-lead">{{on_text}}</p>
  <p>[[accounts.hub_mail.test_text]]</p>
  <form action="/hub/mail/test" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">{{test_label}}</button></form>
  <p><a href="/hub/jobs">[[accounts.hub_mail.jobs]]</a></p>{{/on}}
  {{#no_address}}<p class="c-note">[[accounts.hub_mail.no_address]]</p>{{/no_address}}
  {{#off}}<p class="c-lead">[[accounts.hub_mail.off]]</p>
  <p>[[accounts.hub_mail.off_how]]</p>
  <p>[[accounts.hub_mail.off_meanwhile]]</p>{{/off}}
</div></div>
