// After rows of another engine were put in this one's tables (a restore): puts pending entries into their chains and
// brings the heads to the chains' ends, which the engines keep at different moments (journal.h, linker.h).
#pragma once
#include "base/db/database.h"

namespace concord::journal {

// In the caller's transaction, on either engine. A chain that is shorter than its head says stays as it is: that is a
// finding for verify.h, and nothing may cover it. Throws DatabaseError.
void Settle(db::Transaction& transaction);

}  // namespace concord::journal
