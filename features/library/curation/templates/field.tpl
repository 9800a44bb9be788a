{{#field}}
  {{#input}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.curation.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <input class="usa-input{{#has_error}} usa-input--error{{/has_error}}" id="{{id}}" name="{{id}}" type="{{type}}" value="{{value}}"{{#has_most}} maxlength="{{most}}"{{/has_most}}{{#has_language}} lang="{{language}}"{{/has_language}} autocomplete="off"{{#required}} aria-required="true"{{/required}}{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
  </div>{{/input}}
  {{#textarea}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.curation.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <textarea class="usa-textarea c-form__area" id="{{id}}" name="{{id}}" rows="{{rows}}"{{#has_language}} lang="{{language}}"{{/has_language}}{{#required}} aria-required="true"{{/required}}{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{value:p}}</textarea>
  </div>{{/textarea}}
  {{#select}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.curation.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <select class="usa-select" id="{{id}}" name="{{id}}"{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{#option}}<option value="{{option_value}}"{{#selected}} selected{{/selected}}>{{option_label}}</option>{{/option}}</select>
  </div>{{/select}}
  {{#checks}}<fieldset class="usa-fieldset usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}" id="{{id}}" tabindex="-1"{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
    <legend class="usa-legend">{{label}}{{#required}} <span class="c-muted">[[library.curation.form.required]]</span>{{/required}}</legend>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <div class="c-checks">{{#option}}<label class="c-checks__one"><input type="checkbox" name="{{id}}" value="{{option_value}}"{{#selected}} checked{{/selected}}> <span>{{option_label}}</span></label>{{/option}}</div>
  </fieldset>{{/checks}}
  {{#radios}}<fieldset class="usa-fieldset usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}" id="{{id}}" tabindex="-1"{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
    <legend class="usa-legend">{{label}}{{#required}} <span class="c-muted">[[library.curation.form.required]]</span>{{/required}}</legend>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    {{#option}}<label class="c-checks__one"><input type="radio" name="{{id}}" value="{{option_value}}"{{#selected}} checked{{/selected}}> <span>{{option_label}}</span></label>{{/option}}
  </fieldset>{{/radios}}
  {{#order}}<fieldset class="usa-fieldset usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}" id="{{id}}" tabindex="-1"{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
    <legend class="usa-legend">{{label}}</legend>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <ol class="c-order">{{#row}}<li>
      <input type="hidden" name="{{row_list}}" value="{{row_value}}">
      <label class="usa-sr-only" for="{{row_id}}">[[library.curation.order.place]] {{row_title}}</label>
      <input class="usa-input c-order__place" id="{{row_id}}" name="{{row_list}}_place" type="number" min="1" value="{{row_number}}">
      <span class="c-order__title"><a href="{{row_href}}">{{row_title}}</a>{{#has_row_note}} <span class="c-badge c-badge--late">{{row_note}}</span>{{/has_row_note}}</span>
      <label class="c-checks__one"><input type="checkbox" name="{{row_list}}_out" value="{{row_value}}"{{#row_removed}} checked{{/row_removed}}> <span>[[library.curation.order.out]]<span class="usa-sr-only"> {{row_title}}</span></span></label>
    </li>{{/row}}</ol>
  </fieldset>{{/order}}
{{/field}}
