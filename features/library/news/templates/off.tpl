<div class="grid-container"><div class="c-prose">
  <h1>{{title}}</h1>
  <p>{{text}}</p>
  {{#has_action}}<form action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <p class="c-actions"><button class="usa-button" type="submit" name="List-Unsubscribe" value="One-Click">[[news.off.button]]</button> <a href="/">[[news.off.keep]]</a></p>
  </form>{{/has_action}}
  <p><a href="/new">[[news.new.title]]</a></p>
</div></div>
