// The outbox: what a transaction leaves for others to take up after its commit, in the order of commits. A transaction
// leaves one row, whatever it says in it (a very large one a few): a second row would cost its writers as much as a
// record does. Two kinds of things are in it: changes, which each node tails into its own index, and attachments, bytes
// that one part of the program leaves for itself (the journal's entries). A position in it is text; on PostgreSQL rows
// become visible in the order of their transactions, so none is skipped. Functions throw DatabaseError, as their
// session does.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"

namespace concord::db {

struct Change {
  std::string topic;    // "library.resource"; neither it nor the subject holds a tab or a line's end
  std::string subject;  // id of the record that changed (or is gone)
};
struct Tail {
  std::vector<Change> changes;
  std::string cursor;  // after the last row that was read; the given one where there is none
};

void Announce(Transaction& transaction, std::string_view topic, std::string_view subject, const Clock& clock);
// `limit` changes after `cursor` (empty: from the beginning), or more, to the end of a row.
Tail ReadAfter(Session& session, std::string_view cursor, int limit);
// Every change after `cursor` that is visible now, also those of transactions that others, still running, might yet
// come before: in no lasting order. Throws as ReadAfter does.
std::vector<Change> PeekAfter(Session& session, std::string_view cursor);
// The position after every change that is visible now: where a rebuilt index begins to follow.
std::string Head(Session& session);

void Attach(Transaction& transaction, std::string_view bytes, const Clock& clock);
struct Attachments {
  std::vector<std::string> bytes;  // of each row that has some
  std::string position;            // after the last row that was read; the given one where there is none
  bool more = false;               // there may be more: as much was read as goes at once
};
// Of at most `limit` rows after `position` (empty: from the beginning), which no BeginAnew makes stale.
Attachments ReadAttached(Session& session, std::string_view position, int limit);
// Also of transactions that others, still running, might yet come before: in no lasting order.
std::vector<std::string> PeekAttached(Session& session, std::string_view position);
// Whether a position is of another server's numbering (a PostgreSQL that was loaded from a dump): it says nothing here.
bool IsForeign(Session& session, std::string_view position);
// Drops the rows of such a numbering.
void DropForeign(Transaction& transaction);
// Every attachment for which `rewrite` gives other bytes gets them: what must be forgotten may stand here too.
// `taken_up`: it stands at `position` or before.
using Rewrite = std::function<std::string(std::string_view bytes, bool taken_up)>;
void RewriteAttached(Transaction& transaction, std::string_view position, const Rewrite& rewrite);

// After the tables were replaced by others (a restore): forgets every row, and makes every cursor of before a stale
// one, so that each node builds its index afresh. Positions of attachments begin anew too: at "".
void BeginAnew(Transaction& transaction, Random& random);
// Drops rows older than `before`, none after `position` and never the newest. An index behind them must be rebuilt:
// ReadAfter throws DatabaseError(kStale) then.
void Prune(Transaction& transaction, Time before, std::string_view position);

}  // namespace concord::db
