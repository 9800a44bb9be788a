<div class="grid-container c-account">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/me">[[news.digest.back]]</a></li></ol></nav>
  <h1>[[news.digest.title]]</h1>
  <p class="c-lead">[[news.digest.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#has_error}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body"><h2 class="usa-alert__heading">[[news.digest.errors]]</h2><ul class="usa-alert__text"><li><a href="#language">{{error}}</a></li></ul></div></div>{{/has_error}}
  <p><strong>{{state}}</strong></p>
  {{#no_mail}}<p class="c-note">[[news.digest.no_mail]] <a href="{{feed}}">[[news.digest.feed]]</a></p>{{/no_mail}}
  <form class="c-form" action="/me/digest" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[news.digest.what]]</legend>
      <div class="usa-radio"><input class="usa-radio__input" id="which-all" type="radio" name="which" value="all"{{#all}} checked{{/all}}><label class="usa-radio__label" for="which-all">[[news.digest.all]]</label></div>
      <div class="usa-radio"><input class="usa-radio__input" id="which-some" type="radio" name="which" value="some"{{#some}} checked{{/some}}><label class="usa-radio__label" for="which-some">[[news.digest.some]]</label></div>
      <div class="c-checks">{{#topic}}<label class="c-checks__one"><input type="checkbox" name="topic" value="{{value}}"{{#chosen}} checked{{/chosen}}> <span>{{text}}</span></label>{{/topic}}</div>
    </fieldset>
    <div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
      <label class="usa-label" for="language">[[news.digest.language]]</label>
      {{#has_error}}<span class="usa-error-message" id="language-error">{{error}}</span>{{/has_error}}
      <select class="usa-select" id="language" name="language"{{#has_error}} aria-invalid="true" aria-describedby="language-error"{{/has_error}}>{{#letters}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/letters}}</select>
    </div>
    <p class="c-actions"><button class="usa-button" type="submit" name="do" value="save">[[news.digest.save]]</button>{{#on}} <button class="usa-button usa-button--outline" type="submit" name="do" value="end">[[news.digest.end]]</button>{{/on}}</p>
  </form>
  {{#mail}}<p class="c-muted">[[news.digest.promise]]</p>
  <p>[[news.digest.or]] <a href="{{feed}}">[[news.digest.feed]]</a></p>{{/mail}}
</div>
