// The report of a review, and its files.
#include <algorithm>

#include "features/selfreview/results/exports.h"
#include "features/selfreview/results/pages.h"
#include "features/selfreview/results/report.h"

namespace concord::selfreview::results {
namespace {

std::vector<views::Link> SitesOf(library::Library& library, const std::string& area) {
  std::vector<views::Link> sites;
  const auto shelf = library.Shelves();
  if (!shelf) return sites;  // the page goes without
  for (const auto& site : (*shelf)->sites) {
    if (std::find(site.modules.begin(), site.modules.end(), area) != site.modules.end())
      sites.push_back({"/sites/" + site.slug, site.name});
  }
  return sites;
}

// Bands are for those inside, and for nobody who looks at what everyone sees.
Result<std::optional<bands::Others>> OthersBeside(const Deps& deps, const Opened& opened) {
  if (!opened.inside) return std::optional<bands::Others>();
  return deps.bands.Beside(opened.review);
}

// What was shown to one reader must not be kept for another.
http::Response Private(http::Response response) {
  response.Header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

http::Response ReportPages::Show(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const Words words(d_.frame, request);
  Around around;
  around.place = accounts::VisitOf(request).place->name;
  around.zone = accounts::VisitOf(request).place->time_zone;
  auto earlier = Earlier(d_, *opened);
  if (!earlier) return ErrorFor(d_, request, earlier.error());
  around.earlier = std::move(*earlier);
  if (around.earlier) around.versions = d_.reviews.VersionsOf(opened->review.about.instrument);
  const Instrument& instrument = opened->instrument->instrument;
  around.resources = reading::ResourceLinks(d_.library, words.language(), instrument);
  around.sites = SitesOf(d_.library, instrument.area);
  if (opened->belongs) {
    auto actions = d_.actions.Of(opened->review);
    if (!actions) return ErrorFor(d_, request, actions.error());
    around.actions = std::move(*actions);
  }
  auto others = OthersBeside(d_, *opened);
  if (!others) return ErrorFor(d_, request, others.error());
  around.others = std::move(*others);
  around.audience = AudienceNamed(request.query.Get("for")).value_or(0);
  views::Report view = ReportOf(words, *opened, around);
  view.chart_script = d_.chart_script;
  view.back = {"/c/" + accounts::VisitOf(request).place->slug, around.place};
  html::PageMeta meta;
  meta.title = view.title;
  meta.description = view.lead;
  meta.section = "self-review";
  meta.no_index = opened->belongs || opened->review.published == Published::kNone;
  return Private(d_.frame.Page(request, meta, views::Render(d_.frame.templates(), words.language(), view)));
}

http::Response ReportPages::Csv(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const auto others = OthersBeside(d_, *opened);
  if (!others) return ErrorFor(d_, request, others.error());
  const Words words(d_.frame, request);
  return Private(http::Response::Download(CsvOf(words, *opened, *others), "text/csv; charset=utf-8",
                                          opened->review.slug + ".csv"));
}

http::Response ReportPages::Json(const http::Request& request) const {
  const auto opened = Open(d_, request);
  if (!opened) return ErrorFor(d_, request, opened.error());
  const auto others = OthersBeside(d_, *opened);
  if (!others) return ErrorFor(d_, request, others.error());
  const Words words(d_.frame, request);
  return Private(
      http::Response::Download(JsonOf(words, *opened, *others), "application/json", opened->review.slug + ".json"));
}

html::Safe PublishedSection(const Deps& deps, const http::Request& request, const accounts::Place& place) {
  const auto all = deps.reviews.Of(place.id);
  if (!all) return {};  // the home page goes without
  const Words words(deps.frame, request);
  views::Published view;
  for (const Review& review : *all) {
    if (review.state != ReviewState::kClosed || review.published == Published::kNone || !review.closed) continue;
    view.reviews.push_back(
        {{"/c/" + place.slug + "/self-review/" + review.slug + "/results", review.TitleIn(words.language())},
         words.Say("selfreview.results.closed", {{"date", words.DateIn(place.time_zone, *review.closed)}})});
  }
  if (view.reviews.empty()) return {};
  return views::Render(deps.frame.templates(), words.language(), view);
}

}  // namespace concord::selfreview::results
