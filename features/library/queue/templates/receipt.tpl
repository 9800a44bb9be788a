<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/">[[library.nav.home]]</a></li><li><a href="/search">[[library.nav.search]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#fresh}}<div class="c-note" role="status"><p>[[library.queue.receipt.thanks]]</p>
    <p>[[library.queue.receipt.keep]]</p>
    <p class="c-secret"><strong class="c-code">{{code}}</strong></p>
    <p class="c-code">{{address}}</p></div>{{/fresh}}
  <p><span class="c-badge">{{state}}</span></p>
  <p class="c-prose">{{state_text}}</p>
  {{#has_answer}}<section aria-labelledby="answer"><h2 id="answer">[[library.queue.receipt.answer]]</h2><p class="c-prose">{{answer:p}}</p></section>{{/has_answer}}
  {{#has_resource}}<p><a class="usa-button" href="{{resource_href}}">{{resource}}</a></p>{{/has_resource}}
  <section aria-labelledby="sent"><h2 id="sent">[[library.queue.receipt.sent]]</h2>
    <dl class="c-facts">{{#fact}}<div><dt>{{name}}</dt><dd>{{text:p}}</dd></div>{{/fact}}</dl>
  </section>
  <p><a href="/library/suggest">[[library.queue.receipt.another]]</a></p>
</div>
