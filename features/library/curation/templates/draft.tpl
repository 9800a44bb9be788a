<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  <h1>{{title}}</h1>
  <p>{{#has_state}}<span class="c-badge c-badge--{{state_kind}}">{{state}}</span> {{/has_state}}<span class="c-muted">{{about}}</span></p>
  {{#has_why}}<p class="c-quote">{{why}}</p>{{/has_why}}
  [[>library/curation/notices.tpl]]
  <p class="c-actions">{{#link}}<a class="usa-button usa-button--outline" href="{{href}}">{{text}}</a> {{/link}}</p>
  <section aria-labelledby="differences"><h2 id="differences">{{differences_title}}</h2>
    {{#same}}<p class="c-muted">{{text}}</p>{{/same}}
    [[>library/curation/differences.tpl]]
  </section>
  {{#act}}<form class="c-form c-form--act" action="{{act_action}}" method="post" novalidate>
    {{#has_act_title}}<h2 id="{{act_id}}">{{act_title}}</h2>{{/has_act_title}}
    {{#has_act_lead}}<p>{{act_lead}}</p>{{/has_act_lead}}
    <input type="hidden" name="csrf" value="{{act_csrf}}">{{#act_hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/act_hidden}}
    {{#act_text}}<div class="usa-form-group{{#has_error}} usa-form-group--error{{/has_error}}">
      <label class="usa-label" for="{{id}}">{{label}}</label>
      {{#has_hint}}<span class="usa-hint" id="{{id}}-hint">{{hint}}</span>{{/has_hint}}
      {{#has_error}}<span class="usa-error-message" id="{{id}}-error" role="alert">{{error}}</span>{{/has_error}}
      <textarea class="usa-textarea c-form__area" id="{{id}}" name="words" rows="4"{{#has_error}} aria-invalid="true"{{/has_error}}{{#has_described}} aria-describedby="{{described}}"{{/has_described}}>{{value:p}}</textarea>
    </div>{{/act_text}}
    <p class="c-actions"><button class="usa-button{{#act_outline}} usa-button--outline{{/act_outline}}" type="submit">{{act_submit}}</button></p>
  </form>{{/act}}
  {{#has_events}}<section aria-labelledby="events"><h2 id="events">{{events_title}}</h2>
    [[>library/curation/events.tpl]]
  </section>{{/has_events}}
</div>
