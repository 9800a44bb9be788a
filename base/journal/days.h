// Daily heads: for each community and day (UTC) how many entries the chain had, the hash of the last of them, and the
// root of the Merkle tree over them. They are what is published: a chain that was rewritten later disagrees with a head
// that anyone kept. Closing a day also keeps what makes counts and proofs fast (journal_day_action, journal_node), all
// of it derived from the entries and checked by VerifyChains.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "base/db/database.h"
#include "base/journal/hashing.h"

namespace concord::journal {

struct DayHead {
  std::string day;  // "2026-11-21"
  int64_t number = 0;
  Hash hash{}, root{};
};

// Closes every day before `now`'s that has entries and no head yet, in every chain. Safe to run at any time, as often
// as one likes, on several nodes at once: the first head of a day stays. An entry that is dated into a closed day (a
// clock that stepped back) counts in the next day that is closed. Errors: as Database::Write.
Status CloseDays(db::Database& database, Time now);
// As above, for one chain in the caller's transaction. The number of days closed. Throws DatabaseError.
int CloseDaysOf(db::Transaction& transaction, std::string_view community, Time now);

// The newest first. At most `limit`. Throws DatabaseError.
std::vector<DayHead> DaysOf(db::Session& session, std::string_view community, int limit);

// How many entries of each kind of action. Throws DatabaseError.
struct Counts {
  std::map<std::string, int64_t> all, recent;  // recent: in days closed since `since`, and not yet closed
};
Counts CountsOf(db::Session& session, std::string_view community, Time since);

}  // namespace concord::journal
