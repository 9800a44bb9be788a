<div class="grid-container"{{#has_over}} data-answers-over="{{over}}"{{/has_over}}><div class="c-prose">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  {{#problem}}<div class="usa-alert usa-alert--error usa-alert--slim" role="alert"><div class="usa-alert__body"><p class="usa-alert__text">{{text}}</p></div></div>{{/problem}}
  {{#has_stopped}}<div class="usa-alert usa-alert--info usa-alert--slim"><div class="usa-alert__body"><p class="usa-alert__text">{{stopped}}</p></div></div>{{/has_stopped}}
  <p class="c-lead">{{lead}}</p>
  {{#has_other}}<p>{{other}} <a href="{{other_href}}">[[reviews.overview.go_on]]</a></p>{{/has_other}}
  {{#about}}<h2>{{instrument}}</h2>
  {{#paragraph}}<p>{{text}}</p>{{/paragraph}}
  {{#has_size}}<p>{{size}}{{#has_as}} {{as}}{{/has_as}}</p>{{/has_size}}
  {{#has_until}}<p><strong>{{until}}</strong></p>{{/has_until}}
  <h2>[[reviews.start.private]]</h2>
  <ul>
    <li>[[reviews.start.private_1]]</li>
    <li>[[reviews.start.private_2]]</li>
    <li>[[reviews.start.private_3]]</li>
    <li>[[reviews.start.private_4]]</li>
  </ul>{{/about}}
  {{#has_once}}<p><strong>{{once}}</strong></p>{{/has_once}}
  {{#has_form}}<form class="c-form" action="{{action}}" method="post">
    <input type="hidden" name="csrf" value="{{csrf}}">
    {{#only}}<input type="hidden" name="group" value="{{value}}">{{/only}}
    {{#several}}<fieldset class="usa-fieldset usa-form-group"><legend class="usa-legend">[[reviews.start.which]]</legend>
      {{#choice}}<div class="usa-radio"><input class="usa-radio__input" id="group-{{value}}" type="radio" name="group" value="{{value}}" required><label class="usa-radio__label" for="group-{{value}}">{{text}}</label></div>{{/choice}}
    </fieldset>{{/several}}
    <p class="c-actions"><button class="usa-button" type="submit">{{begin}}</button></p>
  </form>{{/has_form}}
  <ul class="c-actions">{{#way}}<li><a href="{{href}}">{{text}}</a></li>{{/way}}</ul>
</div></div>
