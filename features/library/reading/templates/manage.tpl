<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="{{back_href}}" lang="{{title_language}}">{{title}}</a></li></ol></nav>
  <h1>[[library.documents.manage]]</h1>
  <p class="c-lead" lang="{{title_language}}">{{title}}</p>
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[library.documents.errors]]</h2>
    <ul class="usa-alert__text">{{#error}}<li><a href="#{{field}}">{{message}}</a></li>{{/error}}</ul></div></div>{{/has_errors}}
  <section aria-labelledby="there"><h2 id="there">[[library.documents.there]]</h2>
    {{#none}}<p class="c-empty">[[library.documents.none_yet]]</p>{{/none}}
    <ul class="c-documents__list">{{#document}}<li id="document-{{id}}">
      <p class="c-documents__name">{{name}}</p>
      <p class="c-muted">{{facts}}</p>
      {{#has_note}}<p class="c-note">{{note}}</p>{{/has_note}}
      <p class="c-actions">{{#has_read}}<a href="{{href}}">[[library.documents.read]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_read}}{{#has_look}}<a href="{{href}}">[[library.documents.look]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_look}}
        {{#has_file}}<a href="{{href}}">[[library.documents.open]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_file}}
        <a href="{{remove_href}}">[[library.documents.remove]]<span class="usa-sr-only">: {{name}}</span></a></p>
      {{#may_permit}}<details><summary>[[library.documents.change_permission]]<span class="usa-sr-only">: {{name}}</span></summary>
        <form class="c-form" action="{{permission_action}}" method="post">
          <input type="hidden" name="csrf" value="{{csrf}}">
          <label class="usa-label" for="permission-{{id}}">[[library.documents.permission]]</label>
          <span class="usa-hint" id="permission-hint-{{id}}">[[library.documents.permission_change_hint]]</span>
          <textarea class="usa-textarea" id="permission-{{id}}" name="permission" rows="2" maxlength="500" aria-describedby="permission-hint-{{id}}">{{permission_now:p}}</textarea>
          <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.documents.keep_permission]]</button></p>
        </form></details>{{/may_permit}}
    </li>{{/document}}</ul>
  </section>
  <section aria-labelledby="add"><h2 id="add">[[library.documents.add]]</h2>
    <form class="c-form" action="{{action}}" method="post" enctype="multipart/form-data">
      <input type="hidden" name="csrf" value="{{csrf}}">
      <fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[library.documents.given]]</legend>
        <label class="c-checks__one"><input type="radio" name="given" value="no"{{#not_given}} checked{{/not_given}}> [[library.documents.given_no]]</label>
        <label class="c-checks__one"><input type="radio" name="given" value="yes"{{#given}} checked{{/given}}> [[library.documents.given_yes]]</label>
      </fieldset>
      <div class="usa-form-group{{#has_error_permission}} usa-form-group--error{{/has_error_permission}}">
        <label class="usa-label" for="permission">[[library.documents.permission]]</label>
        <span class="usa-hint" id="permission-hint">[[library.documents.permission_hint]]</span>
        {{#has_error_permission}}<span class="usa-error-message" id="permission-error">{{error_permission}}</span>{{/has_error_permission}}
        <textarea class="usa-textarea" id="permission" name="permission" rows="2" maxlength="500"{{#has_error_permission}} aria-invalid="true"{{/has_error_permission}} aria-describedby="permission-hint{{#has_error_permission}} permission-error{{/has_error_permission}}">{{permission:p}}</textarea>
      </div>
      <div class="usa-form-group{{#has_error_file}} usa-form-group--error{{/has_error_file}}">
        <label class="usa-label" for="file">[[library.documents.file]]</label>
        <span class="usa-hint" id="file-hint">{{hint}}</span>
        {{#has_error_file}}<span class="usa-error-message" id="file-error">{{error_file}}</span>{{/has_error_file}}
        <input class="c-file" id="file" name="file" type="file" accept=".pdf,application/pdf"{{#has_error_file}} aria-invalid="true"{{/has_error_file}} aria-describedby="file-hint{{#has_error_file}} file-error{{/has_error_file}}">
      </div>
      <p class="c-actions"><button class="usa-button" type="submit">[[library.documents.send]]</button></p>
    </form>
  </section>
</div>
