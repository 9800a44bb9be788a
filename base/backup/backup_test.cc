// Backups and restores between every pair of engines.
#include "base/backup/backup.h"

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "base/backup/backup_fixture.h"
#include "base/db/outbox.h"

namespace concord::backup {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Pair {
  Engine from, to;
};

class BackupTest : public ::testing::TestWithParam<Pair> {
 protected:
  void SetUp() override {
    for (const Engine engine : {GetParam().from, GetParam().to}) {
      if (std::string why = testing::WhyMissing(engine); !why.empty()) {
        if (testing::MustHavePostgres()) FAIL() << why;
        GTEST_SKIP() << why;
      }
    }
    from_ = std::make_unique<Hub>(GetParam().from);
    to_ = std::make_unique<Hub>(GetParam().to);
  }
  std::string File() const { return folder_.File("hub.backup"); }
  std::unique_ptr<Hub> from_, to_;
  testing::TempDir folder_;
};

std::string NameOf(const ::testing::TestParamInfo<Pair>& info) {
  const auto name = [](Engine engine) { return engine == Engine::kSqlite ? "Sqlite" : "Postgres"; };
  return std::string(name(info.param.from)) + "To" + name(info.param.to);
}
INSTANTIATE_TEST_SUITE_P(Engines, BackupTest,
                         ::testing::Values(Pair{Engine::kSqlite, Engine::kSqlite},
                                           Pair{Engine::kSqlite, Engine::kPostgres},
                                           Pair{Engine::kPostgres, Engine::kSqlite},
                                           Pair{Engine::kPostgres, Engine::kPostgres}),
                         NameOf);

TEST_P(BackupTest, EveryRowOfEveryTableComesBack) {
  from_->Populate();
  const auto made = MakeBackup(*from_, File());
  ASSERT_TRUE(made) << made.error().key << made.error().cause;
  EXPECT_GT(made->rows, 200);
  const auto verified = Verify(File(), {});
  ASSERT_TRUE(verified) << verified.error().key;
  EXPECT_EQ(verified->all_rows(), made->rows);
  EXPECT_EQ(verified->digest, made->digest);
  EXPECT_EQ(verified->header.hub_name, "Riverbend");
  EXPECT_EQ(verified->header.made_at, from_->world.clock.Now());
  const auto restored = RestoreInto(*to_, File());
  ASSERT_TRUE(restored) << restored.error().key << " " << restored.error().cause;
  EXPECT_EQ(restored->contents.digest, made->digest);
  EXPECT_THAT(restored->left_out, ::testing::IsEmpty());
  EXPECT_EQ(to_->Dump(), from_->Dump());
  EXPECT_EQ(to_->db().DescribeSchema(), from_->db().DescribeSchema());
  EXPECT_TRUE(to_->db().CheckIntegrity().empty());
  // And the restored hub goes on: numbers above those given, and a backup of it holds the same.
  to_->Run("INSERT INTO test_counted (w) VALUES ('new')");
  EXPECT_EQ(to_->Int("SELECT n FROM test_counted WHERE w = 'new'"), 4);
}

TEST_P(BackupTest, AStandingHubIsReplacedOnlyWhenThatIsAsked) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  to_->Run("INSERT INTO test_tree VALUES ('mine', NULL)");
  const auto before = to_->Dump();
  EXPECT_EQ(KeyOf(RestoreInto(*to_, File())), "backup.not_empty");
  EXPECT_EQ(to_->Dump(), before);
  EXPECT_EQ(WhatStands(to_->db()).value(), (std::map<std::string, int64_t>{{"test_tree", 1}}));
  const auto restored = RestoreInto(*to_, File(), true);
  ASSERT_TRUE(restored) << restored.error().cause;
  EXPECT_EQ(to_->Dump(), from_->Dump());
}

TEST_P(BackupTest, AHubThatWasOnlyStartedCountsAsEmpty) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  to_->Run("INSERT INTO setting (key, value) VALUES ('hub.key', 'of the new one')");
  EXPECT_TRUE(RestoreInto(*to_, File()));
  EXPECT_EQ(to_->Dump(), from_->Dump());
}

TEST_P(BackupTest, AnEmptyHubComesBackEmpty) {
  ASSERT_TRUE(MakeBackup(*from_, File()));
  ASSERT_TRUE(RestoreInto(*to_, File()));
  EXPECT_EQ(to_->Dump(), from_->Dump());
}

// The tables and columns come from the schema: nobody lists them anywhere.
TEST_P(BackupTest, ATableThatAFeatureAddsLaterIsInTheBackup) {
  from_->Run(
      "CREATE TABLE brand_new (id TEXT PRIMARY KEY, \"Odd \"\"name\" BIGINT); INSERT INTO brand_new VALUES ('a', 7)");
  const auto made = MakeBackup(*from_, File());
  ASSERT_TRUE(made);
  std::vector<std::string> names;
  for (const auto& table : made->header.tables) names.push_back(table.name);
  for (const auto& [name, _] : from_->Dump()) EXPECT_THAT(names, Contains(name));
  EXPECT_THAT(names, Contains("brand_new"));
  // No migration makes this one, so that no restore can take it: it says so.
  const auto restored = RestoreInto(*to_, File());
  ASSERT_TRUE(restored) << restored.error().cause;
  EXPECT_EQ(restored->left_out, (std::map<std::string, int64_t>{{"brand_new", 1}}));
}

