<nav aria-label="[[library.queue.tabs.label]]"><ul class="c-toolbar__sort c-desk">
  <li><a href="/curation">[[library.queue.tabs.desk]]</a></li>
  <li><a href="/curation/suggestions">[[library.queue.tabs.queue]]</a></li>
  <li><a href="/curation/doubles">[[library.queue.tabs.doubles]]</a></li>
  <li><a href="/curation/bulk">[[library.queue.tabs.bulk]]</a></li>
  <li><a href="/curation/ratings">[[library.queue.tabs.ratings]]</a></li>
  <li><a href="/curation/merged">[[library.queue.tabs.moved]]</a></li>
  <li><a href="/curation/links">[[library.queue.tabs.links]]</a></li>
  <li><a href="/curation/harvests">[[library.queue.tabs.harvests]]</a></li>
</ul></nav>
