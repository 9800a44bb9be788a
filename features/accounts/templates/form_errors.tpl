{{#has_errors}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body">
  <h2 class="usa-alert__heading">[[accounts.form.errors]]</h2>
  <ul>{{#form_error}}<li>{{#form_error_link}}<a href="#{{form_field}}">{{form_message}}</a>{{/form_error_link}}{{#form_error_plain}}{{form_message}}{{/form_error_plain}}</li>{{/form_error}}</ul>
</div></div>{{/has_errors}}
