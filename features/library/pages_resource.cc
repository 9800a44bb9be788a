// One resource: its page and its citation in every format.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/citation.h"
#include "features/library/pages.h"
#include "features/library/ratings.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kRelated = 5;

using exchange::Record;

std::string HostOf(std::string_view url) {
  const size_t begin = url.find("://");
  if (begin == std::string_view::npos) return std::string(url);
  std::string_view host = url.substr(begin + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

std::vector<std::string> Names(const std::vector<exchange::Name>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.Display());
  return out;
}

std::vector<std::string> Labels(const Speaker& speaker, const char* facet, const std::vector<std::string>& values) {
  std::vector<std::string> out;
  for (const auto& value : values) out.push_back(speaker.Label(facet, value));
  return out;
}

std::vector<views::Link> TermLinks(const Speaker& speaker, const char* facet, const std::vector<std::string>& slugs) {
  std::vector<views::Link> links;
  for (const auto& slug : slugs) {
    links.push_back({AddressOf(SearchState{}.With(facet, slug)), speaker.Label(facet, slug)});
  }
  return links;
}

class FactList {
 public:
  explicit FactList(const Speaker& speaker) : speaker_(speaker) {}
  void Add(const char* field, const std::string& text, std::string href = {}) {
    if (!text.empty())
      facts_.push_back({speaker_.Say(std::string("library.resource.field_") + field), text, std::move(href)});
  }
  std::vector<views::Fact> Take() { return std::move(facts_); }

 private:
  const Speaker& speaker_;
  std::vector<views::Fact> facts_;
};

std::vector<views::Fact> FactsOf(const Speaker& speaker, const Record& a) {
  FactList facts(speaker);
  facts.Add("authors", text::Join(Names(a.authors), ", "));
  facts.Add("editors", text::Join(Names(a.editors), ", "));
  facts.Add("year", a.year ? std::to_string(*a.year) : speaker.Say("library.row.year_unknown"));
  if (a.date.size() > 4) facts.Add("date", a.date);
  facts.Add("publisher", a.publisher);
  facts.Add("container", a.container);
  facts.Add("series", a.series);
  facts.Add("volume", a.volume);
  facts.Add("issue", a.issue);
  facts.Add("pages", a.pages);
  facts.Add("edition", a.edition);
  facts.Add("place", a.place);
  facts.Add("languages", text::Join(Labels(speaker, "language", a.languages), ", "));
  facts.Add("audiences", text::Join(Labels(speaker, "audience", a.audiences), ", "));
  facts.Add("keywords", text::Join(a.keywords, ", "));
  facts.Add("doi", a.doi, "https://doi.org/" + a.doi);
  facts.Add("ncj", a.ncj);
  facts.Add("isbn", a.isbn);
  facts.Add("issn", a.issn);
  facts.Add("note", a.note);
  return facts.Take();
}

std::vector<views::Basis> BasisOf(const Speaker& speaker, const Record& a, const i18n::Catalog& catalog) {
  std::vector<views::Basis> basis;
  for (const auto& fact : a.facts) {
    const std::string key = "library.resource.field_" + fact.field;
    const bool address = fact.source.starts_with("https://") || fact.source.starts_with("http://");
    basis.push_back({catalog.Has(key) ? speaker.Say(key) : fact.field, speaker.Basis(fact.basis), fact.source,
                     address ? fact.source : ""});
  }
  return basis;
}

// Who stands behind a rating: two curators, since when; or one, who read it first.
std::string RatedBy(const Speaker& speaker, const std::vector<Rated>& rated, const exchange::Evidence& line) {
  const Rated* by_two = RatedFor(rated, line);
  if (!by_two) return speaker.Say("library.queue.rating.by_one");
  const std::string date = i18n::FormatDate(speaker.language(), by_two->at);
  if (by_two->settled.empty()) return speaker.Say("library.queue.rating.by_two", {{"date", date}});
  return speaker.Say("library.queue.rating.by_two_settled", {{"date", date}, {"basis", by_two->settled}});
}

views::ResourcePage ViewOf(const Speaker& speaker, const Record& a, const std::vector<Rated>& rated) {
  views::ResourcePage view;
  view.title = a.title;
  view.subtitle = a.subtitle;
  view.language = a.languages.empty() ? "en" : a.languages.front();
  view.authors = text::Join(Names(a.authors), ", ");
  view.source_line = SourceOf(a);
  if (!view.source_line.empty()) view.source_line += " · ";
  view.source_line += a.year ? std::to_string(*a.year) : speaker.Say("library.row.year_unknown");
  view.summary = a.summary;
  view.suggest_href = "/library/suggest?about=" + a.slug;
  view.url = !a.url.empty() ? a.url : a.doi.empty() ? "" : "https://doi.org/" + a.doi;
  view.open = speaker.Say("library.resource.open", {{"host", HostOf(view.url)}});
  if (!a.access.empty()) view.access = speaker.Label("access", a.access);
  if (!a.superseded_by.empty()) view.superseded = "/resources/" + a.superseded_by;
  view.citation = PlainCitation(a);
  view.types = TermLinks(speaker, "type", a.types);
  view.topics = TermLinks(speaker, "topic", a.topics);
  view.facts = FactsOf(speaker, a);
  for (const auto& e : a.evidence) {
    view.ratings.push_back({e.outcome, speaker.Label("direction", e.direction), speaker.Label("certainty", e.certainty),
                            e.setting, e.basis, e.date, RatedBy(speaker, rated, e)});
  }
  for (const auto& o : kOffered) view.formats.push_back({"/resources/" + a.slug + "/cite." + o.ending, o.name});
  return view;
}

html::PageMeta MetaOf(const Record& a, const std::string& page_url) {
  html::PageMeta meta;
  meta.title = a.title;
  meta.description = a.summary.empty() ? PlainCitation(a) : a.summary;
  meta.section = "search";
  meta.meta = CitationMeta(a, page_url);
  meta.json_ld = JsonLd(a, page_url);
  meta.links.push_back({"canonical", "", page_url, "", ""});
  for (const auto& o : kOffered) {
    meta.links.push_back({"alternate", std::string(exchange::MediaTypeOf(o.format)),
                          "/resources/" + a.slug + "/cite." + o.ending, o.name, ""});
  }
  return meta;
}

}  // namespace

