  <h3 class="c-row__title"><a href="{{href}}"{{#has_language}} hreflang="{{language}}" lang="{{language}}"{{/has_language}}>{{title_html:none}}</a></h3>
  <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
  {{#has_summary_html}}<p class="c-row__summary">{{summary_html:none}}</p>{{/has_summary_html}}
  {{#has_page}}<p class="c-row__page"><a href="{{page_href}}">{{label}}<span class="usa-sr-only">{{of}}</span></a> <q{{#has_passage_language}} lang="{{passage_language}}"{{/has_passage_language}}>{{passage_html:none}}</q>{{#has_more_pages}} <span class="c-muted">{{more}}</span>{{/has_more_pages}}</p>{{/has_page}}
  {{#has_topics}}<ul class="c-row__topics" aria-label="[[library.row.topics]]">{{#topic}}<li><a href="{{href}}">{{title}}</a></li>{{/topic}}</ul>{{/has_topics}}
  {{#has_why}}<p class="c-row__facts">{{why}}</p>{{/has_why}}
  {{#has_keep_href}}<p class="c-row__keep"><a href="{{keep_href}}" rel="nofollow">[[library.row.keep]]<span class="usa-sr-only">: {{title_html:none}}</span></a></p>{{/has_keep_href}}
