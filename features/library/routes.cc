#include "features/library/routes.h"

namespace concord::library {

using http::Anyone;
using http::Request;

void BindLibrary(http::Router& r, const PageDeps& d) {
  const HomePages home(d);
  const ListPages lists(d);
  const ResourcePages resources(d);
  const SearchPages search(d);
  const FeedPages feeds(d);

  // clang-format off
  r.Get("/",                   Anyone(), [=](const Request& q) { return home.Home(q); });
  r.Get("/about",              Anyone(), [=](const Request& q) { return home.About(q); });
  r.Get("/modules",            Anyone(), [=](const Request& q) { return lists.Modules(q); });
  r.Get("/modules/:slug",      Anyone(), [=](const Request& q) { return lists.Module(q); });
  r.Get("/collections",        Anyone(), [=](const Request& q) { return lists.Collections(q); });
  r.Get("/collections/:slug",  Anyone(), [=](const Request& q) { return lists.Collection(q); });
  r.Get("/sites",              Anyone(), [=](const Request& q) { return lists.Sites(q); });
  r.Get("/sites/:slug",        Anyone(), [=](const Request& q) { return lists.Site(q); });
  r.Get("/resources/:slug",    Anyone(), [=](const Request& q) { return resources.Show(q); });
  r.Get("/search",             Anyone(), [=](const Request& q) { return search.Search(q); });
  r.Get("/search/suggest",     Anyone(), [=](const Request& q) { return search.Suggest(q); });
  r.Get("/search.atom",        Anyone(), [=](const Request& q) { return feeds.Atom(q); });
  r.Get("/opensearch.xml",     Anyone(), [=](const Request& q) { return feeds.OpenSearch(q); });
  r.Get("/sitemap.xml",        Anyone(), [=](const Request& q) { return feeds.Sitemap(q); });
  r.Get("/robots.txt",         Anyone(), [=](const Request& q) { return feeds.Robots(q); });
  for (const auto& o : kOffered) {
    const std::string ending = o.ending;
    const auto format = o.format;
    r.Get("/resources/:slug/cite." + ending,    Anyone(), [=](const Request& q) { return resources.Cite(q, format); });
    r.Get("/collections/:slug/list." + ending,  Anyone(), [=](const Request& q) { return lists.CollectionExport(q, format); });
    r.Get("/search." + ending,                  Anyone(), [=](const Request& q) { return search.Export(q, format); });
  }
  // clang-format on
}

std::vector<html::NavEntry> Navigation() {
  return {{"search", "/search", "library.nav.search"},
          {"modules", "/modules", "library.nav.modules"},
          {"collections", "/collections", "library.nav.collections"},
          {"sites", "/sites", "library.nav.sites"},
          {"about", "/about", "library.nav.about"}};
}

std::vector<html::PageMeta::LinkTag> StandingLinks(const std::string& hub_name) {
  return {{"search", "application/opensearchdescription+xml", "/opensearch.xml", hub_name, ""},
          {"unapi-server", "application/xml", "/unapi", "unAPI", ""}};
}

}  // namespace concord::library
