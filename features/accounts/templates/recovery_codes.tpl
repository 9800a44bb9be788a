<div class="grid-container c-account">
  <h1>[[accounts.codes.title]]</h1>
  <p class="c-lead">[[accounts.codes.lead]]</p>
  <ul class="c-recovery">{{#code}}<li><code>{{text}}</code></li>{{/code}}</ul>
  <form class="c-form" action="/me/second-factor/codes.txt" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <input type="hidden" name="sealed" value="{{sealed}}">
    <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[accounts.codes.save]]</button></p>
  </form>
  <p class="c-muted">[[accounts.codes.print_hint]]</p>
  <p class="c-actions"><a class="usa-button" href="{{done_href}}">[[accounts.codes.done]]</a></p>
</div>
