{{#notice}}<p class="c-note">{{text}}{{#has_link}} <a href="{{link_href}}">{{link}}</a>{{/has_link}}</p>{{/notice}}
