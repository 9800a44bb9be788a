<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#fresh}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[reviews.desk.fresh.title]]</h2>
    <p class="usa-alert__text">[[reviews.desk.fresh.once]]</p>
    <p class="c-cite__text" id="fresh">{{address}}</p>
    <p><button class="usa-button usa-button--outline" type="button" data-copy="#fresh" data-copied="[[reviews.overview.copied]]" hidden>[[reviews.desk.links.copy]]</button> <span aria-live="polite"></span></p>
    <p class="usa-alert__text">[[reviews.desk.fresh.tell]]</p>
  </div></div>{{/fresh}}
  <div id="act" class="c-desk__act" tabindex="-1">[[>selfreview/desk/errors.tpl]]</div>
  <p class="c-lead">{{state}}</p>
  <ul>{{#fact}}<li>{{text}}</li>{{/fact}}</ul>
  <p><a href="{{preview_href}}">[[reviews.desk.preview]]</a></p>
  {{#draft}}<section aria-labelledby="next"><h2 id="next">[[reviews.desk.draft.title]]</h2>
    <p class="c-prose">[[reviews.desk.draft.text]]</p>
    <div class="c-actions">
      <form action="{{base}}/open" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">[[reviews.desk.draft.open]]</button></form>
      <a href="{{base}}/edit">[[reviews.desk.draft.edit]]</a>
      <a href="{{base}}/discard">[[reviews.desk.discard.button]]</a>
    </div>
  </section>{{/draft}}
  {{#closed}}<section aria-labelledby="after"><h2 id="after">[[reviews.desk.closed.title]]</h2>
    <p class="c-prose">[[reviews.desk.closed.text]]</p>
    {{#has_results_href}}<p class="c-actions"><a class="usa-button" href="{{results_href}}">[[reviews.start.results]]</a></p>{{/has_results_href}}
    <p><a href="{{base}}/remarks">[[reviews.remarks.link]]</a></p>
  </section>{{/closed}}
  {{#open}}<section aria-labelledby="progress"><h2 id="progress">[[reviews.desk.progress.title]]</h2>
    <p class="c-prose">[[reviews.desk.progress.text]]</p>
    <table class="usa-table usa-table--stacked"><thead><tr><th scope="col">[[reviews.desk.progress.group]]</th><th scope="col">[[reviews.desk.progress.began]]</th><th scope="col">[[reviews.desk.progress.finished]]</th></tr></thead>
      <tbody>{{#progress}}<tr><th scope="row" data-label="[[reviews.desk.progress.group]]">{{group}}</th><td data-label="[[reviews.desk.progress.began]]">{{began}}</td><td data-label="[[reviews.desk.progress.finished]]">{{finished}}</td></tr>{{/progress}}</tbody></table>
  </section>
  <section aria-labelledby="links"><h2 id="links">[[reviews.desk.links.title]]</h2>
    <p class="c-prose">[[reviews.desk.links.accounts]]</p>
    <h3>[[reviews.desk.links.open]]</h3>
    <p class="c-prose">[[reviews.desk.links.open_text]]</p>
    <ul class="c-rows">{{#open_link}}<li class="c-row"><h4 class="c-row__title">{{group}}</h4>
      {{#made}}<p class="c-cite__text" id="link-{{id}}">{{address}}</p>
      <div class="c-actions"><span><button class="usa-button usa-button--outline" type="button" data-copy="#link-{{id}}" data-copied="[[reviews.overview.copied]]" hidden>[[reviews.desk.links.copy]]<span class="usa-sr-only">: {{group}}</span></button> <span aria-live="polite"></span></span>
        <form action="{{base}}/links/revoke" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="link" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">[[reviews.desk.links.revoke]]<span class="usa-sr-only">: {{group}}</span></button></form></div>{{/made}}
      {{#make}}<form action="{{base}}/links" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="kind" value="open"><input type="hidden" name="group" value="{{value}}"><button class="usa-button usa-button--outline" type="submit">[[reviews.desk.links.make]]<span class="usa-sr-only">: {{group}}</span></button></form>{{/make}}
    </li>{{/open_link}}</ul>
    <h3>[[reviews.desk.links.personal]]</h3>
    <p class="c-prose">[[reviews.desk.links.personal_text]]</p>
    <form class="c-form" action="{{base}}/links" method="post" novalidate>
      <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="kind" value="personal">
      {{#no_mail}}<p>[[reviews.desk.links.no_mail]]</p>{{/no_mail}}
      {{#mails}}<div class="usa-form-group{{#has_error_emails}} usa-form-group--error{{/has_error_emails}}">
        <label class="usa-label" for="emails">[[reviews.desk.links.emails]]</label>
        <span class="usa-hint" id="emails-hint">[[reviews.desk.links.emails_hint]]</span>
        {{#has_error_emails}}<span class="usa-error-message" id="emails-error">{{error_emails}}</span>{{/has_error_emails}}
        <textarea class="usa-textarea c-form__area" id="emails" name="emails" rows="4" aria-describedby="emails-hint{{#has_error_emails}} emails-error{{/has_error_emails}}"{{#has_error_emails}} aria-invalid="true"{{/has_error_emails}}>{{emails:p}}</textarea>
      </div>{{/mails}}
      <div class="usa-form-group{{#has_error_group}} usa-form-group--error{{/has_error_group}}">
        <label class="usa-label" for="group">[[reviews.desk.links.group]]</label>
        {{#has_error_group}}<span class="usa-error-message" id="group-error">{{error_group}}</span>{{/has_error_group}}
        <select class="usa-select" id="group" name="group"{{#has_error_group}} aria-describedby="group-error" aria-invalid="true"{{/has_error_group}}>{{#group_choice}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/group_choice}}</select>
      </div>
      {{#mails}}<div class="usa-form-group">
        <label class="usa-label" for="language">[[reviews.desk.links.language]]</label>
        <select class="usa-select" id="language" name="language">{{#language_choice}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/language_choice}}</select>
      </div>{{/mails}}
      <p class="c-actions"><button class="usa-button" type="submit">{{#mails}}[[reviews.desk.links.send]]{{/mails}}{{#no_mail}}[[reviews.desk.links.make_personal]]{{/no_mail}}</button></p>
    </form>
    {{#personal}}<ul class="c-rows">{{#link}}<li class="c-row"><h4 class="c-row__title">{{whom}}</h4><p class="c-row__facts"><span>{{group}}</span></p>
      <div class="c-actions"><form action="{{base}}/links/revoke" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="link" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">[[reviews.desk.links.revoke]]<span class="usa-sr-only">: {{whom}}</span></button></form></div>
    </li>{{/link}}</ul>{{/personal}}
  </section>
  <section aria-labelledby="remind"><h2 id="remind">[[reviews.desk.remind.title]]</h2>
    {{#mails}}<p class="c-prose">[[reviews.desk.remind.text]]</p>
    {{#has_reminded}}<p>{{reminded}}</p>{{/has_reminded}}
    <form action="{{base}}/remind" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--outline" type="submit">[[reviews.desk.remind.button]]</button></form>{{/mails}}
    {{#no_mail}}<p class="c-prose">[[reviews.desk.remind.no_mail]]</p>{{/no_mail}}
  </section>
  <section aria-labelledby="end"><h2 id="end">[[reviews.desk.end.title]]</h2>
    <form class="c-form" action="{{base}}/extend" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}">
      <div class="usa-form-group{{#has_error_closes}} usa-form-group--error{{/has_error_closes}}">
        <label class="usa-label" for="closes">[[reviews.desk.form.closes]]</label>
        {{#has_error_closes}}<span class="usa-error-message" id="closes-error">{{error_closes}}</span>{{/has_error_closes}}
        <input class="usa-input" id="closes" name="closes" type="date" value="{{last_day}}"{{#has_error_closes}} aria-describedby="closes-error" aria-invalid="true"{{/has_error_closes}}>
      </div>
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[reviews.desk.end.extend]]</button></p>
    </form>
    <p class="c-actions"><a class="usa-button" href="{{base}}/close">[[reviews.desk.end.close]]</a> <a href="{{base}}/discard">[[reviews.desk.discard.button]]</a></p>
  </section>{{/open}}
</div>
