<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/harvests">[[harvest.page.title]]</a></li><li><a href="{{source_href}}">{{source}}</a></li></ol></nav>
  <h1>[[harvest.words.title]]</h1>
  <p class="c-lead">[[harvest.words.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <nav aria-label="[[harvest.words.kinds]]"><ul class="c-actions">{{#kind}}<li><a href="{{href}}"{{#current}} aria-current="page"{{/current}}>{{label}}</a></li>{{/kind}}</ul></nav>
  {{#form}}<form class="c-form" action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="kind" value="{{kind_name}}"><input type="hidden" name="page" value="{{page}}">
    {{#row}}<div class="usa-form-group">
      <label class="usa-label" for="{{id}}">{{word}} <span class="c-muted">({{records}})</span></label>
      <input type="hidden" name="{{word_name}}" value="{{word}}">
      <select class="usa-select" id="{{id}}" name="{{id}}">{{#option}}<option value="{{value}}"{{#selected}} selected{{/selected}}>{{label}}</option>{{/option}}</select>
    </div>{{/row}}
    <p class="c-actions"><button class="usa-button" type="submit">[[harvest.words.save]]</button> <a href="{{csv_href}}" download>[[harvest.page.csv]]</a></p>
  </form>{{/form}}
  <nav class="c-pages" aria-label="[[library.search.pages]]"><ul>{{#has_previous}}<li><a rel="prev" href="{{href}}">[[library.search.previous]]</a></li>{{/has_previous}}{{#has_next}}<li><a rel="next" href="{{href}}">[[library.search.next]]</a></li>{{/has_next}}</ul></nav>
  {{#empty}}<div class="c-empty"><p>[[harvest.words.empty]]</p></div>{{/empty}}
</div>
