// A community beside others: who leads a closed review agrees that its public figures are part of bands, and then sees
// the bands of at least five other communities that agreed too. Never names, an order, or a place in one; and no two
// states of a band can be subtracted (features/selfreview/engine/band.h). Safe from any thread.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/selfreview/engine/band.h"
#include "features/selfreview/engine/score.h"
#include "features/selfreview/instruments/instruments.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::bands {

// What somebody withdrew stays in a band so long at most, if no new state of the band comes before. Not shorter: a band
// that changes when somebody leaves shows what they gave.
inline constexpr auto kLongestAfterWithdrawal = std::chrono::days(30);

using OfSides = std::array<std::optional<Band>, kSides>;

// The bands of the others, by ids of the review's own instrument. What is not there rests on too few.
struct Others {
  std::map<std::string, OfSides> dimensions, items;
  bool empty() const { return dimensions.empty() && items.empty(); }
};

// The mean levels that a review gives to bands, by figure: of its two sides, of ten people or more; of dimensions only
// where at least half of their items are shown. Pure.
class Concepts;
std::map<std::string, double> LevelsOf(const Concepts& concepts, const Instrument& instrument,
                                       const Snapshot& public_figures);

class Bands {
 public:
  struct Deps {
    db::Database& database;
    Reviews& reviews;
    const Instruments& instruments;
    std::function<Result<std::set<CommunityId>>()> made_up;  // communities of demonstrations
    const Clock& clock;
  };
  explicit Bands(const Deps& deps) : d_(deps) {}

  // Agrees, or withdraws. Errors: those of Reviews::Compare.
  Status Choose(const Review& review, bool compares, std::string_view actor);
  // nullopt: the review has not agreed. Empty: fewer than five others have figures that may be shown.
  Result<std::optional<Others>> Beside(const Review& review) const;

 private:
  Status TakeUp(db::Transaction& t, const std::string& instrument, const std::set<CommunityId>& demonstrations) const;
  Deps d_;
};

}  // namespace concord::selfreview::bands
