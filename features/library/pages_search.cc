// The page of results, its suggestions and its exports.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "features/library/pages.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kFirstValues = 6;  // of a facet, before "more"
constexpr size_t kExported = 1000;  // results a saved search holds
constexpr size_t kSuggestions = 8;
constexpr size_t kPassage = 280;  // code points of a document's page

// Opens the page in the reading view (features/library/reading/), with the words marked.
views::PagePassage PassageOf(const Speaker& speaker, const SearchState& state, const ResourceRow& row,
                             const search::PageHit& hit, search::Marker& marker) {
  views::PagePassage view;
  const std::string number = std::to_string(hit.page);
  view.href = "/resources/" + row.slug + "/read/" + http::PercentEncode(hit.text) + "?" +
              http::EncodeQuery({{"page", number}, {"q", state.words}}) + "#page-" + number;
  view.label = speaker.Say("library.row.page", {{"page", number}});
  view.of = speaker.Say("library.row.page_of", {{"title", row.title}});
  if (hit.language != speaker.language()) view.language = hit.language;
  view.passage_html = Marked(marker, hit.passage, hit.language);
  if (hit.pages > 1) view.more = speaker.Count("library.count.more_pages", static_cast<int64_t>(hit.pages - 1));
  return view;
}

views::Facet FacetView(const Speaker& speaker, const search::Facet& facet) {
  views::Facet view{facet.name, speaker.Say("library.facet." + facet.name), "", {}, {}, false};
  std::vector<search::FacetValue> values = facet.values;
  // Years read best in their own order; "not known" comes last.
  if (facet.name == "year") {
    std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
      const auto rank = [](const std::string& v) { return v == "unknown" ? "0" : v.starts_with("before") ? "1" : v; };
      return std::string(rank(a.value)) > std::string(rank(b.value));
    });
  }
  for (const auto& value : values) {
    if (value.count == 0 && !value.selected) continue;
    views::FacetValue one{value.value, speaker.Label(facet.name, value.value), std::to_string(value.count),
                          value.selected};
    const bool first = view.first.size() < kFirstValues;
    view.more_open |= !first && value.selected;
    (first ? view.first : view.more).push_back(std::move(one));
  }
  view.more_title = speaker.Count("library.count.more", static_cast<int64_t>(view.more.size()));
  return view;
}

std::vector<views::PageLink> PageLinks(const Speaker& speaker, const SearchState& state, size_t last) {
  std::vector<views::PageLink> links;
  size_t previous = 0;
  for (size_t n = 1; n <= last; ++n) {
    const bool near = n + 2 >= state.page && n <= state.page + 2;
    if (n != 1 && n != last && !near) continue;
    if (n > previous + 1) links.push_back({});
    const std::string number = std::to_string(n);
    links.push_back({number, AddressOf(state.OnPage(n)), speaker.Say("library.search.page", {{"number", number}}),
                     n == state.page});
    previous = n;
  }
  return links;
}

void FillChoices(views::Search& view, const Speaker& speaker, const SearchState& state) {
  for (const auto& [facet, value] : state.selected) {
    const std::string label = speaker.Label(facet, value);
    view.chips.push_back({AddressOf(state.Without(facet, value)), speaker.Say("library.facet." + facet), label,
                          speaker.Say("library.search.remove", {{"label", label}})});
    view.kept.emplace_back(facet, value);
  }
  if (!state.sort.empty()) view.kept.emplace_back("sort", state.sort);
  if (!state.selected.empty()) {
    view.selected_count = speaker.Count("library.count.selected", static_cast<int64_t>(state.selected.size()));
  }
  SearchState reset;
  reset.words = state.words;
  view.reset_href = AddressOf(reset);
  for (const char* sort : {"", "newest", "title"}) {
    if (*sort == '\0' && state.words.empty()) continue;
    const std::string key = std::string("library.search.sort_") + (*sort ? sort : "relevance");
    const bool current =
        state.sort == sort || (state.words.empty() && state.sort.empty() && std::string_view(sort) == "newest");
    view.sorts.push_back({AddressOf(state.SortedBy(sort)), speaker.Say(key), current});
  }
}

// What to do when nothing was found: the facet whose selection costs most, the words without narrowing, the areas.
void FillEmpty(views::Search& view, const PageDeps& deps, const Speaker& speaker, const SearchState& state,
               const search::Results& results) {
  view.empty_text = state.words.empty() ? speaker.Say("library.search.none_here")
                                        : speaker.Say("library.search.none_for", {{"words", state.words}});
  view.suggest_href = "/library/suggest";
  if (!state.words.empty()) view.suggest_href += "?title=" + http::PercentEncode(state.words);
  const search::Facet* widest = nullptr;
  for (const auto& facet : results.facets) {
    const bool chosen =
        std::any_of(state.selected.begin(), state.selected.end(), [&](const auto& s) { return s.first == facet.name; });
    if (chosen && facet.without > 0 && (!widest || facet.without > widest->without)) widest = &facet;
  }
  if (widest) {
    view.empty_text = speaker.Say("library.search.none_here");
    view.drop = {AddressOf(state.WithoutFacet(widest->name)),
                 speaker.Say("library.search.drop", {{"facet", speaker.Say("library.facet." + widest->name)}}) + " (" +
                     speaker.Count("library.count.found", static_cast<int64_t>(widest->without)) + ")"};
  } else if (!state.selected.empty() && !state.words.empty()) {
    view.any_href = view.reset_href;
  }
  if (const auto shelf = deps.library.Shelves()) {
    for (const auto& m : (*shelf)->modules)
      view.areas.push_back({"/modules/" + m.slug, m.title.In(speaker.language())});
  }
}

