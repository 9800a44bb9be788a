#include "app/doctor.h"

#include "app/command.h"
#include "base/db/migrations.h"
#include "base/db/outbox.h"
#include "base/db/schema.h"
#include "base/search/index.h"
#include "features/library/search_schema.h"
#include "migrations_embedded.h"

namespace concord::app {
namespace {

constexpr int64_t kMinute = 60'000;
constexpr int64_t kClockMayDiffer = 2'000;   // what a round trip and a busy machine explain
constexpr int64_t kOldestPostgres = 130000;  // pg_current_xact_id

std::string Show(db::Session& s, const std::string& setting) {
  const auto row = s.One("SHOW " + setting);
  return row ? row->Text(0) : "";
}

Finding LookAtPostgres(db::Session& s) {
  const std::string version = Show(s, "server_version");
  if (s.One("SELECT current_setting('server_version_num')::bigint")->Int(0) < kOldestPostgres)
    return Do("database", "PostgreSQL " + version + " is too old; 13 or newer is needed");
  for (const char* setting : {"fsync", "full_page_writes"}) {
    if (Show(s, setting) == "off")
      return Do("database",
                std::string(setting) + " is off in PostgreSQL: a power cut can destroy the hub; turn it on");
  }
  if (Show(s, "synchronous_commit") == "off")
    return Do("database",
              "synchronous_commit is off in PostgreSQL: what people were told is saved can be lost; turn it on");
  const int64_t size = s.One("SELECT pg_database_size(current_database())")->Int(0);
  return Ok("database", "PostgreSQL " + version + ", " + SizeInWords(size));
}

Finding LookAtSqlite(db::Session& s) {
  const std::string version = s.One("SELECT sqlite_version()")->Text(0);
  if (s.One("PRAGMA journal_mode")->Text(0) != "wal")
    return Do("database",
              "SQLite does not keep a write-ahead log here: is the data folder on a network drive? Put it on a "
              "disk of this machine");
  if (s.One("PRAGMA synchronous")->Int(0) < 2)
    return Do("database", "SQLite does not wait for the disk: a power cut can lose what people were told is saved");
  const int64_t size = s.One("PRAGMA page_count")->Int(0) * s.One("PRAGMA page_size")->Int(0);
  return Ok("database", "SQLite " + version + ", " + SizeInWords(size));
}

Finding ExamineEngine(db::Database& database) {
  // On SQLite the setting belongs to the session: ask the one that writes.
  const auto look = [](auto& s) -> Result<Finding> {
    return s.dialect() == db::Dialect::kSqlite ? LookAtSqlite(s) : LookAtPostgres(s);
  };
  const auto found = database.dialect() == db::Dialect::kSqlite
                         ? database.Write([&](db::Transaction& t) { return look(t); })
                         : database.Read([&](db::Session& s) { return look(s); });
  return found ? *found : Do("database", ErrorInWords(found.error()));
}

Finding ExamineMigrations(db::Database& database) {
  const auto pending = db::PendingMigrations(database, migrations::Files());
  if (!pending) return Do("schema", ErrorInWords(pending.error()));
  if (pending->empty()) return Ok("schema", "up to date");
  return Do("schema", std::to_string(pending->size()) + " migrations are waiting (the first: " + pending->front() +
                          "); write a backup, then start the server: it applies them");
}

// The clock of this machine against the database's, and against the newest entry of the journal.
Finding ExamineClock(PlainDatabase& plain) {
  struct Times {
    std::optional<int64_t> database, newest;
  };
  const int64_t before = plain.clock.Now().time_since_epoch().count();
  const auto times = plain.database->Read([](db::Session& s) -> Result<Times> {
    Times times;
    if (s.dialect() == db::Dialect::kPostgres)
      times.database = s.One("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")->Int(0);
    const auto schema = db::ReadSchema(s);
    for (const auto& [table, column] :
         {std::pair{"journal_entry", "at"}, {"journal_block", "latest"}, {"outbox", "at"}}) {
      if (!schema.contains(table)) continue;
      const auto row = s.One(std::string("SELECT max(") + column + ") FROM " + table);
      if (!row->IsNull(0)) times.newest = std::max(times.newest.value_or(0), row->Int(0));
    }
    return times;
  });
  const int64_t after = plain.clock.Now().time_since_epoch().count();
  if (!times) return Do("clock", ErrorInWords(times.error()));
  if (times->database) {
    const int64_t apart = std::max(before - *times->database, *times->database - after);
    if (apart > kClockMayDiffer)
      return Do("clock",
                "this machine and the database are " + TimeInWords(apart) + " apart; let both keep time by NTP");
  }
  if (times->newest && *times->newest > after + kMinute)
    return Do("clock", "the newest entry of the journal is " + TimeInWords(*times->newest - after) +
                           " ahead of this machine: its clock was set back; let it keep time by NTP");
  return Ok("clock", FormatRfc3339(plain.clock.Now()));
}

Finding ExamineJobs(PlainDatabase& plain) {
  struct Counts {
    int64_t failed = 0, late = 0, waiting = 0;
    std::string error;
  };
  const int64_t now = plain.clock.Now().time_since_epoch().count();
  const auto counts = plain.database->Read([&](db::Session& s) -> Result<Counts> {
    Counts c;
    if (!db::ReadSchema(s).contains("job")) return c;
    c.failed = s.One("SELECT count(*) FROM job WHERE state = 'failed'")->Int(0);
    c.waiting = s.One("SELECT count(*) FROM job WHERE state <> 'failed'")->Int(0);
    c.late = s.One(
                  "SELECT count(*) FROM job WHERE (state = 'waiting' AND due_at < :due) OR (state = 'running' AND "
                  "lease_until < :due)",
                  now - 15 * kMinute, now - 15 * kMinute)
                 ->Int(0);
    const auto last = s.One("SELECT kind, last_error FROM job WHERE state = 'failed' ORDER BY updated_at DESC LIMIT 1");
    if (last) c.error = last->Text(0) + ": " + last->Text(1);
    return c;
  });
  if (!counts) return Do("jobs", ErrorInWords(counts.error()));
  if (counts->failed > 0)
    return Do("jobs", std::to_string(counts->failed) + " were given up (the last: " + counts->error +
                          "); mend the cause, then try them again on the hub's page of jobs");
  if (counts->late > 0)
    return Do("jobs",
              std::to_string(counts->late) + " should have run more than 15 minutes ago; is the server running?");
  return Ok("jobs", counts->waiting == 0 ? "none waiting" : std::to_string(counts->waiting) + " waiting or running");
}

Finding ExamineIndex(const Config& config, db::Database& database) {
  const auto searcher = search::Searcher::Open(config.data_dir + "/search", library::SearchSchema(), {});
  if (!searcher) return Do("search index", ErrorInWords(searcher.error()));
  const std::string cursor = (*searcher)->Cursor();
  const auto tail = database.Read([&](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, cursor, 1000); });
  if (!tail) return Do("search index", ErrorInWords(tail.error()));
  const size_t behind = tail->changes.size();
  // A running server takes up what is written within a second.
  if (behind >= 1000)
    return Do("search index", "1,000 changes or more behind the tables; start the server, or run: concord reindex");
  return Ok("search index", i18n::FormatNumber("en", static_cast<int64_t>((*searcher)->DocumentCount())) +
                                " resources" +
                                (behind ? ", " + std::to_string(behind) + " changes behind" : ", in step"));
}

}  // namespace

Growth MeasureGrowth(PlainDatabase& plain) {
  const auto growth = plain.database->Read([&](db::Session& s) -> Result<Growth> {
    if (s.dialect() != db::Dialect::kSqlite || !db::ReadSchema(s).contains("schema_migration")) return Growth{};
    const auto begun = s.One("SELECT min(applied_at) FROM schema_migration");
    const int64_t age = plain.clock.Now().time_since_epoch().count() - begun->Int(0);
    const int64_t size = s.One("PRAGMA page_count")->Int(0) * s.One("PRAGMA page_size")->Int(0);
    return Growth{size, begun->IsNull(0) ? 0 : static_cast<double>(age) / (24 * 60 * kMinute)};
  });
  return growth.value_or(Growth{});
}

std::vector<Finding> ExamineDatabase(const Config& config, PlainDatabase& plain) {
  return {ExamineEngine(*plain.database), ExamineMigrations(*plain.database), ExamineClock(plain),
          ExamineIndex(config, *plain.database), ExamineJobs(plain)};
}

}  // namespace concord::app
