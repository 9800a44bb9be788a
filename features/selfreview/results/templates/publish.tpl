<div class="grid-container c-account">
  {{#back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{href}}">{{text}}</a></li></ol></nav>{{/back}}
  <h1>{{title}}</h1>
  <p class="c-lead">[[selfreview.results.publish_lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[selfreview.results.errors]]</h2>
    <ul class="usa-alert__text">{{#form_error}}<li><a href="#{{form_field}}">{{form_message}}</a></li>{{/form_error}}</ul>
  </div></div>{{/has_errors}}
  <p><a href="{{seen_href}}">[[selfreview.results.as_public]]</a></p>
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[selfreview.results.publish_question]]</legend>
      {{#choice}}<div class="usa-radio"><input class="usa-radio__input" id="published-{{value}}" type="radio" name="published" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-radio__label" for="published-{{value}}">{{text}}</label></div>{{/choice}}
    </fieldset>
    <fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[selfreview.results.publish_items]]</legend>
      <p class="usa-hint">[[selfreview.results.publish_items_hint]]</p>
      {{#item}}<div class="usa-checkbox"><input class="usa-checkbox__input" id="item-{{id}}" type="checkbox" name="item" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="usa-checkbox__label" for="item-{{id}}">{{text}}</label></div>{{/item}}
    </fieldset>
    <p class="c-actions"><button class="usa-button" type="submit">[[selfreview.results.publish_save]]</button></p>
  </form>
</div>
