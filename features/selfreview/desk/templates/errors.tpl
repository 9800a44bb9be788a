{{#has_errors}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body">
  <h2 class="usa-alert__heading">[[reviews.part.errors]]</h2>
  <ul class="usa-alert__text">{{#form_error}}<li><a href="#{{form_field}}">{{form_message}}</a></li>{{/form_error}}</ul>
</div></div>{{/has_errors}}
