<li class="c-row"><abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>
  <h3 class="c-row__title"><a href="{{href}}"{{#has_language}} hreflang="{{language}}" lang="{{language}}"{{/has_language}}>{{title_html:none}}</a></h3>
  <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
  {{#has_summary_html}}<p class="c-row__summary">{{summary_html:none}}</p>{{/has_summary_html}}
  {{#has_topics}}<ul class="c-row__topics" aria-label="[[library.row.topics]]">{{#topic}}<li><a href="{{href}}">{{title}}</a></li>{{/topic}}</ul>{{/has_topics}}
</li>
