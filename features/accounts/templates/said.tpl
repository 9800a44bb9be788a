<div class="grid-container"><div class="c-prose">
  <h1>{{title}}</h1>
  {{#paragraph}}<p>{{text}}</p>{{/paragraph}}
  {{#has_link}}<p><label class="usa-label" for="link">{{link_label}}</label>
  <input class="usa-input" id="link" type="text" readonly value="{{link}}" aria-describedby="link-hint"></p>
  <p class="usa-hint" id="link-hint">[[accounts.link.hint]]</p>{{/has_link}}
  <p class="c-actions">{{#action}}<a class="usa-button" href="{{href}}">{{text}}</a> {{/action}}{{#other}}<a href="{{href}}">{{text}}</a> {{/other}}</p>
</div></div>
