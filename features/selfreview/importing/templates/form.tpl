<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation">[[selfreview.importing.desk]]</a></li><li><a href="/curation/instruments">[[selfreview.importing.title]]</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[selfreview.importing.errors]]</h2>
    <ul class="usa-alert__text">{{#error}}<li><a href="{{href}}">{{text}}</a></li>{{/error}}</ul>{{#has_more}}<p class="usa-alert__text">{{more}}</p>{{/has_more}}
  </div></div>{{/has_errors}}
  {{#is_fine}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[selfreview.importing.fine]]</h2><p class="usa-alert__text">{{fine}}</p>
  </div></div>{{/is_fine}}
  [[>selfreview/importing/warnings.tpl]]
  {{#has_downloads}}<section aria-labelledby="downloads"><h2 id="downloads">[[selfreview.importing.downloads]]</h2>
    <p>[[selfreview.importing.downloads_text]]</p>
    <ul class="c-actions">{{#download}}<li><a href="{{href}}" download>{{text}}</a></li>{{/download}}</ul></section>{{/has_downloads}}
  <form class="c-form c-instruments__form" action="/curation/instruments/new" method="post" enctype="multipart/form-data" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    <input type="hidden" name="replaces" value="{{replaces}}">
    <h2>[[selfreview.importing.files]]</h2>
    <div class="usa-form-group">
      <label class="usa-label" for="files">[[selfreview.importing.choose]]</label>
      <span class="usa-hint" id="files-hint">{{hint}}</span>
      <input class="c-file" id="files" name="files" type="file" accept=".toml,application/toml,text/plain" multiple aria-describedby="files-hint"{{#files_wrong}} aria-invalid="true"{{/files_wrong}}>
    </div>
    {{#file}}<fieldset class="usa-fieldset usa-form-group{{#has_faults}} usa-form-group--error{{/has_faults}}" id="file-{{place}}"><legend class="usa-legend">{{name}}</legend>
      {{#has_faults}}<ol class="c-faults" id="faults-{{place}}">{{#fault}}<li><span class="usa-error-message">{{#has_line}}{{line}}: {{/has_line}}{{message}}</span>
        {{#has_lines}}<pre tabindex="0"><code>{{#source}}{{#meant}}<mark>{{number}}  {{text:p}}</mark>{{/meant}}{{#beside}}{{number}}  {{text:p}}{{/beside}}
{{/source}}</code></pre>{{/has_lines}}</li>{{/fault}}</ol>{{/has_faults}}
      <label class="usa-label" for="name-{{place}}">[[selfreview.importing.name]]</label>
      <input class="usa-input c-code" id="name-{{place}}" name="name.{{place}}" type="text" maxlength="120" spellcheck="false" autocapitalize="none" value="{{name}}">
      <label class="usa-label" for="text-{{place}}">[[selfreview.importing.text]]<span class="usa-sr-only">: {{name}}</span></label>
      <textarea class="usa-textarea c-form__area c-lines" id="text-{{place}}" name="text.{{place}}" rows="16" spellcheck="false" wrap="off"{{#has_faults}} aria-invalid="true" aria-describedby="faults-{{place}}"{{/has_faults}}>{{text:p}}</textarea>
      {{#has_original}}<input type="hidden" name="original.{{place}}" value="{{original}}">{{/has_original}}
    </fieldset>{{/file}}
    <p class="c-actions"><button class="usa-button" type="submit" name="do" value="check">[[selfreview.importing.check]]</button>
      <button class="usa-button usa-button--outline" type="submit" name="do" value="add">[[selfreview.importing.another]]</button>
      {{#may_keep}}<button class="usa-button usa-button--outline" type="submit" name="do" value="preview">[[selfreview.importing.preview]]</button>
      <button class="usa-button" type="submit" name="do" value="keep">[[selfreview.importing.keep]]</button>{{/may_keep}}
      <a href="/curation/instruments">[[selfreview.importing.cancel]]</a></p>
  </form>
</div>
