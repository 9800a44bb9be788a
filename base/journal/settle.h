// Entries that wait in an outbox whose numbering is not this database's: after rows of another database were put in
// this one's tables (a restore), or a PostgreSQL was loaded from a dump.
#pragma once
#include "base/db/database.h"

namespace concord::journal {

// In the caller's transaction, on either engine: puts every entry of the outbox that is not in its chain there, and
// lets positions begin anew; the outbox's attachments are dropped. A chain that is shorter than its head says goes on
// after that head: the gap is a finding for verify.h, and nothing covers it. Throws DatabaseError.
void Settle(db::Transaction& transaction);

}  // namespace concord::journal
