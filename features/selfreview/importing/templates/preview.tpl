<div class="grid-container">
  <section aria-labelledby="preview_title"><p class="c-note" id="preview_title" role="status">[[selfreview.importing.preview_text]]</p>
  [[>selfreview/importing/warnings.tpl]]
  <form class="c-form" action="/curation/instruments/new" method="post" enctype="multipart/form-data">
    <input type="hidden" name="csrf" value="{{csrf}}">
    <input type="hidden" name="replaces" value="{{replaces}}">
    {{#file}}<input type="hidden" name="name.{{place}}" value="{{name}}"><input type="hidden" name="original.{{place}}" value="{{original}}">{{/file}}
    <p class="c-actions"><button class="usa-button" type="submit" name="do" value="keep">[[selfreview.importing.keep]]</button>
      <button class="usa-button usa-button--outline" type="submit" name="do" value="check">[[selfreview.importing.back]]</button></p>
  </form></section>
</div>
{{page_html:none}}
