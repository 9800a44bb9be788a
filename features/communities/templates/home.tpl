<div class="grid-container">
  {{#notice}}<p class="c-note">{{text}}{{#has_link}} <a href="{{link_href}}">{{link}}</a>{{/has_link}}</p>{{/notice}}
  <p class="c-place__about">{{about}}</p>
  <h1>{{name}}</h1>
  <p class="c-lead">{{summary}}</p>
  {{#section}}{{section_html:none}}{{/section}}
  <section aria-labelledby="take-part"><h2 id="take-part">[[communities.home.take_part]]</h2>
    <ul class="c-areas c-areas--pairs">
      {{#has_contacts}}{{#contact}}<li class="c-card c-card--plain"><p class="c-muted">{{kind}}</p><h3><a href="{{href}}">{{contact_name}}</a></h3>
        {{#has_phone}}<p>[[communities.organization.phone]]: <a href="tel:{{dial}}">{{phone}}</a></p>{{/has_phone}}
        {{#has_email}}<p>[[communities.organization.email]]: <a href="mailto:{{email}}">{{email}}</a></p>{{/has_email}}</li>{{/contact}}{{/has_contacts}}
      <li class="c-card"><h3><a href="{{organizations_href}}">[[communities.home.find_help]]</a></h3><p>{{organizations_count}}</p></li>
      <li class="c-card"><h3><a href="{{journal_href}}">[[communities.home.journal]]</a></h3><p>[[communities.home.journal_text]]</p></li>
    </ul>
  </section>
  <div class="c-columns">
    <section aria-labelledby="who"><h2 id="who">[[communities.home.who]]</h2>
      {{#no_organizations}}<div class="c-empty"><p>[[communities.home.no_organizations]]</p></div>{{/no_organizations}}
      {{#has_groups}}<dl class="c-facts c-facts--wide">{{#group}}<div><dt>{{group_title}}</dt><dd><ul class="c-plain">{{#member}}<li><a href="{{href}}">{{text}}</a></li>{{/member}}</ul></dd></div>{{/group}}</dl>{{/has_groups}}
      {{#may_add}}<p><a href="{{add_href}}">[[communities.organizations.add]]</a></p>{{/may_add}}
    </section>
    <div>
      {{#has_districts}}<section aria-labelledby="districts"><h2 id="districts">{{districts_found}}</h2>
        {{#has_map}}[[>communities/map.tpl]]{{/has_map}}
        <ul class="c-links">{{#district}}<li><a href="{{href}}">{{text}}</a></li>{{/district}}</ul>
      </section>{{/has_districts}}
      {{#may_edit}}<section aria-labelledby="care"><h2 id="care">[[communities.home.care]]</h2>
        <p><a href="{{settings_href}}">[[communities.settings.title]]</a></p></section>{{/may_edit}}
    </div>
  </div>
</div>
