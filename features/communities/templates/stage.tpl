<div class="grid-container">
  [[>communities/steps.tpl]]
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_items}}<ul class="c-links c-links--wide">{{#item}}<li><strong>{{item_title}}</strong>{{#has_state}} <span class="c-badge">{{state}}</span>{{/has_state}}{{#has_text}}<br><span class="c-muted">{{text}}</span>{{/has_text}}{{#has_link}} <a href="{{link_href}}">{{link}}</a>{{/has_link}}</li>{{/item}}</ul>{{/has_items}}
  {{#empty}}<div class="c-empty"><p>{{text}}</p></div>{{/empty}}
  {{#has_post}}<form action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="{{name}}" value="{{value}}">
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button></p></form>{{/has_post}}
  <p class="c-actions">{{#act}}<a href="{{href}}"{{#button}} class="usa-button"{{/button}}>{{text}}</a> {{/act}}</p>
</div>
