// Tampering: every column, at the first, a middle and the last entry; deleting, inserting, reordering, cutting off,
// forging heads. Each is found, and the first broken entry is named.
#include "base/journal/verify.h"

#include <gmock/gmock.h>

#include "base/journal/days.h"
#include "base/journal/tree.h"

#include "base/testing/databases.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kChanged[] = " was changed, or does not follow the one before it";
constexpr char kPrivate[] = " was changed: its actor or record is not what was sealed";
constexpr char kAll[] =
    "community_id, number, at, action, sealed, hash, actor_salt, actor, actor_seal, record_salt, subject, "
    "before_digest, after_digest, record_seal";

class VerifyTest : public ChainTest {
 protected:
  void SetUp() override {
    ChainTest::SetUp();
    if (fresh_) AppendSome(5);
  }
  std::string Copy(int from, int to) {
    std::string columns = kAll;
    columns.replace(columns.find("number"), 6, std::to_string(to));
    return std::string("INSERT INTO journal_entry (") + kAll + ") SELECT " + columns +
           " FROM journal_entry WHERE number = " + std::to_string(from) + ";";
  }
  static std::string Move(int from, int to) {
    return "UPDATE journal_entry SET number = " + std::to_string(to) + " WHERE number = " + std::to_string(from) + ";";
  }
  // Applies `sql`, expects this finding, and puts everything back.
  void Finds(const std::string& sql, const std::string& finding) {
    SCOPED_TRACE(sql);
    Tamper(
        "CREATE TABLE kept_entry AS SELECT * FROM journal_entry; CREATE TABLE kept_head AS SELECT * FROM "
        "journal_head; CREATE TABLE kept_day AS SELECT * FROM journal_day");
    Tamper(sql);
    EXPECT_THAT(Faults(), ElementsAre("journal hub: " + finding));
    Tamper(
        "DELETE FROM journal_entry; INSERT INTO journal_entry SELECT * FROM kept_entry; DROP TABLE kept_entry;"
        "DELETE FROM journal_head; INSERT INTO journal_head SELECT * FROM kept_head; DROP TABLE kept_head;"
        "DELETE FROM journal_day; INSERT INTO journal_day SELECT * FROM kept_day; DROP TABLE kept_day");
    EXPECT_THAT(Faults(), IsEmpty());
  }
  void Close() {
    world_.clock.Advance(std::chrono::hours(24));
    auto closed = CloseDays(db(), world_.clock.Now());
    ASSERT_TRUE(closed) << closed.error().cause;
  }
};
CONCORD_ON_BOTH_ENGINES(VerifyTest);

TEST_P(VerifyTest, AWholeChainHasNoFaults) {
  EXPECT_THAT(Faults(), IsEmpty());
  const Chain chain = VerifiedChain("hub");
  EXPECT_EQ(chain.size, 5);
  EXPECT_EQ(chain.erased, 0);
  EXPECT_FALSE(chain.fault);
}

