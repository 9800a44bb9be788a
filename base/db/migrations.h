// Brings a database to the program's schema. Each migration is one file, one transaction, recorded with its digest in
// `schema_migration`, and never edited: a changed digest, or a recorded migration the program does not know, stops
// start-up.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/core/clock.h"
#include "base/db/database.h"
#include "base/embed/file.h"

namespace concord::db {

struct MigrationReport {
  std::vector<std::string> applied;  // names, in order
};

// `files`: "YYYYMMDDHHMM_<feature>_<what>.sql", or ".sqlite.sql"/".postgres.sql" where dialects differ.
// Errors: conflict (edited, or newer than the program), internal (a migration failed; nothing of it stays).
Result<MigrationReport> Migrate(Database& database, std::span<const embed::File> files, const Clock& clock, Log& log);
// The names that Migrate would apply. Errors as above.
Result<std::vector<std::string>> PendingMigrations(Database& database, std::span<const embed::File> files);

struct KnownMigration {
  std::string name, digest;
  bool operator==(const KnownMigration&) const = default;
};
// What the program knows for an engine, in order. Errors: internal, where `files` are not as they should be.
Result<std::vector<KnownMigration>> KnownMigrations(std::span<const embed::File> files, Dialect dialect);
// What a database has applied, in order; empty where nothing is. Throws DatabaseError.
std::vector<KnownMigration> RecordedMigrations(Session& session);
// Applies the migrations of these names, in order, inside the caller's transaction, and records them: for a restore,
// which builds the schema of its backup's day. Throws DatabaseError.
// Errors: internal, as KnownMigrations; not_found, for a name that the program does not know.
Status MigrateWithin(Transaction& transaction, std::span<const embed::File> files, std::span<const std::string> names,
                     const Clock& clock);

}  // namespace concord::db
