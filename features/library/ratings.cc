#include "features/library/ratings.h"

#include "base/core/text.h"

namespace concord::library {

std::string OutcomeKey(std::string_view outcome) { return text::NormalizeTitle(outcome); }

const Rated* RatedFor(const std::vector<Rated>& rated, const exchange::Evidence& line) {
  const std::string key = OutcomeKey(line.outcome);
  for (const auto& one : rated) {
    if (one.outcome_key == key && one.direction == line.direction && one.certainty == line.certainty) return &one;
  }
  return nullptr;
}

Result<std::vector<Rated>> RatedOutcomes(Library& library, const Id<Resource>& id) {
  return library.database().Read(
      [&](db::Session& s) -> Result<std::vector<Rated>> { return store::RatedOutcomes(s, id.ToString()); });
}

}  // namespace concord::library
