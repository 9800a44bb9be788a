<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/search">[[library.nav.search]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[library.queue.suggest.lead]]</p>
  [[>library/queue/errors.tpl]]
  {{#has_doubles}}<div class="c-note" role="status"><p>[[library.queue.suggest.doubles]]</p>
    <ul>{{#double}}<li><a href="{{href}}">{{text}}</a></li>{{/double}}</ul>
    <p>[[library.queue.suggest.doubles_next]]</p></div>{{/has_doubles}}
  <form class="c-form" action="/library/suggest" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#has_about}}<input type="hidden" name="about" value="{{about}}"><p class="c-note">{{about_text}} <a href="{{about_href}}">{{about_title}}</a></p>{{/has_about}}
    {{#has_doubles}}<input type="hidden" name="anyway" value="1">{{/has_doubles}}
    [[>library/queue/field.tpl]]
    <div class="usa-sr-only" aria-hidden="true"><label for="homepage">[[library.queue.suggest.trap]]</label><input id="homepage" name="homepage" type="text" value="" tabindex="-1" autocomplete="off"></div>
    {{#no_mail}}<p class="c-muted">[[library.queue.suggest.no_mail]]</p>{{/no_mail}}
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button></p>
    <p class="c-muted">[[library.queue.suggest.privacy]]</p>
  </form>
</div>
