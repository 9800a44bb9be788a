<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/bulk">[[library.queue.bulk.title]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#done}}<p class="c-note" role="status">{{done_text}}</p>{{/done}}
  <dl class="c-facts">{{#fact}}<div><dt>{{name}}</dt><dd>{{#link}}<a href="{{href}}">{{text}}</a>{{/link}}{{#plain}}{{text}}{{/plain}}</dd></div>{{/fact}}</dl>
  {{#has_rows}}<h2>[[library.queue.bulk.changed]]</h2><ul class="c-links">{{#row}}<li><a href="{{href}}">{{text}}</a></li>{{/row}}</ul>{{/has_rows}}
  {{#has_more}}<p class="c-muted">{{more}}</p>{{/has_more}}
  {{#may_undo}}<form class="c-form c-form--act" action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}">
    <p>[[library.queue.bulk.undo_lead]]</p>
    <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.queue.bulk.undo]]</button></p></form>{{/may_undo}}
</div>
