<div class="grid-container c-report">
  {{#back}}<nav class="c-breadcrumb" aria-label="[[library.breadcrumb]]"><ol><li><a href="{{href}}">{{text}}</a></li></ol></nav>{{/back}}
  <h1>{{title}}</h1>
  <p class="c-muted">{{facts}} · {{#instrument}}<a href="{{href}}">{{text}}</a>{{/instrument}}</p>
  <p class="c-lead">{{lead}}</p>
  {{#has_generated}}<p class="c-note">{{generated}}</p>{{/has_generated}}
  <p>{{seen}}{{#other}} <a href="{{href}}">{{text}}</a>{{/other}}</p>
  <ul class="c-actions">{{#plan}}<li><a href="{{href}}">{{text}}</a></li>{{/plan}}{{#publish}}<li><a href="{{href}}">{{text}}</a></li>{{/publish}}{{#compare}}<li><a href="{{href}}">{{text}}</a></li>{{/compare}}<li><a href="{{csv}}" download>[[selfreview.results.csv]]</a></li><li><a href="{{json}}" download>[[selfreview.results.json]]</a></li></ul>
  <nav class="c-report__contents" aria-label="[[selfreview.results.contents]]"><ul class="c-actions"><li><a href="#profile">[[selfreview.results.profile]]</a></li>{{#beside}}<li><a href="#others">[[selfreview.results.others]]</a></li>{{/beside}}<li><a href="#strengths">[[selfreview.results.strengths]]</a></li><li><a href="#gaps">[[selfreview.results.gaps]]</a></li><li><a href="#disagreements">[[selfreview.results.disagreements]]</a></li><li><a href="#unknown">[[selfreview.results.unknown]]</a></li><li><a href="#change">[[selfreview.results.change]]</a></li><li><a href="#ladder">[[selfreview.results.ladder]]</a></li><li><a href="#limits">[[selfreview.results.limits]]</a></li></ul></nav>

  <section aria-labelledby="took-part"><h2 id="took-part">[[selfreview.results.took_part]]</h2>
    <dl class="c-facts c-facts--wide">{{#group}}<div><dt>{{name}}</dt><dd>{{people}}</dd></div>{{/group}}</dl>
  </section>

  <section aria-labelledby="profile"><h2 id="profile">[[selfreview.results.profile]]</h2>
    <p>[[selfreview.results.profile_text]]</p>
    {{#no_profile}}<p class="c-empty">[[selfreview.results.no_profile]]</p>{{/no_profile}}
    {{#has_profile}}<figure class="c-chart" data-chart="pairs" data-chart-script="{{chart_script}}" data-agency="[[selfreview.side.agency]]" data-community="[[selfreview.side.community]]" data-axis="[[selfreview.results.mean_axis]]">
      <figcaption>[[selfreview.results.profile_caption]]</figcaption>
      <ul class="c-chart__key" hidden><li><span class="c-chart__sign c-chart__sign--agency"></span> [[selfreview.side.agency]]</li><li><span class="c-chart__sign c-chart__sign--community"></span> [[selfreview.side.community]]</li></ul>
      <details open><summary>[[selfreview.results.numbers]]</summary><table class="usa-table usa-table--stacked">
        <caption class="usa-sr-only">[[selfreview.results.profile_caption]]</caption>
        <thead><tr><th scope="col">[[selfreview.results.dimension]]</th><th scope="col">[[selfreview.side.agency]]</th><th scope="col">[[selfreview.side.community]]</th><th scope="col">[[selfreview.results.practices]]</th></tr></thead>
        <tbody>{{#profile}}<tr data-label="{{label}}" data-a="{{agency_mean}}" data-a-low="{{agency_low}}" data-a-high="{{agency_high}}" data-b="{{community_mean}}" data-b-low="{{community_low}}" data-b-high="{{community_high}}"><th scope="row" data-label="[[selfreview.results.dimension]]">{{label}}</th><td data-label="[[selfreview.side.agency]]">{{agency}}</td><td data-label="[[selfreview.side.community]]">{{community}}</td><td data-label="[[selfreview.results.practices]]">{{practices}}</td></tr>{{/profile}}</tbody>
      </table></details>
    </figure>{{/has_profile}}
  </section>

  {{#beside}}<section aria-labelledby="others"><h2 id="others">[[selfreview.results.others]]</h2>
    <p>[[selfreview.results.others_text]]</p>
    {{#no_others}}<p class="c-empty">[[selfreview.results.no_others]]</p>{{/no_others}}
    {{#has_others}}<figure class="c-chart" data-chart="bands" data-chart-script="{{chart_script}}" data-agency="[[selfreview.side.agency]]" data-community="[[selfreview.side.community]]" data-axis="[[selfreview.results.mean_axis]]">
      <figcaption>[[selfreview.results.others_caption]]</figcaption>
      <ul class="c-chart__key" hidden><li><span class="c-chart__sign c-chart__sign--agency"></span> [[selfreview.side.agency]]</li><li><span class="c-chart__sign c-chart__sign--community"></span> [[selfreview.side.community]]</li><li><span class="c-chart__swatch c-chart__swatch--others"></span> [[selfreview.results.others_key]]</li></ul>
      <details open><summary>[[selfreview.results.numbers]]</summary><table class="usa-table usa-table--stacked">
        <caption class="usa-sr-only">[[selfreview.results.others_caption]]</caption>
        <thead><tr><th scope="col">[[selfreview.results.dimension]]</th><th scope="col">[[selfreview.side.agency]]</th><th scope="col">[[selfreview.results.others_agency]]</th><th scope="col">[[selfreview.side.community]]</th><th scope="col">[[selfreview.results.others_community]]</th></tr></thead>
        <tbody>{{#others}}<tr data-label="{{label}}" data-a="{{agency_mean}}" data-a-low="{{agency_low}}" data-a-high="{{agency_high}}" data-b="{{community_mean}}" data-b-low="{{community_low}}" data-b-high="{{community_high}}" data-a-band-low="{{others_agency_low}}" data-a-band-high="{{others_agency_high}}" data-b-band-low="{{others_community_low}}" data-b-band-high="{{others_community_high}}"><th scope="row" data-label="[[selfreview.results.dimension]]">{{label}}</th><td data-label="[[selfreview.side.agency]]">{{agency}}</td><td data-label="[[selfreview.results.others_agency]]">{{others_agency}}</td><td data-label="[[selfreview.side.community]]">{{community}}</td><td data-label="[[selfreview.results.others_community]]">{{others_community}}</td></tr>{{/others}}</tbody>
      </table></details>
    </figure>{{/has_others}}
    {{#has_others_practices}}<details class="c-report__more"><summary>[[selfreview.results.others_practices]]</summary><table class="usa-table usa-table--stacked">
      <caption class="usa-sr-only">[[selfreview.results.others_practices]]</caption>
      <thead><tr><th scope="col">[[selfreview.results.practice]]</th><th scope="col">[[selfreview.side.agency]]</th><th scope="col">[[selfreview.results.others_agency]]</th><th scope="col">[[selfreview.side.community]]</th><th scope="col">[[selfreview.results.others_community]]</th></tr></thead>
      <tbody>{{#others}}<tr><th scope="row" data-label="[[selfreview.results.practice]]">{{number}}. {{label}}</th><td data-label="[[selfreview.side.agency]]">{{agency}}</td><td data-label="[[selfreview.results.others_agency]]">{{others_agency}}</td><td data-label="[[selfreview.side.community]]">{{community}}</td><td data-label="[[selfreview.results.others_community]]">{{others_community}}</td></tr>{{/others}}</tbody>
    </table></details>{{/has_others_practices}}
    <ul class="c-prose"><li>[[selfreview.results.others_limit_own]]</li><li>[[selfreview.results.others_limit_sample]]</li><li>[[selfreview.results.others_limit_asked]]</li><li>[[selfreview.results.others_limit_good]]</li></ul>
  </section>{{/beside}}

  <section aria-labelledby="strengths"><h2 id="strengths">[[selfreview.results.strengths]]</h2>
    <p>[[selfreview.results.strengths_text]]</p>
    {{#no_strengths}}<p class="c-empty">[[selfreview.results.no_strengths]]</p>{{/no_strengths}}
    <ul class="c-plain c-report__items">{{#strength}}<li><p><a href="{{href}}">{{number}}. {{statement}}</a></p><p class="c-muted">{{figure}} · {{who}}</p></li>{{/strength}}</ul>
  </section>

  <section aria-labelledby="gaps"><h2 id="gaps">[[selfreview.results.gaps]]</h2>
    <p>[[selfreview.results.gaps_text]]</p>
    {{#no_gaps}}<p class="c-empty">[[selfreview.results.no_gaps]]</p>{{/no_gaps}}
    <ul class="c-plain c-report__items">{{#gap}}<li><p><a href="{{href}}">{{number}}. {{statement}}</a></p><p class="c-muted">{{figure}} · {{who}}</p>
      {{#has_resources}}<h3>[[selfreview.results.resources]]</h3><ul class="c-plain">{{#resource}}<li><a href="{{href}}"{{#has_language}} lang="{{language}}" hreflang="{{language}}"{{/has_language}}>{{text}}</a></li>{{/resource}}</ul>{{/has_resources}}
      {{#has_actions}}<h3>[[selfreview.results.planned]]</h3><ul class="c-plain">{{#action}}<li><a href="{{href}}"{{#has_language}} lang="{{language}}"{{/has_language}}>{{text}}</a></li>{{/action}}</ul>{{/has_actions}}
      {{#has_plan_href}}<p class="c-actions"><a href="{{plan_href}}" aria-label="[[selfreview.results.plan]]: {{statement}}">[[selfreview.results.plan]]</a></p>{{/has_plan_href}}
    </li>{{/gap}}</ul>
    {{#has_sites}}<h3>[[selfreview.results.sites]]</h3><p>[[selfreview.results.sites_text]]</p><ul class="c-links">{{#site}}<li><a href="{{href}}">{{text}}</a></li>{{/site}}</ul>{{/has_sites}}
  </section>

  <section aria-labelledby="disagreements"><h2 id="disagreements">[[selfreview.results.disagreements]]</h2>
    <p>[[selfreview.results.disagreements_text]]</p>
    {{#no_disagreements}}<p class="c-empty">[[selfreview.results.no_disagreements]]</p>{{/no_disagreements}}
    <ul class="c-plain c-report__items">{{#disagreement}}<li><p><a href="{{href}}">{{number}}. {{label}}</a></p><p>{{verdict}}</p><p class="c-muted">[[selfreview.side.agency]]: {{agency}} · [[selfreview.side.community]]: {{community}}</p></li>{{/disagreement}}</ul>
    {{#has_pairs}}<figure class="c-chart" data-chart="pairs" data-chart-script="{{chart_script}}" data-agency="[[selfreview.side.agency]]" data-community="[[selfreview.side.community]]" data-axis="[[selfreview.results.mean_axis]]" data-found="[[selfreview.results.differ]]">
      <figcaption>[[selfreview.results.disagreements_caption]]</figcaption>
      <ul class="c-chart__key" hidden><li><span class="c-chart__sign c-chart__sign--agency"></span> [[selfreview.side.agency]]</li><li><span class="c-chart__sign c-chart__sign--community"></span> [[selfreview.side.community]]</li><li>◆ [[selfreview.results.differ]]</li></ul>
      <details open><summary>[[selfreview.results.numbers]]</summary><table class="usa-table usa-table--stacked">
        <caption class="usa-sr-only">[[selfreview.results.disagreements_caption]]</caption>
        <thead><tr><th scope="col">[[selfreview.results.practice]]</th><th scope="col">[[selfreview.side.agency]]</th><th scope="col">[[selfreview.side.community]]</th><th scope="col">[[selfreview.results.verdict]]</th></tr></thead>
        <tbody>{{#pair}}<tr data-label="{{number}}. {{label}}" data-a="{{agency_mean}}" data-a-low="{{agency_low}}" data-a-high="{{agency_high}}" data-b="{{community_mean}}" data-b-low="{{community_low}}" data-b-high="{{community_high}}" data-found="{{found}}"><th scope="row" data-label="[[selfreview.results.practice]]">{{number}}. {{label}}</th><td data-label="[[selfreview.side.agency]]">{{agency}}</td><td data-label="[[selfreview.side.community]]">{{community}}</td><td data-label="[[selfreview.results.verdict]]">{{verdict}}</td></tr>{{/pair}}</tbody>
      </table></details>
    </figure>{{/has_pairs}}
    <p class="c-muted">{{disagreement_test}}</p>
  </section>

  <section aria-labelledby="unknown"><h2 id="unknown">[[selfreview.results.unknown]]</h2>
    <p>[[selfreview.results.unknown_text]]</p>
    {{#no_unknown}}<p class="c-empty">[[selfreview.results.no_unknown]]</p>{{/no_unknown}}
    {{#has_unknown}}<ul class="c-plain c-report__items">{{#unknown}}<li><p><a href="{{href}}">{{number}}. {{statement}}</a></p><p class="c-muted">{{who}}: {{text}}</p></li>{{/unknown}}</ul>{{/has_unknown}}
  </section>

  <section aria-labelledby="change"><h2 id="change">[[selfreview.results.change]]</h2>
    {{#has_change_none}}<p class="c-empty">{{change_none}}</p>{{/has_change_none}}
    {{#has_change}}<p>[[selfreview.results.change_since]] {{#earlier}}<a href="{{href}}">{{text}}</a>{{/earlier}}. {{change_text}}</p><p>[[selfreview.results.change_how]]</p>{{/has_change}}
    {{#has_changes}}<figure class="c-chart" data-chart="changes" data-chart-script="{{chart_script}}" data-axis="[[selfreview.results.change_axis]]">
      <figcaption>[[selfreview.results.change_caption]]</figcaption>
      <details open><summary>[[selfreview.results.numbers]]</summary><table class="usa-table usa-table--stacked">
        <caption class="usa-sr-only">[[selfreview.results.change_caption]]</caption>
        <thead><tr><th scope="col">[[selfreview.results.practice]]</th><th scope="col">[[selfreview.results.who]]</th><th scope="col">[[selfreview.results.before]]</th><th scope="col">[[selfreview.results.now]]</th><th scope="col">[[selfreview.results.difference]]</th></tr></thead>
        <tbody>{{#change}}<tr data-label="{{number}}. {{who}}: {{statement}}" data-a="{{mean}}" data-a-low="{{low}}" data-a-high="{{high}}"><th scope="row" data-label="[[selfreview.results.practice]]">{{number}}. {{statement}}</th><td data-label="[[selfreview.results.who]]">{{who}}</td><td data-label="[[selfreview.results.before]]">{{before}}</td><td data-label="[[selfreview.results.now]]">{{now}}</td><td data-label="[[selfreview.results.difference]]">{{difference}}</td></tr>{{/change}}</tbody>
      </table></details>
    </figure>{{/has_changes}}
    {{#has_steady}}<details><summary>{{steady_summary}}</summary><table class="usa-table usa-table--stacked">
        <caption class="usa-sr-only">{{steady_summary}}</caption>
        <thead><tr><th scope="col">[[selfreview.results.practice]]</th><th scope="col">[[selfreview.results.who]]</th><th scope="col">[[selfreview.results.before]]</th><th scope="col">[[selfreview.results.now]]</th><th scope="col">[[selfreview.results.difference]]</th></tr></thead>
        <tbody>{{#steady}}<tr><th scope="row" data-label="[[selfreview.results.practice]]">{{number}}. {{statement}}</th><td data-label="[[selfreview.results.who]]">{{who}}</td><td data-label="[[selfreview.results.before]]">{{before}}</td><td data-label="[[selfreview.results.now]]">{{now}}</td><td data-label="[[selfreview.results.difference]]">{{difference}}</td></tr>{{/steady}}</tbody>
      </table></details>{{/has_steady}}
  </section>

  <section aria-labelledby="ladder"><h2 id="ladder">[[selfreview.results.ladder]]</h2>
    <p>[[selfreview.results.ladder_text]]</p>
    <form class="c-report__filter" action="{{base}}/results#ladder" method="get">
      <label class="usa-label" for="for">[[selfreview.results.answers_of]]</label>
      <select class="usa-select" id="for" name="for">{{#audience_choice}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{text}}</option>{{/audience_choice}}</select>
      {{#as_public}}<input type="hidden" name="as" value="public">{{/as_public}}
      <button class="usa-button usa-button--outline" type="submit">[[selfreview.results.show]]</button>
    </form>
    <h3>{{audience}}</h3>
    <ul class="c-chart__key" data-chart-key hidden>{{#level}}<li><span class="c-chart__swatch c-chart__swatch--{{place}}"></span> {{name}}</li>{{/level}}</ul>
    {{#ladder}}<figure class="c-chart" data-chart="ladder" data-chart-script="{{chart_script}}" data-axis="[[selfreview.results.share_axis]]">
      <figcaption><strong>{{title}}</strong></figcaption>
      <details open><summary>[[selfreview.results.numbers]]</summary><div class="usa-table-container--scrollable" tabindex="0" role="region" aria-label="{{title}}"><table class="usa-table c-report__ladder">
        <caption class="usa-sr-only">{{title}}: {{audience}}</caption>
        <thead><tr><th scope="col">[[selfreview.results.practice]]</th><th scope="col">[[selfreview.results.people_head]]</th><th scope="col">[[selfreview.results.median_head]]</th>{{#level_head}}<th scope="col">{{name}}</th>{{/level_head}}</tr></thead>
        <tbody>{{#rung}}<tr data-label="{{number}}. {{statement}}" data-counts="{{counts}}"><th scope="row">{{number}}. {{statement}}</th>{{#few}}<td colspan="9">{{too_few}}</td>{{/few}}{{#told}}<td>{{people}}</td><td>{{median}}</td>{{#count}}<td>{{count}}</td>{{/count}}{{/told}}</tr>{{/rung}}</tbody>
      </table></div></details>
    </figure>{{/ladder}}
  </section>

  <section class="c-prose" aria-labelledby="limits"><h2 id="limits">[[selfreview.results.limits]]</h2>
    <ul><li>[[selfreview.results.limit_sample]]</li><li>[[selfreview.results.limit_interval]]</li><li>[[selfreview.results.limit_mean]]</li><li>[[selfreview.results.limit_groups]]</li><li>[[selfreview.results.limit_same]]</li><li>[[selfreview.results.limit_rank]]</li></ul>
    <p class="c-muted">[[selfreview.results.limit_smallest]]</p>
  </section>
</div>
