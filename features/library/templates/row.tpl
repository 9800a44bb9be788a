<li class="c-row">
[[>library/row_inside.tpl]]</li>
