<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/hub">[[accounts.hub.title]]</a></li></ol></nav>
  <h1>[[accounts.jobs.title]]</h1>
  <p class="c-lead">[[accounts.jobs.lead]]</p>
  [[>accounts/form_done.tpl]]
  <p>{{waiting}} {{running}} {{failed}}</p>
  {{#none_failed}}<div class="c-empty"><p>[[accounts.jobs.none_failed]]</p></div>{{/none_failed}}
  {{#has_failed}}<h2>[[accounts.jobs.failed_title]]</h2>
  {{#kind}}<form class="c-actions" action="/hub/jobs/retry" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="kind" value="{{kind}}"><button class="usa-button" type="submit">{{retry_label}}</button></form>{{/kind}}
  <ul class="c-rows">{{#job}}<li class="c-row"><p class="c-row__title"><code>{{kind}}</code></p><p class="c-row__facts"><span>{{when}}</span><span>{{attempts}}</span></p><p class="c-row__summary">{{error}}</p>
    <form action="/hub/jobs/forget" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="job" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">{{forget_label}}</button></form></li>{{/job}}</ul>{{/has_failed}}
</div>
