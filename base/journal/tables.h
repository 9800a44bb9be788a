// Small questions to the journal's tables, asked in several places. Each throws DatabaseError, as the session does.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/db/database.h"

namespace concord::journal {

// The communities that have rows in `table`, in order: one step in the index for each.
std::vector<std::string> CommunitiesIn(db::Session& session, const std::string& table);
// The communities that have entries in their chains, in order.
std::vector<std::string> CommunitiesWithEntries(db::Session& session);
// The number of entries in a chain; 0 for one that has not begun.
int64_t SizeOf(db::Session& session, std::string_view community);
// The hash of an entry, in hex; "" where there is no such entry.
std::string HashTextAt(db::Session& session, std::string_view community, int64_t number);
// When an entry was made; 1970 where there is no such entry.
Time TimeOf(db::Session& session, std::string_view community, int64_t number);
// How many days have a head.
int64_t CountDays(db::Session& session, std::string_view community);

}  // namespace concord::journal
