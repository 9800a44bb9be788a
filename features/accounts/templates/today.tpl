<div class="grid-container">
  <h1>[[accounts.today.title]]</h1>
  <p class="c-lead">{{greeting}}</p>
  [[>accounts/form_done.tpl]]
  {{#nothing}}<div class="c-empty"><p>[[accounts.today.nothing]]</p><p>[[accounts.today.nothing_next]]</p></div>{{/nothing}}
  {{#group}}<section>
    {{#has_group_title}}<h2>{{group_title}}</h2>{{/has_group_title}}
    <ul class="c-rows">{{#item}}<li class="c-row">
      <p class="c-row__title"><a href="{{href}}">{{text}}</a>{{#late}} <span class="c-badge c-badge--late">[[accounts.today.late]]</span>{{/late}}</p>
      {{#has_detail}}<p class="c-row__summary">{{detail}}</p>{{/has_detail}}
      {{#has_due}}<p class="c-row__facts"><span>{{due}}</span></p>{{/has_due}}
    </li>{{/item}}</ul>
  </section>{{/group}}
  <section aria-labelledby="can">
    <h2 id="can">[[accounts.today.can]]</h2>
    {{#ability}}<h3>{{ability_title}}</h3>
    <ul class="c-links">{{#can}}<li><a href="{{href}}">{{text}}</a></li>{{/can}}</ul>{{/ability}}
  </section>
</div>
