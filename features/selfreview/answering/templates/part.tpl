<div class="grid-container"><div class="c-answers">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <p class="c-muted">{{place}} · <span data-tally>{{tally}}</span></p>
  <h1>{{title}}</h1>
  <p class="c-lead">{{introduction}}</p>
  {{#has_message}}<div class="usa-alert usa-alert--error usa-alert--slim" role="alert"><div class="usa-alert__body"><p class="usa-alert__text">{{message}}</p></div></div>{{/has_message}}
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[reviews.part.errors]]</h2>
    <ul class="usa-alert__text">{{#error}}<li><a href="{{href}}">{{text}}</a></li>{{/error}}</ul>
  </div></div>{{/has_errors}}
  <form class="c-form c-form--long" action="{{action}}" method="post" novalidate data-answers="{{key}}" data-until="{{until}}" data-saving="[[reviews.part.saving]]" data-saved="[[reviews.part.saved]]" data-kept="[[reviews.part.kept]]" data-stale="[[reviews.part.stale]]" data-file-remove="[[reviews.files.remove]]" data-file-sending="[[reviews.files.sending]]" data-file-checking="[[reviews.files.checking]]" data-file-sent="[[reviews.files.done.added]]" data-file-removed="[[reviews.files.done.removed]]" data-file-lost="[[reviews.files.lost]]" data-file-large="[[reviews.files.too_large]]" data-file-enough="[[reviews.files.enough]]">
    <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="of" value="{{key}}">
    <button class="usa-sr-only" type="submit" name="go" value="next" tabindex="-1" aria-hidden="true">{{submit}}</button>
    {{#question}}<fieldset class="usa-fieldset c-question" id="q-{{id}}"{{#skipped}} hidden{{/skipped}}><legend class="usa-legend"><span class="c-question__number">{{number}}</span> {{statement}}</legend>
      <input type="hidden" name="was.a.{{id}}" value="{{was_a}}"><input type="hidden" name="was.c.{{id}}" value="{{was_c}}"><input type="hidden" name="was.e.{{id}}" value="{{was_e}}">
      <details class="c-question__why"><summary>[[reviews.part.why]]</summary><p>{{why}}</p></details>
      <div class="c-levels">{{#choice}}<div class="c-level"><input class="c-level__input" id="a-{{id}}-{{value}}" type="radio" name="a.{{id}}" value="{{value}}"{{#chosen}} checked{{/chosen}}><label class="c-level__label" for="a-{{id}}-{{value}}"><strong>{{text}}</strong> <span>{{hint}}</span></label></div>{{/choice}}</div>
      <details class="c-question__more"{{#said}} open{{/said}}><summary>[[reviews.part.more]]<span class="usa-sr-only">: {{statement}}</span></summary>
        <div class="usa-form-group{{#wrong_c}} usa-form-group--error{{/wrong_c}}">
          <label class="usa-label" for="c-{{id}}">[[reviews.part.comment]]</label>
          <span class="usa-hint" id="c-{{id}}-hint">[[reviews.part.comment_hint]]</span>
          {{#wrong_c}}<span class="usa-error-message" id="c-{{id}}-error">{{message}}</span>{{/wrong_c}}
          {{#clash_c}}<div class="c-clash" id="c-{{id}}-clash"><p class="usa-error-message">[[reviews.part.clash]]</p><p>[[reviews.part.clash_typed]]</p><pre class="c-clash__typed">{{typed:p}}</pre></div>{{/clash_c}}
          <textarea class="usa-textarea c-form__area" id="c-{{id}}" name="c.{{id}}" rows="3" maxlength="2000" aria-describedby="c-{{id}}-hint{{#clash_c}} c-{{id}}-clash{{/clash_c}}{{#wrong_c}} c-{{id}}-error{{/wrong_c}}"{{#wrong_c}} aria-invalid="true"{{/wrong_c}}{{#clash_c}} aria-invalid="true"{{/clash_c}}>{{comment:p}}</textarea>
        </div>
        <div class="usa-form-group{{#wrong_e}} usa-form-group--error{{/wrong_e}}">
          <label class="usa-label" for="e-{{id}}">[[reviews.part.evidence]]</label>
          <span class="usa-hint" id="e-{{id}}-hint">[[reviews.part.evidence_hint]]</span>
          {{#wrong_e}}<span class="usa-error-message" id="e-{{id}}-error">{{message}}</span>{{/wrong_e}}
          {{#clash_e}}<div class="c-clash" id="e-{{id}}-clash"><p class="usa-error-message">[[reviews.part.clash]]</p><p>[[reviews.part.clash_typed]]</p><pre class="c-clash__typed">{{typed:p}}</pre></div>{{/clash_e}}
          <input class="usa-input" id="e-{{id}}" name="e.{{id}}" type="url" inputmode="url" maxlength="500" value="{{evidence}}" aria-describedby="e-{{id}}-hint{{#clash_e}} e-{{id}}-clash{{/clash_e}}{{#wrong_e}} e-{{id}}-error{{/wrong_e}}"{{#wrong_e}} aria-invalid="true"{{/wrong_e}}{{#clash_e}} aria-invalid="true"{{/clash_e}}>
        </div>
        {{#takes_files}}<div class="usa-form-group c-evidence" data-evidence="{{files_href}}">
          <p class="c-evidence__label" id="f-{{id}}-label">[[reviews.files.label]]</p>
          <p class="usa-hint c-evidence__hint" id="f-{{id}}-hint">[[reviews.files.limits]] [[reviews.files.hint]]</p>
          <ul class="c-evidence__files" aria-labelledby="f-{{id}}-label" data-files>{{#file}}<li data-id="{{id}}"><a href="{{href}}">{{text}}</a></li>{{/file}}</ul>
          <p class="c-evidence__state" role="status" aria-live="polite" data-evidence-state></p>
          <button class="usa-button usa-button--outline" type="submit" name="go" value="files.{{id}}" data-evidence-open>[[reviews.files.open]]<span class="usa-sr-only">: {{statement}}</span></button>
        </div>{{/takes_files}}
      </details>
    </fieldset>{{/question}}
    <p class="c-answers__state" role="status" aria-live="polite" data-state></p>
    <p class="c-actions"><button class="usa-button" type="submit" name="go" value="next">{{submit}}</button>{{#previous}} <button class="usa-button usa-button--outline" type="submit" name="go" value="back">[[reviews.part.back]]</button>{{/previous}}</p>
  </form>
</div></div>
