#include "base/db/outbox.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "base/testing/databases.h"
#include "base/testing/postgres.h"

namespace concord::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OutboxTest : public testing::DatabaseTest {
 protected:
  void Add(const std::string& subject) {
    auto status = db().Write([&](Transaction& t) -> Status {
      Announce(t, "library.resource", subject, world_.clock);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  Result<Tail> Read(const std::string& cursor, int limit = 100) {
    return db().Read([&](Session& s) -> Result<Tail> { return ReadAfter(s, cursor, limit); });
  }
  std::vector<std::string> Subjects(const std::string& cursor) {
    std::vector<std::string> subjects;
    Tail tail = Read(cursor).value();
    for (const Change& change : tail.changes) subjects.push_back(change.subject);
    return subjects;
  }
  std::string HeadNow() {
    return db().Read([](Session& s) -> Result<std::string> { return Head(s); }).value();
  }
  void PruneBefore(Time before, const std::string& position = "9223372036854775807:0") {
    auto status = db().Write([&](Transaction& t) -> Status {
      Prune(t, before, position);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
};
CONCORD_ON_BOTH_ENGINES(OutboxTest);

TEST_P(OutboxTest, IsReadInOrderAndInPieces) {
  EXPECT_THAT(Subjects(""), IsEmpty());
  EXPECT_EQ(Read("").value().cursor, "");
  for (const char* s : {"a", "b", "c"}) Add(s);
  Tail two = Read("", 2).value();
  ASSERT_EQ(two.changes.size(), 2u);
  EXPECT_EQ(two.changes[0].topic, "library.resource");
  EXPECT_EQ(two.changes[0].subject, "a");
  EXPECT_THAT(Subjects(two.cursor), ElementsAre("c"));
  std::string end = Read(two.cursor).value().cursor;
  EXPECT_THAT(Subjects(end), IsEmpty());
  EXPECT_EQ(Read(end).value().cursor, end);
  Add("d");
  EXPECT_THAT(Subjects(end), ElementsAre("d"));
}

TEST_P(OutboxTest, HeadIsBehindEverythingVisible) {
  std::string start = HeadNow();
  EXPECT_THAT(Subjects(start), IsEmpty());
  Add("a");
  EXPECT_THAT(Subjects(start), ElementsAre("a"));
  std::string head = HeadNow();
  EXPECT_THAT(Subjects(head), IsEmpty());
  Add("b");
  EXPECT_THAT(Subjects(head), ElementsAre("b"));
}

// A restore replaces the tables: an index that followed those of before must not go on as if nothing had been.
TEST_P(OutboxTest, AfterBeginAnewCursorsOfBeforeAreStaleAndNewOnesLead) {
  Add("a");
  const std::string before = HeadNow();
  PruneBefore(world_.clock.Now() + milliseconds(1));
  Add("b");
  const auto status = db().Write([&](Transaction& t) -> Status {
    BeginAnew(t, world_.random);
    return {};
  });
  ASSERT_TRUE(status) << status.error().cause;
  for (const std::string& cursor : {before, std::string(), std::string("0:0")}) {
    const auto tail = Read(cursor);
    ASSERT_FALSE(tail) << cursor;
    EXPECT_EQ(tail.error().key, "error.outbox_gone");
  }
  const std::string head = HeadNow();
  EXPECT_THAT(Subjects(head), IsEmpty());
  Add("c");
  EXPECT_THAT(Subjects(head), ElementsAre("c"));
  const std::string later = Read(head).value().cursor;
  EXPECT_EQ(later, HeadNow());
  Add("d");
  EXPECT_THAT(Subjects(later), ElementsAre("d"));
}

TEST_P(OutboxTest, ARolledBackChangeIsNotAnnounced) {
  (void)db().Write([&](Transaction& t) -> Status {
    Announce(t, "x", "y", world_.clock);
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  EXPECT_THAT(Subjects(""), IsEmpty());
}

TEST_P(OutboxTest, AnIndexBehindThePrunedPartMustBeRebuilt) {
  for (const char* s : {"a", "b"}) Add(s);
  std::string behind = Read("", 1).value().cursor, level = Read("").value().cursor;
  world_.clock.Advance(std::chrono::hours(1));
  Add("c");
  PruneBefore(world_.clock.Now());
  for (const std::string& cursor : {std::string(), behind}) {
    auto tail = Read(cursor);
    ASSERT_FALSE(tail);
    EXPECT_EQ(tail.error().kind, ErrorKind::kConflict);
    EXPECT_THAT(tail.error().cause, HasSubstr("rebuild the index"));
  }
  EXPECT_THAT(Subjects(level), ElementsAre("c"));
  PruneBefore(world_.clock.Now());  // nothing more to drop
  EXPECT_THAT(Subjects(level), ElementsAre("c"));
  world_.clock.Advance(milliseconds(1));
  PruneBefore(world_.clock.Now());
  EXPECT_THAT(Subjects(level), ElementsAre("c"));  // the newest stays: the next one's number follows from it
  std::string head = HeadNow();
  EXPECT_THAT(Subjects(head), IsEmpty());
  Add("d");
  EXPECT_THAT(Subjects(head), ElementsAre("d"));
}

TEST_P(OutboxTest, AClockThatWentBackDoesNotHideRowsFromTheRecordOfPruning) {
  world_.clock.Advance(std::chrono::hours(1));
  Add("a");
  world_.clock.Advance(-std::chrono::hours(1));
  Add("b");
  std::string start = "";
  PruneBefore(world_.clock.Now() + milliseconds(1));  // "b" is old enough, but "a" stands before it
  EXPECT_THAT(Subjects(start), ElementsAre("a", "b"));
}

TEST_P(OutboxTest, ATransactionLeavesOneRowInTheOrderOfItsChanges) {
  std::vector<std::string> expected;
  ASSERT_TRUE(db().Write([&](Transaction& t) -> Status {
    for (int i = 0; i < 5; ++i) {
      expected.push_back("s" + std::to_string(i));
      Announce(t, "t", expected.back(), world_.clock);
      Attach(t, "[" + std::to_string(i) + "]", world_.clock);
    }
    return {};
  }));
  EXPECT_THAT(Subjects(""), ::testing::ElementsAreArray(expected));
  const auto attached = db().Read([](Session& s) -> Result<Attachments> { return ReadAttached(s, "", 10); }).value();
  EXPECT_THAT(attached.bytes, ElementsAre("[0][1][2][3][4]"));
  EXPECT_EQ(Read("").value().cursor, attached.position);
  EXPECT_THAT(db().Read([&](Session& s) -> Result<Attachments> { return ReadAttached(s, attached.position, 10); })
                  .value()
                  .bytes,
              IsEmpty());
}

TEST_P(OutboxTest, AVeryLargeTransactionLeavesSeveralRowsAndLosesNothing) {
  ASSERT_TRUE(db().Write([&](Transaction& t) -> Status {
    for (int i = 0; i < 10'000; ++i) Announce(t, "library.resource", std::to_string(i), world_.clock);
    return {};
  }));
  std::vector<std::string> expected;
  for (int i = 0; i < 10'000; ++i) expected.push_back(std::to_string(i));
  std::vector<std::string> read;
  int steps = 0;
  for (std::string cursor; read.size() < expected.size() && steps < 100; ++steps) {
    const Tail tail = Read(cursor).value();
    for (const Change& change : tail.changes) read.push_back(change.subject);
    cursor = tail.cursor;
  }
  EXPECT_EQ(read, expected);
  EXPECT_GT(steps, 1);  // whoever asks for a hundred does not get them all at once
  EXPECT_GT(
      db().Read([](Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM outbox")->Int(0); }).value(), 1);
}

TEST_P(OutboxTest, AChangeThatCouldNotBeReadBackIsRefused) {
  for (const char* subject : {"a\tb", "a\nb"}) {
    EXPECT_FALSE(db().Write([&](Transaction& t) -> Status {
      Announce(t, "t", subject, world_.clock);
      return {};
    }));
  }
  EXPECT_THAT(Subjects(""), IsEmpty());
}

TEST_P(OutboxTest, WhatIsAttachedIsRewrittenAndNotPrunedBeforeItIsTakenUp) {
  for (const char* bytes : {"one", "two", "three"}) {
    ASSERT_TRUE(db().Write([&](Transaction& t) -> Status {
      Announce(t, "t", bytes, world_.clock);
      Attach(t, bytes, world_.clock);
      return {};
    }));
  }
  const auto peek = [&](const std::string& position) {
    return db().Read([&](Session& s) -> Result<std::vector<std::string>> { return PeekAttached(s, position); }).value();
  };
  const std::string first =
      db().Read([](Session& s) -> Result<Attachments> { return ReadAttached(s, "", 1); }).value().position;
  EXPECT_THAT(peek(""), ElementsAre("one", "two", "three"));
  EXPECT_THAT(peek(first), ElementsAre("two", "three"));
  world_.clock.Advance(std::chrono::hours(1));
  PruneBefore(world_.clock.Now(), first);
  EXPECT_THAT(peek(""), ElementsAre("two", "three"));
  ASSERT_TRUE(db().Write([&](Transaction& t) -> Status {
    const std::string second = ReadAttached(t, first, 1).position;
    RewriteAttached(t, second, [](std::string_view b, bool taken_up) {
      EXPECT_EQ(taken_up, b == "two");
      return b == "two" ? std::string("2") : std::string(b);
    });
    return {};
  }));
  EXPECT_THAT(peek(""), ElementsAre("2", "three"));
  EXPECT_THAT(Subjects(first), ElementsAre("two", "three"));  // changes stay
}

TEST_P(OutboxTest, NonsenseIsNoCursor) {
  for (const char* cursor : {"x", "1", "1:", ":1", "1:2:3", "1:99999999999999999999"}) {
    auto tail = Read(cursor);
    ASSERT_FALSE(tail) << cursor;
    EXPECT_THAT(tail.error().cause, HasSubstr("not an outbox cursor"));
  }
}

TEST_P(OutboxTest, NothingIsSkippedUnderConcurrentWriters) {
  constexpr int kWriters = 4, kEach = 40;
  std::atomic<int> running = kWriters;
  std::vector<std::jthread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) Add(std::to_string(w) + "/" + std::to_string(i));
      --running;
    });
  }
  std::multiset<std::string> seen;
  std::string cursor;
  for (bool last = false; !last;) {
    last = running == 0;
    Tail tail = Read(cursor, 7).value();
    for (const Change& change : tail.changes) seen.insert(change.subject);
    cursor = tail.cursor;
    if (!tail.changes.empty()) last = false;
  }
  EXPECT_EQ(seen.size(), size_t{kWriters * kEach});
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), seen.size());
}

// PostgreSQL alone (SQLite has one writer): two transactions whose commits are in another order than their numbers.
class InterleavedOutbox : public OutboxTest {
 protected:
  void SetUp() override {
    OutboxTest::SetUp();
    if (!fresh_) return;
    slow_.emplace(fresh_->options().url);
    quick_.emplace(fresh_->options().url);
    for (auto* one : {&*slow_, &*quick_}) one->Run("BEGIN");
  }
  static std::string Insert(const std::string& subject) {
    return "INSERT INTO outbox (changes, attached, at) VALUES (E't\\t" + subject + "\\n', '', 0)";
  }
  std::optional<testing::Maintenance> slow_, quick_;
};
CONCORD_ON_POSTGRES(InterleavedOutbox);

TEST_P(InterleavedOutbox, ASlowTransactionIsWaitedFor) {
  slow_->Run(Insert("slow"));
  quick_->Run(Insert("quick"));
  quick_->Run("COMMIT");
  EXPECT_THAT(Subjects(""), IsEmpty());  // committed, but an earlier one is still under way
  std::string head = HeadNow();
  slow_->Run("COMMIT");
  EXPECT_THAT(Subjects(""), ElementsAre("slow", "quick"));
  EXPECT_THAT(Subjects(head), ElementsAre("slow", "quick"));
}

TEST_P(InterleavedOutbox, ALateRowOfAnEarlyTransactionIsNotPassedBy) {
  slow_->Run("SELECT pg_current_xact_id()");  // begins first
  quick_->Run(Insert("quick"));               // seq 1
  quick_->Run("COMMIT");
  Tail tail = Read("").value();
  EXPECT_THAT(tail.changes, IsEmpty());
  slow_->Run(Insert("slow"));  // seq 2, lower xid
  slow_->Run("COMMIT");
  EXPECT_THAT(Subjects(tail.cursor), ElementsAre("slow", "quick"));
}

TEST_P(InterleavedOutbox, ARolledBackTransactionHoldsNothingUp) {
  slow_->Run(Insert("slow"));
  quick_->Run(Insert("quick"));
  quick_->Run("COMMIT");
  slow_->Run("ROLLBACK");
  EXPECT_THAT(Subjects(""), ElementsAre("quick"));
}

TEST_P(InterleavedOutbox, ACursorOfAnotherServersHistoryIsRefused) {
  auto tail = Read("999999999999:1");
  ASSERT_FALSE(tail);
  EXPECT_THAT(tail.error().cause, HasSubstr("rebuild the index"));
}

}  // namespace
}  // namespace concord::db
