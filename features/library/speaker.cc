// How the library's pages put things into words.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/pages.h"
#include "features/library/search_schema.h"

namespace concord::library {

Speaker::Speaker(const PageDeps& deps, const http::Request& request)
    : catalog_(deps.frame.catalog()), language_(deps.frame.LanguageOf(request)), terms_(deps.library.Terms()) {}

std::string Speaker::Say(std::string_view key, const i18n::Params& params) const {
  return catalog_.Text(language_, key, params);
}

std::string Speaker::Count(std::string_view key, int64_t count) const { return catalog_.Plural(language_, key, count); }

std::string Speaker::Label(std::string_view facet, const std::string& value) const {
  if (value == "unknown") return Say("library.facet.unknown");
  if (const Term* term = terms_->Find(facet, value)) return term->title.In(language_);
  if (facet == "year") {
    if (value.starts_with("before-")) return Say("library.facet.before", {{"year", value.substr(7)}});
    const size_t dash = value.find('-');
    if (dash == std::string::npos) return value;
    return Say("library.facet.range", {{"first", value.substr(0, dash)}, {"last", value.substr(dash + 1)}});
  }
  for (const auto& [name, prefix] : {std::pair{"access", "library.access."},
                                     {"language", "library.language."},
                                     {"direction", "library.direction."},
                                     {"certainty", "library.certainty."}}) {
    if (facet != name) continue;
    std::string key = prefix + value;
    std::ranges::replace(key, ' ', '_');  // "no clear effect"
    return catalog_.Has(key) ? Say(key) : value;
  }
  return value;
}

std::string Speaker::Basis(const std::string& basis) const {
  const std::string slug = terms_->Resolve("basis", basis);
  return slug.empty() ? basis : terms_->Title("basis", slug, language_);
}

std::string Marked(search::Marker& marker, std::string_view text, std::string_view language) {
  std::string out;
  size_t at = 0;
  for (const auto& span : marker.Highlight(text, language)) {
    out += html::Escape(text.substr(at, span.begin - at));
    out += "<mark>" + html::Escape(text.substr(span.begin, span.end - span.begin)) + "</mark>";
    at = span.end;
  }
  return out + html::Escape(text.substr(at));
}

views::Row ToRow(const Speaker& speaker, const ResourceRow& row) {
  views::Row view;
  view.href = "/resources/" + row.slug;
  view.keep_href = view.href + "/lists";
  if (!row.language.empty() && row.language != speaker.language()) view.language = row.language;
  view.title_html = html::Escape(row.subtitle.empty() ? row.title : row.title + ": " + row.subtitle);
  view.summary_html = html::Escape(text::Shorten(row.summary, 300));
  for (const auto& type : row.types) view.facts.push_back(speaker.Label("type", type));
  view.facts.push_back(row.year ? std::to_string(*row.year) : speaker.Say("library.row.year_unknown"));
  if (!row.authors.empty()) {
    view.facts.push_back(row.authors.size() > 3 ? row.authors.front() + " et al." : text::Join(row.authors, ", "));
  }
  if (!row.source.empty()) view.facts.push_back(row.source);
  if (row.access == "members" || row.access == "request") view.facts.push_back(speaker.Label("access", row.access));
  for (const auto& topic : row.topics) {
    view.topics.push_back({"/search?topic=" + http::PercentEncode(topic), speaker.Label("topic", topic)});
  }
  return view;
}

views::Row ToRow(const Speaker& speaker, const ResourceRow& row, search::Marker& marker) {
  views::Row view = ToRow(speaker, row);
  const std::string& language = row.language.empty() ? speaker.language() : row.language;
  view.title_html = Marked(marker, row.subtitle.empty() ? row.title : row.title + ": " + row.subtitle, language);
  if (!row.summary.empty()) {
    view.summary_html = Marked(marker, marker.Passage(row.summary, language, 300), language);
  }
  return view;
}

std::vector<views::Row> ToRows(const Speaker& speaker, const std::vector<ResourceRow>& rows) {
  std::vector<views::Row> out;
  for (const auto& row : rows) out.push_back(ToRow(speaker, row));
  return out;
}

NewestRows Newest(const PageDeps& deps, const Speaker& speaker, size_t limit, const std::vector<std::string>& topics) {
  search::Query query;
  query.sort = "year";
  query.descending = true;
  query.limit = limit;
  query.facet_values = 0;
  if (!topics.empty()) query.selected["topic"] = topics;
  NewestRows newest;
  const auto results = deps.searcher.Search(query);
  if (!results) return newest;
  newest.total = results->total;
  for (const auto& hit : results->hits) newest.rows.push_back(ToRow(speaker, UnpackRow(hit.stored).row));
  return newest;
}

std::vector<std::string> Paragraphs(std::string_view body) {
  std::vector<std::string> paragraphs;
  while (!body.empty()) {
    const size_t end = body.find("\n\n");
    if (const auto one = text::CollapseSpace(body.substr(0, end)); !one.empty()) paragraphs.push_back(one);
    if (end == std::string_view::npos) break;
    body.remove_prefix(end + 2);
  }
  return paragraphs;
}

std::string OriginOf(const PageDeps& deps, const http::Request& request) {
  if (deps.hub.base_url.empty()) return request.Origin();
  std::string origin = deps.hub.base_url;
  while (origin.ends_with('/')) origin.pop_back();
  return origin;
}

http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error) {
  unsigned status = 500;
  if (error.kind == ErrorKind::kNotFound) status = 404;
  if (error.kind == ErrorKind::kInvalid) status = 400;
  if (error.kind == ErrorKind::kUnavailable) status = 503;
  if (status >= 500) {
    deps.log.Error("request failed", {{"request_id", request.request_id}, {"key", error.key}, {"cause", error.cause}});
  }
  return deps.frame.ErrorPage(request, status);
}

}  // namespace concord::library
