// What is done about a gap. The seam to commitments: pages ask this interface alone, so that a later feature takes
// actions over by implementing it. Safe from any thread.
#pragma once
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::results {

class Actions {
 public:
  virtual ~Actions() = default;
  // In the order in which they are due; what has no date comes last.
  virtual Result<std::vector<ImprovementAction>> Of(const Review& review) = 0;
  // A new one where `action.id` is empty. Errors: as Reviews::PutAction.
  virtual Result<ImprovementAction> Put(const Review& review, const ImprovementAction& action,
                                        std::string_view actor) = 0;
};

// As the reviews keep them.
class KeptActions final : public Actions {
 public:
  explicit KeptActions(Reviews& reviews) : reviews_(reviews) {}
  Result<std::vector<ImprovementAction>> Of(const Review& review) override;
  Result<ImprovementAction> Put(const Review& review, const ImprovementAction& action, std::string_view actor) override;

 private:
  Reviews& reviews_;
};

}  // namespace concord::selfreview::results
