<figure class="c-map" data-map="{{data}}" data-map-script="{{script}}" data-map-sheet="{{style}}" data-map-open="{{open}}" data-map-in="[[communities.map.zoom_in]]" data-map-out="[[communities.map.zoom_out]]" data-map-label="{{caption}}">
  <div class="c-map__canvas">{{svg_html:none}}</div>
  <figcaption class="c-muted">{{caption}}</figcaption>
</figure>
