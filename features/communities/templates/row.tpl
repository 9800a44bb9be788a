<li class="c-row">
  <h4 class="c-row__title"><a href="{{href}}">{{title}}</a></h4>
  <p class="c-row__facts">{{#fact}}<span>{{fact}}</span> {{/fact}}</p>
  {{#has_summary}}<p class="c-row__summary">{{summary}}</p>{{/has_summary}}
</li>
