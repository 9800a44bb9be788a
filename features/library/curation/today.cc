// What waits for a curator.
#include "base/core/text.h"
#include "features/library/curation/routes.h"

namespace concord::library::curation {
namespace {

constexpr int kNow = 20, kSoon = 10;
constexpr size_t kMostToday = 5;

}  // namespace

accounts::TodaySource Today(Curation& curation, const i18n::Catalog& catalog) {
  return [&curation, &catalog](const accounts::TodayQuestion& q) {
    std::vector<accounts::TodayItem> items;
    if (q.place || !q.caller.May(accounts::Action::kLibraryCurate)) return items;
    const auto drafts = curation.OpenDrafts();
    if (!drafts) return items;
    const std::string self = q.caller.id.ToString();
    int64_t waiting = 0;
    for (const auto& draft : *drafts) {
      if (draft.state == DraftState::kReview && draft.written_by != self && draft.asked_by != self) ++waiting;
      if (draft.state != DraftState::kSentBack || (draft.written_by != self && draft.begun_by != self)) continue;
      if (items.size() >= kMostToday) continue;
      items.push_back(
          {catalog.Text(q.language, "library.curation.today.sent_back", {{"title", text::Shorten(draft.title, 80)}}),
           catalog.Text(q.language, "library.curation.today.sent_back_do"), DraftHref(draft.id), std::nullopt, kNow});
    }
    if (waiting > 0)
      items.push_back({catalog.Plural(q.language, "library.curation.today.waiting", waiting),
                       catalog.Text(q.language, "library.curation.today.waiting_do"), "/curation", std::nullopt,
                       kSoon});
    return items;
  };
}

}  // namespace concord::library::curation
