<div class="grid-container"><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">{{lead}}</p>
  {{#empty}}<p>{{few}}</p>{{/empty}}
  {{#question}}<section aria-labelledby="r-{{id}}"><h2 id="r-{{id}}"><span class="c-question__number">{{number}}</span> {{statement}}</h2>
    <ul class="c-remarks">{{#remark}}<li class="c-remark">{{#paragraph}}<p>{{text}}</p>{{/paragraph}}{{#has_address}}<p><a href="{{address}}" rel="noopener noreferrer nofollow external">{{address}}</a></p>{{/has_address}}{{#file}}<p><a href="{{href}}">{{text}}</a></p>{{/file}}</li>{{/remark}}</ul>
  </section>{{/question}}
  <h2>[[reviews.remarks.care]]</h2>
  <ul>
    <li>[[reviews.remarks.care_1]]</li>
    <li>[[reviews.remarks.care_2]]</li>
    <li>[[reviews.remarks.care_3]]</li>
  </ul>
</div></div>
