<section class="c-demo-people" id="demo" aria-labelledby="demo-title">
  <h2 id="demo-title">[[accounts.demo.title]]</h2>
  <p>[[accounts.demo.lead]]</p>
  <ul class="c-demo-people__list">
    {{#person}}<li><form action="/demo/sign-in" method="post">
      <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="person" value="{{id}}">
      <button class="c-demo-people__button" type="submit"><strong>{{name}}</strong> <span>{{what}}</span>{{#has_where}} <span class="c-muted">{{where}}</span>{{/has_where}}</button>
    </form></li>{{/person}}
  </ul>
</section>
