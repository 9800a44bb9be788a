{{#has_errors}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
  <h2 class="usa-alert__heading">[[library.queue.form.errors]]</h2>
  <ul class="usa-alert__text">{{#whole}}<li>{{text}}</li>{{/whole}}{{#fault}}<li><a href="#{{id}}">{{text}}</a></li>{{/fault}}</ul>
</div></div>{{/has_errors}}
