<div class="grid-container"><div class="c-prose">
  <h1>[[accounts.address.title]]</h1>
  <p>{{text}}</p>
  <form action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button" type="submit">[[accounts.address.button]]</button></form>
</div></div>
