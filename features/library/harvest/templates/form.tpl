<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/harvests">[[harvest.page.title]]</a></li>{{#has_source}}<li><a href="{{source_href}}">{{source}}</a></li>{{/has_source}}</ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[harvest.form.errors]]</h2>
    <ul class="usa-alert__text">{{#fault}}<li><a href="#{{id}}">{{text}}</a></li>{{/fault}}</ul>
  </div></div>{{/has_errors}}
  {{#has_tested}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{tested}}</p></div></div>{{/has_tested}}
  {{#has_untested}}<div class="usa-alert usa-alert--warning" role="alert"><div class="usa-alert__body"><p class="usa-alert__text">{{untested}}</p></div></div>{{/has_untested}}
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#field}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
      <label class="usa-label" for="{{id}}">{{label}}</label>
      {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
      {{#has_error}}<span class="usa-error-message" id="{{id}}-error">{{error}}</span>{{/has_error}}
      {{#input}}<input class="usa-input{{#has_error}} usa-input--error{{/has_error}}" id="{{id}}" name="{{id}}" type="{{type}}" value="{{value}}"{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{/input}}
      {{#select}}<select class="usa-select" id="{{id}}" name="{{id}}"{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{#option}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/option}}</select>{{/select}}
    </div>{{/field}}
    <p class="c-actions"><button class="usa-button" type="submit" name="do" value="save">{{submit}}</button> <button class="usa-button usa-button--outline" type="submit" name="do" value="test">[[harvest.form.test]]</button> <a href="{{back_href}}">[[harvest.form.cancel]]</a></p>
  </form>
</div>
