// What the tests of backups share: a schema with a table of every kind beside the shipped ones, rows in it, and a way
// to compare two databases row by row.
#pragma once
#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/backup/backup.h"
#include "base/db/migrations.h"
#include "base/db/outbox.h"
#include "base/testing/databases.h"
#include "migrations_embedded.h"

namespace concord::backup {

using testing::Engine;

// The shipped migrations, and one of the tests' own.
inline std::vector<embed::File> TestMigrations() {
  std::vector<embed::File> files(migrations::Files().begin(), migrations::Files().end());
  constexpr std::string_view kTables =
      "CREATE TABLE test_tree (id TEXT PRIMARY KEY, above TEXT REFERENCES test_tree (id));"
      "CREATE TABLE test_account (id TEXT PRIMARY KEY, sum BIGINT NOT NULL);"
      "CREATE TABLE test_transfer (number BIGINT PRIMARY KEY, moved BIGINT NOT NULL);";
  static const std::string sqlite =
      std::string(kTables) +
      "CREATE TABLE test_thing (id TEXT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, "
      "raw BLOB); CREATE TABLE test_counted (n INTEGER PRIMARY KEY AUTOINCREMENT, w TEXT);";
  static const std::string postgres = std::string(kTables) +
                                      "CREATE TABLE test_thing (id TEXT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, "
                                      "raw BYTEA); CREATE TABLE test_counted (n BIGSERIAL PRIMARY KEY, w TEXT);";
  files.push_back({"209901010001_test_things.postgres.sql", postgres});
  files.push_back({"209901010001_test_things.sqlite.sql", sqlite});
  return files;
}

class Hub {
 public:
  explicit Hub(Engine engine, const std::vector<embed::File>& files = TestMigrations())
      : fresh(engine, testing::Contents::kMigrated) {
    auto report = db::Migrate(*fresh, files, world.clock, world.log);
    if (!report) throw std::runtime_error(report.error().cause);
  }
  db::Database& db() { return *fresh; }

  void Run(const std::string& sql) {
    Write([&](db::Transaction& t) { t.Script(sql); });
  }
  void Write(const std::function<void(db::Transaction&)>& work) {
    auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    if (!status) throw std::runtime_error(status.error().cause);
  }
  int64_t Int(const std::string& sql) {
    return db().Read([&](db::Session& s) -> Result<int64_t> { return s.One(sql).value().Int(0); }).value();
  }

  // Rows of every kind, `rows` of them in the largest table.
  void Populate(int rows = 200) {
    Write([&](db::Transaction& t) {
      t.Execute("INSERT INTO setting (key, value) VALUES ('hub.key', 'a secret')");
      db::Announce(t, "library.resource", "x", SystemClock());
      t.Script(
          "INSERT INTO test_tree VALUES ('root', NULL); INSERT INTO test_tree VALUES ('a', 'root');"
          "INSERT INTO test_tree VALUES ('0', 'a'); INSERT INTO test_account VALUES ('left', 500);"
          "INSERT INTO test_account VALUES ('right', 500);"
          "INSERT INTO test_counted (w) VALUES ('x'), ('y'), ('z'); DELETE FROM test_counted WHERE n > 1");
      const std::string odd = "Señora \"’\" 日本 👮\n\t\x01 \\ <&>";
      t.Execute("INSERT INTO test_thing VALUES ('extremes', :n, :r, :b)", INT64_MIN, -1e300,
                db::Bytes{std::string("\0\xff\x80\n", 4)});
      t.Execute("INSERT INTO test_thing VALUES ('nothing', NULL, NULL, NULL)");
      t.Execute("INSERT INTO test_thing VALUES ('', :n, :r, :b)", INT64_MAX, 2, db::Bytes{});
      for (int i = 0; i < rows; ++i) {
        t.Execute("INSERT INTO test_thing VALUES (:id, :n, :r, :b)", odd + std::to_string(i), i - 100, i / 7.0,
                  db::Bytes{std::string(static_cast<size_t>(i % 300), static_cast<char>(i))});
      }
    });
  }

  // Every row of every carried table as text, sorted.
  using Rows = std::map<std::string, std::vector<std::string>>;
  Rows Dump() { return DumpOf(db()); }
  static Rows DumpOf(db::Database& database) {
    return database
        .Read([](db::Session& s) -> Result<Rows> {
          Rows all;
          for (const auto& [name, shape] : db::ReadSchema(s)) {
            if (name == "outbox" || name == "schema_migration") continue;
            std::vector<std::string> columns;
            for (const auto& column : shape.columns) columns.push_back(column.name);
            for (const auto& row : s.Query("SELECT " + db::QuotedList(columns) + " FROM " + db::Quoted(name))) {
              std::string text;
              AppendRow(text, row, shape.columns);
              if (name != "setting" || !row.Text(0).starts_with("outbox.")) all[name].push_back(text);
            }
            std::ranges::sort(all[name]);
          }
          return all;
        })
        .value();
  }

  testing::World world;
  testing::FreshDatabase fresh;
};

inline About TestAbout() {
  return {"0.1.0", "Riverbend", "https://trust.example.org", {{"hub.name", "Riverbend"}}, "inside"};
}

// Key of the error, or "".
template <typename T>
std::string KeyOf(const Result<T>& result) {
  return result ? "" : result.error().key;
}

inline Result<Made> MakeBackup(Hub& hub, const std::string& file, IfThere if_there = IfThere::kRefuse) {
  return backup::Write(hub.db(), file, if_there, TestAbout(), hub.world.clock, {});
}

inline Result<Restored> RestoreInto(Hub& hub, const std::string& file, bool replace = false,
                                    std::vector<embed::File> files = TestMigrations()) {
  Restoring restoring{files, replace};
  return Restore(hub.db(), file, restoring, hub.world.clock, hub.world.random);
}

}  // namespace concord::backup
