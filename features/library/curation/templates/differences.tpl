{{#difference}}<div class="c-diff"><h3>{{difference_field}}</h3>
  {{#difference_text}}<p class="c-diff__text">{{#mark}}{{#both}}{{text:p}}{{/both}}{{#before}}<del><span class="usa-sr-only">[[library.curation.difference.out]] </span>{{text:p}}</del>{{/before}}{{#after}}<ins><span class="usa-sr-only">[[library.curation.difference.in]] </span>{{text:p}}</ins>{{/after}}{{/mark}}</p>{{/difference_text}}
  {{#difference_list}}<ul class="c-diff__list">{{#mark}}{{#both}}<li>{{text}}</li>{{/both}}{{#before}}<li><del><span class="usa-sr-only">[[library.curation.difference.out]] </span>{{text}}</del></li>{{/before}}{{#after}}<li><ins><span class="usa-sr-only">[[library.curation.difference.in]] </span>{{text}}</ins></li>{{/after}}{{/mark}}</ul>{{/difference_list}}
</div>{{/difference}}
