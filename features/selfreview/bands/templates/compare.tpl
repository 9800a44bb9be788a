<div class="grid-container c-account">
  <nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{back_href}}">{{back}}</a></li></ol></nav>
  <h1>{{title}}</h1>
  <p class="c-lead">[[selfreview.bands.lead]]</p>
  {{#has_done}}<div class="usa-alert usa-alert--success" role="status"><div class="usa-alert__body"><p class="usa-alert__text">{{done}}</p></div></div>{{/has_done}}
  {{#has_error}}<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body"><p class="usa-alert__text"><a href="#choice">{{error}}</a></p></div></div>{{/has_error}}
  <p><strong>{{state}}</strong></p>
  <section class="c-prose" aria-labelledby="given"><h2 id="given">[[selfreview.bands.given]]</h2>
    <ul><li>[[selfreview.bands.given_what]]</li><li>[[selfreview.bands.given_small]]</li><li>[[selfreview.bands.given_never]]</li></ul>
  </section>
  <section class="c-prose" aria-labelledby="seen"><h2 id="seen">[[selfreview.bands.seen]]</h2>
    <ul><li>[[selfreview.bands.seen_band]]</li><li>[[selfreview.bands.seen_whom]]</li><li>[[selfreview.bands.seen_five]]</li><li>[[selfreview.bands.seen_calm]]</li></ul>
  </section>
  <section class="c-prose" aria-labelledby="withdrawing"><h2 id="withdrawing">[[selfreview.bands.withdrawing]]</h2>
    <p>[[selfreview.bands.withdrawing_text]]</p>
  </section>
  {{#has_cannot}}<p class="c-note">{{cannot}}</p>{{/has_cannot}}
  {{#form}}<form id="choice" action="{{action}}" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><input type="hidden" name="choice" value="{{choice}}">
    <p class="c-actions"><button class="usa-button" type="submit">{{submit}}</button> {{#agreed}}<a href="{{results}}">[[selfreview.bands.to_results]]</a>{{/agreed}}</p>
  </form>{{/form}}
</div>
