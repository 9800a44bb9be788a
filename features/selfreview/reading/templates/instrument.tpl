<div class="grid-container c-instrument">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="/self-review">[[selfreview.reading.nav]]</a></li></ol></nav>
  <h1{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{title}}</h1>
  <p class="c-muted">{{version}} · {{size}} · {{evidence_found}}</p>
  {{#has_added}}<p class="c-muted">{{added}}</p>{{/has_added}}
  {{#has_older}}<p class="c-note">[[selfreview.reading.older]] <a href="{{older}}">[[selfreview.reading.newest]]</a></p>{{/has_older}}
  <div class="c-prose">{{#paragraph}}<p{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{text}}</p>{{/paragraph}}
    {{#has_area}}<p>[[selfreview.reading.area]] <a href="{{href}}">{{text}}</a></p>{{/has_area}}</div>
  <nav class="c-instrument__contents" aria-labelledby="contents"><h2 id="contents">[[selfreview.reading.contents]]</h2>
    <ol>{{#entry}}<li{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}><a href="#part-{{id}}">{{title}}</a></li>{{/entry}}</ol></nav>
  {{#dimension}}<section class="c-instrument__dimension" aria-labelledby="part-{{id}}"><h2 id="part-{{id}}"{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{title}}</h2>
    <p class="c-lead"{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{introduction}}</p>
    {{#item}}<article class="c-instrument__item" aria-labelledby="item-{{id}}">
      <h3 id="item-{{id}}"{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}><span class="c-muted">{{number}}</span> {{statement}}</h3>
      <p{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{why}}</p>
      <dl class="c-facts c-facts--wide c-instrument__levels">{{#level}}<div><dt>{{number}} · {{name}}</dt><dd{{#has_spoken}} lang="{{spoken}}"{{/has_spoken}}>{{text}}</dd></div>{{/level}}</dl>
      <p><strong>[[selfreview.reading.asks]]</strong> {{asks}}</p>
      {{#has_skip}}<p class="c-muted">{{skip}}</p>{{/has_skip}}
      {{#judgement}}<p><strong>[[selfreview.reading.judgement]]</strong> [[selfreview.reading.judgement_text]]</p>{{/judgement}}
      {{#has_evidence}}<h4>[[selfreview.reading.evidence]]</h4><ul class="c-plain">{{#evidence}}<li><strong>{{outcome}}</strong>: {{finding}} ({{setting}}).{{#has_basis}} <a href="{{basis_href}}"{{#has_basis_language}} lang="{{basis_language}}" hreflang="{{basis_language}}"{{/has_basis_language}}>{{basis}}</a>{{/has_basis}}</li>{{/evidence}}</ul>{{/has_evidence}}
      {{#has_resources}}<h4>[[selfreview.reading.resources]]</h4><ul class="c-plain">{{#resource}}<li><a href="{{href}}"{{#has_language}} lang="{{language}}" hreflang="{{language}}"{{/has_language}}>{{text}}</a></li>{{/resource}}</ul>{{/has_resources}}
    </article>{{/item}}
  </section>{{/dimension}}
  {{#has_files}}<section class="c-prose c-instrument__files" aria-labelledby="files"><h2 id="files">[[selfreview.reading.files]]</h2>
    <p>[[selfreview.reading.files_text]]</p>
    <ul class="c-actions">{{#file}}<li><a href="{{href}}" download>{{text}}</a></li>{{/file}}</ul>
    {{#has_versions}}<h3>[[selfreview.reading.versions]]</h3><ul class="c-links">{{#one_version}}<li><a href="{{href}}">{{text}}</a></li>{{/one_version}}</ul>{{/has_versions}}
  </section>{{/has_files}}
</div>
