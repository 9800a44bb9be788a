<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[communities.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{text}}</p>
  <ul>{{#point}}<li>{{text}}</li>{{/point}}</ul>
  <form action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}">
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button> <a href="{{back_href}}">[[communities.form.cancel]]</a></p></form>
</div>
