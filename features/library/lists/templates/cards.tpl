<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <p class="c-actions">{{#action}}<a class="usa-button" href="{{href}}">{{text}}</a> {{/action}}{{#other}}<a href="{{href}}">{{text}}</a> {{/other}}</p>
  <h2 class="usa-sr-only">[[lists.nav]]</h2>
  {{#group}}<section class="c-lists">
    {{#has_name}}<h2>{{name}}</h2>{{/has_name}}
    {{#has_cards}}<ul class="c-rows">{{#card}}<li class="c-row">
      <h3 class="c-row__title"><a href="{{href}}">{{title}}</a></h3>
      <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
      {{#has_text}}<p class="c-row__summary">{{text}}</p>{{/has_text}}
    </li>{{/card}}</ul>{{/has_cards}}
    {{#has_empty}}<div class="c-empty"><p>{{empty}}</p></div>{{/has_empty}}
    {{#has_add}}<p><a href="{{add_href}}">{{add}}</a></p>{{/has_add}}
  </section>{{/group}}
  {{#has_pages}}<nav class="c-pages" aria-label="[[library.search.pages]]"><ul>
    {{#has_previous}}<li><a rel="prev" href="{{previous}}">[[library.search.previous]]</a></li>{{/has_previous}}
    {{#has_next}}<li><a rel="next" href="{{next}}">[[library.search.next]]</a></li>{{/has_next}}
  </ul></nav>{{/has_pages}}
</div>
