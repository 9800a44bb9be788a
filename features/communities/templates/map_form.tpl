<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[communities.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  [[>communities/steps.tpl]]
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_error}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[communities.form.errors]]</h2><p class="usa-alert__text"><a href="#file">{{text}}</a></p></div></div>{{/has_error}}
  {{#read}}<section aria-labelledby="what-was-read"><h2 id="what-was-read">[[communities.map.read]]</h2>
    <p>{{found}}</p>
    {{#has_warnings}}<div class="c-note"><p>[[communities.map.warnings]]</p><ul>{{#warning}}<li>{{text}}</li>{{/warning}}</ul></div>{{/has_warnings}}
    {{#has_map}}[[>communities/map.tpl]]{{/has_map}}
    {{#has_districts}}<h3>[[communities.map.districts]]</h3><ul class="c-names">{{#district}}<li>{{text}}</li>{{/district}}</ul>{{/has_districts}}
    <form class="c-form" action="{{action}}" method="post" enctype="multipart/form-data">
      <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="keep" value="1">
      <input type="hidden" name="geojson" value="{{kept_geojson}}">
      <p class="c-actions"><button class="usa-button" type="submit">[[communities.map.keep]]</button></p>
    </form>
    <h2>[[communities.map.another]]</h2>
  </section>{{/read}}
  {{#now}}{{#has_now}}<p class="c-note">{{now}}</p>{{/has_now}}{{#has_map}}[[>communities/map.tpl]]{{/has_map}}{{/now}}
  <form class="c-form" action="{{action}}" method="post" enctype="multipart/form-data">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
      <label class="usa-label" for="file">[[communities.map.file]]</label>
      <span class="usa-hint" id="file-hint">[[communities.map.file_hint]]</span>
      {{#has_error}}<span class="usa-error-message" id="file-error">{{text}}</span>{{/has_error}}
      <input class="c-file" id="file" name="file" type="file" accept=".geojson,.json,application/geo+json,application/json" aria-describedby="file-hint{{#has_error}} file-error{{/has_error}}">
    </div>
    <div class="usa-form-group">
      <label class="usa-label" for="geojson">[[communities.map.typed]]</label>
      <textarea class="usa-textarea c-source" id="geojson" name="geojson" rows="6" spellcheck="false">{{typed:p}}</textarea>
    </div>
    <p class="c-actions"><button class="usa-button usa-button--outline" type="submit">[[communities.map.look]]</button>{{#has_skip}} <a href="{{skip_href}}">{{skip}}</a>{{/has_skip}}</p>
  </form>
</div>
