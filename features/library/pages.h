// Handlers of the library's pages, one group of actions a file (pages_*.cc). Each parses the request, calls the library
// or the search, fills a view and puts it in the frame. Safe from any thread.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/config.h"
#include "base/core/log.h"
#include "base/html/frame.h"
#include "base/http/router.h"
#include "base/search/index.h"
#include "features/library/csl/csl.h"
#include "features/library/finder.h"
#include "features/library/library.h"
#include "features/library/ratings.h"
#include "features/library/related.h"
#include "features/library/ties.h"
#include "features/library/views.h"

namespace concord::library {

// What another feature puts on the hub's home page. Rendered HTML, or empty where there is nothing to say.
struct HomeSection {
  std::function<html::Safe(const http::Request&)> render;
  bool personal = false;  // depends on more than the language: the page is then made anew for each visitor
};

// What another part of the library puts on a resource's page, below its summary. Rendered HTML, or empty.
using ResourceSection = std::function<html::Safe(const http::Request&, const Resource&)>;
class Speaker;

struct PageDeps {
  Library& library;
  const search::Searcher& searcher;
  const html::Frame& frame;
  const Config::Hub& hub;
  const Clock& clock;
  Log& log;
  std::vector<HomeSection> home_sections = {};
  std::vector<ResourceSection> resource_sections = {};
  RelatedBoard* related = nullptr;  // nullptr, here and below: a resource's page goes without
  TieBoard* ties = nullptr;
  const csl::Styles* styles = nullptr;  // of citations; nullptr: pages show none
  // What is known of whether a resource's link works (by the resource's id); empty: nothing to say.
  std::function<std::string(const Speaker&, const std::string&)> link_note = {};
  // What whoever asks can do with a resource, as links for its page, which is then made for them alone.
  std::function<std::vector<views::Link>(const http::Request&, const Resource&)> resource_actions = {};
};

// What one request needs to put things into words.
class Speaker {
 public:
  Speaker(const PageDeps& deps, const http::Request& request);
  const std::string& language() const { return language_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const;
  std::string Count(std::string_view key, int64_t count) const;
  const Vocabulary& terms() const { return *terms_; }
  // The label of a facet's value: a term's title, a range of years in words, a language's name. Of "direction" and
  // "certainty": a word of the scale on which evidence is rated, or what stands there instead.
  std::string Label(std::string_view facet, const std::string& value) const;
  // The basis of a fact, in the visitor's language where the vocabulary has it.
  std::string Basis(const std::string& basis) const;

 private:
  const i18n::Catalog& catalog_;
  std::string language_;
  std::shared_ptr<const Vocabulary> terms_;
};

// Text with what the query matched in <mark>, escaped.
std::string Marked(search::Marker& marker, std::string_view text, std::string_view language);
// A row without highlights, or with those of `marker`.
views::Row ToRow(const Speaker& speaker, const ResourceRow& row);
views::Row ToRow(const Speaker& speaker, const ResourceRow& row, search::Marker& marker);
std::vector<views::Row> ToRows(const Speaker& speaker, const std::vector<ResourceRow>& rows);
// The newest resources, of these topics or of all; from the index alone. Empty where the index is away.
struct NewestRows {
  std::vector<views::Row> rows;
  uint64_t total = 0;  // of these topics
};
NewestRows Newest(const PageDeps& deps, const Speaker& speaker, size_t limit, const std::vector<std::string>& topics);
std::vector<std::string> Paragraphs(std::string_view text);                // parted by blank lines
std::string OriginOf(const PageDeps& deps, const http::Request& request);  // "https://trust.example.org"
// The page that an error becomes: 404 for what is not there, 503 or 500 with a line in the log otherwise.
http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error);

// The main part of a resource's page; also of one that no reader sees yet.
html::Safe RenderResource(const PageDeps& deps, const http::Request& request, const Resource& resource,
                          const std::vector<Rated>& rated = {});

class HomePages {
 public:
  explicit HomePages(const PageDeps& deps) : d_(deps) {}
  http::Response Home(const http::Request& request) const;
  http::Response About(const http::Request& request) const;

 private:
  PageDeps d_;
};

class ListPages {
 public:
  explicit ListPages(const PageDeps& deps) : d_(deps) {}
  http::Response Modules(const http::Request& request) const;
  http::Response Module(const http::Request& request) const;
  http::Response Collections(const http::Request& request) const;
  http::Response Collection(const http::Request& request) const;
  http::Response CollectionExport(const http::Request& request, exchange::Format format) const;
  http::Response Sites(const http::Request& request) const;
  http::Response Site(const http::Request& request) const;

 private:
  PageDeps d_;
};

class ResourcePages {
 public:
  explicit ResourcePages(const PageDeps& deps) : d_(deps) {}
  http::Response Show(const http::Request& request) const;
  http::Response Cite(const http::Request& request, exchange::Format format) const;

 private:
  http::Response MovedOr(const http::Request& request, const Error& error, std::string_view rest) const;
  PageDeps d_;
};

class SearchPages {
 public:
  explicit SearchPages(const PageDeps& deps) : d_(deps) {}
  http::Response Search(const http::Request& request) const;
  http::Response Suggest(const http::Request& request) const;
  http::Response Export(const http::Request& request, exchange::Format format) const;

 private:
  PageDeps d_;
};

class FeedPages {
 public:
  explicit FeedPages(const PageDeps& deps) : d_(deps) {}
  http::Response Atom(const http::Request& request) const;
  http::Response OpenSearch(const http::Request& request) const;
  http::Response Sitemap(const http::Request& request) const;
  http::Response Robots(const http::Request& request) const;

 private:
  PageDeps d_;
};

// The formats that pages offer: the last part of their address, and their name.
struct OfferedFormat {
  exchange::Format format;
  const char* ending;  // "cite.bib", "search.bib"
  const char* name;
};
inline constexpr OfferedFormat kOffered[] = {{exchange::Format::kBibtex, "bib", "BibTeX"},
                                             {exchange::Format::kRis, "ris", "RIS"},
                                             {exchange::Format::kCslJson, "csl.json", "CSL-JSON"},
                                             {exchange::Format::kCsv, "csv", "CSV"},
                                             {exchange::Format::kJson, "json", "JSON"}};

}  // namespace concord::library
