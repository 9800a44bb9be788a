<div class="grid-container">
  [[>library/queue/tabs.tpl]]
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/curation/doubles">[[library.queue.doubles.title]]</a></li></ol></nav>
  <h1>[[library.queue.merge.title]]</h1>
  [[>library/queue/errors.tpl]]
  <dl class="c-facts">
    <div><dt>[[library.queue.merge.kept]]</dt><dd><a href="{{keep_href}}">{{keep_title}}</a> <span class="c-muted">{{keep_facts}}</span></dd></div>
    <div><dt>[[library.queue.merge.merged]]</dt><dd><a href="{{merge_href}}">{{merge_title}}</a> <span class="c-muted">{{merge_facts}}</span></dd></div>
  </dl>
  <p><a href="{{swap_href}}">[[library.queue.merge.swap]]</a></p>
  <form class="c-form" action="/curation/merge" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="keep" value="{{keep}}"><input type="hidden" name="merge" value="{{merge}}"><input type="hidden" name="seen" value="{{seen}}">
    {{#has_choices}}<h2>[[library.queue.merge.choose]]</h2>
    <p>[[library.queue.merge.choose_lead]]</p>
    {{#choice}}<fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">{{name}}</legend>
      <div class="c-pair"><label class="c-checks__one"><input type="radio" name="choose_{{field}}" value="keep"{{#from_keep}} checked{{/from_keep}}> <span>{{kept}}</span></label>
      <label class="c-checks__one"><input type="radio" name="choose_{{field}}" value="merge"{{#from_merge}} checked{{/from_merge}}> <span>{{other}}</span></label></div></fieldset>{{/choice}}{{/has_choices}}
    <h2>[[library.queue.merge.happens]]</h2>
    <ul>{{#happening}}<li>{{text}}</li>{{/happening}}</ul>
    <p class="c-actions"><button class="usa-button" type="submit">[[library.queue.merge.submit]]</button> <a href="/curation/doubles">[[library.queue.form.cancel]]</a></p>
  </form>
</div>
