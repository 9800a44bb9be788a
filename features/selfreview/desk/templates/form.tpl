<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[reviews.desk.form.lead]]</p>
  [[>selfreview/desk/errors.tpl]]
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <fieldset class="usa-fieldset usa-form-group{{#has_error_instrument}} usa-form-group--error{{/has_error_instrument}}" id="instrument"><legend class="usa-legend">[[reviews.desk.form.instrument]]</legend>
      <span class="usa-hint">[[reviews.desk.form.instrument_hint]] <a href="/self-review">[[reviews.list.instruments]]</a></span>
      {{#has_error_instrument}}<span class="usa-error-message" id="instrument-error">{{error_instrument}}</span>{{/has_error_instrument}}
      {{#instrument}}<div class="usa-radio"><input class="usa-radio__input" id="instrument-{{value}}" type="radio" name="instrument" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-radio__label" for="instrument-{{value}}">{{text}} <span class="c-muted">{{hint}}</span></label></div>{{/instrument}}
    </fieldset>
    <div class="usa-form-group{{#has_error_title}} usa-form-group--error{{/has_error_title}}" id="title">
      {{#has_error_title}}<span class="usa-error-message" id="title-error">{{error_title}}</span>{{/has_error_title}}
      <label class="usa-label" for="title_en">[[reviews.desk.form.title_en]]</label>
      <span class="usa-hint" id="title_en-hint">[[reviews.desk.form.title_hint]]</span>
      <input class="usa-input" id="title_en" name="title_en" type="text" lang="en" maxlength="160" value="{{value_title_en}}" aria-describedby="title_en-hint{{#has_error_title}} title-error{{/has_error_title}}"{{#has_error_title}} aria-invalid="true"{{/has_error_title}}>
      <label class="usa-label" for="title_es">[[reviews.desk.form.title_es]]</label>
      <input class="usa-input" id="title_es" name="title_es" type="text" lang="es" maxlength="160" value="{{value_title_es}}"{{#has_error_title}} aria-describedby="title-error" aria-invalid="true"{{/has_error_title}}>
    </div>
    {{#one_agency}}<input type="hidden" name="agency" value="{{value}}">{{/one_agency}}
    {{#agencies}}<div class="usa-form-group">
      <label class="usa-label" for="agency">[[reviews.desk.form.agency]]</label>
      <select class="usa-select" id="agency" name="agency">{{#agency}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/agency}}</select>
    </div>{{/agencies}}
    <div class="usa-form-group{{#has_error_units}} usa-form-group--error{{/has_error_units}}">
      <label class="usa-label" for="units">[[reviews.desk.form.units]]</label>
      <span class="usa-hint" id="units-hint">[[reviews.desk.form.units_hint]]</span>
      {{#has_error_units}}<span class="usa-error-message" id="units-error">{{error_units}}</span>{{/has_error_units}}
      <textarea class="usa-textarea c-form__area" id="units" name="units" rows="3" aria-describedby="units-hint{{#has_error_units}} units-error{{/has_error_units}}"{{#has_error_units}} aria-invalid="true"{{/has_error_units}}>{{value_units:p}}</textarea>
    </div>
    <fieldset class="usa-fieldset usa-form-group{{#has_error_asked}} usa-form-group--error{{/has_error_asked}}" id="asked"><legend class="usa-legend">[[reviews.desk.form.asked]]</legend>
      <span class="usa-hint">[[reviews.desk.form.asked_hint]]</span>
      {{#has_error_asked}}<span class="usa-error-message" id="asked-error">{{error_asked}}</span>{{/has_error_asked}}
      {{#group}}<label class="c-checks__one"><input type="checkbox" name="asked" value="{{value}}"{{#chosen}} checked{{/chosen}}> <span>{{text}} <span class="c-muted">{{hint}}</span></span></label>{{/group}}
    </fieldset>
    <div class="usa-form-group{{#has_error_opens}} usa-form-group--error{{/has_error_opens}}">
      <label class="usa-label" for="opens">[[reviews.desk.form.opens]]</label>
      {{#has_error_opens}}<span class="usa-error-message" id="opens-error">{{error_opens}}</span>{{/has_error_opens}}
      <input class="usa-input" id="opens" name="opens" type="date" value="{{value_opens}}"{{#has_error_opens}} aria-describedby="opens-error" aria-invalid="true"{{/has_error_opens}}>
    </div>
    <div class="usa-form-group{{#has_error_closes}} usa-form-group--error{{/has_error_closes}}">
      <label class="usa-label" for="closes">[[reviews.desk.form.closes]]</label>
      <span class="usa-hint" id="closes-hint">[[reviews.desk.form.closes_hint]]</span>
      {{#has_error_closes}}<span class="usa-error-message" id="closes-error">{{error_closes}}</span>{{/has_error_closes}}
      <input class="usa-input" id="closes" name="closes" type="date" value="{{value_closes}}" aria-describedby="closes-hint{{#has_error_closes}} closes-error{{/has_error_closes}}"{{#has_error_closes}} aria-invalid="true"{{/has_error_closes}}>
    </div>
    <div class="usa-form-group{{#has_error_smallest_inside}} usa-form-group--error{{/has_error_smallest_inside}}">
      <label class="usa-label" for="smallest_inside">[[reviews.desk.form.smallest_inside]]</label>
      <span class="usa-hint" id="smallest_inside-hint">[[reviews.desk.form.smallest_inside_hint]]</span>
      {{#has_error_smallest_inside}}<span class="usa-error-message" id="smallest_inside-error">{{error_smallest_inside}}</span>{{/has_error_smallest_inside}}
      <input class="usa-input" id="smallest_inside" name="smallest_inside" type="number" inputmode="numeric" min="5" max="100" value="{{value_smallest_inside}}" aria-describedby="smallest_inside-hint{{#has_error_smallest_inside}} smallest_inside-error{{/has_error_smallest_inside}}"{{#has_error_smallest_inside}} aria-invalid="true"{{/has_error_smallest_inside}}>
    </div>
    <div class="usa-form-group{{#has_error_smallest_public}} usa-form-group--error{{/has_error_smallest_public}}">
      <label class="usa-label" for="smallest_public">[[reviews.desk.form.smallest_public]]</label>
      <span class="usa-hint" id="smallest_public-hint">[[reviews.desk.form.smallest_public_hint]]</span>
      {{#has_error_smallest_public}}<span class="usa-error-message" id="smallest_public-error">{{error_smallest_public}}</span>{{/has_error_smallest_public}}
      <input class="usa-input" id="smallest_public" name="smallest_public" type="number" inputmode="numeric" min="10" max="100" value="{{value_smallest_public}}" aria-describedby="smallest_public-hint{{#has_error_smallest_public}} smallest_public-error{{/has_error_smallest_public}}"{{#has_error_smallest_public}} aria-invalid="true"{{/has_error_smallest_public}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button> <a href="{{back_href}}">[[reviews.desk.cancel]]</a></p>
  </form>
</div>
