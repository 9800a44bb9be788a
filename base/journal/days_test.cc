// Daily heads, counts and the tree in the database, on both engines.
#include "base/journal/days.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/journal/tree.h"

#include "base/testing/databases.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class DaysTest : public ChainTest {
 protected:
  void CloseNow() {
    auto closed = CloseDays(db(), world_.clock.Now());
    ASSERT_TRUE(closed) << closed.error().cause;
  }
  void Days(int count) { world_.clock.Advance(std::chrono::hours(24) * count); }
  std::vector<std::pair<std::string, int64_t>> Heads() {
    return Reading([](db::Session& s) {
      std::vector<std::pair<std::string, int64_t>> out;
      for (const DayHead& day : DaysOf(s, "hub", 100)) out.emplace_back(day.day, day.number);
      return out;
    });
  }
};
CONCORD_ON_BOTH_ENGINES(DaysTest);

TEST_P(DaysTest, ADayThatHasPassedIsClosedOnce) {
  AppendSome(3);
  CloseNow();
  EXPECT_THAT(Heads(), IsEmpty());  // today goes on
  Days(1);
  CloseNow();
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-21", 3)));
  CloseNow();
  AppendSome(2);
  Days(3);
  AppendSome(1);
  CloseNow();
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-22", 5), Pair("2026-11-21", 3)));
  Days(1);
  CloseNow();
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-25", 6), Pair("2026-11-22", 5), Pair("2026-11-21", 3)));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(DaysTest, SeveralDaysAreClosedAtOnce) {
  for (int i = 0; i < 4; ++i) {
    AppendSome(2);
    Days(1);
  }
  CloseNow();
  EXPECT_THAT(Heads(),
              ElementsAre(Pair("2026-11-24", 8), Pair("2026-11-23", 6), Pair("2026-11-22", 4), Pair("2026-11-21", 2)));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(DaysTest, TwoNodesMayCloseADayAtOnce) {
  AppendSome(300);
  Days(1);
  auto other = fresh_->OpenAgain();
  {
    std::jthread one([&] { EXPECT_TRUE(CloseDays(db(), world_.clock.Now())); });
    std::jthread two([&] { EXPECT_TRUE(CloseDays(*other, world_.clock.Now())); });
  }
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-21", 300)));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(DaysTest, AClockThatStepsMakesNoDayClosedTwiceAndNoneForTheFuture) {
  AppendSome(2);
  Days(100);
  AppendSome(1);  // the clock ran ahead...
  Days(-99);
  AppendSome(2);  // ... and was set right
  CloseNow();
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-21", 3)));  // it counts with the day that it interrupts
  Days(-1);
  AppendSome(1);  // dated into a day that is closed
  Days(2);
  AppendSome(1);
  Days(1);
  CloseNow();
  EXPECT_THAT(Heads(), ElementsAre(Pair("2026-11-23", 7), Pair("2026-11-22", 6), Pair("2026-11-21", 3)));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(DaysTest, CountsAreOfClosedDaysAndOfToday) {
  AppendSome(2);
  Days(40);
  AppendSome(1);
  Entry read = Made(1);
  read.action = "voice.complaint.read";
  Write([&](db::Transaction& t) { Append(t, read, world_.clock, world_.random); });
  Days(1);
  CloseNow();
  Write([&](db::Transaction& t) { Append(t, read, world_.clock, world_.random); });
  const Counts counts =
      Reading([&](db::Session& s) { return CountsOf(s, "hub", world_.clock.Now() - std::chrono::hours(24 * 30)); });
  EXPECT_THAT(counts.all, UnorderedElementsAre(Pair("library.resource.create", 3), Pair("voice.complaint.read", 2)));
  EXPECT_THAT(counts.recent, UnorderedElementsAre(Pair("library.resource.create", 1), Pair("voice.complaint.read", 2)));
}

TEST_P(DaysTest, TheTreeIsTheSameWithAndWithoutItsNodes) {
  AppendSome(700);
  std::vector<Hash> leaves;
  for (const Stored& entry : Entries()) leaves.push_back(merkle::LeafHash(BytesOf(entry.link.hash)));
  ASSERT_EQ(leaves.size(), 700u);
  const auto roots = [&](db::Session& s) {
    std::vector<Hash> out;
    for (const uint64_t size : {1, 2, 255, 256, 257, 511, 512, 513, 700}) out.push_back(Tree(s, "hub").Root(size));
    return out;
  };
  const auto without = Reading(roots);
  Write([](db::Transaction& t) { FillNodes(t, "hub"); });
  EXPECT_EQ(Column("SELECT position FROM journal_node").size(), 2u);
  Write([](db::Transaction& t) { FillNodes(t, "hub"); });
  EXPECT_EQ(Reading(roots), without);
  size_t i = 0;
  for (const size_t size : {1, 2, 255, 256, 257, 511, 512, 513, 700})
    EXPECT_EQ(without[i++], merkle::RootOf(std::span(leaves).first(size))) << size;
}

}  // namespace
}  // namespace concord::journal
