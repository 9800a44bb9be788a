#include "base/objects/objects.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <thread>

#include "base/backup/backup.h"
#include "base/objects/sweep.h"
#include "base/testing/databases.h"
#include "migrations_embedded.h"

namespace concord::objects {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kHolder[] = "CREATE TABLE test_holder (id TEXT PRIMARY KEY, object_id TEXT REFERENCES core_object (id))";

// Bytes that no chunk shares with another.
std::string Numbers(size_t size) {
  std::string bytes;
  bytes.reserve(size + 8);
  for (uint64_t i = 0; bytes.size() < size; ++i) bytes.append(reinterpret_cast<const char*>(&i), sizeof i);
  bytes.resize(size);
  return bytes;
}

class ObjectsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    Run(kHolder);
  }
  void Run(const std::string& sql) {
    const auto ran = db().Write([&](db::Transaction& t) -> Status {
      t.Script(sql);
      return {};
    });
    ASSERT_TRUE(ran) << ran.error().cause;
  }
  int64_t Count(const std::string& from) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT COUNT(*) FROM " + from)->Int(0); });
  }
  Writer Begin() { return std::move(*Writer::Begin(db(), world_.clock, world_.random)); }
  Result<Object> Hold(Writer& writer, const std::string& name) {
    return db().Write([&](db::Transaction& t) -> Result<Object> {
      auto object = writer.Seal(t);
      if (object) t.Execute("INSERT INTO test_holder (id, object_id) VALUES (:id, :object)", name, object->id);
      return object;
    });
  }
  Object Store(const std::string& bytes, const std::string& name = "held") {
    Writer writer = Begin();
    EXPECT_TRUE(writer.Write(bytes));
    EXPECT_TRUE(writer.Finish());
    return Hold(writer, name).value();
  }
  std::string All(const Object& object) {
    std::string bytes;
    const auto read = ReadAll(db(), object, [&](std::string_view more) -> Status {
      bytes += more;
      return {};
    });
    return read ? bytes : read.error().cause;
  }
  std::vector<std::string> Faults() { return Check(db()).value(); }
};
CONCORD_ON_BOTH_ENGINES(ObjectsTest);

TEST_P(ObjectsTest, GivesBackWhatWasWritten) {
  for (const size_t size : {size_t{0}, size_t{1}, kChunkBytes - 1, kChunkBytes, kChunkBytes + 1, 5 * kChunkBytes + 7}) {
    const std::string bytes = Numbers(size);
    const Object object = Store(bytes, "of " + std::to_string(size));
    EXPECT_EQ(object.bytes, static_cast<int64_t>(size));
    EXPECT_EQ(All(object), bytes) << size;
  }
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(ObjectsTest, StatesTheDigestThatEveryoneElseComputes) {
  EXPECT_EQ(Store("abc").sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, B.1
}

TEST_P(ObjectsTest, ReadsFromAnyByteToTheEndOfItsChunk) {
  const std::string bytes = Numbers(2 * kChunkBytes + 10);
  const Object object = Store(bytes);
  EXPECT_EQ(*ReadAt(db(), object, 5), bytes.substr(5, kChunkBytes - 5));
  EXPECT_EQ(*ReadAt(db(), object, kChunkBytes), bytes.substr(kChunkBytes, kChunkBytes));
  EXPECT_EQ(*ReadAt(db(), object, bytes.size() - 1), bytes.substr(bytes.size() - 1));
  EXPECT_EQ(*ReadAt(db(), object, bytes.size()), "");
}

TEST_P(ObjectsTest, IsNotFoundUntilItIsSealedNorAfterItWasLetGo) {
  Writer writer = Begin();
  ASSERT_TRUE(writer.Write(Numbers(3 * kChunkBytes)));
  ASSERT_TRUE(writer.Finish());
  const auto object = Hold(writer, "held");
  ASSERT_TRUE(object);
  const auto find = [&] {
    return *db().Read([&](db::Session& s) -> Result<bool> { return Find(s, object->id).has_value(); });
  };
  EXPECT_TRUE(find());
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    t.Execute("DELETE FROM test_holder");
    LetGo(t, object->id, world_.clock.Now());
    return {};
  }));
  EXPECT_FALSE(find());
  EXPECT_EQ(ReadAt(db(), *object, 0).error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(*Sweep(db(), world_.clock), 1);
  EXPECT_EQ(Count("core_object") + Count("core_object_chunk"), 0);
}

TEST_P(ObjectsTest, AWriterThatIsNotSealedLeavesNothing) {
  {
    Writer writer = Begin();
    ASSERT_TRUE(writer.Write(Numbers(20 * kChunkBytes)));
    EXPECT_GE(Count("core_object_chunk"), 16) << "chunks are written as they come";
  }
  EXPECT_EQ(*Sweep(db(), world_.clock), 1);
  EXPECT_EQ(Count("core_object") + Count("core_object_chunk"), 0);
}

TEST_P(ObjectsTest, ASealThatRollsBackLeavesItToBeSealedAgain) {
  Writer writer = Begin();
  ASSERT_TRUE(writer.Write("abc"));
  ASSERT_TRUE(writer.Finish());
  ASSERT_FALSE(db().Write([&](db::Transaction& t) -> Status {
    EXPECT_TRUE(writer.Seal(t));
    return Fail(ErrorKind::kInvalid, "error.invalid");
  }));
  EXPECT_TRUE(Hold(writer, "held"));
  EXPECT_EQ(Count("core_object WHERE state = 'sealed'"), 1);
}

