// Files that are damaged, cut short or something else altogether: one sentence each, and nothing changes.
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include "base/backup/backup_fixture.h"

namespace concord::backup {
namespace {

using ::testing::AnyOf;

std::string ReadFile(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One small backup for all tests; on SQLite, since the file is the same from both engines.
class DamageTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    hub_ = new Hub(Engine::kSqlite);
    hub_->Populate(40);
    testing::TempDir folder;
    ASSERT_TRUE(MakeBackup(*hub_, folder.File("whole")));
    bytes_ = new std::string(ReadFile(folder.File("whole")));
  }
  static void TearDownTestSuite() {
    delete hub_;
    delete bytes_;
  }
  std::string KeyFor(const std::string& bytes) { return KeyOf(Verify(folder_.Write("damaged", bytes), {})); }

  static Hub* hub_;
  static std::string* bytes_;
  testing::TempDir folder_;
};
Hub* DamageTest::hub_ = nullptr;
std::string* DamageTest::bytes_ = nullptr;

TEST_F(DamageTest, TheWholeFileIsTaken) { EXPECT_EQ(KeyFor(*bytes_), ""); }

// One file, changed in place: thousands of new ones would take their time.
class Scratch {
 public:
  explicit Scratch(std::string name) : name_(std::move(name)), file_(open(name_.c_str(), O_WRONLY | O_CLOEXEC)) {}
  ~Scratch() { close(file_); }
  void Put(size_t at, char byte) { ASSERT_EQ(pwrite(file_, &byte, 1, static_cast<off_t>(at)), 1); }
  void Cut(size_t size) { ASSERT_EQ(ftruncate(file_, static_cast<off_t>(size)), 0); }
  std::string Key() const { return KeyOf(Verify(name_, {})); }

