// Those inside see figures from five people, everyone from ten. Whoever has both, all items, dimensions and audiences,
// and forms every sum and difference, gets at no fewer people than the smallest group.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/stats/generator.h"
#include "features/selfreview/engine/attack.h"
#include "features/selfreview/engine/disclosure.h"
#include "features/selfreview/engine/score.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {
namespace {

// Whose answers each shown figure adds up; with `levels`, those that show levels.
void AddRows(const Figures& result, std::vector<Row>& rows, bool levels = false) {
  const auto shows = [levels](const std::optional<Summary>& one) { return one && !(levels && one->levels.empty()); };
  if (shows(result.all)) rows.push_back({1, 1, 1, 1, 1, 1, 1});
  for (size_t s = 0; s < kSides; ++s) {
    if (!shows(result.sides[s])) continue;
    Row row{};
    for (size_t g = 0; g < kGroups; ++g) row[g] = static_cast<size_t>(SideOf(static_cast<Group>(g))) == s;
    rows.push_back(row);
  }
  for (size_t g = 0; g < kGroups; ++g) {
    if (!shows(result.groups[g])) continue;
    Row row{};
    row[g] = 1;
    rows.push_back(row);
  }
}

void ExpectSameOrLess(const std::optional<Summary>& in_public, const std::optional<Summary>& inside) {
  if (!in_public) return;
  ASSERT_TRUE(inside);
  if (!in_public->levels.empty()) {
    EXPECT_EQ(in_public->levels, inside->levels);
  }
  EXPECT_EQ(in_public->people, inside->people);
  EXPECT_EQ(in_public->dont_know, inside->dont_know);
}

TEST(TwoViewsTest, NoSumOrDifferenceOfBothIsOfFewPeople) {
  const Instrument instrument = Small();
  stats::Generator generator(11);
  int shown = 0;
  for (int round = 0; round < 400; ++round) {
    const Responses r = RandomAnswers(generator);
    const Snapshots both = ScoreForBoth(instrument, r, {.seed = 1, .replicates = 50});
    for (size_t i = 0; i < instrument.items.size(); ++i) {
      const auto people = PeopleWhoAnswered(r, i);
      std::vector<Row> rows;
      AddRows(both.in_public.items[i], rows);
      shown += static_cast<int>(rows.size());
      const int64_t in_public = FewestWorkedOut(rows, people);
      EXPECT_TRUE(in_public == 0 || in_public >= kSmallestInPublic) << round << " " << i << ": " << in_public;
      AddRows(both.inside.items[i], rows);
      const int64_t together = FewestWorkedOut(rows, people);
      EXPECT_TRUE(together == 0 || together >= 5) << round << " " << i << ": " << together;

      const auto gave_a_level = PeopleWhoGaveALevel(r, i);
      rows.clear();
      AddRows(both.in_public.items[i], rows, true);
      const int64_t levels_in_public = FewestWorkedOut(rows, gave_a_level);
      EXPECT_TRUE(levels_in_public == 0 || levels_in_public >= kSmallestInPublic) << round << " " << levels_in_public;
      AddRows(both.inside.items[i], rows, true);
      const int64_t levels_together = FewestWorkedOut(rows, gave_a_level);
      EXPECT_TRUE(levels_together == 0 || levels_together >= 5) << round << " " << i << ": " << levels_together;

      ExpectSameOrLess(both.in_public.items[i].all, both.inside.items[i].all);
      for (size_t s = 0; s < kSides; ++s)
        ExpectSameOrLess(both.in_public.items[i].sides[s], both.inside.items[i].sides[s]);
      for (size_t g = 0; g < kGroups; ++g)
        ExpectSameOrLess(both.in_public.items[i].groups[g], both.inside.items[i].groups[g]);
    }
  }
  EXPECT_GT(shown, 500);  // and it did show something
}

// Found while the two views were laid beside each other: four of the agency were all less the community.
TEST(TwoViewsTest, AllInPublicLessOneSideInsideIsNotTheOtherSide) {
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (int i = 0; i < 11; ++i) {
    r.groups.push_back(i < 4 ? Group::kOfficer : Group::kResident);
    r.answers.insert(r.answers.end(), {2, 2, 2});
  }
  EXPECT_TRUE(Score(Small(), r, {.smallest_group = 10}).items[0].all);  // what would be shown without looking inside
  const Snapshots both = ScoreForBoth(Small(), r, {});
  EXPECT_TRUE(both.inside.items[0].sides[1]);
  EXPECT_FALSE(both.in_public.items[0].all);
}

TEST(TwoViewsTest, TheNumbersOfPeopleCanBeRaisedAndNotLowered) {
  stats::Generator generator(2);
  const Responses r = RandomAnswers(generator);
  EXPECT_EQ(ScoreForBoth(Small(), r, {}, 3).in_public.options.smallest_group, 10);
  const Snapshots raised = ScoreForBoth(Small(), r, {.smallest_group = 20}, 12);
  EXPECT_EQ(raised.inside.options.smallest_group, 20);
  EXPECT_EQ(raised.in_public.options.smallest_group, 20);
}

TEST(SnapshotTest, WhatIsReadIsWrittenAgainAsItWas) {
  stats::Generator generator(7);
  for (int round = 0; round < 20; ++round) {
    const Snapshots both = ScoreForBoth(Small(), RandomAnswers(generator), {.seed = 9, .replicates = 50});
    for (const Snapshot* one : {&both.inside, &both.in_public}) {
      const std::string written = WriteSnapshot(*one);
      const auto read = ReadSnapshot(written);
      ASSERT_TRUE(read);
      EXPECT_EQ(WriteSnapshot(*read), written);
      EXPECT_EQ(read->by_group, one->by_group);
    }
  }
}

TEST(SnapshotTest, WhatIsNoSnapshotIsNotRead) {
  for (const char* text : {"", "[]", "{}", R"({"format": "concord-selfreview-snapshot-1"})", R"({"format": "other"})"})
    EXPECT_FALSE(ReadSnapshot(text)) << text;
}

}  // namespace
}  // namespace concord::selfreview
