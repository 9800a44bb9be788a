#include "features/selfreview/results/opened.h"

namespace concord::selfreview::results {
namespace {

// Fills `opened.figures` by its view. False: that view shows nothing.
Result<bool> FillFigures(const Deps& deps, Opened& opened) {
  const Review& review = opened.review;
  const auto stored = deps.reviews.SnapshotOf(review);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return false;
  auto read = ReadSnapshot(opened.inside ? (*stored)->figures : (*stored)->public_figures);
  if (!read)
    return Fail(ErrorKind::kInternal, "error.internal", {}, "the snapshot of " + review.id + " is not readable");
  opened.figures = std::move(*read);
  if (opened.inside) return true;
  if (review.published == Published::kNone) {
    return opened.belongs;  // a look at what everyone would see
  }
  opened.figures = OnlyPublished(opened.instrument->instrument, std::move(opened.figures),
                                 [&](std::string_view item) { return review.Shows(item); });
  return true;
}

}  // namespace

Result<Opened> Open(const Deps& deps, const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return NotFound();
  auto review = deps.reviews.Find(visit.place->id, request.params.Get("review"));
  if (!review) return std::unexpected(review.error());
  if (review->state != ReviewState::kClosed) return NotFound();
  Opened opened{.review = std::move(*review)};
  opened.instrument = deps.reviews.InstrumentOf(opened.review);
  if (!opened.instrument) return Fail(ErrorKind::kInternal, "error.internal", {}, "an instrument is not there");
  opened.belongs = visit.caller && visit.caller->BelongsTo(visit.place->id);
  opened.inside = opened.belongs && request.query.Get("as") != "public";
  opened.leads = visit.caller && visit.caller->May(deps.leads, visit.place->id);
  opened.base = "/c/" + visit.place->slug + "/self-review/" + opened.review.slug;
  opened.place_is_made_up = deps.is_made_up(*visit.place);
  const auto shown = FillFigures(deps, opened);
  if (!shown) return std::unexpected(shown.error());
  if (!*shown) return NotFound();
  return opened;
}

Result<std::optional<Opened>> OpenBeside(const Deps& deps, const Opened& opened, const Review& other) {
  // Nobody previews an earlier review by way of a later one.
  if (!opened.inside && other.published == Published::kNone) return std::optional<Opened>();
  Opened beside{.review = other, .inside = opened.inside, .belongs = opened.belongs, .leads = opened.leads};
  beside.instrument = deps.reviews.InstrumentOf(other);
  if (!beside.instrument) return std::optional<Opened>();
  beside.base = opened.base.substr(0, opened.base.rfind('/') + 1) + other.slug;
  const auto shown = FillFigures(deps, beside);
  if (!shown) return std::unexpected(shown.error());
  return *shown ? std::optional<Opened>(std::move(beside)) : std::nullopt;
}

Result<std::optional<Opened>> Earlier(const Deps& deps, const Opened& opened) {
  const auto all = deps.reviews.Of(opened.review.community);
  if (!all) return std::unexpected(all.error());
  const Review* last = nullptr;
  const ReviewDraft& about = opened.review.about;
  for (const Review& one : *all) {
    if (one.state != ReviewState::kClosed || !one.closed || *one.closed >= *opened.review.closed) continue;
    if (one.about.instrument != about.instrument || one.about.agency != about.agency || one.about.units != about.units)
      continue;
    if (!opened.inside && one.published == Published::kNone) continue;
    if (!last || *one.closed > *last->closed) last = &one;
  }
  if (!last) return std::optional<Opened>();
  return OpenBeside(deps, opened, *last);
}

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  if (error.kind == ErrorKind::kNotFound) return deps.frame.ErrorPage(request, 404);
  if (error.kind == ErrorKind::kForbidden) return deps.frame.ErrorPage(request, 403);
  deps.log.Error("a page of a self-review failed", {{"path", request.path}, {"cause", error.cause}});
  return deps.frame.ErrorPage(request, error.kind == ErrorKind::kUnavailable ? 503 : 500);
}

}  // namespace concord::selfreview::results
