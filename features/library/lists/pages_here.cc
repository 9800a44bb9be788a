// A list that lives in its address: /lists/here?r=slug,slug. Nothing of it is kept by the hub, so whoever has the
// address has the list; it can be a bookmark, a link or a sheet of paper.
#include <algorithm>

#include "base/core/text.h"
#include "features/library/lists/pages.h"
#include "features/library/search_schema.h"

namespace concord::library::lists {
namespace {

constexpr size_t kMost = 60;  // as many as an address holds
constexpr size_t kFound = 10;

std::vector<std::string> SlugsIn(const http::Request& request) {
  auto slugs = SlugsOf(request.query.All("r"));
  if (slugs.size() > kMost) slugs.resize(kMost);
  return slugs;
}

std::string Address(const std::vector<std::string>& slugs, std::string_view words = {}) {
  std::string out = "/lists/here";
  std::string list;
  for (const auto& slug : slugs) list += (list.empty() ? "" : ",") + http::PercentEncode(slug);
  if (!list.empty()) out += "?r=" + list;
  if (!words.empty()) out += (list.empty() ? "?q=" : "&q=") + http::PercentEncode(words);
  return out;
}

std::vector<std::string> Swapped(std::vector<std::string> slugs, size_t one, size_t other) {
  std::swap(slugs[one], slugs[other]);
  return slugs;
}

std::vector<std::string> Without(std::vector<std::string> slugs, size_t at) {
  slugs.erase(slugs.begin() + static_cast<long>(at));
  return slugs;
}

std::string FactsOf(const Speaker& speaker, const ResourceRow& row) {
  std::string out = row.year ? std::to_string(*row.year) : speaker.Say("library.row.year_unknown");
  if (!row.source.empty()) out += " · " + row.source;
  return out;
}

void FillFound(views::HerePage& view, const Deps& deps, const Speaker& speaker, const std::vector<std::string>& slugs) {
  search::Query query;
  query.words = view.words;
  query.limit = kFound + slugs.size();
  query.facet_values = 0;
  const auto results = deps.library.searcher.Search(query);
  if (!results) return;
  view.found = speaker.Count("library.count.found", static_cast<int64_t>(results->total));
  for (const auto& hit : results->hits) {
    const ResourceRow row = UnpackRow(hit.stored).row;
    if (view.results.size() >= kFound || std::ranges::find(slugs, row.slug) != slugs.end()) continue;
    auto more = slugs;
    more.push_back(row.slug);
    view.results.push_back(
        {Address(more, view.words), row.title, row.language.empty() ? "en" : row.language, FactsOf(speaker, row)});
  }
}

}  // namespace

http::Response HerePages::Show(const http::Request& request) const {
  const Speaker speaker(d_.library, request);
  const auto asked = SlugsIn(request);
  const auto rows = d_.library.library.RowsOf(asked);
  if (!rows) return ErrorFor(d_.library, request, rows.error());
  std::vector<std::string> slugs;
  for (const auto& row : *rows) slugs.push_back(row.slug);
  views::HerePage view;
  if (const size_t gone = asked.size() - slugs.size(); gone > 0)
    view.notes.push_back(speaker.Count("lists.here.gone", static_cast<int64_t>(gone)));
  for (size_t i = 0; i < rows->size(); ++i) {
    views::Item item;
    item.row = ToRow(speaker, (*rows)[i]);
    item.row.keep_href.clear();
    item.name = (*rows)[i].title;
    if (i > 0) item.up_href = Address(Swapped(slugs, i, i - 1));
    if (i + 1 < rows->size()) item.down_href = Address(Swapped(slugs, i, i + 1));
    item.remove_href = Address(Without(slugs, i));
    view.items.push_back(std::move(item));
  }
  view.size = speaker.Count("library.count.resources", static_cast<int64_t>(slugs.size()));
  view.share = OriginOf(d_.library, request) + Address(slugs);
  view.resources = text::Join(slugs, ",");
  view.keep_href = "/me/lists/new?r=" + view.resources;
  view.words = text::CollapseSpace(text::Clean(request.query.Get("q").substr(0, 500)));
  if (slugs.size() >= kMost) {
    view.notes.push_back(speaker.Say("lists.here.full", {{"count", std::to_string(kMost)}}));
  } else if (!view.words.empty()) {
    FillFound(view, d_, speaker, slugs);
  }
  for (const auto& o : kOffered)
    view.saves.push_back({std::string("/lists/here/list.") + o.ending + "?r=" + view.resources, o.name});
  return d_.library.frame.Page(request, MetaOf(speaker.Say("lists.here.title")),
                               views::Render(d_.library.frame.templates(), speaker.language(), view));
}

http::Response HerePages::Export(const http::Request& request, exchange::Format format) const {
  const auto resources = d_.library.library.FindAll(SlugsIn(request));
  if (!resources) return ErrorFor(d_.library, request, resources.error());
  std::vector<exchange::Record> records;
  for (const auto& resource : *resources) records.push_back(resource.about);
  return http::Response::Download(exchange::Write(format, records), std::string(exchange::MediaTypeOf(format)),
                                  "concord-list" + std::string(exchange::ExtensionOf(format)));
}

}  // namespace concord::library::lists
