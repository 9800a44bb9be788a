<div class="grid-container c-account">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#note}}<p class="c-lead">{{text}}</p>
  {{/note}}{{#begun}}<p>[[reviews.start.begun_here]] <a href="{{href}}">[[reviews.overview.go_on]]</a></p>{{/begun}}
  <form class="c-form" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
      <label class="usa-label" for="code">[[reviews.resume.code]]</label>
      <span class="usa-hint" id="code-hint">[[reviews.resume.code_hint]]</span>
      {{#has_error}}<span class="usa-error-message" id="code-error" role="alert">{{error}}</span>{{/has_error}}
      <input class="usa-input" id="code" name="code" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="32" required aria-describedby="code-hint{{#has_error}} code-error{{/has_error}}"{{#has_error}} aria-invalid="true"{{/has_error}}>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit">[[reviews.resume.go_on]]</button></p>
  </form>
</div>
