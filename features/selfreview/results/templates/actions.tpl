<div class="grid-container">
  {{#back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{href}}">{{text}}</a></li></ol></nav>{{/back}}
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#has_new_href}}<p class="c-actions"><a class="usa-button" href="{{new_href}}">[[selfreview.results.action_new]]</a></p>{{/has_new_href}}
  {{#empty}}<div class="c-empty"><p>[[selfreview.results.actions_empty]]</p><p>[[selfreview.results.actions_empty_do]]</p></div>{{/empty}}
  {{#has_rows}}<ul class="c-rows">{{#row}}<li class="c-row" id="action-{{id}}">
    <h2 class="c-row__title"{{#has_language}} lang="{{language}}"{{/has_language}}>{{text}}</h2>
    <p><span class="c-badge{{#late}} c-badge--late{{/late}}{{#done}} c-badge--verified{{/done}}">{{state}}</span></p>
    <dl class="c-facts c-facts--wide"><div><dt>[[selfreview.results.action_owner]]</dt><dd{{#has_language}} lang="{{language}}"{{/has_language}}>{{owner}}</dd></div><div><dt>[[selfreview.results.action_due]]</dt><dd>{{due}}</dd></div><div><dt>[[selfreview.results.action_measure]]</dt><dd{{#has_language}} lang="{{language}}"{{/has_language}}>{{measure}}</dd></div><div><dt>[[selfreview.results.action_item]]</dt><dd><a href="{{item_href}}">{{item}}</a></dd></div></dl>
    {{#has_edit_href}}<p><a href="{{edit_href}}" aria-label="[[selfreview.results.action_edit]]: {{text}}">[[selfreview.results.action_edit]]</a></p>{{/has_edit_href}}
  </li>{{/row}}</ul>{{/has_rows}}
</div>