 private:
  std::string name_;
  int file_;
};

TEST_F(DamageTest, AFlipOfAnyByteIsFound) {
  ASSERT_LT(bytes_->size(), 100000u);
  Scratch file(folder_.Write("damaged", *bytes_));
  for (size_t at = 0; at < bytes_->size(); ++at) {
    const char was = (*bytes_)[at];
    file.Put(at, static_cast<char>(was ^ (1 << (at % 8))));
    const std::string key = file.Key();
    file.Put(at, was);
    ASSERT_THAT(key, AnyOf("backup.damaged", "backup.cut_short", "backup.not_one", "backup.newer_format")) << at;
    if (at >= kMagic.size()) {
      ASSERT_THAT(key, AnyOf("backup.damaged", "backup.cut_short")) << at;
    }
  }
  EXPECT_EQ(file.Key(), "");
}

TEST_F(DamageTest, AnyTruncationIsFound) {
  Scratch file(folder_.Write("damaged", *bytes_));
  for (size_t size = bytes_->size() - 1; size > 0; --size) {
    file.Cut(size);
    ASSERT_EQ(file.Key(), "backup.cut_short") << size;
  }
  file.Cut(0);
  EXPECT_EQ(file.Key(), "backup.empty");
}

TEST_F(DamageTest, WhatIsAddedTakenOutOrMovedIsFound) {
  EXPECT_EQ(KeyFor(*bytes_ + "x"), "backup.damaged");
  EXPECT_EQ(KeyFor(*bytes_ + *bytes_), "backup.damaged");
  for (size_t at = 16; at + 40 < bytes_->size(); at += 97) {
    std::string shorter = *bytes_, moved = *bytes_;
    shorter.erase(at, 1);
    std::swap_ranges(moved.begin() + static_cast<long>(at), moved.begin() + static_cast<long>(at) + 8,
                     moved.end() - 40);
    EXPECT_THAT(KeyFor(shorter), AnyOf("backup.damaged", "backup.cut_short")) << at;
    EXPECT_THAT(KeyFor(moved), AnyOf("backup.damaged", "backup.cut_short")) << at;
  }
}

TEST_F(DamageTest, OtherFilesAreToldApart) {
  EXPECT_EQ(KeyFor("Dear neighbors, the meeting is on Tuesday."), "backup.not_one");
  EXPECT_EQ(KeyFor("SQLite format 3" + std::string(5000, '\0')), "backup.not_one");
  EXPECT_EQ(KeyFor(std::string(100000, '\0')), "backup.not_one");
  std::string newer = *bytes_;
  newer[kMagicStart.size()] = '2';
  EXPECT_EQ(KeyFor(newer), "backup.newer_format");
  std::string as_text = *bytes_;  // sent as text: the line end was changed
  as_text.erase(as_text.find('\r'), 1);
  EXPECT_EQ(KeyFor(as_text), "backup.damaged");
  EXPECT_EQ(KeyOf(Verify(folder_.File("nowhere"), {})), "backup.cannot_read");
  EXPECT_EQ(KeyOf(Verify(folder_.path().string(), {})), "backup.cannot_read");
}

// A block that says it is large must not make the reader take that much memory.
TEST_F(DamageTest, ABlockOfAnAbsurdSizeIsRefused) {
  EXPECT_EQ(KeyFor(std::string(kMagic) + "H" + std::string(8, '\xff') + std::string(1000, 'x')), "backup.damaged");
  EXPECT_EQ(KeyFor(std::string(kMagic) + "R" + std::string(8, '\0')), "backup.damaged");
}

class DamagedRestore : public testing::DatabaseTest {
 protected:
  DamagedRestore() : DatabaseTest(testing::Contents::kEmpty) {}
};
CONCORD_ON_BOTH_ENGINES(DamagedRestore);

TEST_P(DamagedRestore, ChangesNothing) {
  Hub hub(GetParam());
  hub.Populate(500);
  testing::TempDir folder;
  ASSERT_TRUE(MakeBackup(hub, folder.File("whole")));
  const std::string bytes = ReadFile(folder.File("whole"));
  hub.Run("INSERT INTO test_tree VALUES ('since', NULL)");
  const auto before = hub.Dump();
  for (const double part : {0.1, 0.5, 0.9, 0.999}) {
    const auto at = static_cast<size_t>(part * static_cast<double>(bytes.size()));
    std::string flipped = bytes;
    flipped[at] ^= 0x10;
    for (const std::string& damaged : {flipped, bytes.substr(0, at)}) {
      const auto restored = RestoreInto(hub, folder.Write("damaged", damaged), true);
      ASSERT_FALSE(restored);
      EXPECT_THAT(restored.error().key, AnyOf("backup.damaged", "backup.cut_short"));
    }
  }
  EXPECT_EQ(hub.Dump(), before);
}

// Somebody copies another file over it between the check and the restore.
TEST_P(DamagedRestore, AFileThatChangesMeanwhileIsNotTaken) {
  Hub hub(GetParam());
  hub.Populate(500);
  testing::TempDir folder;
  const std::string file = folder.File("whole");
  ASSERT_TRUE(MakeBackup(hub, file));
  const std::string verified = ReadFile(file);
  hub.Run("INSERT INTO test_tree VALUES ('since', NULL)");
  ASSERT_TRUE(MakeBackup(hub, folder.File("other")));
  const auto before = hub.Dump();
  const auto files = TestMigrations();
  for (const std::string& other : {ReadFile(folder.File("other")), verified.substr(0, 3000)}) {
    folder.Write("whole", verified);
    Restoring restoring{files, true};
    bool changed = false;
    restoring.progress = [&](int64_t bytes, int64_t all) {
      if (changed || bytes + 32 < all) return;  // at the end of the first reading
      changed = true;
      std::filesystem::rename(folder.Write("next", other), file);
    };
    const auto restored = Restore(hub.db(), file, restoring, hub.world.clock, hub.world.random);
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().key, "backup.changed");
    EXPECT_TRUE(changed);
  }
  EXPECT_EQ(hub.Dump(), before);
}

}  // namespace
}  // namespace concord::backup
