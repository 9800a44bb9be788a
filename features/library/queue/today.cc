// What waits for a curator.
#include "features/library/queue/queue.h"
#include "features/library/queue/store.h"

namespace concord::library::queue {

accounts::TodaySource Today(Library& library, const i18n::Catalog& catalog) {
  return [&library, &catalog](const accounts::TodayQuestion& question) {
    std::vector<accounts::TodayItem> items;
    if (question.place || !question.caller.May(accounts::Action::kLibraryCurate)) return items;
    const auto waiting =
        library.database().Read([](db::Session& s) -> Result<int64_t> { return store::CountWaiting(s); });
    if (waiting && *waiting > 0) {
      items.push_back({catalog.Plural(question.language, "library.queue.today.waiting", *waiting),
                       catalog.Text(question.language, "library.queue.today.waiting_do"), "/curation/suggestions",
                       std::nullopt, 20});
    }
    if (const auto differing = Ratings(library).CountDiffering(); differing && *differing > 0) {
      items.push_back({catalog.Plural(question.language, "library.queue.today.differing", *differing),
                       catalog.Text(question.language, "library.queue.today.differing_do"),
                       "/curation/ratings?state=differs", std::nullopt, 10});
    }
    return items;
  };
}

}  // namespace concord::library::queue
