#include "base/journal/journal.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/testing/databases.h"

namespace concord::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class JournalTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (fresh_) AppendSome(5);
  }
  void AppendSome(int count) {
    for (int i = 0; i < count; ++i) Write([&](db::Transaction& t) { Append(t, Made(i), world_.clock, world_.random); });
  }
  static Entry Made(int i) {
    return {"system", "library.resource.create", "resource-" + std::to_string(i), "", Digest(std::to_string(i))};
  }
  void Write(const std::function<void(db::Transaction&)>& work) {
    world_.clock.Advance(milliseconds(7));
    auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  void Tamper(std::string_view sql) {
    Write([&](db::Transaction& t) { t.Script(sql); });
  }
  std::vector<std::string> Faults() {
    return db().Read([](db::Session& s) -> Result<std::vector<std::string>> { return Verify(s); }).value();
  }
};
CONCORD_ON_BOTH_ENGINES(JournalTest);

TEST(Digest, IsSha256) {  // FIPS 180-2, appendix B.1
  EXPECT_EQ(Digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_P(JournalTest, AWholeChainHasNoFaults) {
  EXPECT_THAT(Faults(), IsEmpty());
  Write([&](db::Transaction& t) {
    AppendAll(t, {Made(1), Made(2)}, world_.clock, world_.random);
    Append(t, Made(3), world_.clock, world_.random);
  });
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, ChangedEntriesAreNamed) {
  for (const char* column : {"actor", "action", "subject", "before_digest", "after_digest"}) {
    SCOPED_TRACE(column);
    std::string c = column;
    Tamper("UPDATE journal_entry SET " + c + " = " + c + " || 'x' WHERE number = 3");
    EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 3 was changed, or does not follow the one before it"));
    Tamper("UPDATE journal_entry SET " + c + " = substr(" + c + ", 1, length(" + c + ") - 1) WHERE number = 3");
    EXPECT_THAT(Faults(), IsEmpty());
  }
  Tamper("UPDATE journal_entry SET at = at + 1 WHERE number = 1");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 1 was changed, or does not follow the one before it"));
}

TEST_P(JournalTest, FieldsCannotFlowIntoEachOther) {
  // "ab" + "c" and "a" + "bc" are different entries.
  Tamper("UPDATE journal_entry SET actor = 'systeml', action = 'ibrary.resource.create' WHERE number = 2");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 2 was changed, or does not follow the one before it"));
}

TEST_P(JournalTest, DeletedEntriesAreNamed) {
  Tamper("DELETE FROM journal_entry WHERE number = 3");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 3 is missing"));
  Tamper(
      "UPDATE journal_entry SET number = number - 1 WHERE number = 4; UPDATE journal_entry SET number = number - 1 "
      "WHERE number = 5");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 3 was changed, or does not follow the one before it"));
}

TEST_P(JournalTest, InsertedEntriesAreNamed) {
  Tamper(
      "UPDATE journal_entry SET number = 6 WHERE number = 5; UPDATE journal_entry SET number = 5 WHERE number = 4;"
      "INSERT INTO journal_entry SELECT scope, 4, at, actor, action, subject, before_digest, after_digest, hash "
      "FROM journal_entry WHERE number = 3");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 4 was changed, or does not follow the one before it"));
}

TEST_P(JournalTest, EntriesBeforeTheFirstAndAfterTheLastAreNamed) {
  Tamper(
      "INSERT INTO journal_entry SELECT scope, 0, at, actor, action, subject, before_digest, after_digest, hash "
      "FROM journal_entry WHERE number = 1");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 0 was changed, or does not follow the one before it"));
  Tamper("DELETE FROM journal_entry WHERE number = 0; UPDATE journal_head SET number = 4");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 5 stands after the head, which counts 4"));
}

TEST_P(JournalTest, ReorderedEntriesAreNamed) {
  Tamper(
      "UPDATE journal_entry SET number = 100 WHERE number = 2; UPDATE journal_entry SET number = 2 WHERE number = 4;"
      "UPDATE journal_entry SET number = 4 WHERE number = 100");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 2 was changed, or does not follow the one before it"));
}

TEST_P(JournalTest, ATruncatedChainIsNamed) {
  Tamper("DELETE FROM journal_entry WHERE number > 3");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 4 is missing: the head counts 5"));
  Tamper("DELETE FROM journal_entry");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 1 is missing: the head counts 5"));
}

TEST_P(JournalTest, AHeadThatNamesAnotherHashOrIsGone) {
  Tamper("UPDATE journal_head SET hash = 'no'");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 5 is not the one that the head names"));
  Tamper("DELETE FROM journal_head");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 1 stands after the head, which counts 0"));
}

TEST_P(JournalTest, EachScopeIsAChainOfItsOwn) {
  Entry other = Made(9);
  other.community = "riverton";
  Write([&](db::Transaction& t) { AppendAll(t, {other, Made(1), other}, world_.clock, world_.random); });
  EXPECT_THAT(Faults(), IsEmpty());
  Tamper("DELETE FROM journal_entry WHERE scope = 'riverton' AND number = 2");
  EXPECT_THAT(Faults(), ElementsAre("journal riverton: entry 2 is missing: the head counts 2"));
  // An entry moved into another chain.
  Tamper("UPDATE journal_entry SET scope = 'riverton', number = 2 WHERE scope = 'hub' AND number = 6");
  EXPECT_THAT(Faults(), ElementsAre("journal riverton: entry 2 was changed, or does not follow the one before it",
                                    "journal hub: entry 6 is missing: the head counts 6"));
}

TEST_P(JournalTest, ARolledBackChangeLeavesNoEntry) {
  (void)db().Write([&](db::Transaction& t) -> Status {
    Append(t, Made(6), world_.clock, world_.random);
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  AppendSome(1);
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, ManyWritersMakeOneChain) {
  std::vector<std::jthread> writers;
  std::atomic<int> failures = 0;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 20; ++i) {
        auto status = db().Write([&](db::Transaction& t) -> Status {
          Entry fresh = Made(i);
          fresh.community = "new-" + std::to_string(i);  // heads that several writers create at once
          AppendAll(t, {Made(w), fresh}, world_.clock, world_.random);
          return {};
        });
        if (!status) ++failures;
      }
    });
  }
  writers.clear();
  EXPECT_EQ(failures, 0);
  EXPECT_THAT(Faults(), IsEmpty());
  auto count = db().Read([](db::Session& s) -> Result<int64_t> {
    return s.One("SELECT number FROM journal_head WHERE scope = 'hub'")->Int(0);
  });
  EXPECT_EQ(count.value(), 85);
}

}  // namespace
}  // namespace concord::journal
