<div class="grid-container c-error">
  <h1>{{title}}</h1>
  <p class="c-lead">{{text}}</p>
  <p class="c-actions"><a class="usa-button" href="/">[[html.error.home]]</a> <a href="/search">[[html.error.search]]</a></p>
  {{#has_reference}}<p class="c-muted">{{reference_text}} <code>{{reference}}</code></p>{{/has_reference}}
</div>
