<nav aria-label="[[library.queue.tabs.label]]"><ul class="c-toolbar__sort c-desk">
  {{#tab}}<li><a href="{{tab_href}}"{{#current}} aria-current="page"{{/current}}>{{tab_text}}</a></li>{{/tab}}
</ul></nav>
