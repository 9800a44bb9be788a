#include "base/db/migrations.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>

namespace concord::db {
namespace {

struct Migration {
  std::string name;  // "202611210001_core_outbox": the same for both engines
  std::string_view sql;
  std::string digest;
};

constexpr std::string_view kSuffix = ".sql", kSqliteSuffix = ".sqlite.sql", kPostgresSuffix = ".postgres.sql";

std::string DigestOf(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex;
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

bool IsWellNamed(std::string_view name) {
  return name.size() > 14 && std::ranges::all_of(name.substr(0, 12), [](char c) { return c >= '0' && c <= '9'; }) &&
         name[12] == '_' &&
         std::ranges::all_of(name,
                             [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }) &&
         name.substr(13).find('_') != std::string_view::npos;
}

std::unexpected<Error> Broken(const std::string& name, const std::string& why) {
  return Fail(ErrorKind::kInternal, "error.migration_failed", {{"migration", name}}, "migration " + name + ": " + why);
}

// What this engine runs, in order. A file for both, or one for each; no number twice.
Result<std::vector<Migration>> Choose(std::span<const embed::File> files, Dialect dialect) {
  struct Forms {
    std::string_view both, sqlite, postgres;
  };
  std::map<std::string, Forms> by_name;
  for (const embed::File& file : files) {
    std::string_view path = file.path;
    path.remove_prefix(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    std::string_view Forms::*form = &Forms::both;
    std::string_view suffix = kSuffix;
    if (path.ends_with(kSqliteSuffix)) form = &Forms::sqlite, suffix = kSqliteSuffix;
    if (path.ends_with(kPostgresSuffix)) form = &Forms::postgres, suffix = kPostgresSuffix;
    std::string name(path.substr(0, path.size() - std::min(suffix.size(), path.size())));
    if (!path.ends_with(suffix) || !IsWellNamed(name)) {
      return Broken(std::string(path), "is not named YYYYMMDDHHMM_<feature>_<what>.sql");
    }
    by_name[name].*form = file.bytes;
  }
  std::vector<Migration> chosen;
  for (const auto& [name, forms] : by_name) {
    bool split = forms.sqlite.data() || forms.postgres.data();
    if (split && (forms.both.data() || !forms.sqlite.data() || !forms.postgres.data())) {
      return Broken(name, "needs one file for both engines, or one for each");
    }
    if (!chosen.empty() && chosen.back().name.substr(0, 12) == name.substr(0, 12)) {
      return Broken(name, "has the same number as " + chosen.back().name);
    }
    std::string_view sql = !split ? forms.both : dialect == Dialect::kSqlite ? forms.sqlite : forms.postgres;
    chosen.push_back({name, sql, DigestOf(sql)});
  }
  return chosen;
}

using Recorded = std::map<std::string, std::string>;  // name to digest

Recorded ReadRecorded(Session& session) {
  bool there =
      session
          .One(session.dialect() == Dialect::kSqlite
                   ? "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'"
                   : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'")
          .has_value();
  Recorded recorded;
  if (!there) return recorded;
  for (const Row& row : session.Query("SELECT name, digest FROM schema_migration")) recorded[row.Text(0)] = row.Text(1);
  return recorded;
}

// Conflict where the recorded history is not a part of the program's.
Status Agree(const std::vector<Migration>& known, const Recorded& recorded) {
  for (const auto& [name, digest] : recorded) {
    auto found = std::ranges::find(known, name, &Migration::name);
    if (found == known.end()) {
      return Fail(ErrorKind::kConflict, "error.schema_newer", {{"migration", name}},
                  "the database has migration " + name +
                      ", which this program does not know: a newer version of Concord has written it. "
                      "Start that version, or restore a backup from before it.");
    }
    if (found->digest != digest) {
      return Fail(ErrorKind::kConflict, "error.schema_edited", {{"migration", name}},
                  "migration " + name + " was changed after this database had applied it: the database holds digest " +
                      digest + ", the program " + found->digest + ". Migrations are never edited; add a new one.");
    }
  }
  return {};
}

Result<std::vector<Migration>> Pending(Database& database, std::span<const embed::File> files) {
  auto known = Choose(files, database.dialect());
  if (!known) return std::unexpected(known.error());
  auto recorded = database.Read([](Session& s) -> Result<Recorded> { return ReadRecorded(s); });
  if (!recorded) return std::unexpected(recorded.error());
  if (auto status = Agree(*known, *recorded); !status) return std::unexpected(status.error());
  std::erase_if(*known, [&](const Migration& m) { return recorded->contains(m.name); });
  return known;
}

// One node at a time on PostgreSQL, until the transaction ends; SQLite has one writer anyway.
void LockSchema(Transaction& t) {
  if (t.dialect() != Dialect::kPostgres) return;
  t.Execute("SET LOCAL lock_timeout = '15min'");  // as long as another node's migration may take
  t.Query("SELECT pg_advisory_xact_lock(:key)", int64_t{0x434f4e434f524421});
}

// False where another node was faster.
bool ApplyWithin(Transaction& t, const Migration& migration, const Clock& clock) {
  LockSchema(t);
  t.Execute(
      "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL, applied_at BIGINT "
      "NOT NULL)");
  if (t.One("SELECT 1 FROM schema_migration WHERE name = :name", migration.name)) return false;
  t.Script(migration.sql);
  t.Execute("INSERT INTO schema_migration (name, digest, applied_at) VALUES (:name, :digest, :at)", migration.name,
            migration.digest, clock.Now());
  return true;
}

Result<bool> Apply(Database& database, const Migration& migration, const Clock& clock) {
  return database.Write([&](Transaction& t) -> Result<bool> { return ApplyWithin(t, migration, clock); });
}

}  // namespace

Result<std::vector<KnownMigration>> KnownMigrations(std::span<const embed::File> files, Dialect dialect) {
  auto chosen = Choose(files, dialect);
  if (!chosen) return std::unexpected(chosen.error());
  std::vector<KnownMigration> known;
  for (Migration& m : *chosen) known.push_back({std::move(m.name), std::move(m.digest)});
  return known;
}

std::vector<KnownMigration> RecordedMigrations(Session& session) {
  std::vector<KnownMigration> recorded;
  for (auto& [name, digest] : ReadRecorded(session)) recorded.push_back({name, digest});
  return recorded;
}

Status MigrateWithin(Transaction& transaction, std::span<const embed::File> files, std::span<const std::string> names,
                     const Clock& clock) {
  auto known = Choose(files, transaction.dialect());
  if (!known) return std::unexpected(known.error());
  for (const std::string& name : names) {
    const auto found = std::ranges::find(*known, name, &Migration::name);
    if (found == known->end()) {
      return Fail(ErrorKind::kNotFound, "error.migration_failed", {{"migration", name}},
                  "the program has no migration " + name);
    }
    ApplyWithin(transaction, *found, clock);
  }
  return {};
}

Result<std::vector<std::string>> PendingMigrations(Database& database, std::span<const embed::File> files) {
  auto pending = Pending(database, files);
  if (!pending) return std::unexpected(pending.error());
  std::vector<std::string> names;
  for (Migration& m : *pending) names.push_back(std::move(m.name));
  return names;
}

Result<MigrationReport> Migrate(Database& database, std::span<const embed::File> files, const Clock& clock, Log& log) {
  auto pending = Pending(database, files);
  if (!pending) return std::unexpected(pending.error());
  MigrationReport report;
  for (const Migration& migration : *pending) {
    auto applied = Apply(database, migration, clock);
    if (!applied) {
      if (applied.error().kind == ErrorKind::kUnavailable) return std::unexpected(applied.error());
      return Broken(migration.name, applied.error().cause);
    }
    if (!*applied) continue;
    log.Info("migration applied", {{"migration", migration.name}});
    report.applied.push_back(migration.name);
  }
  // Another node, newer than this one, may have been at work meanwhile.
  auto rest = Pending(database, files);
  if (!rest) return std::unexpected(rest.error());
  return report;
}

}  // namespace concord::db
