<div class="grid-container">
  <h1>[[accounts.me.title]]</h1>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  <div class="c-columns">
    <div>
      <form class="usa-form usa-form--large" action="/me" method="post" novalidate>
        <input type="hidden" name="csrf" value="{{csrf}}">
        <label class="usa-label" for="name">[[accounts.field.name]]</label>
        <span class="usa-hint" id="name-hint">[[accounts.field.name_hint]]</span>
        {{#has_error_name}}<span class="usa-error-message" id="name-error">{{error_name}}</span>{{/has_error_name}}
        <input class="usa-input" id="name" name="name" type="text" maxlength="100" autocomplete="name" required value="{{name}}" aria-describedby="name-hint{{#has_error_name}} name-error{{/has_error_name}}"{{#has_error_name}} aria-invalid="true"{{/has_error_name}}>
        <label class="usa-label" for="language">[[accounts.me.language]]</label>
        <span class="usa-hint" id="language-hint">[[accounts.me.language_hint]]</span>
        <select class="usa-select" id="language" name="language" aria-describedby="language-hint">{{#language}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/language}}</select>
        <fieldset class="usa-fieldset"><legend class="usa-legend">[[accounts.me.notifications]]</legend>
          <p class="usa-hint">{{notifications_hint}}</p>
          {{#kind}}<div class="usa-checkbox"><input class="usa-checkbox__input" id="notify-{{key}}" type="checkbox" name="notify" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-checkbox__label" for="notify-{{key}}">{{text}}</label></div>{{/kind}}
        </fieldset>
        <button class="usa-button" type="submit">[[accounts.me.save]]</button>
      </form>
      <section aria-labelledby="me-email">
        <h2 id="me-email">[[accounts.me.email]]</h2>
        <p>{{email_now}}</p>
        {{#mail_on}}<form class="usa-form usa-form--large" action="/me/email" method="post" novalidate>
          <input type="hidden" name="csrf" value="{{csrf}}">
          <label class="usa-label" for="email">[[accounts.me.email_new]]</label>
          <span class="usa-hint" id="email-hint">[[accounts.me.email_hint]]</span>
          {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
          <input class="usa-input" id="email" name="email" type="email" maxlength="254" autocomplete="email" value="{{email}}" aria-describedby="email-hint{{#has_error_email}} email-error{{/has_error_email}}"{{#has_error_email}} aria-invalid="true"{{/has_error_email}}>
          <button class="usa-button usa-button--outline" type="submit">[[accounts.me.email_button]]</button>
        </form>{{/mail_on}}
        {{#mail_off}}<p>[[accounts.me.email_no_mail]]</p>{{/mail_off}}
      </section>
    </div>
    <div>
      <section aria-labelledby="me-places">
        <h2 id="me-places">[[accounts.me.places]]</h2>
        {{#no_places}}<p>[[accounts.me.no_places]]</p>{{/no_places}}
        <ul class="c-links">{{#membership}}<li><a href="{{href}}">{{organization}}</a> <span class="c-muted">{{role}}, {{community}}</span></li>{{/membership}}{{#hub_role}}<li>{{role}} <span class="c-muted">[[accounts.me.on_the_hub]]</span></li>{{/hub_role}}</ul>
      </section>
      {{#has_pages}}<section aria-labelledby="me-pages">
        <h2 id="me-pages">[[accounts.me.pages]]</h2>
        <ul class="c-links">{{#page}}<li><a href="{{href}}">{{text}}</a></li>{{/page}}</ul>
      </section>{{/has_pages}}
      <section aria-labelledby="me-safety">
        <h2 id="me-safety">[[accounts.me.safety]]</h2>
        <ul class="c-links">
          <li><a href="/me/password">[[accounts.me.password]]</a></li>
          <li><a href="/me/second-factor">[[accounts.me.second_factor]]</a> <span class="c-muted">{{second_factor}}</span></li>
          <li><a href="/me/sessions">[[accounts.me.sessions]]</a> <span class="c-muted">{{sessions}}</span></li>
        </ul>
      </section>
      <section aria-labelledby="me-data">
        <h2 id="me-data">[[accounts.me.data]]</h2>
        <p>[[accounts.me.data_text]]</p>
        <ul class="c-links"><li><a href="/me/export.json" download>[[accounts.me.export]]</a></li><li><a href="/me/leave">[[accounts.me.leave]]</a></li></ul>
      </section>
    </div>
  </div>
</div>
