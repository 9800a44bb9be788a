<div class="grid-container">
  <h1>{{heading}}</h1>
  <form class="c-search__form" role="search" aria-label="[[library.search.landmark]]" action="/search" method="get">
    <label class="usa-label" for="search-q">[[library.search.label]]</label>
    <span class="usa-hint" id="search-hint">[[library.search.hint]]</span>
    <div class="c-search__fields">
      <input class="usa-input" id="search-q" name="q" type="search" maxlength="500" value="{{words}}" autocomplete="off"
        aria-describedby="search-hint" data-suggest
        data-suggest-count="[[library.suggest.count]]" data-suggest-none="[[library.suggest.none]]">
      <button class="usa-button" type="submit">[[library.search.button]]</button>
    </div>
    {{#kept}}<input type="hidden" name="{{name}}" value="{{value}}">{{/kept}}
  </form>
  {{#has_suggestion}}<p class="c-suggest">[[library.search.did_you_mean]] <a href="{{suggestion_href}}">{{suggestion}}</a></p>{{/has_suggestion}}
  {{#widened}}<p class="c-note">[[library.search.widened]]</p>{{/widened}}
  {{#note}}<p class="c-note">{{text}}</p>{{/note}}
  <div class="c-search">
    {{#has_facets}}<aside class="c-filters" aria-label="[[library.search.filters]]">
      <details class="c-filters__drawer"{{#filters_open}} open{{/filters_open}}>
        <summary>[[library.search.filters]]{{#has_selected_count}} <span class="c-muted">{{selected_count}}</span>{{/has_selected_count}}</summary>
        <form class="c-filters__form" action="/search" method="get">
          {{#has_words}}<input type="hidden" name="q" value="{{words}}">{{/has_words}}
          {{#has_sort}}<input type="hidden" name="sort" value="{{sort}}">{{/has_sort}}
          {{#facet}}<fieldset class="c-facet">
            <legend>{{title}}</legend>
            {{#value}}<label class="c-facet__value"><input type="checkbox" name="{{name}}" value="{{value}}"{{#checked}} checked{{/checked}}> <span>{{label}}</span> <span class="c-facet__count">{{count}}</span></label>{{/value}}
            {{#has_more}}<details class="c-facet__more"{{#more_open}} open{{/more_open}}><summary>{{more_title}}</summary>
              {{#more}}<label class="c-facet__value"><input type="checkbox" name="{{name}}" value="{{value}}"{{#checked}} checked{{/checked}}> <span>{{label}}</span> <span class="c-facet__count">{{count}}</span></label>{{/more}}
            </details>{{/has_more}}
          </fieldset>{{/facet}}
          <button class="usa-button c-filters__apply" type="submit">[[library.search.apply]]</button>
        </form>
      </details>
    </aside>{{/has_facets}}
    <section class="c-search__results" aria-labelledby="found">
      <div class="c-toolbar">
        <h2 id="found" class="c-toolbar__found">{{found}}</h2>
        {{#has_sorts}}<ul class="c-toolbar__sort" aria-label="[[library.search.sort]]">
          {{#sorting}}<li><a href="{{href}}"{{#current}} aria-current="true"{{/current}}>{{title}}</a></li>{{/sorting}}
        </ul>{{/has_sorts}}
      </div>
      {{#has_chips}}<ul class="c-chips" aria-label="[[library.search.selected]]">
        {{#chip}}<li><a class="c-chip" href="{{href}}"><span class="c-chip__facet">{{facet}}:</span> {{label}} <span aria-hidden="true">×</span><span class="usa-sr-only">{{remove}}</span></a></li>{{/chip}}
        <li><a class="c-chip c-chip--reset" href="{{reset_href}}">[[library.search.reset]]</a></li>
      </ul>{{/has_chips}}
      {{#has_rows}}<ul class="c-rows">{{#row}}{{>row}}{{/row}}</ul>{{/has_rows}}
      {{#empty}}<div class="c-empty">
        <p>{{empty_text}}</p>
        <ul>
          {{#has_suggestion}}<li>[[library.search.did_you_mean]] <a href="{{suggestion_href}}">{{suggestion}}</a></li>{{/has_suggestion}}
          {{#has_drop}}<li><a href="{{drop_href}}">{{drop}}</a></li>{{/has_drop}}
          {{#has_any}}<li><a href="{{any_href}}">[[library.search.try_fewer]]</a></li>{{/has_any}}
        </ul>
        <p>[[library.search.or_areas]]</p>
        <ul>{{#area}}<li><a href="{{href}}">{{title}}</a></li>{{/area}}</ul>
        <p>[[library.queue.suggest.none_found]] <a href="{{suggest_href}}">[[library.queue.suggest.link]]</a></p>
      </div>{{/empty}}
      {{#has_pages}}<nav class="c-pages" aria-label="[[library.search.pages]]"><ul>
        {{#has_previous}}<li><a rel="prev" href="{{previous}}">[[library.search.previous]]</a></li>{{/has_previous}}
        {{#page}}<li>{{#gap}}<span>…</span>{{/gap}}{{#link}}<a href="{{href}}"{{#current}} aria-current="page"{{/current}} aria-label="{{label}}">{{number}}</a>{{/link}}</li>{{/page}}
        {{#has_next}}<li><a rel="next" href="{{next}}">[[library.search.next]]</a></li>{{/has_next}}
      </ul></nav>{{/has_pages}}
      {{#has_rows_save}}<details class="c-basis"><summary>[[library.search.save]]</summary>
        <p>[[library.search.save_hint]]</p>
        <ul class="c-actions">{{#save}}<li><a href="{{href}}" download>{{name}}</a></li>{{/save}}<li><a href="{{bibliography}}">[[library.cite.bibliography]]</a></li><li><a href="{{feed}}">[[library.search.feed]]</a></li></ul>
        <p class="c-muted"><a href="{{bulk}}" rel="nofollow">[[library.queue.bulk.link]]</a></p>
      </details>{{/has_rows_save}}
    </section>
  </div>
</div>