TEST_P(BackupTest, AnOlderHubIsBroughtForward) {
  const std::vector<embed::File> old_ones(migrations::Files().begin(), migrations::Files().end());
  Hub older(GetParam().from, old_ones);
  older.Run("INSERT INTO setting (key, value) VALUES ('a', 'b')");
  ASSERT_TRUE(MakeBackup(older, File()));
  const auto restored = RestoreInto(*to_, File());
  ASSERT_TRUE(restored) << restored.error().cause;
  EXPECT_THAT(restored->migrated, ElementsAre("209901010001_test_things"));
  EXPECT_EQ(to_->Int("SELECT count(*) FROM setting WHERE key = 'a'"), 1);
  EXPECT_EQ(to_->db().DescribeSchema(), from_->db().DescribeSchema());
  EXPECT_TRUE(db::PendingMigrations(to_->db(), TestMigrations())->empty());
}

TEST_P(BackupTest, AHubOfANewerVersionIsRefusedAndNothingChanges) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  to_->Run("INSERT INTO test_tree VALUES ('mine', NULL)");
  const auto before = to_->Dump();
  const std::vector<embed::File> old_ones(migrations::Files().begin(), migrations::Files().end());
  const auto refused = RestoreInto(*to_, File(), true, old_ones);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "backup.newer_schema");
  EXPECT_EQ(refused.error().params.at("migration"), "209901010001_test_things");
  EXPECT_EQ(to_->Dump(), before);
}

TEST_P(BackupTest, AHubThatANewerVersionHasMigratedCanBeTakenBackToAnOlderBackup) {
  const std::vector<embed::File> old_ones(migrations::Files().begin(), migrations::Files().end());
  Hub older(GetParam().from, old_ones);
  older.Run("INSERT INTO setting (key, value) VALUES ('a', 'b')");
  ASSERT_TRUE(MakeBackup(older, File()));
  to_->Populate();
  const auto restored = RestoreInto(*to_, File(), true, old_ones);
  ASSERT_TRUE(restored) << restored.error().cause;
  EXPECT_EQ(to_->db().DescribeSchema(), older.db().DescribeSchema());
  EXPECT_TRUE(db::PendingMigrations(to_->db(), old_ones)->empty());
}

TEST_P(BackupTest, IndexesThatFollowedTheOldTablesAreToldSo) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  to_->Populate();
  const auto head = [&] { return to_->db().Read([](db::Session& s) -> Result<std::string> { return db::Head(s); }); };
  const auto read = [&](const std::string& cursor) {
    return to_->db().Read([&](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, cursor, 10); });
  };
  const std::string before = head().value();
  ASSERT_TRUE(RestoreInto(*to_, File(), true));
  EXPECT_EQ(KeyOf(read(before)), "error.outbox_gone");
  const std::string after = head().value();
  to_->Write([](db::Transaction& t) { db::Announce(t, "library.resource", "later", SystemClock()); });
  const auto tail = read(after);
  ASSERT_TRUE(tail) << tail.error().cause;
  ASSERT_EQ(tail->changes.size(), 1u);
  EXPECT_EQ(tail->changes[0].subject, "later");
}

TEST_P(BackupTest, WhatTheChecksFindKeepsTheOldHub) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  to_->Run("INSERT INTO test_tree VALUES ('mine', NULL)");
  const auto before = to_->Dump();
  const auto files = TestMigrations();
  Restoring restoring{files, true};
  bool settled = false;
  restoring.settle = [&](db::Transaction& t) -> Status {
    settled = t.One("SELECT count(*) FROM test_thing")->Int(0) > 200;
    return {};
  };
  restoring.check = [](db::Session&) { return std::vector<std::string>{"journal hub: entry 3 is missing"}; };
  const auto refused = Restore(to_->db(), File(), restoring, to_->world.clock, to_->world.random);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "backup.check_failed");
  EXPECT_EQ(refused.error().params.at("what"), "journal hub: entry 3 is missing");
  EXPECT_TRUE(settled);
  EXPECT_EQ(to_->Dump(), before);
}

