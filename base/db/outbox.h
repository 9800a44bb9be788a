// The outbox: rows written in the same transaction as a change, tailed by each node into its own index.
// A cursor names a position; on PostgreSQL rows become visible in the order of their transactions, so none is skipped.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"

namespace concord::db {

struct Change {
  std::string topic;    // "library.resource"
  std::string subject;  // id of the record that changed (or is gone)
};
struct Tail {
  std::vector<Change> changes;
  std::string cursor;  // after the last of them; the given one where there are none
};

void Announce(Transaction& transaction, std::string_view topic, std::string_view subject, const Clock& clock);
// At most `limit` changes after `cursor` (empty: from the beginning).
Tail ReadAfter(Session& session, std::string_view cursor, int limit);
// The position after every change that is visible now: where a rebuilt index begins to follow.
std::string Head(Session& session);
// After the tables were replaced by others (a restore): forgets every change, and makes every cursor of before a stale
// one, so that each node builds its index afresh.
void BeginAnew(Transaction& transaction, Random& random);
// Drops rows older than `before`. An index behind them must be rebuilt: ReadAfter throws DatabaseError(kStale) then.
void Prune(Transaction& transaction, Time before);

}  // namespace concord::db
