<div class="grid-container c-account">
  <h1>[[accounts.choose.gone_title]]</h1>
  <p class="c-lead">[[accounts.choose.gone]]</p>
  <p class="c-actions"><a class="usa-button" href="/forgot">[[accounts.choose.gone_link]]</a> <a href="/sign-in">[[accounts.forgot.back]]</a></p>
</div>
