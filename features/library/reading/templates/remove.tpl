<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="{{back_href}}">[[library.documents.manage]]</a></li></ol></nav>
  <h1>[[library.documents.remove_title]]</h1>
  <p class="c-lead">{{name}} · <span lang="{{title_language}}">{{title}}</span></p>
  <p>[[library.documents.remove_lead]]</p>
  <form class="c-form" action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <p class="c-actions"><button class="usa-button usa-button--secondary" type="submit">[[library.documents.remove_now]]</button> <a href="{{back_href}}">[[library.documents.remove_not]]</a></p>
  </form>
</div>
