<section class="c-documents" aria-labelledby="documents"><h2 id="documents">[[library.documents.title]]</h2>
  {{#none}}<p class="c-muted">[[library.documents.none]]</p>{{/none}}
  <ul class="c-documents__list">{{#document}}<li id="document-{{id}}">
    <p class="c-documents__name">{{name}}</p>
    <p class="c-muted">{{facts}}</p>
    {{#has_note}}<p class="c-note">{{note}}</p>{{/has_note}}
    <p class="c-actions">{{#has_read}}<a href="{{href}}">[[library.documents.read]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_read}}{{#has_look}}<a href="{{href}}">[[library.documents.look]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_look}}
      {{#has_file}}<a href="{{href}}">[[library.documents.open]]<span class="usa-sr-only">: {{name}}</span></a> <a href="{{save_href}}" download>[[library.documents.save]]<span class="usa-sr-only">: {{name}}</span></a>{{/has_file}}</p>
    {{#has_permission}}<p class="c-muted">[[library.documents.permission_is]] {{permission}}</p>{{/has_permission}}
  </li>{{/document}}</ul>
  {{#curate}}<p><a href="{{href}}">[[library.documents.curate]]</a></p>{{/curate}}
</section>
