// What other programs read: Atom, OpenSearch, sitemap, robots.
#include "base/core/text.h"
#include "features/library/pages.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kEntries = 50;

std::string Element(const char* name, std::string_view text) {
  return "<" + std::string(name) + ">" + html::Escape(text) + "</" + name + ">\n";
}

std::string AtomEntry(const Resource& resource, const std::string& origin) {
  const auto& a = resource.about;
  const std::string address = origin + "/resources/" + a.slug;
  std::string out = "<entry>\n" + Element("title", a.subtitle.empty() ? a.title : a.title + ": " + a.subtitle);
  out += Element("id", "urn:uuid:" + resource.id.ToString());
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + html::Escape(address) + "\"/>\n";
  out += Element("updated", FormatRfc3339(resource.updated)) + Element("published", FormatRfc3339(resource.created));
  for (const auto& author : a.authors) out += "<author>" + Element("name", author.Display()) + "</author>\n";
  if (a.authors.empty()) out += "<author>" + Element("name", SourceOf(a).empty() ? "-" : SourceOf(a)) + "</author>\n";
  for (const auto& topic : a.topics) out += "<category term=\"" + html::Escape(topic) + "\"/>\n";
  if (!a.summary.empty()) out += Element("summary", a.summary);
  return out + "</entry>\n";
}

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
    entries += AtomEntry(resource, origin);
  }
  const std::string title =
      state.words.empty() ? speaker.Say("library.search.feed_all", {{"hub", d_.hub.name}})
                          : speaker.Say("library.search.feed_title", {{"hub", d_.hub.name}, {"words", state.words}});
  const std::string self = origin + AddressOf(state, "/search.atom"), page = origin + AddressOf(state);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
      html::Escape(speaker.language()) + "\">\n";
  out += Element("title", title) + Element("id", self) + Element("updated", FormatRfc3339(updated));
  out += "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + html::Escape(self) + "\"/>\n";
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + html::Escape(page) + "\"/>\n" + entries + "</feed>\n";
  return http::Response::Bytes(std::move(out), "application/atom+xml; charset=utf-8").Shared();
}

http::Response FeedPages::OpenSearch(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const std::string origin = OriginOf(d_, request);
  // The short name may have at most 16 characters (OpenSearch 1.1).
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription "
      "xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n";
  out += Element("ShortName", text::Shorten(d_.hub.name, 15));
  out += Element("Description", speaker.Say("library.search.open_search", {{"hub", d_.hub.name}}));
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
