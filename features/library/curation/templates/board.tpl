<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}{{#no_back}}[[>library/curators.tpl]]{{/no_back}}
  <h1>{{title}}</h1>
  {{#has_lead}}<p class="c-lead">{{lead}}</p>{{/has_lead}}
  [[>library/curation/notices.tpl]]
  <p class="c-actions">{{#link}}<a href="{{href}}"{{#first}} class="usa-button"{{/first}}>{{text}}</a> {{/link}}</p>
  {{#part}}<section aria-labelledby="{{part_id}}"><h2 id="{{part_id}}">{{part_title}}</h2>
    {{#has_part_lead}}<p class="c-muted">{{part_lead}}</p>{{/has_part_lead}}
    {{#part_empty}}<p class="c-muted">{{text}}</p>{{/part_empty}}
    {{#has_rows}}<ul class="c-links c-links--board">{{#row}}<li><a href="{{href}}">{{row_title}}</a>{{#has_badge}} <span class="c-badge c-badge--{{badge_kind}}">{{badge}}</span>{{/has_badge}} {{#fact}}<span class="c-muted c-board__fact">{{fact}}</span> {{/fact}}</li>{{/row}}</ul>{{/has_rows}}
    <p class="c-actions">{{#part_link}}<a href="{{href}}">{{text}}</a> {{/part_link}}</p>
  </section>{{/part}}
</div>
