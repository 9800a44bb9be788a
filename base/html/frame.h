// The frame that every page stands in: head, skip link, header with the mark and the language switch, footer.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/config.h"
#include "base/html/templates.h"
#include "base/http/message.h"
#include "base/i18n/catalog.h"

namespace concord::html {

struct PageMeta {
  std::string title;        // "Search: foot patrol"; the hub's name is added
  std::string description;  // for search engines; may be empty
  std::string section;      // which entry of the main navigation is current: "home", "search", "modules", ...
  std::vector<std::pair<std::string, std::string>> meta;  // <meta name content>: citation_title, DC.title, ...
  struct LinkTag {
    std::string rel, type, href, title, hreflang;
  };
  std::vector<LinkTag> links;  // alternate, search, canonical, ...
  std::string json_ld;         // one JSON object, "<" escaped; put in a script of type application/ld+json
  bool no_index = false;       // robots: noindex
};

struct NavEntry {
  std::string section, href, message_key;
};

// What stands around a page and depends on who asks and where.
struct Surroundings {
  std::string person;     // the name of who is signed in; empty: nobody
  std::string community;  // of the page's address; empty: the hub's own page
  std::string community_href;
  std::vector<NavEntry> community_entries;
  bool demo = false;  // a bar says that this is a demonstration
};

// Who knows the surroundings. Safe from any thread.
class Around {
 public:
  virtual ~Around() = default;
  virtual Surroundings Of(const http::Request& request) const = 0;
  // What a form that posts must carry in its field "csrf". A page that has asked for it is not shared.
  virtual std::string FormToken(const http::Request& request) const = 0;
};

class Frame {
 public:
  // `standing_links`: in the head of every page. `asset_url` maps "app.css" to its hashed address
  // ("/assets/app-1A2B3C.css"); "app.css", "app.js", "mark.svg" and "favicon.svg" are asked for, once.
  Frame(const Templates& templates, const i18n::Catalog& catalog, const Config::Hub& hub,
        std::vector<NavEntry> navigation, std::vector<PageMeta::LinkTag> standing_links,
        std::function<std::string(std::string_view)> asset_url, const Around* around = nullptr);
  // The names of the templates that the frame itself uses (for Templates::Load's `used`).
  static std::vector<std::string> TemplateNames();

  // The language of a request: ?lang=, the cookie "lang", Accept-Language.
  std::string LanguageOf(const http::Request& request) const;
  // `content` is rendered HTML of the page's main part. Sets Content-Language, Vary; a ?lang= choice is kept in the
  // cookie.
  http::Response Page(const http::Request& request, const PageMeta& meta, const Safe& content,
                      unsigned status = 200) const;
  // 400, 403, 404, 405, 413, 429, 500, 503: says what happened and what to do, and leaks nothing.
  http::Response ErrorPage(const http::Request& request, unsigned status) const;
  // With other words.
  http::Response ErrorPage(const http::Request& request, unsigned status, const std::string& title_key,
                           const std::string& text_key) const;

  // For `<input type="hidden" name="csrf" value="{{csrf}}">` in every form that posts.
  std::string FormToken(const http::Request& request) const { return around_ ? around_->FormToken(request) : ""; }
  const std::string& hub_name() const { return hub_.name; }

  const Templates& templates() const { return templates_; }
  const i18n::Catalog& catalog() const { return catalog_; }

 private:
  void FillSurroundings(Dict::Scope root, const http::Request& request, const PageMeta& meta) const;
  void FillHead(Dict::Scope root, const http::Request& request, const PageMeta& meta) const;
  const Templates& templates_;
  const i18n::Catalog& catalog_;
  Config::Hub hub_;
  std::vector<NavEntry> navigation_;
  std::vector<PageMeta::LinkTag> standing_links_;
  std::string css_, js_, mark_, icon_;
  const Around* around_;
};

}  // namespace concord::html
