<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
{{#has_description}}<meta name="description" content="{{description}}">{{/has_description}}
{{#no_index}}<meta name="robots" content="noindex">{{/no_index}}
<link rel="stylesheet" href="{{css}}">
<link rel="icon" type="image/svg+xml" href="{{icon}}">
<script src="{{js}}" defer></script>
{{#meta}}<meta name="{{name}}" content="{{value}}">
{{/meta}}
{{head_html:none}}
</head>
<body class="c-page c-page--{{section}}">
<a class="usa-skipnav" href="#main">[[html.frame.skip]]</a>
<header class="c-header">
  <div class="grid-container c-header__bar">
    <a class="c-brand" href="/"><img src="{{mark}}" alt="" width="32" height="32"><span>{{hub}}</span></a>
    <nav class="c-nav" aria-label="[[html.frame.navigation]]"><ul>
      {{#entry}}<li><a href="{{href}}"{{#current}} aria-current="page"{{/current}}>{{title}}</a></li>{{/entry}}
    </ul></nav>
    {{#search_box}}<form class="c-header__search" role="search" aria-label="[[html.frame.search_landmark]]" action="/search" method="get">
      <label class="usa-sr-only" for="header-q">[[html.frame.search]]</label>
      <input class="usa-input" id="header-q" name="q" type="search" maxlength="500">
      <button class="usa-button" type="submit">[[html.frame.search]]</button>
    </form>{{/search_box}}
    {{#signed_out}}<div class="c-person"><a href="/sign-in"{{#current}} aria-current="page"{{/current}}>[[html.frame.sign_in]]</a></div>{{/signed_out}}
    {{#signed_in}}<div class="c-person">
      <a href="/today"{{#current_today}} aria-current="page"{{/current_today}}>[[html.frame.today]]</a>
      <a href="/me"{{#current_me}} aria-current="page"{{/current_me}}>{{person}}</a>
      <form action="/sign-out" method="post"><input type="hidden" name="csrf" value="{{csrf}}"><button class="usa-button usa-button--unstyled" type="submit">[[html.frame.sign_out]]</button></form>
    </div>{{/signed_in}}
    <nav class="c-languages" aria-label="[[html.frame.languages]]"><ul>
      {{#choice}}<li><a href="{{href}}" lang="{{tag}}" hreflang="{{tag}}"{{#current}} aria-current="true"{{/current}}>{{name}}</a></li>{{/choice}}
    </ul></nav>
  </div>
</header>
{{#demo}}<aside class="c-demo"><div class="grid-container">[[html.frame.demo]] <a href="/#demo">[[html.frame.demo_link]]</a></div></aside>{{/demo}}
{{#community}}<nav class="c-community" aria-label="{{place}}"><div class="grid-container c-community__bar">
  <a class="c-community__name" href="{{place_href}}">{{place}}</a>
  <ul>
    {{#community_entry}}<li><a href="{{href}}"{{#current}} aria-current="page"{{/current}}>{{title}}</a></li>{{/community_entry}}
  </ul>
</div></nav>{{/community}}
<main id="main" tabindex="-1">
{{content_html:none}}
</main>
<footer class="c-footer">
  <div class="grid-container">
    <p>[[html.frame.footer]]</p>
    <ul class="c-footer__links">
      <li><a href="/about">[[html.frame.about]]</a></li>
      <li><a href="/about#accessibility">[[html.frame.accessibility]]</a></li>
      <li>[[html.frame.licence]]</li>
    </ul>
  </div>
</footer>
</body>
</html>
