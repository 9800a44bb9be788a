<div class="grid-container">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  [[>library/lists/errors.tpl]]
  <h1>{{title}}</h1>
  <p class="c-muted">{{state}}</p>
  <div class="c-prose">{{#paragraph}}<p>{{text}}</p>{{/paragraph}}</div>
  <p class="c-actions">{{#action}}<a href="{{href}}">{{text}}</a> {{/action}}</p>
  {{#has_share}}<section class="c-cite c-share" aria-labelledby="share"><h2 id="share">[[lists.share.title]]</h2>
    <p>{{share_text}}</p>
    <p id="share-link" class="c-cite__text">{{share}}</p>
    <p><button class="usa-button usa-button--outline" type="button" data-copy="#share-link" data-copied="[[lists.share.copied]]" hidden>[[lists.share.copy]]</button> <span aria-live="polite"></span></p>
    {{#renews}}<form class="c-inline" action="{{base}}/link" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--unstyled" type="submit">[[lists.share.new]]</button></form>
    <p class="c-muted">[[lists.share.new_hint]]</p>{{/renews}}
  </section>{{/has_share}}
  <h2>{{size}}</h2>
  {{#has_keep}}<p class="c-muted">[[lists.keep.lead]]</p>
  <form id="arrange" action="{{base}}/items" method="post"><input type="hidden" name="csrf" value="{{csrf}}"></form>{{/has_keep}}
  {{#empty}}<div class="c-empty"><p>{{empty_text}}</p><p><a href="/search">[[lists.list.empty_do]]</a></p></div>{{/empty}}
  {{#has_items}}<ol class="c-rows c-list c-kept">{{#item}}
    <li class="c-row">{{#there}}[[>library/row_inside.tpl]]{{/there}}{{#gone}}<h3 class="c-row__title c-muted">[[lists.list.gone]]</h3>{{/gone}}
    {{#has_note}}<div class="c-kept__note"><h4 class="usa-sr-only">{{note_label}}</h4>{{#note_line}}<p>{{text}}</p>{{/note_line}}</div>{{/has_note}}
    {{#keep}}<div class="c-kept__keep">
      <label class="usa-label" for="note-{{id}}">[[lists.keep.note]]<span class="usa-sr-only"> {{name}}</span></label>
      <textarea class="usa-textarea" id="note-{{id}}" name="note.{{id}}" rows="2" form="arrange">{{note:p}}</textarea>
      <p class="c-actions">
        {{#up}}<button class="usa-button usa-button--outline" type="submit" form="arrange" name="do" value="up.{{id}}">[[lists.keep.up]]<span class="usa-sr-only"> {{name}}</span></button> {{/up}}
        {{#down}}<button class="usa-button usa-button--outline" type="submit" form="arrange" name="do" value="down.{{id}}">[[lists.keep.down]]<span class="usa-sr-only"> {{name}}</span></button> {{/down}}
        {{#first}}<button class="usa-button usa-button--outline" type="submit" form="arrange" name="do" value="first.{{id}}">[[lists.keep.first]]<span class="usa-sr-only"> {{name}}</span></button> {{/first}}
        <button class="usa-button usa-button--outline" type="submit" form="arrange" name="do" value="remove.{{id}}">[[lists.keep.remove]]<span class="usa-sr-only"> {{name}}</span></button>
      </p>
    </div>{{/keep}}</li>
  {{/item}}</ol>{{/has_items}}
  {{#has_save_notes}}<p class="c-actions"><button class="usa-button" type="submit" form="arrange" name="do" value="save">[[lists.keep.save]]</button></p>{{/has_save_notes}}
  {{#has_saves}}<details class="c-basis"><summary>[[lists.list.save]]</summary>
    <ul class="c-actions">{{#save}}<li><a href="{{href}}" download>{{name}}</a></li>{{/save}}{{#has_feed}}<li><a href="{{feed}}">[[lists.list.feed]]</a></li>{{/has_feed}}</ul>
    <p class="c-muted">[[lists.list.table_hint]]</p>
  </details>{{/has_saves}}
  {{#has_duplicate}}<form class="c-inline" action="{{base}}/duplicate" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--unstyled" type="submit">[[lists.list.duplicate]]</button></form>{{/has_duplicate}}
</div>
