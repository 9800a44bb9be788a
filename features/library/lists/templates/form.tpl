<div class="grid-container c-account">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#has_lead}}<p class="c-lead">{{lead}}</p>{{/has_lead}}
  [[>library/lists/errors.tpl]]
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_resources}}<input type="hidden" name="r" value="{{resources}}">{{/has_resources}}
    <div class="usa-form-group{{#has_error_title}} usa-form-group--error{{/has_error_title}}">
      <label class="usa-label" for="title">[[lists.form.title]]</label>
      <span class="usa-hint" id="title-hint">[[lists.form.title_hint]]</span>
      {{#has_error_title}}<span class="usa-error-message" id="title-error">{{error_title}}</span>{{/has_error_title}}
      <input class="usa-input" id="title" name="title" type="text" maxlength="160" required value="{{name}}" aria-describedby="title-hint{{#has_error_title}} title-error{{/has_error_title}}"{{#has_error_title}} aria-invalid="true"{{/has_error_title}}>
    </div>
    <div class="usa-form-group{{#has_error_description}} usa-form-group--error{{/has_error_description}}">
      <label class="usa-label" for="description">[[lists.form.description]]</label>
      <span class="usa-hint" id="description-hint">[[lists.form.description_hint]]</span>
      {{#has_error_description}}<span class="usa-error-message" id="description-error">{{error_description}}</span>{{/has_error_description}}
      <textarea class="usa-textarea" id="description" name="description" rows="5" aria-describedby="description-hint{{#has_error_description}} description-error{{/has_error_description}}"{{#has_error_description}} aria-invalid="true"{{/has_error_description}}>{{description:p}}</textarea>
    </div>
    <fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[lists.form.visibility]]</legend>
      {{#choice}}<div class="usa-radio"><input class="usa-radio__input" id="visibility-{{value}}" type="radio" name="visibility" value="{{value}}"{{#chosen}} checked{{/chosen}} aria-describedby="visibility-{{value}}-hint"><label class="usa-radio__label" for="visibility-{{value}}">{{text}}</label><p class="usa-hint" id="visibility-{{value}}-hint">{{hint}}</p></div>{{/choice}}
    </fieldset>
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button> <a href="{{back_href}}">[[lists.form.cancel]]</a></p>
  </form>
</div>
