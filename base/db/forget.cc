#include "base/db/forget.h"

namespace concord::db {

Result<bool> EmptyLog(Database& database) {
  if (database.dialect() != Dialect::kSqlite) return true;
  // Its row: whether it was blocked, frames of the log, frames that were moved
  // (sqlite.org/pragma.html#pragma_wal_checkpoint).
  return database.Read([](Session& session) -> Result<bool> {
    const auto row = session.One("PRAGMA wal_checkpoint(TRUNCATE)");
    return row && row->Int(0) == 0;
  });
}

}  // namespace concord::db
