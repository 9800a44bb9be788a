<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[accounts.breadcrumb]]"><ol><li><a href="/me">[[accounts.me.title]]</a></li></ol></nav>
  <h1>[[accounts.sessions.title]]</h1>
  <p class="c-lead">[[accounts.sessions.lead]]</p>
  [[>accounts/form_done.tpl]]
  <ul class="c-rows">{{#session}}<li class="c-row">
    <p class="c-row__title">{{device}}{{#is_this}} <span class="c-badge">[[accounts.sessions.this_one]]</span>{{/is_this}}</p>
    <p class="c-row__facts"><span>{{began}}</span><span>{{seen}}</span></p>
    {{#may_end}}<form action="/me/sessions/end" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="session" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">{{end_label}}</button></form>{{/may_end}}
  </li>{{/session}}</ul>
  {{#has_others}}<h2>[[accounts.sessions.everywhere]]</h2>
  <p>[[accounts.sessions.everywhere_text]]</p>
  <form action="/me/sessions/end-others" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--secondary" type="submit">[[accounts.sessions.everywhere_button]]</button></form>{{/has_others}}
  {{#alone}}<p>[[accounts.sessions.alone]]</p>{{/alone}}
</div>
