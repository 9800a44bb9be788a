// Small questions to the journal's tables, asked in several places. Each throws DatabaseError, as the session does.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"

namespace concord::journal {

// The communities that have rows in `table`, in order: one step in the index for each.
std::vector<std::string> CommunitiesIn(db::Session& session, const std::string& table);
// The number of entries in a chain; 0 for one that has not begun.
int64_t SizeOf(db::Session& session, std::string_view community);
// The hash of an entry as it stands in the table; "" where there is no such entry.
std::string HashTextAt(db::Session& session, std::string_view community, int64_t number);

}  // namespace concord::journal