TEST_P(ObjectsTest, WhatAKilledProcessLeftIsSweptAfterAnHourAndNoSooner) {
  Run("INSERT INTO core_object VALUES ('left', 'writing', 0, '', " +
      std::to_string(world_.clock.Now().time_since_epoch().count()) + ", " +
      std::to_string(world_.clock.Now().time_since_epoch().count()) +
      "); INSERT INTO core_object_chunk VALUES ('left', 0, 'x')");
  world_.clock.Advance(std::chrono::minutes(59));
  EXPECT_EQ(*Sweep(db(), world_.clock), 0);
  EXPECT_THAT(Faults(), IsEmpty());
  world_.clock.Advance(std::chrono::minutes(2));
  EXPECT_EQ(*Sweep(db(), world_.clock), 1);
  EXPECT_EQ(Count("core_object") + Count("core_object_chunk"), 0);
}

TEST_P(ObjectsTest, AWriterThatWasTakenForAbandonedIsToldSo) {
  Writer writer = Begin();
  ASSERT_TRUE(writer.Write("abc"));
  world_.clock.Advance(std::chrono::hours(2));
  EXPECT_EQ(*Sweep(db(), world_.clock), 1);
  EXPECT_EQ(writer.Finish().error().kind, ErrorKind::kConflict);
}

TEST_P(ObjectsTest, WhatNoRowHoldsIsAFaultAndIsSwept) {
  Store(Numbers(kChunkBytes * 2));
  const Object kept = Store("kept", "kept");
  Run("DELETE FROM test_holder WHERE id = 'held'");
  EXPECT_THAT(Faults(), ElementsAre(HasSubstr("nothing holds it")));
  EXPECT_EQ(*Sweep(db(), world_.clock), 1);
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(All(kept), "kept");
}

TEST_P(ObjectsTest, TheCheckFindsEveryKindOfDamage) {
  const std::string bytes = Numbers(3 * kChunkBytes + 5);
  const Object object = Store(bytes);
  const std::string of = " WHERE object_id = '" + object.id + "' AND position = ";
  const auto damaged = [&](const std::string& sql, const std::string& what) {
    Run(sql);
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr(what))) << sql;
    EXPECT_NE(All(object), bytes) << "a reader notices too";
  };
  damaged("UPDATE core_object_chunk SET bytes = (SELECT bytes FROM core_object_chunk" + of + "0)" + of + "1",
          "its digest is not what was written");
  damaged("UPDATE core_object_chunk SET position = 4" + of + "3", "chunk 3 is missing");
  damaged("DELETE FROM core_object_chunk" + of + "4", "bytes where");
  damaged("UPDATE core_object SET state = 'leaving'", "holds it, and it is leaving");
}

TEST_P(ObjectsTest, OthersWriteWhileALargeOneIsWritten) {
  Writer writer = Begin();
  ASSERT_TRUE(writer.Write(Numbers(9 * kChunkBytes)));
  Run("INSERT INTO test_holder (id) VALUES ('meanwhile')");
  ASSERT_TRUE(writer.Write(Numbers(9 * kChunkBytes)));
  ASSERT_TRUE(writer.Finish());
  EXPECT_TRUE(Hold(writer, "held"));
}

// A backup of one engine is taken up by the other, and every byte is there.
TEST_P(ObjectsTest, GoesThroughABackupIntoTheOtherEngine) {
  const auto other = on_sqlite() ? testing::Engine::kPostgres : testing::Engine::kSqlite;
  if (const std::string why = testing::WhyMissing(other); !why.empty()) GTEST_SKIP() << why;
  Run("DROP TABLE test_holder");
  Run("INSERT INTO library_resource VALUES ('r', 'r', 'R', '', '', '', '', '', '', '', '', '', '', NULL, '', '', '', "
      "'', '', '', '', 'published', '', '', '', '', '', 1, 1)");
  const std::string bytes = Numbers(7 * kChunkBytes + 123);
  Writer writer = Begin();
  ASSERT_TRUE(writer.Write(bytes));
  ASSERT_TRUE(writer.Finish());
  const auto object = db().Write([&](db::Transaction& t) -> Result<Object> {
    auto sealed = writer.Seal(t);
    t.Execute(
        "INSERT INTO library_document (id, resource_id, name, media_type, bytes, sha256, object_id, state, created_at) "
        "VALUES ('d', 'r', 'a.pdf', 'application/pdf', 1, '', :object, 'waiting', 1)",
        sealed->id);
    return sealed;
  });
  ASSERT_TRUE(object);
  testing::TempDir folder;
  const std::string file = folder.File("hub.concord");
  ASSERT_TRUE(
      backup::Write(db(), file, backup::IfThere::kRefuse, {"0.1.0", "Riverbend", "", {}, "inside"}, world_.clock, {}));
  testing::FreshDatabase into(other);
  backup::Restoring restoring{migrations::Files(), true};
  const auto restored = backup::Restore(*into, file, restoring, world_.clock, world_.random);
  ASSERT_TRUE(restored) << restored.error().cause;
  std::string read;
  ASSERT_TRUE(ReadAll(*into, *object, [&](std::string_view more) -> Status {
    read += more;
    return {};
  }));
  EXPECT_EQ(read, bytes);
  EXPECT_THAT(*Check(*into), IsEmpty());
}

TEST_P(ObjectsTest, TheSweeperWakes) {
  Store("abc");
  Run("DELETE FROM test_holder");
  Sweeper sweeper(db(), world_.clock, world_.log);
  sweeper.Start();
  sweeper.Wake();
  for (int i = 0; i < 500 && Count("core_object") > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  sweeper.Stop();
  EXPECT_EQ(Count("core_object"), 0);
}

}  // namespace
}  // namespace concord::objects
