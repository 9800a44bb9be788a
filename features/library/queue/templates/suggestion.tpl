<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/suggestions">[[library.queue.list.title]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p><span class="c-badge">{{state}}</span></p>
  [[>library/queue/errors.tpl]]
  <dl class="c-facts">{{#fact}}<div><dt>{{name}}</dt><dd>{{#link}}<a href="{{href}}" rel="noopener nofollow external">{{text}}</a>{{/link}}{{#plain}}{{text:p}}{{/plain}}</dd></div>{{/fact}}</dl>
  {{#has_doubles}}<section class="c-note" aria-labelledby="doubles"><h2 id="doubles">[[library.queue.one.doubles]]</h2>
    <ul>{{#double}}<li><a href="{{href}}">{{text}}</a> <span class="c-muted">{{double_state}}</span></li>{{/double}}</ul></section>{{/has_doubles}}
  {{#has_alike}}<section class="c-note" aria-labelledby="alike"><h2 id="alike">[[library.queue.one.alike]]</h2>
    <ul>{{#alike}}<li><a href="{{href}}">{{text}}</a></li>{{/alike}}</ul></section>{{/has_alike}}
  {{#has_resource}}<p><a class="usa-button" href="{{resource_href}}">{{resource}}</a></p>{{/has_resource}}
  {{#waiting}}
  <section aria-labelledby="take-title"><h2 id="take-title">{{take_title}}</h2>
    <p>{{take_lead}}</p>
    <form class="c-form" action="{{action}}/take" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}">
      {{#take}}[[>library/queue/field.tpl]]{{/take}}
      <p class="c-actions"><button class="usa-button" type="submit">{{take_submit}}</button></p></form></section>
  <section aria-labelledby="known-title"><h2 id="known-title">[[library.queue.one.known]]</h2>
    <form class="c-form" action="{{action}}/known" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}">
      {{#known}}[[>library/queue/field.tpl]]{{/known}}
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.queue.one.known_submit]]</button></p></form></section>
  <section aria-labelledby="decline-title"><h2 id="decline-title">[[library.queue.one.decline]]</h2>
    <form class="c-form" action="{{action}}/decline" method="post" novalidate><input type="hidden" name="csrf" value="{{csrf}}">
      {{#decline}}[[>library/queue/field.tpl]]{{/decline}}
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[library.queue.one.decline_submit]]</button></p></form></section>
  <p class="c-muted">{{mail_note}}</p>
  {{/waiting}}
</div>
