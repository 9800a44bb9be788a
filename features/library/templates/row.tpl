<li class="c-row"><abbr class="unapi-id" title="{{unapi_id}}" hidden></abbr>
[[>library/row_inside.tpl]]</li>
