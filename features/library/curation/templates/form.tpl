<div class="grid-container">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>{{/has_back}}
  <h1>{{title}}</h1>
  {{#has_lead}}<p class="c-lead">{{lead}}</p>{{/has_lead}}
  [[>library/curation/notices.tpl]]
  {{#has_errors}}<div class="usa-alert usa-alert--error" role="alert" id="errors" tabindex="-1"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">[[library.curation.form.errors]]</h2>
    <ul class="usa-alert__text">{{#whole}}<li>{{text}}</li>{{/whole}}{{#fault}}<li><a href="#{{id}}">{{text}}</a></li>{{/fault}}</ul>
  </div></div>{{/has_errors}}
  <form class="c-form c-form--long" action="{{action}}" method="post" novalidate>
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
    {{#has_conflicts}}<section class="c-conflicts" aria-labelledby="conflicts"><h2 id="conflicts">{{conflict_title}}</h2>
      <p>{{conflict_lead}}</p>
      {{#conflict}}<fieldset class="usa-fieldset c-conflict"><legend class="usa-legend">{{conflict_label}}</legend>
        <label class="c-checks__one"><input type="radio" name="take_{{name}}" value="mine"{{#takes_mine}} checked{{/takes_mine}}> <span><strong>{{mine_title}}</strong></span></label>
        <p class="c-quote c-diff__text">{{mine:p}}</p>
        <label class="c-checks__one"><input type="radio" name="take_{{name}}" value="theirs"{{#takes_theirs}} checked{{/takes_theirs}}> <span><strong>{{theirs_title}}</strong></span></label>
        <p class="c-quote c-diff__text">{{theirs:p}}</p>
        <details class="c-basis"><summary>[[library.curation.conflict.compare]]</summary>[[>library/curation/differences.tpl]]</details>
      </fieldset>{{/conflict}}
    </section>{{/has_conflicts}}
    {{#group}}<section class="c-form__group">{{#has_group_title}}<h2>{{group_title}}</h2>{{/has_group_title}}{{#has_group_lead}}<p class="c-muted">{{group_lead}}</p>{{/has_group_lead}}
    [[>library/curation/field.tpl]]
    </section>{{/group}}
    <p class="c-actions">{{#button}}<button class="usa-button{{#outline}} usa-button--outline{{/outline}}" type="submit" name="{{name}}" value="{{value}}">{{text}}</button> {{/button}}{{#has_cancel}}<a href="{{cancel_href}}">{{cancel}}</a>{{/has_cancel}}{{#link}} <a href="{{href}}">{{text}}</a>{{/link}}</p>
  </form>
</div>