// A resource that was merged into another one is there under that one's address for good; `rest` follows it.
http::Response ResourcePages::MovedOr(const http::Request& request, const Error& error, std::string_view rest) const {
  if (error.kind != ErrorKind::kNotFound) return ErrorFor(d_, request, error);
  const auto moved = d_.library.MovedTo(request.params.Get("slug"));
  if (!moved) return ErrorFor(d_, request, moved.error());
  return http::Response::Moved("/resources/" + *moved + std::string(rest));
}

http::Response ResourcePages::Show(const http::Request& request) const {
  const auto resource = d_.library.Find(request.params.Get("slug"));
  if (!resource) return MovedOr(request, resource.error(), "");
  const Speaker speaker(d_, request);
  const Record& about = resource->about;
  std::vector<Rated> rated;
  if (!about.evidence.empty()) {
    auto found = RatedOutcomes(d_.library, resource->id);
    if (!found) return ErrorFor(d_, request, found.error());
    rated = std::move(*found);
  }
  views::ResourcePage view = ViewOf(speaker, about, rated);
  view.basis = BasisOf(speaker, about, d_.frame.catalog());
  for (const auto& hit : d_.searcher.Similar(resource->id.ToString(), kRelated)) {
    view.related.push_back(ToRow(speaker, UnpackRow(hit.stored).row));
  }
  if (const auto shelf = d_.library.Shelves()) {
    for (const auto& c : (*shelf)->collections) {
      if (std::find(c.resources.begin(), c.resources.end(), about.slug) == c.resources.end()) continue;
      view.collections.push_back({"/collections/" + c.slug, c.title.In(speaker.language())});
    }
  }
  const auto meta = MetaOf(about, OriginOf(d_, request) + "/resources/" + about.slug);
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view)).Shared();
}

http::Response ResourcePages::Cite(const http::Request& request, exchange::Format format) const {
  const auto resource = d_.library.Find(request.params.Get("slug"));
  if (!resource) {
    const size_t last = request.path.rfind('/');
    return MovedOr(request, resource.error(), std::string_view(request.path).substr(last));
  }
  const std::string name = resource->about.slug + std::string(exchange::ExtensionOf(format));
  return http::Response::Download(exchange::Write(format, std::span(&resource->about, 1)),
                                  std::string(exchange::MediaTypeOf(format)), name)
      .Shared();
}

}  // namespace concord::library
