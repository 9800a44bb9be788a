<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[communities.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  [[>communities/steps.tpl]]
  <h1>{{title}}</h1>
  {{#has_lead}}<p class="c-lead">{{lead}}</p>{{/has_lead}}
  {{#notice}}<p class="c-note">{{text}}{{#has_link}} <a href="{{link_href}}">{{link}}</a>{{/has_link}}</p>{{/notice}}
  [[>communities/errors.tpl]]
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    [[>communities/field.tpl]]
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button>{{#has_cancel}} <a href="{{cancel_href}}">{{cancel}}</a>{{/has_cancel}}</p>
  </form>
  {{#act}}<form class="c-form c-form--act" action="{{act_action}}" method="post">
    <input type="hidden" name="csrf" value="{{act_csrf}}"><input type="hidden" name="{{act_name}}" value="{{act_value}}">
    <p>{{act_text}}</p>
    <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">{{act_submit}}</button></p>
  </form>{{/act}}
</div>
