<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation">[[selfreview.importing.desk]]</a></li><li><a href="/curation/instruments">[[selfreview.importing.title]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p>[[selfreview.importing.remove_text]]</p>
  <form action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <p class="c-actions"><button class="usa-button usa-button--secondary" type="submit">[[selfreview.importing.remove_do]]</button> <a href="/curation/instruments">[[selfreview.importing.cancel]]</a></p>
  </form>
</div></div>
