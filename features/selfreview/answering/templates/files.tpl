<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#wrong}}<div class="usa-alert usa-alert--error usa-alert--slim" role="alert"><div class="usa-alert__body"><p class="usa-alert__text">{{#linked}}<a href="#file">{{message}}</a>{{/linked}}{{#plain}}{{message}}{{/plain}}</p></div></div>{{/wrong}}
  <p class="c-lead">{{statement}}</p>
  {{#has_files}}<ul class="c-evidence__files">{{#file}}<li><a href="{{href}}">{{text}}</a>
    <form action="{{action}}/remove" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="file" value="{{id}}"><button class="usa-button usa-button--unstyled" type="submit">[[reviews.files.remove]]<span class="usa-sr-only">: {{text}}</span></button></form></li>{{/file}}</ul>{{/has_files}}
  {{#none}}<p>[[reviews.files.none]]</p>{{/none}}
  {{#full}}<p>[[reviews.files.enough]]</p>{{/full}}
  <h2>[[reviews.files.about]]</h2>
  <ul>
    <li>[[reviews.files.about_1]]</li>
    <li>[[reviews.files.about_2]]</li>
    <li>[[reviews.files.about_3]]</li>
  </ul>
  {{#form}}<form class="c-form" action="{{action}}" method="post" enctype="multipart/form-data" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group{{#wrong_file}} usa-form-group--error{{/wrong_file}}">
      <label class="usa-label" for="file">[[reviews.files.choose]]</label>
      <span class="usa-hint" id="file-hint">[[reviews.files.limits]]</span>
      {{#wrong_file}}<span class="usa-error-message" id="file-error">{{message}}</span>{{/wrong_file}}
      <input class="usa-input c-evidence__choose" id="file" name="file" type="file" accept="application/pdf,image/jpeg,image/png,text/plain,text/csv,.txt,.csv" aria-describedby="file-hint{{#wrong_file}} file-error{{/wrong_file}}"{{#wrong_file}} aria-invalid="true"{{/wrong_file}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[reviews.files.add]]</button></p>
  </form>{{/form}}
  <p><a href="{{back_href}}">[[reviews.files.back]]</a></p>
</div></div>