TEST_P(VerifyTest, EveryChangedColumnIsFoundAtEveryPlace) {
  for (const int number : {1, 3, 5}) {
    const std::string at = " WHERE number = " + std::to_string(number);
    const std::string entry = "entry " + std::to_string(number);
    Finds("UPDATE journal_entry SET at = at + 1" + at, entry + kChanged);
    Finds("UPDATE journal_entry SET action = action || 'x'" + at, entry + kChanged);
    // A digit of a hash becomes another one.
    for (const char* column : {"sealed", "hash"}) {
      const std::string c = column;
      Finds("UPDATE journal_entry SET " + c + " = CASE WHEN " + c + " LIKE '0%' THEN '1' ELSE '0' END || substr(" + c +
                ", 2)" + at,
            entry + kChanged);
      Finds("UPDATE journal_entry SET " + c + " = upper(" + c + ")" + at,
            entry + " was changed: it holds what no entry holds");
    }
    for (const char* column : {"actor", "subject", "before_digest", "after_digest"}) {
      const std::string c = column;
      Finds("UPDATE journal_entry SET " + c + " = " + c + " || 'x'" + at, entry + kPrivate);
      Finds("UPDATE journal_entry SET " + c + " = NULL" + at, entry + kPrivate);
    }
    for (const char* column : {"actor_salt", "record_salt"}) {
      const std::string c = column;
      Finds("UPDATE journal_entry SET " + c + " = CASE WHEN " + c + " LIKE '0%' THEN '1' ELSE '0' END || substr(" + c +
                ", 2)" + at,
            entry + kPrivate);
      Finds("UPDATE journal_entry SET " + c + " = NULL" + at, entry + kPrivate);
    }
    for (const char* column : {"actor_seal", "record_seal"})
      Finds(std::string("UPDATE journal_entry SET ") + column + " = hash" + at, entry + kPrivate);
    // Passed off as erased, with a seal that is none.
    Finds("UPDATE journal_entry SET actor_salt = NULL, actor = NULL, actor_seal = hash" + at, entry + kPrivate);
    Finds(
        "UPDATE journal_entry SET record_salt = NULL, subject = NULL, before_digest = NULL, after_digest = NULL, "
        "record_seal = hash" +
            at,
        entry + kPrivate);
  }
}

TEST_P(VerifyTest, AnEntryInAnotherCommunityIsFound) {
  Tamper("UPDATE journal_entry SET community_id = 'riverbend' WHERE number = 1");
  const auto faults = Faults();
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0], "journal hub: entry 1 is missing");
  EXPECT_EQ(faults[1], std::string("journal riverbend: entry 1") + kChanged);
}

TEST_P(VerifyTest, FieldsCannotFlowIntoEachOther) {  // "ab" + "c" and "a" + "bc" are different entries
  Finds("UPDATE journal_entry SET number = 21, at = at / 10 WHERE number = 2", "entry 2 is missing");
  Finds("UPDATE journal_entry SET subject = substr(subject, 1, 9), after_digest = '0' || after_digest WHERE number = 2",
        std::string("entry 2") + kPrivate);
}

TEST_P(VerifyTest, DeletedEntriesAreNamed) {
  Finds("DELETE FROM journal_entry WHERE number = 1", "entry 1 is missing");
  Finds("DELETE FROM journal_entry WHERE number = 3", "entry 3 is missing");
  Finds("DELETE FROM journal_entry WHERE number = 5", "entry 5 is missing: the head counts 5");
  Finds("DELETE FROM journal_entry WHERE number = 3; " + Move(4, 3) + Move(5, 4), std::string("entry 3") + kChanged);
}

TEST_P(VerifyTest, InsertedEntriesAreNamed) {
  Finds(Move(5, 6) + Move(4, 5) + Copy(3, 4), std::string("entry 4") + kChanged);
  Finds(Copy(1, 0), std::string("entry 0") + kChanged);
  Finds(Copy(5, 6), std::string("entry 6") + kChanged);
}

TEST_P(VerifyTest, ReorderedEntriesAreNamed) {
  Finds(Move(2, 100) + Move(4, 2) + Move(100, 4), std::string("entry 2") + kChanged);
  Finds(Move(4, 100) + Move(5, 4) + Move(100, 5), std::string("entry 4") + kChanged);
}

TEST_P(VerifyTest, ATruncatedChainIsNamed) {
  Finds("DELETE FROM journal_entry WHERE number > 3", "entry 4 is missing: the head counts 5");
  Finds("DELETE FROM journal_entry", "entry 1 is missing: the head counts 5");
}

// The numbers of what was cut off are given again: the head must not follow them.
TEST_P(VerifyTest, ATruncationIsNotCoveredByWhatIsWrittenAfterIt) {
  Tamper("DELETE FROM journal_entry WHERE number > 3");
  AppendSome(4);
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 4 is missing"));
}

