<div class="grid-container c-account">
  {{#back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{href}}">{{text}}</a></li></ol></nav>{{/back}}
  <h1>{{title}}</h1>
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[selfreview.results.errors]]</h2>
    <ul class="usa-alert__text">{{#form_error}}<li><a href="#{{form_field}}">{{form_message}}</a></li>{{/form_error}}</ul>
  </div></div>{{/has_errors}}
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group{{#has_error_text}} usa-form-group--error{{/has_error_text}}">
      <label class="usa-label" for="text">[[selfreview.results.action_text]]</label>
      <span class="usa-hint" id="text-hint">[[selfreview.results.action_text_hint]]</span>
      {{#has_error_text}}<span class="usa-error-message" id="text-error">{{error_text}}</span>{{/has_error_text}}
      <textarea class="usa-textarea" id="text" name="text" rows="3" required aria-describedby="text-hint{{#has_error_text}} text-error{{/has_error_text}}"{{#has_error_text}} aria-invalid="true"{{/has_error_text}}>{{action_text:p}}</textarea>
    </div>
    <div class="usa-form-group{{#has_error_item}} usa-form-group--error{{/has_error_item}}">
      <label class="usa-label" for="item">[[selfreview.results.action_item]]</label>
      {{#has_error_item}}<span class="usa-error-message" id="item-error">{{error_item}}</span>{{/has_error_item}}
      <select class="usa-select" id="item" name="item"{{#has_error_item}} aria-invalid="true" aria-describedby="item-error"{{/has_error_item}}><option value="">[[selfreview.results.action_choose]]</option>{{#item}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/item}}</select>
    </div>
    <div class="usa-form-group{{#has_error_owner}} usa-form-group--error{{/has_error_owner}}">
      <label class="usa-label" for="owner">[[selfreview.results.action_owner]]</label>
      <span class="usa-hint" id="owner-hint">[[selfreview.results.action_owner_hint]]</span>
      {{#has_error_owner}}<span class="usa-error-message" id="owner-error">{{error_owner}}</span>{{/has_error_owner}}
      <input class="usa-input" id="owner" name="owner" type="text" required value="{{owner}}" aria-describedby="owner-hint{{#has_error_owner}} owner-error{{/has_error_owner}}"{{#has_error_owner}} aria-invalid="true"{{/has_error_owner}}>
    </div>
    <div class="usa-form-group{{#has_error_due}} usa-form-group--error{{/has_error_due}}">
      <label class="usa-label" for="due">[[selfreview.results.action_due]]</label>
      {{#has_error_due}}<span class="usa-error-message" id="due-error">{{error_due}}</span>{{/has_error_due}}
      <input class="usa-input" id="due" name="due" type="date" required value="{{due}}"{{#has_error_due}} aria-invalid="true" aria-describedby="due-error"{{/has_error_due}}>
    </div>
    <div class="usa-form-group{{#has_error_measure}} usa-form-group--error{{/has_error_measure}}">
      <label class="usa-label" for="measure">[[selfreview.results.action_measure]]</label>
      <span class="usa-hint" id="measure-hint">[[selfreview.results.action_measure_hint]]</span>
      {{#has_error_measure}}<span class="usa-error-message" id="measure-error">{{error_measure}}</span>{{/has_error_measure}}
      <input class="usa-input" id="measure" name="measure" type="text" required value="{{measure}}" aria-describedby="measure-hint{{#has_error_measure}} measure-error{{/has_error_measure}}"{{#has_error_measure}} aria-invalid="true"{{/has_error_measure}}>
    </div>
    {{#has_states}}<div class="usa-form-group"><label class="usa-label" for="state">[[selfreview.results.action_state]]</label>
      <select class="usa-select" id="state" name="state">{{#state}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/state}}</select></div>{{/has_states}}
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button> {{#back}}<a href="{{href}}">[[selfreview.results.cancel]]</a>{{/back}}</p>
  </form>
</div>
