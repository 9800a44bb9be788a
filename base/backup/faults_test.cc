// Backups and restores whose disk is full, or that are killed: the file is whole or not there, the old hub stands.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/backup/backup_fixture.h"

namespace concord::backup {
namespace {

// No file of this process may grow beyond `bytes`, as long as this lives: the disk is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit less = before_;
    less.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &less);
  }
  ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_;
};

class BackupFaults : public testing::DatabaseTest {
 protected:
  BackupFaults() : DatabaseTest(testing::Contents::kEmpty) {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    hub_ = std::make_unique<Hub>(GetParam());
    hub_->Populate(2000);
  }
  std::string File() const { return folder_.File("hub.backup"); }
  bool IsThere(const std::string& file) const { return std::filesystem::exists(file); }

  std::unique_ptr<Hub> hub_;
  testing::TempDir folder_;
};
CONCORD_ON_BOTH_ENGINES(BackupFaults);

TEST_P(BackupFaults, AFullDiskLeavesNoHalfBackup) {
  {
    FullDisk full(8192);
    const auto made = MakeBackup(*hub_, File());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().key, "backup.cannot_write");
  }
  EXPECT_FALSE(IsThere(File()));
  EXPECT_FALSE(IsThere(File() + ".part"));
  EXPECT_TRUE(MakeBackup(*hub_, File()));
}

TEST_P(BackupFaults, AFullDiskLeavesTheBackupThatWasThere) {
  ASSERT_TRUE(MakeBackup(*hub_, File()));
  const std::string digest = Verify(File(), {})->digest;
  hub_->Run("INSERT INTO test_tree VALUES ('since', NULL)");
  {
    FullDisk full(8192);
    EXPECT_FALSE(MakeBackup(*hub_, File(), IfThere::kReplace));
  }
  EXPECT_EQ(Verify(File(), {})->digest, digest);
}

TEST_P(BackupFaults, TwoAtOnceDoNotMixTheirFiles) {
  const auto first = OutputFile::Open(File(), IfThere::kRefuse);
  ASSERT_TRUE(first);
  EXPECT_EQ(KeyOf(MakeBackup(*hub_, File())), "backup.being_written");
}

TEST_P(BackupFaults, APartThatAKilledBackupLeftIsTakenOver) {
  std::ofstream(File() + ".part") << "half a backup";
  ASSERT_TRUE(MakeBackup(*hub_, File()));
  EXPECT_TRUE(Verify(File(), {}));
  EXPECT_FALSE(IsThere(File() + ".part"));
}

TEST_P(BackupFaults, AFullDiskWhileRestoringLeavesTheOldHub) {
  if (!on_sqlite()) return;  // PostgreSQL's disk is not ours to fill; its transaction is the same
  ASSERT_TRUE(MakeBackup(*hub_, File()));
  Hub other(GetParam());
  other.Run("INSERT INTO test_tree VALUES ('old', NULL)");
  const auto before = other.Dump();
  {
    FullDisk full(200'000);
    const auto restored = RestoreInto(other, File(), true);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().kind, ErrorKind::kUnavailable) << restored.error().key;
  }
  EXPECT_EQ(other.Dump(), before);
  EXPECT_TRUE(RestoreInto(other, File(), true));
  EXPECT_EQ(other.Dump(), hub_->Dump());
}

// The child dies at a chosen step of the restore: at a block of either reading, or with everything in but the commit.
TEST_P(BackupFaults, AKilledRestoreLeavesTheOldHubWhole) {
  ASSERT_TRUE(MakeBackup(*hub_, File()));
  Hub other(GetParam());
  other.Populate(300);
  other.Run("INSERT INTO test_tree VALUES ('old', NULL)");
  const auto before = other.Dump();
  int steps = 0;
  const auto files = TestMigrations();
  const auto restore = [&](db::Database& database, int die_at, bool die_in_check) {
    Restoring restoring{files, true};
    restoring.progress = [&, step = 0](int64_t, int64_t) mutable {
      steps = ++step;
      if (step == die_at) raise(SIGKILL);
    };
    restoring.check = [&](db::Session&) {
      if (die_in_check) raise(SIGKILL);
      return std::vector<std::string>{"stop here"};  // so that the parent can count the steps
    };
    testing::World world;
    (void)Restore(database, File(), restoring, world.clock, world.random);
  };
  restore(other.db(), 0, false);
  ASSERT_GT(steps, 20);
  other.fresh.Close();
  for (int i = 0; i <= 8; ++i) {
    const int die_at = i == 8 ? 0 : 1 + i * (steps - 1) / 7;
    const pid_t child = fork();
    if (child == 0) {
      auto database = other.fresh.OpenAgain();
      restore(*database, die_at, die_at == 0);
      _exit(7);  // it should be dead by now
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << die_at;
    const auto again = other.fresh.OpenAgain();
    EXPECT_EQ(Hub::DumpOf(*again), before) << die_at;
    EXPECT_TRUE(again->CheckIntegrity().empty());
  }
}

}  // namespace
}  // namespace concord::backup
