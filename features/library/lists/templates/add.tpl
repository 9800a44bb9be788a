<div class="grid-container c-account">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>[[lists.add.title]]</h1>
  <p class="c-lead">{{resource}}</p>
  [[>library/lists/errors.tpl]]
  {{#has_form}}<form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_group}}<div id="list" tabindex="-1">{{#group}}<fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">{{name}}</legend>
      {{#choice}}<div class="usa-checkbox"><input class="usa-checkbox__input" id="list-{{id}}" type="checkbox" name="list" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-checkbox__label" for="list-{{id}}">{{text}}</label></div><input type="hidden" name="shown" value="{{value}}">{{/choice}}
    </fieldset>{{/group}}</div>{{/has_group}}
    <div class="usa-form-group{{#has_error_new}} usa-form-group--error{{/has_error_new}}">
      <label class="usa-label" for="new">[[lists.add.new]]</label>
      <span class="usa-hint" id="new-hint">[[lists.add.new_hint]]</span>
      {{#has_error_new}}<span class="usa-error-message" id="new-error">{{error_new}}</span>{{/has_error_new}}
      <input class="usa-input" id="new" name="new" type="text" maxlength="160" value="{{new}}" aria-describedby="new-hint{{#has_error_new}} new-error{{/has_error_new}}"{{#has_error_new}} aria-invalid="true"{{/has_error_new}}>
    </div>
    <div class="usa-form-group{{#has_error_note}} usa-form-group--error{{/has_error_note}}">
      <label class="usa-label" for="note">[[lists.add.note]]</label>
      <span class="usa-hint" id="note-hint">[[lists.add.note_hint]]</span>
      {{#has_error_note}}<span class="usa-error-message" id="note-error">{{error_note}}</span>{{/has_error_note}}
      <textarea class="usa-textarea" id="note" name="note" rows="3" aria-describedby="note-hint{{#has_error_note}} note-error{{/has_error_note}}">{{note:p}}</textarea>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[lists.add.button]]</button> <a href="{{back_href}}">[[lists.form.cancel]]</a></p>
  </form>{{/has_form}}
  {{#has_ways}}<div class="c-columns">
    <section class="c-card"><h2>[[lists.add.here_title]]</h2><p>[[lists.add.here_text]]</p><p><a class="usa-button usa-button--outline" href="{{here_href}}">[[lists.add.here_button]]</a></p></section>
    <section class="c-card"><h2>[[lists.add.account_title]]</h2><p>[[lists.add.account_text]]</p><p><a class="usa-button usa-button--outline" href="{{sign_in_href}}">[[lists.add.account_button]]</a></p></section>
  </div>{{/has_ways}}
</div>
