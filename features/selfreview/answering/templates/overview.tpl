<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#has_done}}<div class="usa-alert usa-alert--success usa-alert--slim" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  <p class="c-lead">{{tally}}</p>
  <p>{{group}} {{lead}}</p>
  {{#open}}{{#has_next}}<p class="c-actions"><a class="usa-button" href="{{href}}">[[reviews.overview.next]]</a></p>{{/has_next}}{{/open}}
  <h2>[[reviews.overview.parts]]</h2>
  <ol class="c-parts">{{#part}}<li{{#complete}} class="c-parts__done"{{/complete}}>{{#linked}}<a href="{{href}}">{{title}}</a>{{/linked}}{{#plain}}{{title}}{{/plain}} <span class="c-muted">{{done}}</span></li>{{/part}}</ol>
  {{#open}}
  <form class="c-form" action="{{base}}/finish" method="post"><input type="hidden" name="csrf" value="{{csrf}}">
    {{#unfinished}}<p>[[reviews.overview.finish_hint]]</p>
    <p class="c-actions"><button class="usa-button" type="submit">[[reviews.overview.finish]]</button></p>{{/unfinished}}
    {{#finished}}<p>[[reviews.overview.finished]]</p>{{/finished}}
  </form>
  <section aria-labelledby="later"><h2 id="later">[[reviews.overview.later]]</h2>
    {{#by_account}}<p>[[reviews.overview.by_account]]</p>{{/by_account}}
    {{#by_code}}<p>[[reviews.overview.by_code]]</p>
    <p class="c-share"><strong class="c-share__text" id="code">{{code}}</strong> <button class="usa-button usa-button--outline" type="button" data-copy="#code" data-copied="[[reviews.overview.copied]]" hidden>[[reviews.overview.copy]]</button> <span aria-live="polite"></span></p>
    <p>[[reviews.overview.by_code_where]] <a href="{{base}}/resume">[[reviews.resume.title]]</a></p>
    <form class="c-form" action="{{base}}/leave" method="post" data-answers-forget="{{key}}"><input type="hidden" name="csrf" value="{{csrf}}">
      <p>[[reviews.overview.leave_hint]]</p>
      <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[reviews.overview.leave]]</button></p>
    </form>{{/by_code}}
  </section>
  {{/open}}
</div></div>
