<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#paragraph}}<p>{{text}}</p>{{/paragraph}}
  <form action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <p class="c-actions"><button class="usa-button usa-button--secondary" type="submit">{{button}}</button> <a href="{{back_href}}">[[reviews.desk.cancel]]</a></p>
  </form>
</div></div>
