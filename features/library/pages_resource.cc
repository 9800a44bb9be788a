// One resource: its page and its citation in every format.
#include <algorithm>

#include "base/core/text.h"
#include "base/i18n/catalog.h"
#include "features/library/citation.h"
#include "features/library/pages.h"
#include "features/library/ratings.h"
#include "features/library/search_schema.h"
#include "features/library/signposting.h"

namespace concord::library {
namespace {

constexpr size_t kTies = 8;  // of a kind; the others are counted

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
  view.keep = "/resources/" + a.slug + "/lists";
  view.cite_href = view.unapi_id = "/resources/" + a.slug;
  view.cite_href += "/cite";
  view.types = TermLinks(speaker, "type", a.types);
  view.topics = TermLinks(speaker, "topic", a.topics);
  view.facts = FactsOf(speaker, a);
  for (const auto& e : a.evidence) {
    view.ratings.push_back({e.outcome, speaker.Label("direction", e.direction), speaker.Label("certainty", e.certainty),
                            e.setting, e.basis, e.date, RatedBy(speaker, rated, e)});
  }
  if (a.slug.empty()) return view;  // a preview of what has no address yet
  for (const auto& o : kOffered) view.formats.push_back({"/resources/" + a.slug + "/cite." + o.ending, o.name});
  view.history = "/resources/" + a.slug + "/history";
  return view;
}

html::PageMeta MetaOf(const Record& a, const std::string& page_url, const std::string& citation) {
  html::PageMeta meta;
  meta.title = a.title;
  meta.description = a.summary.empty() ? citation : a.summary;
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

void FillRelated(views::ResourcePage& view, const PageDeps& deps, const Speaker& speaker, const Resource& resource) {
  if (!deps.related) return;
  for (const auto& related : *deps.related->Of(resource)) {
    views::Row row = ToRow(speaker, related.row);
    std::vector<std::string> shares;
    for (const auto& shared : related.shares)
      shares.push_back(shared.topic ? speaker.Label("topic", shared.text) : shared.text);
    if (!shares.empty()) row.why = speaker.Say("library.related.shares", {{"what", text::Join(shares, ", ")}});
    view.related.push_back(std::move(row));
  }
}

void FillTies(views::ResourcePage& view, const PageDeps& deps, const Speaker& speaker, const Resource& resource) {
  if (!deps.ties) return;
  const auto ties = deps.ties->Of(resource);
  if (ties->communities > 0) view.used = speaker.Count("library.ties.used", static_cast<int64_t>(ties->communities));
  for (const auto& group : ties->groups) {
    views::TieGroup out{speaker.Say(group.heading_key), "", {}};
    for (size_t i = 0; i < std::min(kTies, group.ties.size()); ++i)
      out.ties.push_back({group.ties[i].href, group.ties[i].title, group.ties[i].by});
    if (group.ties.size() > kTies)
      out.more = speaker.Count("library.count.more", static_cast<int64_t>(group.ties.size() - kTies));
    view.ties.push_back(std::move(out));
  }
}

}  // namespace

html::Safe RenderResource(const PageDeps& deps, const http::Request& request, const Resource& resource,
                          const std::vector<Rated>& rated) {
  const Speaker speaker(deps, request);
  const Record& about = resource.about;
  views::ResourcePage view = ViewOf(speaker, about, rated);
  for (const auto& section : deps.resource_sections) view.sections_html.push_back(section(request, resource).html);
  if (deps.link_note && !view.url.empty()) view.link_note = deps.link_note(speaker, resource.id.ToString());
  view.basis = BasisOf(speaker, about, deps.frame.catalog());
  FillRelated(view, deps, speaker, resource);
  FillTies(view, deps, speaker, resource);
  if (const auto shelf = deps.library.Shelves()) {
    for (const auto& c : (*shelf)->collections) {
      if (std::find(c.resources.begin(), c.resources.end(), about.slug) == c.resources.end()) continue;
      view.collections.push_back({"/collections/" + c.slug, c.title.In(speaker.language())});
    }
  }
  for (const auto& style : csl::kStyles) {
    if (!deps.styles) break;
    view.citations.push_back(
        {style.slug, style.name, deps.styles->Cite(about, style.slug, speaker.language(), deps.clock.Now()).html});
  }
  view.changed =
      speaker.Say("library.resource.changed", {{"date", i18n::FormatDate(speaker.language(), resource.updated)}});
  if (deps.resource_actions) view.actions = deps.resource_actions(request, resource);
  return views::Render(deps.frame.templates(), speaker.language(), view);
}

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
  const Record& about = resource->about;
  std::vector<Rated> rated;
  if (!about.evidence.empty()) {
    auto found = RatedOutcomes(d_.library, resource->id);
    if (!found) return ErrorFor(d_, request, found.error());
    rated = std::move(*found);
  }
  const std::string origin = OriginOf(d_, request), page = origin + "/resources/" + about.slug;
  const std::string citation =
      d_.styles ? d_.styles->Cite(about, csl::kStyles[0].slug, d_.frame.LanguageOf(request), d_.clock.Now()).plain : "";
  http::Response response =
      d_.frame.Page(request, MetaOf(about, page, citation), RenderResource(d_, request, *resource, rated));
  response.headers.Add("Link", LinkHeader(SignpostsOf(about, origin), page + "/linkset.json"));
  // What some visitors may do stands on it.
  response.shared = !d_.resource_actions || d_.resource_actions(request, *resource).empty();
  return response;
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
      .Header("Link", "<" + OriginOf(d_, request) + "/resources/" + resource->about.slug +
                          ">; rel=\"describes\"; type=\"text/html\"")
      .Shared();
}

}  // namespace concord::library
