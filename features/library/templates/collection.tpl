<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/collections">[[library.nav.collections]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <div class="c-prose">{{#paragraph}}<p>{{text}}</p>{{/paragraph}}</div>
  <h2>{{size}}</h2>
  <ol class="c-rows c-list">{{#row}}{{>row}}{{/row}}</ol>
  <details class="c-basis"><summary>[[library.collection.save]]</summary>
    <ul class="c-actions">{{#save}}<li><a href="{{href}}" download>{{name}}</a></li>{{/save}}<li><a href="{{bibliography}}">[[library.cite.bibliography]]</a></li></ul>
  </details>
</div>
