#include "features/selfreview/results/actions.h"

#include <algorithm>

namespace concord::selfreview::results {

Result<std::vector<ImprovementAction>> KeptActions::Of(const Review& review) {
  auto all = reviews_.ActionsOf(review);
  if (!all) return all;
  std::stable_sort(all->begin(), all->end(), [](const ImprovementAction& a, const ImprovementAction& b) {
    if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
    return a.due && *a.due < *b.due;
  });
  return all;
}

Result<ImprovementAction> KeptActions::Put(const Review& review, const ImprovementAction& action,
                                           std::string_view actor) {
  return reviews_.PutAction(review, action, actor);
}

}  // namespace concord::selfreview::results