// Writers move sums from one account to the other and write down each transfer. Whatever moment the backup is of, the
// sums agree, and the transfers explain them.
TEST_P(BackupTest, IsOfOneMomentWhileOthersWrite) {
  from_->Populate(3000);
  std::atomic<bool> stop = false;
  std::atomic<int64_t> next = 0, committed = 0;
  std::vector<std::thread> writers;
  auto node = from_->fresh.OpenAgain();
  for (int i = 0; i < 2; ++i) {
    writers.emplace_back([&] {
      while (!stop) {
        const int64_t number = ++next;
        auto status = node->Write([&](db::Transaction& t) -> Status {
          t.Execute("UPDATE test_account SET sum = sum - :n WHERE id = 'left'", number);
          t.Execute("INSERT INTO test_transfer VALUES (:number, :n)", number, number);
          t.Execute("UPDATE test_account SET sum = sum + :n WHERE id = 'right'", number);
          return {};
        });
        if (status) ++committed;
      }
    });
  }
  for (int i = 0; i < 4; ++i) {
    const int64_t before = committed;
    while (committed < before + 5) std::this_thread::yield();
    const int64_t begun = committed;
    const std::string file = folder_.File(std::to_string(i));
    const auto made = MakeBackup(*from_, file);
    ASSERT_TRUE(made) << made.error().cause;
    ASSERT_TRUE(RestoreInto(*to_, file, true));
    const int64_t moved = to_->Int("SELECT COALESCE(sum(moved), 0) FROM test_transfer");
    EXPECT_EQ(to_->Int("SELECT sum FROM test_account WHERE id = 'right'"), 500 + moved);
    EXPECT_EQ(to_->Int("SELECT sum FROM test_account WHERE id = 'left'"), 500 - moved);
    // What was acknowledged before the backup began is in it.
    EXPECT_GE(to_->Int("SELECT count(*) FROM test_transfer"), begun);
  }
  stop = true;
  for (auto& writer : writers) writer.join();
}

TEST_P(BackupTest, TheFileIsForItsOwnerAloneAndNeverTakesAnothersPlace) {
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  struct stat about {};
  ASSERT_EQ(stat(File().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_FALSE(std::filesystem::exists(File() + ".part"));
  const std::string first = Verify(File(), {})->digest;
  from_->Run("INSERT INTO test_tree VALUES ('more', NULL)");
  const auto refused = MakeBackup(*from_, File());
  EXPECT_EQ(KeyOf(refused), "backup.exists");
  EXPECT_EQ(Verify(File(), {})->digest, first);
  ASSERT_TRUE(MakeBackup(*from_, File(), IfThere::kReplace));
  EXPECT_NE(Verify(File(), {})->digest, first);
  EXPECT_EQ(KeyOf(MakeBackup(*from_, folder_.path().string())), "backup.cannot_write");
  EXPECT_EQ(KeyOf(MakeBackup(*from_, folder_.File("no/such/folder"))), "backup.cannot_write");
}

TEST_P(BackupTest, ADatabaseWithoutAHubHasNoBackup) {
  testing::FreshDatabase none(GetParam().from, testing::Contents::kEmpty);
  testing::World world;
  const auto made = backup::Write(*none, File(), IfThere::kRefuse, TestAbout(), world.clock, {});
  EXPECT_EQ(KeyOf(made), "backup.no_hub");
  EXPECT_FALSE(std::filesystem::exists(File()));
  // But a hub can be restored into one.
  from_->Populate();
  ASSERT_TRUE(MakeBackup(*from_, File()));
  const auto files = TestMigrations();
  testing::FreshDatabase empty(GetParam().to, testing::Contents::kEmpty);
  EXPECT_TRUE(Restore(*empty, File(), {files}, world.clock, world.random));
}

TEST_P(BackupTest, AColumnThatBackupsDoNotCarryIsNamed) {
  from_->Run("CREATE TABLE odd_one (id TEXT PRIMARY KEY, moment TIMESTAMP)");
  const auto made = MakeBackup(*from_, File());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().key, "backup.type");
  EXPECT_EQ(made.error().params.at("table"), "odd_one");
  EXPECT_EQ(made.error().params.at("column"), "moment");
}

// Possible where somebody has repaired a database by hand with its rules switched off.
class BrokenRows : public BackupTest {};
INSTANTIATE_TEST_SUITE_P(Engines, BrokenRows,
                         ::testing::Values(Pair{Engine::kPostgres, Engine::kSqlite},
                                           Pair{Engine::kPostgres, Engine::kPostgres}),
                         NameOf);

TEST_P(BrokenRows, ThatPointNowhereAreNotTaken) {
  from_->Populate();
  from_->Run("ALTER TABLE test_tree DISABLE TRIGGER ALL; INSERT INTO test_tree VALUES ('lost', 'gone')");
  ASSERT_TRUE(MakeBackup(*from_, File()));
  const auto before = to_->Dump();
  const auto refused = RestoreInto(*to_, File());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().key, ::testing::AnyOf("backup.check_failed", "backup.does_not_fit"));
  EXPECT_EQ(to_->Dump(), before);
}

TEST_P(BackupTest, ProgressIsTold) {
  from_->Populate();
  std::vector<std::string> tables;
  ASSERT_TRUE(backup::Write(from_->db(), File(), IfThere::kRefuse, TestAbout(), from_->world.clock,
                            [&](const Progress& p) { tables.push_back(p.table); }));
  EXPECT_THAT(tables, Contains("test_thing"));
  int64_t last = 0, all = 0;
  ASSERT_TRUE(Verify(File(), [&](int64_t bytes, int64_t whole) { last = bytes, all = whole; }));
  EXPECT_GE(last + 32, all);
}

}  // namespace
}  // namespace concord::backup
