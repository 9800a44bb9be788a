{{#field}}
  {{#input}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.queue.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <input class="usa-input{{#has_error}} usa-input--error{{/has_error}}" id="{{id}}" name="{{name}}" type="{{type}}" value="{{value}}"{{#has_most}} maxlength="{{most}}"{{/has_most}}{{#has_autocomplete}} autocomplete="{{autocomplete}}"{{/has_autocomplete}}{{#required}} aria-required="true"{{/required}}{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
  </div>{{/input}}
  {{#textarea}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.queue.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <textarea class="usa-textarea" id="{{id}}" name="{{name}}" rows="5"{{#required}} aria-required="true"{{/required}}{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{value:p}}</textarea>
  </div>{{/textarea}}
  {{#select}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
    <label class="usa-label" for="{{id}}">{{label}}{{#required}} <span class="c-muted">[[library.queue.form.required]]</span>{{/required}}</label>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <select class="usa-select" id="{{id}}" name="{{name}}"{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{#option}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/option}}</select>
  </div>{{/select}}
  {{#radios}}<fieldset class="usa-fieldset usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}" id="{{id}}" tabindex="-1"{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>
    <legend class="usa-legend">{{label}}</legend>
    {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
    {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
    <div class="c-checks">{{#option}}<label class="c-checks__one"><input type="radio" name="{{name}}" value="{{value}}"{{#selected}} checked{{/selected}}> <span>{{label}}</span></label>{{/option}}</div>
  </fieldset>{{/radios}}
{{/field}}
