// Which outcomes of a resource's evidence two curators rated: what its page says beside each. The rating itself is the
// resource's own line; how two come to one stands in features/library/queue.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/library/library.h"

namespace concord::library {

struct Rated {
  std::string outcome_key, direction, certainty;
  std::string settled;  // on what basis the two came together, where they differed at first
  Time at;
};

// An outcome as it is compared: without case, accents and signs.
std::string OutcomeKey(std::string_view outcome);
// What stands for this line; nullptr: it is a first reading, or was changed since two agreed.
const Rated* RatedFor(const std::vector<Rated>& rated, const exchange::Evidence& line);

namespace store {
std::vector<Rated> RatedOutcomes(db::Session& session, std::string_view resource_id);
}

Result<std::vector<Rated>> RatedOutcomes(Library& library, const Id<Resource>& id);

}  // namespace concord::library
