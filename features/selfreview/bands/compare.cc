#include "features/selfreview/bands/compare.h"

#include "features/selfreview/bands/views.h"
#include "features/selfreview/words/words.h"

namespace concord::selfreview::bands {
namespace {

struct Asked {
  Review review;
  std::string base;  // "/c/riverbend/self-review/spring-2026"
};

// Of a closed review alone.
Result<Asked> AskedFor(const Deps& deps, const http::Request& request) {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return Fail(ErrorKind::kNotFound, "error.not_found");
  auto review = deps.reviews.Find(visit.place->id, request.params.Get("review"));
  if (!review) return std::unexpected(review.error());
  if (review->state != ReviewState::kClosed) return Fail(ErrorKind::kNotFound, "error.not_found");
  std::string base = "/c/" + visit.place->slug + "/self-review/" + review->slug;
  return Asked{std::move(*review), std::move(base)};
}

http::Response ErrorFor(const Deps& deps, const http::Request& request, const Error& error) {
  if (error.kind == ErrorKind::kNotFound) return deps.frame.ErrorPage(request, 404);
  if (error.kind == ErrorKind::kUnavailable) return deps.frame.ErrorPage(request, 503);
  deps.log.Error("the comparison of a self-review failed", {{"key", error.key}, {"cause", error.cause}});
  return deps.frame.ErrorPage(request, 500);
}

http::Response Show(const Deps& deps, const http::Request& request, const Asked& asked, const std::string& error) {
  const Words words(deps.frame, request);
  const auto say = [&](const std::string& key, const i18n::Params& params = {}) {
    return words.Say("selfreview.bands." + key, params);
  };
  const Review& review = asked.review;
  views::ComparePage view;
  view.back_href = asked.base + "/results";
  view.back = review.TitleIn(words.language());
  view.title = say("title");
  view.results = asked.base + "/results#others";
  view.action = asked.base + "/compare";
  view.csrf = deps.frame.FormToken(request);
  view.agreed = review.compares;
  view.choice = review.compares ? "no" : "yes";
  view.submit = say(review.compares ? "withdraw" : "agree");
  view.error = error;
  view.state = !review.compares ? say("state_no")
               : review.compares_since
                   ? say("state_since",
                         {{"date", words.DateIn(accounts::VisitOf(request).place->time_zone, *review.compares_since)}})
                   : say("state_yes");
  if (!review.about.units.empty()) view.cannot = say("cannot_units");
  if (const auto done = request.query.Get("done"); done == "yes" || done == "no")
    view.done = say(done == "yes" ? "done_yes" : "done_no");
  html::PageMeta meta;
  meta.title = view.title;
  meta.section = "self-review";
  meta.no_index = true;
  auto response = deps.frame.Page(request, meta, views::Render(deps.frame.templates(), words.language(), view),
                                  error.empty() ? 200 : 422);
  response.Header("Cache-Control", "private, no-store");
  return response;
}

http::Response Save(const Deps& deps, const http::Request& request) {
  const auto asked = AskedFor(deps, request);
  if (!asked) return ErrorFor(deps, request, asked.error());
  const Words words(deps.frame, request);
  const std::string choice(request.form.Get("choice"));
  if (choice != "yes" && choice != "no") return Show(deps, request, *asked, words.Say("selfreview.bands.error_choice"));
  const auto status = deps.bands.Choose(asked->review, choice == "yes", accounts::VisitOf(request).Actor());
  if (!status && status.error().kind == ErrorKind::kConflict)
    return Show(deps, request, *asked, words.Say(status.error().key));
  if (!status) return ErrorFor(deps, request, status.error());
  return http::Response::SeeOther(asked->base + "/compare?done=" + choice);
}

}  // namespace

void BindCompare(http::Router& r, const Deps& d) {
  const std::string at = "/c/:community/self-review/:review/compare";
  const auto leads = d.guards.May(accounts::Action::kSelfreviewManage);
  r.Get(at, leads, [=](const http::Request& request) {
    const auto asked = AskedFor(d, request);
    return asked ? Show(d, request, *asked, "") : ErrorFor(d, request, asked.error());
  });
  r.Post(at, leads, [=](const http::Request& request) { return Save(d, request); });
}

std::set<std::string> TemplateNames() { return views::TemplateNames(); }

}  // namespace concord::selfreview::bands
