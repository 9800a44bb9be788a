// Reviews that wait for the answers of who looks.
#include "features/selfreview/answering/answering.h"

namespace concord::selfreview::answering {

accounts::TodaySource Today(Reviews& reviews, const accounts::Places& places, const i18n::Catalog& catalog,
                            const Clock& clock) {
  return [&](const accounts::TodayQuestion& question) {
    std::vector<accounts::TodayItem> items;
    if (!question.place) return items;
    const auto all = reviews.Of(question.place->id);
    if (!all) return items;
    for (const Review& review : *all) {
      if (!review.TakesAnswers(clock.Now()) || GroupsFor(places, question.caller, review).empty()) continue;
      const auto me = reviews.FindByAccount(review, question.caller.id);
      if (!me || (*me && (*me)->finished)) continue;
      items.push_back({catalog.Text(question.language, *me ? "reviews.today.begun" : "reviews.today.asked",
                                    {{"title", review.TitleIn(question.language)}}),
                       catalog.Text(question.language, "reviews.today.asked_do"),
                       "/c/" + question.place->slug + "/self-review/" + review.slug + "/answer", review.about.closes,
                       10});
    }
    return items;
  };
}

}  // namespace concord::selfreview::answering