TEST_P(VerifyTest, AForgedHeadIsNamed) {
  Finds("UPDATE journal_head SET hash = 'no'", "entry 5 is not the one that the head names");
  Finds("UPDATE journal_head SET number = 9", "entry 6 is missing: the head counts 9");
  Finds("DELETE FROM journal_head", "entry 1 stands after the head, which counts 0");
  Finds("UPDATE journal_head SET number = 4, hash = (SELECT hash FROM journal_entry WHERE number = 4)",
        "entry 5 stands after the head, which counts 4");
}

TEST_P(VerifyTest, ATruncationWithItsHeadDisagreesWithTheDaysHead) {
  Close();
  const std::string day = "the head of 2026-11-21";
  const std::string cut =
      "DELETE FROM journal_entry WHERE number > 3; UPDATE journal_head SET number = 3, hash = "
      "(SELECT hash FROM journal_entry WHERE number = 3);";
  Finds(cut, "entry 4 is missing: " + day + " counts 5");
  Finds("UPDATE journal_day SET number = 4", "entry 4 is not the one that " + day + " names");
  Finds("UPDATE journal_day SET hash = root", "entry 5 is not the one that " + day + " names");
  Finds("UPDATE journal_day SET root = hash", "entry 5 ends a tree of another root than " + day + " names");
}

// Someone with the whole database rewrites it from entry 3 on, heads and all: only what others kept tells.
TEST_P(VerifyTest, ARewrittenChainDisagreesWithAHeadThatSomeoneKept) {
  Close();
  const Chain before = VerifiedChain("hub");
  const KeptHead kept{before.size, *before.hash, before.root, "the head of 2026-11-21"};
  EXPECT_FALSE(VerifiedChain("hub", {kept}).fault);
  Tamper(
      "DELETE FROM journal_entry WHERE number > 2; DELETE FROM journal_day; DELETE FROM journal_day_action; "
      "UPDATE journal_head SET number = 2, hash = (SELECT hash FROM journal_entry WHERE number = 2)");
  AppendSome(4);
  EXPECT_THAT(Faults(), IsEmpty());
  const auto fault = VerifiedChain("hub", {kept}).fault;
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->Line("hub"), "journal hub: entry 5 is not the one that the head of 2026-11-21 names");
}

TEST_P(VerifyTest, DerivedRowsThatAreWrongAreFound) {
  AppendSome(300);
  Close();
  EXPECT_EQ(Column("SELECT position FROM journal_node").size(), 1u);
  EXPECT_THAT(Faults(), IsEmpty());
  const std::string wrong = " is counted or summed up wrongly beside the chain, which is whole so far";
  Tamper("UPDATE journal_node SET hash = (SELECT hash FROM journal_entry WHERE number = 1)");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 256" + wrong));
  Tamper("DELETE FROM journal_node; UPDATE journal_day_action SET entries = entries + 1");
  EXPECT_THAT(Faults(), ElementsAre("journal hub: entry 305" + wrong));
}

TEST_P(VerifyTest, EachCommunityIsAChainOfItsOwn) {
  Entry other = Made(9);
  other.community = "riverbend";
  Write([&](db::Transaction& t) { AppendAll(t, {other, Made(1), other}, world_.clock, world_.random); });
  EXPECT_THAT(Faults(), IsEmpty());
  Tamper("DELETE FROM journal_entry WHERE community_id = 'riverbend' AND number = 2");
  EXPECT_THAT(Faults(), ElementsAre("journal riverbend: entry 2 is missing: the head counts 2"));
}

// PostgreSQL's columns hold their type alone.
class VerifyOnSqliteTest : public VerifyTest {};
CONCORD_ON_SQLITE(VerifyOnSqliteTest);

TEST_P(VerifyOnSqliteTest, AColumnOfAnotherTypeIsAFindingAndNoError) {
  Finds("UPDATE journal_entry SET at = 'noon' WHERE number = 3", "entry 3 was changed: it holds what no entry holds");
  Finds("UPDATE journal_head SET number = 'many'", "entry 0 is counted last by the head, which no chain can be");
}

}  // namespace
}  // namespace concord::journal
