<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation">[[selfreview.importing.desk]]</a></li><li><a href="/self-review">[[selfreview.reading.nav]]</a></li></ol></nav>
  <h1>[[selfreview.importing.title]]</h1>
  <p class="c-lead">[[selfreview.importing.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}{{#leads}} <a href="{{href}}">{{text}}</a>{{/leads}}</p></div></div>{{/has_done}}
  {{#has_refused}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body"><p class="usa-alert__text">{{refused}}</p></div></div>{{/has_refused}}
  <p class="c-actions"><a class="usa-button" href="/curation/instruments/new">[[selfreview.importing.add]]</a></p>
  {{#instrument}}<section class="c-instruments__one">
    <h2{{#has_language}} lang="{{language}}"{{/has_language}}>{{title}}</h2>
    <ul class="c-plain">{{#one_version}}<li><a href="{{href}}">{{text}}<span class="usa-sr-only">: {{of}}</span></a> <span class="c-muted">{{note}}</span>
      {{#has_change_href}}<span class="c-actions"><a href="{{change_href}}">[[selfreview.importing.change]]<span class="usa-sr-only">: {{of}}, {{text}}</span></a> <a href="{{remove_href}}">[[selfreview.importing.remove]]<span class="usa-sr-only">: {{of}}, {{text}}</span></a></span>{{/has_change_href}}</li>{{/one_version}}</ul>
    <p><a href="{{next_href}}">{{next}}<span class="usa-sr-only">: {{title}}</span></a></p>
  </section>{{/instrument}}
</div>
