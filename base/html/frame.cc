#include "base/html/frame.h"

namespace concord::html {
namespace {

constexpr char kFrame[] = "html/frame.tpl";
constexpr char kError[] = "html/error.tpl";

// The pages' own address in another language: the same parameters, with another `lang`.
std::string InLanguage(const http::Request& request, const std::string& tag) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& item : request.query.items()) {
    if (item.first != "lang") pairs.push_back(item);
  }
  pairs.emplace_back("lang", tag);
  std::string path;
  for (size_t at = 0; at < request.path.size();) {
    const size_t slash = std::min(request.path.find('/', at), request.path.size());
    path += http::PercentEncode(std::string_view(request.path).substr(at, slash - at));
    if (slash < request.path.size()) path += '/';
    at = slash + 1;
  }
  return (path.empty() ? "/" : path) + "?" + http::EncodeQuery(pairs);
}

std::string LinkTags(const std::vector<PageMeta::LinkTag>& links) {
  std::string out;
  for (const auto& link : links) {
    out += "<link rel=\"" + Escape(link.rel) + "\"";
    if (!link.type.empty()) out += " type=\"" + Escape(link.type) + "\"";
    if (!link.hreflang.empty()) out += " hreflang=\"" + Escape(link.hreflang) + "\"";
    out += " href=\"" + Escape(link.href) + "\"";
    if (!link.title.empty()) out += " title=\"" + Escape(link.title) + "\"";
    out += ">\n";
  }
  return out;
}

const char* NameOf(unsigned status) {
  switch (status) {
    case 400:
      return "bad_request";
    case 403:
      return "forbidden";
    case 404:
      return "not_found";
    case 405:
      return "method";
    case 408:
      return "timeout";
    case 413:
    case 414:
    case 431:
      return "too_large";
    case 429:
      return "busy";
    case 503:
      return "unavailable";
    default:
      return status < 500 ? "bad_request" : "internal";
  }
}

}  // namespace

Frame::Frame(const Templates& templates, const i18n::Catalog& catalog, const Config::Hub& hub,
             std::vector<NavEntry> navigation, std::vector<PageMeta::LinkTag> standing_links,
             std::function<std::string(std::string_view)> asset_url, const Around* around)
    : templates_(templates),
      catalog_(catalog),
      hub_(hub),
      navigation_(std::move(navigation)),
      standing_links_(std::move(standing_links)),
      css_(asset_url("app.css")),
      js_(asset_url("app.js")),
      mark_(asset_url("mark.svg")),
      icon_(asset_url("favicon.svg")),
      around_(around) {}

std::vector<std::string> Frame::TemplateNames() { return {kFrame, kError}; }

std::string Frame::LanguageOf(const http::Request& request) const {
  return i18n::Choose(catalog_.languages(), request.query.Get("lang"), request.cookies.Get("lang"),
                      request.headers.Get("Accept-Language"));
}

void Frame::FillHead(Dict::Scope root, const http::Request& request, const PageMeta& meta) const {
  root.Set("title", meta.title.empty() ? hub_.name : meta.title + " | " + hub_.name);
  root.SetIf("description", meta.description).ShowIf(meta.no_index, "no_index");
  root.Set("css", css_).Set("js", js_).Set("icon", icon_);
  for (const auto& [name, value] : meta.meta) root.Add("meta").Set("name", name).Set("value", value);
  std::vector<PageMeta::LinkTag> links = standing_links_;
  links.insert(links.end(), meta.links.begin(), meta.links.end());
  for (const auto& language : catalog_.languages()) {
    links.push_back({"alternate", "", InLanguage(request, language.tag), "", language.tag});
  }
  Safe head{LinkTags(links)};
  // JSON-LD is data: browsers do not run it, and the content security policy does not concern it.
  if (!meta.json_ld.empty()) head.html += "<script type=\"application/ld+json\">" + meta.json_ld + "</script>\n";
  root.Set("head_html", head);
}

void Frame::FillSurroundings(Dict::Scope root, const http::Request& request, const PageMeta& meta) const {
  if (!around_) return;
  const std::string language = LanguageOf(request);
  const Surroundings about = around_->Of(request);
  root.ShowIf(about.demo, "demo");
  if (about.person.empty()) {
    root.Add("signed_out").ShowIf(meta.section == "sign-in", "current");
  } else {
    root.Add("signed_in")
        .Set("person", about.person)
        .Set("csrf", around_->FormToken(request))
        .ShowIf(meta.section == "today", "current_today")
        .ShowIf(meta.section == "me", "current_me");
  }
  if (about.community.empty()) return;
  Dict::Scope place = root.Add("community");
  place.Set("place", about.community).Set("place_href", about.community_href);
  for (const auto& entry : about.community_entries) {
    place.Add("community_entry")
        .Set("href", entry.href)
        .Set("title", catalog_.Text(language, entry.message_key))
        .ShowIf(entry.section == meta.section, "current");
  }
}

http::Response Frame::Page(const http::Request& request, const PageMeta& meta, const Safe& content,
                           unsigned status) const {
  const std::string language = LanguageOf(request);
  Dict dict(kFrame);
  Dict::Scope root = dict.Root(language);
  root.Set("language", language).Set("hub", hub_.name).Set("mark", mark_).Set("section", meta.section);
  FillHead(root, request, meta);
  for (const auto& entry : navigation_) {
    root.Add("entry")
        .Set("href", entry.href)
        .Set("title", catalog_.Text(language, entry.message_key))
        .ShowIf(entry.section == meta.section, "current");
  }
  // Where a page has a large search box of its own, a second one would only be in the way.
  root.ShowIf(meta.section != "home" && request.path != "/search", "search_box");
  for (const auto& choice : catalog_.languages()) {
    root.Add("choice")
        .Set("href", InLanguage(request, choice.tag))
        .Set("tag", choice.tag)
        .Set("name", choice.name)
        .ShowIf(choice.tag == language, "current");
  }
  FillSurroundings(root, request, meta);
  root.Set("content_html", content);
  http::Response response = http::Response::Html(templates_.Render(dict), status);
  response.Header("Content-Language", language).Header("Vary", "Cookie, Accept-Language");
  response.Header("Cache-Control", "no-cache");
  if (catalog_.Knows(request.query.Get("lang")) && request.cookies.Get("lang") != language) {
    response.Header("Set-Cookie", "lang=" + language + "; Path=/; Max-Age=31536000; SameSite=Lax" +
                                      (request.secure ? "; Secure" : ""));
  }
  return response;
}

http::Response Frame::ErrorPage(const http::Request& request, unsigned status) const {
  const std::string key = std::string("html.error.") + NameOf(status);
  return ErrorPage(request, status, key, key + "_text");
}

http::Response Frame::ErrorPage(const http::Request& request, unsigned status, const std::string& title_key,
                                const std::string& text_key) const {
  const std::string language = LanguageOf(request);
  PageMeta meta;
  meta.title = catalog_.Text(language, title_key);
  meta.no_index = true;
  Dict dict(kError);
  Dict::Scope root = dict.Root(language);
  root.Set("title", meta.title).Set("text", catalog_.Text(language, text_key));
  if (status >= 500 && !request.request_id.empty()) {
    root.Add("has_reference")
        .Set("reference_text", catalog_.Text(language, "html.error.reference"))
        .Set("reference", request.request_id);
  }
  return Page(request, meta, {templates_.Render(dict)}, status);
}

}  // namespace concord::html
