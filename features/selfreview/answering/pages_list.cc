// What is under way in a community, for everyone.
#include "features/selfreview/answering/pages.h"

namespace concord::selfreview::answering {
namespace {

struct Where {
  std::string base, zone;  // "/c/riverbend/self-review", "America/New_York"
};

views::ReviewCard CardOf(const Deps& deps, const Words& words, const Where& where, const Review& review) {
  views::ReviewCard card;
  card.title = review.TitleIn(words.language());
  card.href = where.base + "/" + review.slug + "/answer";
  if (const auto kept = deps.reviews.InstrumentOf(review))
    card.instrument = kept->instrument.In(words.language()).title;
  const std::string last = words.LastDay(where.zone, review.about.closes);
  const Time now = deps.clock.Now();
  if (review.state == ReviewState::kClosed) {
    if (deps.results) card.href = where.base + "/" + review.slug + "/results";
    card.facts = words.Say("reviews.list.closed_on",
                           {{"date", words.DateIn(where.zone, review.closed.value_or(review.updated))}});
  } else if (now < review.about.opens) {
    card.facts =
        words.Say("reviews.list.from", {{"date", words.DateIn(where.zone, review.about.opens)}, {"until", last}});
  } else if (now < review.about.closes) {
    card.facts = words.Say("reviews.list.until", {{"date", last}});
  } else {
    card.facts = words.Say("reviews.list.over");
  }
  return card;
}

}  // namespace

http::Response Pages::List(const http::Request& request) const {
  const accounts::Visit& visit = accounts::VisitOf(request);
  if (!visit.place) return d_.frame.ErrorPage(request, 404);
  const Words words(d_.frame, request);
  const auto reviews = d_.reviews.Of(visit.place->id);
  if (!reviews) return ErrorFor(d_, request, reviews.error());
  const bool manages = visit.caller && visit.caller->May(accounts::Action::kSelfreviewManage, visit.place->id);
  const std::string base = "/c/" + visit.place->slug + "/self-review";
  views::ListPage view;
  view.title = words.Say("reviews.list.title", {{"place", visit.place->name}});
  view.lead = words.Say("reviews.list.lead");
  for (const Review& review : *reviews) {
    views::ReviewCard card = CardOf(d_, words, {base, visit.place->time_zone}, review);
    if (review.state == ReviewState::kOpen) view.open.push_back(std::move(card));
    if (review.state == ReviewState::kClosed) card.over = KeyOf(review);
    if (review.state == ReviewState::kClosed) view.closed.push_back(std::move(card));
  }
  if (view.open.empty() && view.closed.empty())
    view.empty = words.Say(manages ? "reviews.list.empty_manage" : "reviews.list.empty");
  if (manages) view.actions.push_back({base + "/desk", words.Say("reviews.list.desk")});
  view.actions.push_back({"/self-review", words.Say("reviews.list.instruments")});
  return PageOf(d_, request, view.title, views::Render(d_.frame.templates(), words.language(), view));
}

}  // namespace concord::selfreview::answering
