// Fresh databases on both engines. A store's test derives from DatabaseTest and is instantiated over Engines().
// PostgreSQL: CONCORD_TEST_POSTGRES holds a URL whose user may create databases (tools/test_postgres.sh prints one).
// Where it is not set, the PostgreSQL half of each test skips, saying so; with CONCORD_TEST_REQUIRE_POSTGRES=1 it
// fails.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "base/testing/temp_dir.h"
#include "base/testing/world.h"

namespace concord::testing {

enum class Engine { kSqlite, kPostgres };

std::vector<Engine> Engines();
// Empty where the engine can be used, otherwise why not.
std::string WhyMissing(Engine engine);
bool MustHavePostgres();
// "Sqlite", "Postgres": for INSTANTIATE_TEST_SUITE_P.
std::string EngineName(const ::testing::TestParamInfo<Engine>& info);

enum class Contents { kEmpty, kMigrated };

// An empty database of its own, or one with the program's whole schema; gone at the end. Throws std::runtime_error
// where the engine cannot be reached.
class FreshDatabase {
 public:
  explicit FreshDatabase(Engine engine, Contents contents = Contents::kMigrated, db::Options options = {});
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;

  db::Database& operator*() { return *database_; }
  db::Database* operator->() { return database_.get(); }
  // What opens the same database once more: another node, or after Close.
  const db::Options& options() const { return options_; }
  std::unique_ptr<db::Database> OpenAgain();
  void Close() { database_.reset(); }

 private:
  World world_;
  std::optional<TempDir> folder_;  // SQLite
  std::string name_;               // PostgreSQL
  db::Options options_;
  std::unique_ptr<db::Database> database_;
};

// One SQL command on the PostgreSQL server's own maintenance database. Throws std::runtime_error.
void OnServer(const std::string& sql);

class DatabaseTest : public ::testing::TestWithParam<Engine> {
 protected:
  explicit DatabaseTest(Contents contents = Contents::kMigrated) : contents_(contents) {}
  void SetUp() override;

  db::Database& db() { return **fresh_; }
  bool on_sqlite() const { return GetParam() == Engine::kSqlite; }

  World world_;
  std::unique_ptr<FreshDatabase> fresh_;

 private:
  Contents contents_;
};

}  // namespace concord::testing

// Runs every TEST_P of `suite` on both engines.
#define CONCORD_ON_BOTH_ENGINES(suite)                                                         \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::ValuesIn(::concord::testing::Engines()), \
                           ::concord::testing::EngineName)
