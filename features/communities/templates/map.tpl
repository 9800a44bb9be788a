<figure class="c-map" data-map="{{data}}" data-map-script="{{script}}" data-map-style="{{style}}" data-map-open="{{open}}" data-map-label="{{caption}}">
  <div class="c-map__canvas">{{svg_html:none}}</div>
  <figcaption class="c-muted">{{caption}}</figcaption>
</figure>
