// What was deleted shall not stay readable in the files. Safe from any thread.
#pragma once
#include "base/core/result.h"
#include "base/db/database.h"

namespace concord::db {

// After a transaction that deleted what nobody may find again. SQLite overwrites deleted rows in the database
// (secure_delete, set on every connection), and its write-ahead log still holds how the pages were before: this moves
// the log into the database and empties it. False: somebody is reading, and the log is emptied a later time.
// PostgreSQL: true, without doing anything; its VACUUM frees the rows. Errors: those of Database::Read.
Result<bool> EmptyLog(Database& database);

}  // namespace concord::db
