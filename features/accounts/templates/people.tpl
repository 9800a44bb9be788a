<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="{{community_href}}">{{community}}</a></li><li><a href="{{organization_href}}">{{organization}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[accounts.people.lead]]</p>
  [[>accounts/form_done.tpl]]
  [[>accounts/form_errors.tpl]]
  <section aria-labelledby="people-now">
    <h2 id="people-now">{{count}}</h2>
    {{#nobody}}<div class="c-empty"><p>[[accounts.people.nobody]]</p><p>[[accounts.people.nobody_next]]</p></div>{{/nobody}}
    {{#has_people}}<ul class="c-rows">{{#person}}<li class="c-row">
      <p class="c-row__title">{{name}}{{#is_me}} <span class="c-muted">[[accounts.people.you]]</span>{{/is_me}}</p>
      <p class="c-row__facts"><span>{{role}}</span><span>{{email}}</span>{{#disabled}}<span>[[accounts.people.disabled]]</span>{{/disabled}}{{#second_factor_missing}}<span>[[accounts.people.factor_missing]]</span>{{/second_factor_missing}}</p>
      {{#may_change}}<details class="c-basis"><summary>{{change_label}}</summary>
        {{#has_roles}}<form class="usa-form" action="{{base}}/role" method="post">
          <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="account" value="{{account}}"><input type="hidden" name="from" value="{{role_name}}">
          <label class="usa-label" for="role-{{key}}">[[accounts.people.new_role]]</label>
          <select class="usa-select" id="role-{{key}}" name="to">{{#option}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/option}}</select>
          <p class="usa-hint">[[accounts.people.change_hint]]</p>
          <button class="usa-button" type="submit">[[accounts.people.change_button]]</button>
        </form>{{/has_roles}}
        <form class="usa-form" action="{{base}}/end" method="post">
          <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="account" value="{{account}}"><input type="hidden" name="role" value="{{role_name}}">
          <p>{{end_text}}</p>
          <button class="usa-button usa-button--secondary" type="submit">{{end_label}}</button>
        </form>
      </details>{{/may_change}}
    </li>{{/person}}</ul>{{/has_people}}
  </section>
  {{#may_invite}}<section aria-labelledby="invite">
    <h2 id="invite">[[accounts.invite.title]]</h2>
    <p>[[accounts.invite.lead]]</p>
    <form class="usa-form usa-form--large" action="{{base}}/invite" method="post" novalidate>
      <input type="hidden" name="csrf" value="{{csrf}}">
      <fieldset class="usa-fieldset" id="role"><legend class="usa-legend">[[accounts.invite.role]]</legend>
        {{#has_error_role}}<span class="usa-error-message" id="role-error">{{error_role}}</span>{{/has_error_role}}
        {{#choice}}<div class="usa-radio"><input class="usa-radio__input" id="role-{{value}}" type="radio" name="role" value="{{value}}"{{#chosen}} checked{{/chosen}}{{#refused}} disabled{{/refused}}>
          <label class="usa-radio__label" for="role-{{value}}">{{text}} <span class="usa-radio__label-description">{{hint}}</span></label></div>{{/choice}}
      </fieldset>
      <label class="usa-label" for="email">[[accounts.invite.email]]</label>
      <span class="usa-hint" id="email-hint">{{email_hint}}</span>
      {{#has_error_email}}<span class="usa-error-message" id="email-error">{{error_email}}</span>{{/has_error_email}}
      <input class="usa-input" id="email" name="email" type="email" maxlength="254" autocomplete="off" value="{{email}}" aria-describedby="email-hint{{#has_error_email}} email-error{{/has_error_email}}"{{#has_error_email}} aria-invalid="true"{{/has_error_email}}>
      <label class="usa-label" for="language">[[accounts.invite.language]]</label>
      <select class="usa-select" id="language" name="language">{{#language}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/language}}</select>
      <button class="usa-button" type="submit">[[accounts.invite.button]]</button>
    </form>
  </section>
  <section aria-labelledby="open-invitations">
    <h2 id="open-invitations">[[accounts.invite.open]]</h2>
    {{#no_invitations}}<p>[[accounts.invite.none_open]]</p>{{/no_invitations}}
    {{#has_invitations}}<ul class="c-rows">{{#invitation}}<li class="c-row">
      <p class="c-row__title">{{whom}}</p>
      <p class="c-row__facts"><span>{{role}}</span><span>{{expires}}</span></p>
      <form action="{{base}}/withdraw" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="invitation" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">{{withdraw_label}}</button></form>
    </li>{{/invitation}}</ul>{{/has_invitations}}
  </section>{{/may_invite}}
</div>
