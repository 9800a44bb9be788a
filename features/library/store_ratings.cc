// What two curators agreed on.
#include "features/library/ratings.h"

namespace concord::library::store {

std::vector<Rated> RatedOutcomes(db::Session& session, std::string_view resource_id) {
  std::vector<Rated> all;
  for (const auto& row :
       session.Query("SELECT outcome_key, direction, certainty, settled, created_at FROM library_rated "
                     "WHERE resource_id = :id ORDER BY outcome_key",
                     resource_id)) {
    all.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.At(4)});
  }
  return all;
}

}  // namespace concord::library::store
