{{#has_steps}}<nav class="c-progress" aria-label="{{steps_title}}"><ol>
  {{#step}}<li class="c-progress__step"{{#current}} aria-current="step"{{/current}}><span class="c-progress__number" aria-hidden="true">{{number}}</span> <span>{{#link}}<a href="{{href}}">{{title}}</a>{{/link}}{{#plain}}{{title}}{{/plain}}{{#has_state}} <span class="c-muted">({{state}})</span>{{/has_state}}</span></li>{{/step}}
</ol></nav>{{/has_steps}}