void FillPaging(views::Search& view, const Speaker& speaker, const SearchState& state, uint64_t total) {
  const size_t last = std::clamp<size_t>((static_cast<size_t>(total) + kPageSize - 1) / kPageSize, 1, kMaxPage);
  view.pages = PageLinks(speaker, state, last);
  if (state.page > 1) view.previous = AddressOf(state.OnPage(std::min(state.page - 1, last)));
  if (state.page < last) view.next = AddressOf(state.OnPage(state.page + 1));
  if (state.page == kMaxPage && total > kMaxPage * kPageSize) {
    view.notes.push_back(speaker.Say("library.search.last_page", {{"count", std::to_string(kMaxPage * kPageSize)}}));
  }
}

views::Search ViewOf(const PageDeps& deps, const Speaker& speaker, const SearchState& state, const search::Query& query,
                     const search::Results& results) {
  views::Search view;
  view.heading = state.words.empty() ? speaker.Say("library.search.title")
                                     : speaker.Say("library.search.title_for", {{"words", state.words}});
  view.words = state.words;
  view.sort = state.sort;
  view.found = speaker.Count("library.count.found", static_cast<int64_t>(results.total));
  view.widened = results.widened;
  for (const auto& note : results.notes) view.notes.push_back(speaker.Say(note));
  if (!results.suggestion.empty()) view.suggestion = {AddressOf(state.Asking(results.suggestion)), results.suggestion};
  for (const auto& facet : results.facets) {
    views::Facet one = FacetView(speaker, facet);
    if (!one.first.empty()) view.facets.push_back(std::move(one));
  }
  FillChoices(view, speaker, state);
  const auto marker = query.words.empty() ? nullptr : deps.searcher.MarkerFor(query);
  for (const auto& hit : results.hits) {
    const ResourceRow row = UnpackRow(hit.stored).row;
    view.rows.push_back(marker ? ToRow(speaker, row, *marker) : ToRow(speaker, row));
    if (marker && hit.page) view.rows.back().page = PassageOf(speaker, state, row, *hit.page, *marker);
  }
  if (view.rows.empty()) FillEmpty(view, deps, speaker, state, results);
  FillPaging(view, speaker, state, results.total);
  SearchState bare = state.OnPage(1);
  for (const auto& o : kOffered) view.save.push_back({AddressOf(bare, std::string("/search.") + o.ending), o.name});
  view.bibliography = AddressOf(bare, "/search/bibliography");
  view.feed = AddressOf(bare.SortedBy(""), "/search.atom");
  view.bulk = AddressOf(bare.SortedBy(""), "/curation/bulk");
  return view;
}

}  // namespace

http::Response SearchPages::Search(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const SearchState state = StateFrom(request.query);
  search::Query query = QueryFor(state);
  query.passage_chars = kPassage;
  const auto results = d_.searcher.Search(query);
  if (!results) return ErrorFor(d_, request, results.error());
  const views::Search view = ViewOf(d_, speaker, state, query, *results);
  html::PageMeta meta;
  meta.title = view.heading;
  meta.section = "search";
  meta.no_index = !state.empty();
  meta.links.push_back({"alternate", "application/atom+xml", view.feed, speaker.Say("library.search.feed"), ""});
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view)).Shared();
}

http::Response SearchPages::Suggest(const http::Request& request) const {
  auto suggestions = nlohmann::ordered_json::array();
  const std::string typed = text::CollapseSpace(text::Clean(request.query.Get("q").substr(0, 200)));
  if (text::CountCodePoints(typed) >= 2) {
    for (const auto& hit : d_.searcher.Suggest(typed, kSuggestions)) {
      const auto row = UnpackRow(hit.stored).row;
      nlohmann::ordered_json one{{"title", row.title}, {"url", "/resources/" + row.slug}, {"year", nullptr}};
      if (row.year) one["year"] = *row.year;
      suggestions.push_back(one);
    }
  }
  const nlohmann::ordered_json answer{{"suggestions", suggestions}};
  return http::Response::Json(answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)).Shared();
}

http::Response SearchPages::Export(const http::Request& request, exchange::Format format) const {
  search::Query query = QueryFor(StateFrom(request.query));
  query.offset = 0;
  query.limit = kExported;
  const auto resources = FindResources(d_.library, d_.searcher, query);
  if (!resources) return ErrorFor(d_, request, resources.error());
  std::vector<exchange::Record> records;
  for (const auto& resource : *resources) records.push_back(resource.about);
  const std::string name = "concord-search" + std::string(exchange::ExtensionOf(format));
  return http::Response::Download(exchange::Write(format, records), std::string(exchange::MediaTypeOf(format)), name)
      .Shared();
}

}  // namespace concord::library
