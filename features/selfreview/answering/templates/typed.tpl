<div class="grid-container"><div class="c-prose">
  {{#has_back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{href}}">{{text}}</a></li></ol></nav>{{/has_back}}
  <h1>{{title}}</h1>
  <p class="c-lead">{{why}}</p>
  <ul class="c-actions">{{#way}}<li><a href="{{href}}">{{text}}</a></li>{{/way}}</ul>
  {{#has_typed}}<section aria-labelledby="typed"><h2 id="typed">[[reviews.typed.yours]]</h2>
    <p>[[reviews.typed.copy]]</p>
    {{#typed}}<div class="c-typed">{{#has_question}}<h3>{{question}}</h3>{{/has_question}}
      {{#has_answer}}<p>[[reviews.typed.answer]] <strong>{{answer}}</strong></p>{{/has_answer}}
      {{#has_comment}}<pre class="c-clash__typed">{{comment:p}}</pre>{{/has_comment}}
      {{#has_evidence}}<pre class="c-clash__typed">{{evidence:p}}</pre>{{/has_evidence}}
    </div>{{/typed}}
  </section>{{/has_typed}}
</div></div>
