// What other programs read: Atom, OpenSearch, sitemap, robots.
#include "base/core/text.h"
#include "features/library/atom.h"
#include "features/library/pages.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kEntries = 50;

}  // namespace

http::Response FeedPages::Atom(const http::Request& request) const {
  const Speaker speaker(d_, request);
  SearchState state = StateFrom(request.query);
  search::Query query = QueryFor(state.SortedBy("newest"));
  query.offset = 0;
  query.limit = kEntries;
  const auto resources = FindResources(d_.library, d_.searcher, query);
  if (!resources) return ErrorFor(d_, request, resources.error());
  const std::string origin = OriginOf(d_, request);
  Time updated{};
  std::string entries;
  for (const auto& resource : *resources) {
    updated = std::max(updated, resource.updated);
    entries += AtomEntry(resource, origin, resource.created);
  }
  const std::string title =
      state.words.empty() ? speaker.Say("library.search.feed_all", {{"hub", d_.hub.name}})
                          : speaker.Say("library.search.feed_title", {{"hub", d_.hub.name}, {"words", state.words}});
  const std::string self = origin + AddressOf(state, "/search.atom"), page = origin + AddressOf(state);
  return AtomResponse({title, self, page, speaker.language(), updated, entries});
}

http::Response FeedPages::OpenSearch(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const std::string origin = OriginOf(d_, request);
  // The short name may have at most 16 characters (OpenSearch 1.1).
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription "
      "xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n";
  out += XmlElement("ShortName", text::Shorten(d_.hub.name, 15));
  out += XmlElement("Description", speaker.Say("library.search.open_search", {{"hub", d_.hub.name}}));
  out += "<InputEncoding>UTF-8</InputEncoding>\n<Url type=\"text/html\" template=\"" + html::Escape(origin) +
         "/search?q={searchTerms}\"/>\n";
  out += "<Url type=\"application/atom+xml\" template=\"" + html::Escape(origin) + "/search.atom?q={searchTerms}\"/>\n";
  return http::Response::Bytes(out + "</OpenSearchDescription>\n",
                               "application/opensearchdescription+xml; charset=utf-8")
      .Shared();
}

http::Response FeedPages::Sitemap(const http::Request& request) const {
  const auto addresses = d_.library.Addresses();
  const auto shelf = d_.library.Shelves();
  if (!shelf) return ErrorFor(d_, request, shelf.error());
  if (!addresses) return ErrorFor(d_, request, addresses.error());
  const std::string origin = html::Escape(OriginOf(d_, request));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  const auto add = [&](const std::string& path) { out += "<url><loc>" + origin + path + "</loc></url>\n"; };
  for (const char* path : {"/", "/search", "/modules", "/collections", "/sites", "/about"}) add(path);
  for (const auto& m : (*shelf)->modules) add("/modules/" + m.slug);
  for (const auto& c : (*shelf)->collections) add("/collections/" + c.slug);
  for (const auto& s : (*shelf)->sites) add("/sites/" + s.slug);
  size_t left = 49000;  // the protocol allows 50,000 addresses a file
  for (const auto& [slug, updated] : *addresses) {
    if (left-- == 0) break;
    out += "<url><loc>" + origin + "/resources/" + slug + "</loc><lastmod>" + FormatRfc3339(updated) +
           "</lastmod></url>\n";
  }
  return http::Response::Bytes(out + "</urlset>\n", "application/xml; charset=utf-8").Shared();
}

http::Response FeedPages::Robots(const http::Request& request) const {
  // Results in every narrowing are without end for a crawler; resources are found through the sitemap.
  return http::Response::Text("User-agent: *\nDisallow: /search?\n\nSitemap: " + OriginOf(d_, request) +
                              "/sitemap.xml\n")
      .Shared();
}

}  // namespace concord::library
