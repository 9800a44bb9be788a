<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[communities.breadcrumb]]"><ol><li><a href="{{place_href}}">{{place}}</a></li><li><a href="{{list_href}}">[[communities.organizations.short]]</a></li></ol></nav>
  <article class="c-record">
    <header class="c-record__head">
      <p class="c-record__types"><a href="{{kind_href}}">{{kind}}</a></p>
      <h1>{{name}}</h1>
      {{#has_state}}<p class="c-note">{{state}}</p>{{/has_state}}
    </header>
    <div class="c-record__main">
      {{#has_summary}}<p class="c-prose">{{summary}}</p>{{/has_summary}}
      {{#no_summary}}<p class="c-muted">[[communities.organization.no_summary]]</p>{{/no_summary}}
      {{#has_offers}}<section aria-labelledby="offers"><h2 id="offers">[[communities.organization.offers]]</h2>
        <ul class="c-links">{{#offer}}<li>{{text}}</li>{{/offer}}</ul></section>{{/has_offers}}
      <section aria-labelledby="facts"><h2 id="facts">[[communities.organization.facts]]</h2>
        <dl class="c-facts">
          {{#has_languages}}<div><dt>[[communities.organization.languages]]</dt><dd>{{languages}}</dd></div>{{/has_languages}}
          <div><dt>[[communities.organization.area]]</dt><dd>{{#whole}}{{area_text}}{{/whole}}{{#has_area}}<ul class="c-inline">{{#district}}<li><a href="{{href}}">{{text}}</a></li>{{/district}}</ul>{{/has_area}}</dd></div>
          {{#has_people}}<div><dt>[[communities.organization.people]]</dt><dd>{{people}}</dd></div>{{/has_people}}
          <div><dt>[[communities.organization.changed]]</dt><dd>{{changed}}</dd></div>
        </dl></section>
    </div>
    <aside class="c-record__side" aria-label="[[communities.organization.contact]]">
      <section class="c-cite" aria-labelledby="contact"><h2 id="contact">[[communities.organization.contact]]</h2>
        {{#has_contact}}<address class="c-contact">
          {{#has_contact_name}}<p><strong>{{contact_name}}</strong></p>{{/has_contact_name}}
          {{#has_phone}}<p>[[communities.organization.phone]]: <a href="tel:{{dial}}">{{phone}}</a></p>{{/has_phone}}
          {{#has_email}}<p>[[communities.organization.email]]: <a href="mailto:{{email}}">{{email}}</a></p>{{/has_email}}
          {{#has_address}}<p>{{address}}</p>{{/has_address}}
          {{#has_website}}<p><a href="{{website}}" rel="noopener external">{{website}}</a></p>{{/has_website}}
        </address>{{/has_contact}}
        {{#no_contact}}<p>[[communities.organization.no_contact]]</p>{{/no_contact}}
      </section>
    </aside>
    {{#has_acts}}<section class="c-record__related" aria-labelledby="acts"><h2 id="acts">[[communities.organization.acts]]</h2>
      <ul class="c-actions">
        {{#edit}}<li><a href="{{href}}">[[communities.organization.edit]]</a></li>{{/edit}}
        {{#manage_people}}<li><a href="{{href}}">[[communities.organization.manage_people]]</a></li>{{/manage_people}}
        {{#provider}}<li><a href="{{href}}">[[communities.organization.provider]]</a></li>{{/provider}}
        {{#end}}<li><a href="{{href}}">[[communities.organization.end]]</a></li>{{/end}}
      </ul></section>{{/has_acts}}
  </article>
</div>
