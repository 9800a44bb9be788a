#include "base/db/migrations.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/testing/databases.h"
#include "migrations_embedded.h"

namespace concord::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Files = std::vector<embed::File>;

const embed::File kFirst{"202601010001_core_first.sql", "CREATE TABLE first (id TEXT PRIMARY KEY);"};
const embed::File kSecond{"202601010002_core_second.sql",
                          "CREATE TABLE second (id TEXT); INSERT INTO second VALUES ('a;b');"};

class MigrationsTest : public testing::DatabaseTest {
 protected:
  MigrationsTest() : DatabaseTest(testing::Contents::kEmpty) {}
  Result<MigrationReport> Run(const Files& files) { return Migrate(db(), files, world_.clock, world_.log); }
  bool Has(const std::string& table) {
    return db().DescribeSchema().find("table " + table + "\n") != std::string::npos;
  }
};
CONCORD_ON_BOTH_ENGINES(MigrationsTest);

TEST_P(MigrationsTest, AreAppliedOnceInOrder) {
  EXPECT_THAT(PendingMigrations(db(), Files{kSecond, kFirst}).value(),
              ElementsAre("202601010001_core_first", "202601010002_core_second"));
  auto report = Run({kSecond, kFirst});
  ASSERT_TRUE(report) << report.error().cause;
  EXPECT_THAT(report->applied, ElementsAre("202601010001_core_first", "202601010002_core_second"));
  EXPECT_THAT(Run({kFirst, kSecond})->applied, IsEmpty());
  EXPECT_THAT(PendingMigrations(db(), Files{kFirst, kSecond}).value(), IsEmpty());
  auto at =
      db().Read([](Session& s) -> Result<Time> { return s.One("SELECT applied_at FROM schema_migration")->At(0); });
  EXPECT_EQ(at.value(), testing::kStart);
}

TEST_P(MigrationsTest, OneThatWasMergedLateIsStillApplied) {
  ASSERT_TRUE(Run({kSecond}));
  EXPECT_THAT(Run({kFirst, kSecond})->applied, ElementsAre("202601010001_core_first"));
}

TEST_P(MigrationsTest, OfAFailedOneNothingStays) {
  embed::File bad{"202601010003_core_bad.sql", "CREATE TABLE third (id TEXT); INSERT INTO nowhere VALUES (1);"};
  auto report = Run({kFirst, bad});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::kInternal);
  EXPECT_THAT(report.error().cause, HasSubstr("202601010003_core_bad"));
  EXPECT_TRUE(Has("first"));
  EXPECT_FALSE(Has("third"));
  EXPECT_THAT(PendingMigrations(db(), Files{kFirst, bad}).value(), ElementsAre("202601010003_core_bad"));
}

TEST_P(MigrationsTest, OneThatEndsItsOwnTransactionFails) {
  auto report = Run({embed::File{"202601010003_core_bad.sql", "CREATE TABLE third (id TEXT); COMMIT;"}});
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().cause, HasSubstr("ended from within"));
}

TEST_P(MigrationsTest, AnEditedOneStopsStartUp) {
  ASSERT_TRUE(Run({kFirst}));
  embed::File edited{kFirst.path, "CREATE TABLE first (id TEXT PRIMARY KEY, more TEXT);"};
  for (auto error : {Run({edited}).error(), PendingMigrations(db(), Files{edited}).error()}) {
    EXPECT_EQ(error.kind, ErrorKind::kConflict);
    EXPECT_EQ(error.key, "error.schema_edited");
    EXPECT_EQ(error.params["migration"], "202601010001_core_first");
    EXPECT_THAT(error.cause, HasSubstr("was changed after"));
  }
}

TEST_P(MigrationsTest, ANewerSchemaStopsStartUpAndNothingIsApplied) {
  ASSERT_TRUE(Run({kSecond}));
  auto report = Run({kFirst});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(report.error().key, "error.schema_newer");
  EXPECT_THAT(report.error().cause, HasSubstr("202601010002_core_second"));
  EXPECT_FALSE(Has("first"));
}

TEST_P(MigrationsTest, EachEngineRunsItsOwnFormUnderOneName) {
  Files files{{"202601010003_core_own.sqlite.sql", "CREATE TABLE lite (id TEXT);"},
              {"202601010003_core_own.postgres.sql", "CREATE TABLE post (id TEXT);"}};
  EXPECT_THAT(Run(files)->applied, ElementsAre("202601010003_core_own"));
  EXPECT_EQ(Has("lite"), on_sqlite());
  EXPECT_EQ(Has("post"), !on_sqlite());
}

TEST_P(MigrationsTest, BadNamesAndNumbersAreRefused) {
  for (const Files& files :
       {Files{{"2026_core_first.sql", ""}}, Files{{"202601010001_core.sql", ""}}, Files{{"notes.txt", ""}},
        Files{{".sql", ""}}, Files{{"202601010001_Core_first.sql", ""}},
        Files{kFirst, {"202601010001_other_name.sql", ""}}, Files{{"202601010001_core_half.sqlite.sql", ""}},
        Files{kFirst, {"202601010001_core_first.sqlite.sql", ""}, {"202601010001_core_first.postgres.sql", ""}}}) {
    auto report = Run(files);
    ASSERT_FALSE(report) << files.back().path;
    EXPECT_EQ(report.error().kind, ErrorKind::kInternal);
    EXPECT_THAT(report.error().cause, HasSubstr(std::string(files.back().path.substr(0, files.back().path.find('.')))));
  }
  EXPECT_EQ(db().DescribeSchema(), "");
}

TEST_P(MigrationsTest, NodesThatStartTogetherDoNotClash) {
  Files files;
  std::vector<std::string> names, bodies;
  for (int i = 10; i < 22; ++i) {
    names.push_back("2026010100" + std::to_string(i) + "_core_t" + std::to_string(i) + ".sql");
    bodies.push_back("CREATE TABLE t" + std::to_string(i) + " (id TEXT PRIMARY KEY)");
  }
  for (size_t i = 0; i < names.size(); ++i) files.push_back({names[i], bodies[i]});
  std::vector<std::unique_ptr<Database>> nodes;
  for (int i = 0; i < 4; ++i) nodes.push_back(fresh_->OpenAgain());
  std::atomic<size_t> applied = 0;
  {
    std::vector<std::jthread> threads;
    for (auto& node : nodes) {
      threads.emplace_back([&] {
        auto report = Migrate(*node, files, world_.clock, world_.log);
        EXPECT_TRUE(report) << report.error().cause;
        if (report) applied += report->applied.size();
      });
    }
  }
  EXPECT_EQ(applied, files.size());
}

// The schema that ships: both engines must come out alike, line by line.
TEST(Schema, OfBothEnginesIsTheSame) {
  testing::FreshDatabase lite(testing::Engine::kSqlite);
  EXPECT_TRUE(lite->CheckIntegrity().empty());
  std::string why = testing::WhyMissing(testing::Engine::kPostgres);
  if (!why.empty() && !testing::MustHavePostgres()) GTEST_SKIP() << why;
  testing::FreshDatabase post(testing::Engine::kPostgres);
  EXPECT_EQ(lite->DescribeSchema(), post->DescribeSchema());
}

}  // namespace
}  // namespace concord::db
