<li class="c-row">
  <p class="c-row__title"><a href="{{href}}">{{title}}</a></p>
  <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
  {{#has_summary}}<p class="c-row__summary">{{summary}}</p>{{/has_summary}}
</li>
