// Fresh databases on both engines, for tests and benchmarks; names no test framework.
// PostgreSQL: CONCORD_TEST_POSTGRES holds URLs, parted by spaces, whose users may create databases
// (tools/test_postgres.sh prints one). A process takes one of the servers for itself and waits until one is free: as
// many run beside each other as there are URLs.
#pragma once
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

}  // namespace concord::testing
