// What one person answered to one item beside another item stays hidden where few answered; and those who gave no level
// do not make a figure of those who did.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/stats/generator.h"
#include "features/selfreview/engine/attack.h"
#include "features/selfreview/engine/score.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Responses AnswersOf(int people, Group group, stats::Generator& generator) {
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (int i = 0; i < people; ++i) {
    r.groups.push_back(group);
    for (int k = 0; k < 3; ++k) r.answers.push_back(static_cast<Answer>(generator.Next() % 8) - 3);
  }
  return r;
}

// The same answers to each item, given by others of the same group.
Responses Shuffled(const Responses& r, stats::Generator& generator) {
  Responses out = r;
  for (size_t item = 0; item < r.items; ++item) {
    for (size_t i = r.size(); i-- > 1;) {
      const size_t other = generator.Next() % (i + 1);
      if (out.groups[other] == out.groups[i])
        std::swap(out.answers[i * out.items + item], out.answers[other * out.items + item]);
    }
  }
  return out;
}

// With the seed and the intervals of five people's answers, somebody could have found the one set of rows that gives
// them.
TEST(RowsTest, WhoAnsweredWhatBesideWhatChangesNothingWhereFewAnswered) {
  stats::Generator generator(21);
  int different = 0;
  for (int round = 0; round < 60; ++round) {
    Responses r = AnswersOf(5 + round % 14, Group::kOfficer, generator);
    const Responses shuffled = Shuffled(r, generator);
    different += r.answers != shuffled.answers;
    EXPECT_EQ(WriteSnapshot(Score(Small(), r, {.seed = 7, .replicates = 200})),
              WriteSnapshot(Score(Small(), shuffled, {.seed = 7, .replicates = 200})))
        << round;
  }
  EXPECT_GT(different, 50);
}

TEST(RowsTest, IntervalsOfManyPeopleAreOfThePeopleAndHaveTwoDigits) {
  // Of 40 officers half are of one mind and half of the other; shuffled, everyone is of two minds.
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (int i = 0; i < 40; ++i) {
    r.groups.push_back(Group::kOfficer);
    const auto answer = static_cast<Answer>(i % 2 == 0 ? 1 : 4);
    r.answers.insert(r.answers.end(), {answer, answer, 2});
  }
  Responses apart = r;
  for (size_t i = 0; i < 40; ++i) apart.answers[i * 3 + 1] = static_cast<Answer>(5 - apart.answers[i * 3 + 1]);
  const auto interval = [](const Responses& some) {
    return Score(Small(), some, {.seed = 3}).dimensions[0].all->mean_interval;
  };
  const auto together = interval(r), mixed = interval(apart);
  EXPECT_GT(together.high - together.low, 0.8);
  EXPECT_EQ(mixed.low, mixed.high);  // each person's two answers are 5 together
  EXPECT_EQ(std::round(together.low * 100) / 100, together.low);
}

TEST(RowsTest, IntervalsOfFewPeopleAreAtLeastAsWideAsThoseOverThem) {
  stats::Generator generator(5);
  for (int round = 0; round < 20; ++round) {
    // People whose two answers go together as far as they can: the widest that there is.
    Responses r{.items = 3, .groups = {}, .answers = {}};
    for (int i = 0; i < 12; ++i) {
      r.groups.push_back(Group::kResident);
      const auto answer = static_cast<Answer>(generator.Next() % 5);
      r.answers.insert(r.answers.end(), {answer, answer, 2});
    }
    const Snapshot s = Score(Small(), r, {.seed = 3});
    const Summary &item = *s.items[0].all, &dimension = *s.dimensions[0].all;
    EXPECT_NEAR(dimension.mean_interval.low, item.mean_interval.low, 0.2);
    EXPECT_NEAR(dimension.mean_interval.high, item.mean_interval.high, 0.2);
  }
}

TEST(RowsTest, PeopleWhoDoNotKnowDoNotMakeALevelOfOneAFigure) {
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (int i = 0; i < 5; ++i) {
    r.groups.push_back(Group::kResident);
    const Answer level = i == 0 ? Answer{4} : kDontKnow;
    r.answers.insert(r.answers.end(), {level, level, level});
  }
  const Snapshot s = Score(Small(), r, {});
  for (const auto* figures : {&s.items, &s.dimensions}) {
    for (const Figures& one : *figures) {
      ASSERT_TRUE(one.all) << one.id;
      EXPECT_THAT(one.all->levels, IsEmpty()) << one.id;
      EXPECT_TRUE(std::isnan(one.all->mean) && std::isnan(one.all->mean_interval.low)) << one.id;
      EXPECT_EQ(one.all->standing, Standing::kTooFew) << one.id;
    }
  }
  EXPECT_EQ(s.items[0].all->dont_know, 4);  // which is worth knowing
  const auto read = ReadSnapshot(WriteSnapshot(s));
  ASSERT_TRUE(read);
  EXPECT_THAT(read->items[0].all->levels, IsEmpty());
}

TEST(RowsTest, OnePersonWithManyAnswersIsNotAFigure) {
  // Five people, of whom one gave levels: the dimension holds two of them, and says neither.
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (int i = 0; i < 30; ++i) {
    r.groups.push_back(Group::kOfficer);
    r.answers.insert(r.answers.end(), {kDontKnow, kDoesNotApply, static_cast<Answer>(i % 5)});
  }
  const Snapshot s = Score(Small(), r, {});
  EXPECT_EQ(s.dimensions[0].all->standing, Standing::kTooFew);
  EXPECT_THAT(s.dimensions[0].all->levels, IsEmpty());
  EXPECT_EQ(s.dimensions[0].all->people, 30);
  EXPECT_NE(s.dimensions[1].all->standing, Standing::kTooFew);
}

TEST(RowsTest, NumbersOfPeopleAreHiddenAsFiguresAre) {
  const auto counts = [](const std::array<int64_t, kGroups>& people, const ScoreOptions& options) {
    Responses r{.items = 3, .groups = {}, .answers = {}};
    for (size_t g = 0; g < kGroups; ++g) {
      for (int64_t i = 0; i < people[g]; ++i) {
        r.groups.push_back(static_cast<Group>(g));
        r.answers.insert(r.answers.end(), {2, 2, 2});
      }
    }
    return Score(Small(), r, options);
  };
  const Snapshot s = counts({2, 0, 20, 7, 0, 0, 8}, {});
  EXPECT_EQ(s.respondents, 37);
  EXPECT_FALSE(s.by_group[0] || s.by_group[3]);  // 7 would give the 2 away
  EXPECT_EQ(s.by_group[2], 20);
  EXPECT_FALSE(counts({0, 0, 20, 0, 0, 0, 3}, {}).respondents);
  EXPECT_FALSE(counts({4, 0, 0, 0, 0, 0, 7}, {.smallest_group = 10, .beside = 5}).respondents);
}

}  // namespace
}  // namespace concord::selfreview
