<div class="grid-container c-error">
  <h1>[[accounts.stale.title]]</h1>
  <p class="c-lead">[[accounts.stale.lead]]</p>
  <p>[[accounts.stale.how]]</p>
  <p class="c-actions"><a class="usa-button" href="/">[[accounts.stale.back]]</a></p>
</div>
