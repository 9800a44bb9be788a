<div class="grid-container"><p class="c-note">{{text}} <a href="{{back_href}}">{{back}}</a></p></div>
{{content_html:none}}
