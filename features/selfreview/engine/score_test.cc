// Scoring by itself: what is counted, what is told, and that nobody's answer can be worked out.
#include "features/selfreview/engine/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/stats/generator.h"
#include "features/selfreview/engine/disclosure.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Responses Read(const std::string& csv) {
  const Instrument instrument = Small();
  auto result = ReadResponses(instrument, csv);
  EXPECT_THAT(result.problems, IsEmpty());
  DropUnasked(instrument, result.responses);
  return std::move(result.responses);
}
std::string Rows(const std::string& row, int times) {
  std::string rows;
  for (int i = 0; i < times; ++i) rows += row + "\n";
  return rows;
}
constexpr char kNames[] = "group,asked,answered,reviewed\n";

TEST(ResponsesTest, ReadsLevelsAndWhatIsNone) {
  const auto r = Read(
      "\xef\xbb\xbfrespondent,group,unit,reviewed,asked\r\n7,officer,\"East, side\",4,dk\r\n\r\n8,resident,,na,\r\n");
  ASSERT_EQ(r.size(), 2u);
  EXPECT_THAT(std::vector<int>(r.Of(0), r.Of(0) + 3), ElementsAre(kDontKnow, kNotAnswered, 4));
  EXPECT_THAT(std::vector<int>(r.Of(1), r.Of(1) + 3), ElementsAre(kNotAnswered, kNotAnswered, kDoesNotApply));
}

TEST(ResponsesTest, NamesTheLineOfWhatIsWrong) {
  const auto keys = [](const std::string& csv) {
    std::vector<std::string> keys;
    for (const Problem& p : ReadResponses(Small(), csv).problems)
      keys.push_back(std::to_string(p.line) + " " + p.key.substr(21));
    return keys;
  };
  EXPECT_THAT(keys(""), ElementsAre("1 empty"));
  EXPECT_THAT(keys("asked\n1\n"), ElementsAre("1 no_group"));
  EXPECT_THAT(keys("group,asked,mood\n"), ElementsAre("1 column"));
  EXPECT_THAT(keys("group,asked,asked\n"), ElementsAre("1 twice"));
  EXPECT_THAT(keys("group,asked\nofficer,1\nofficer,5\npolice,1\nofficer\n"),
              ElementsAre("3 answer", "4 group", "5 cells"));
  EXPECT_THAT(keys("group,asked\nofficer,\"1\n"), ElementsAre("2 open_quote"));
  EXPECT_THAT(keys("unit,group,asked\n\"a\nb\",\"officer,1\n,officer,1\n"), ElementsAre("3 open_quote"));
  EXPECT_THAT(keys("group,asked\nofficer,\"2\"junk\nofficer,9\n"), ElementsAre("2 after_quote", "3 answer"));
  EXPECT_THAT(keys("unit,group,asked\nCa\xf1on,officer,2\nCañon,officer,2\n"), ElementsAre("2 utf8"));
  EXPECT_THAT(keys("respondent,group\n7,officer\n,officer\n,officer\n7,resident\n"), ElementsAre("5 respondent_twice"));
  EXPECT_THAT(keys("group;asked\nofficer;1\n"), ElementsAre("1 commas"));
  EXPECT_THAT(keys("group,asked\rofficer,1\rofficer,9\r"), ElementsAre("3 answer")) << "as old spreadsheets end lines";
  EXPECT_THAT(keys("unit,unit,group\n"), ElementsAre("1 twice"));
}

TEST(ResponsesTest, WhatWasNotAskedIsDropped) {
  const auto r = Read(std::string(kNames) + "overseer,3,3,3\nofficer,0,2,1\nofficer,1,2,1\nofficer,dk,2,1\n");
  EXPECT_THAT(std::vector<int>(r.Of(0), r.Of(0) + 3), ElementsAre(kNotAnswered, kNotAnswered, 3));
  EXPECT_THAT(std::vector<int>(r.Of(1), r.Of(1) + 3), ElementsAre(0, kNotAnswered, 1));
  EXPECT_THAT(std::vector<int>(r.Of(2), r.Of(2) + 3), ElementsAre(1, 2, 1));
  EXPECT_THAT(std::vector<int>(r.Of(3), r.Of(3) + 3), ElementsAre(kDontKnow, 2, 1));
}

// b depends on a, c on b: who skips b skips c too, whatever an import says about them.
TEST(ResponsesTest, SkipRulesChain) {
  const std::string structure =
      Replaced(kStructure, "asks = [\"leadership\", \"officer\", \"overseer\", \"resident\"]",
               "asks = [\"leadership\", \"officer\", \"resident\"]\nskip_if = [{ item = \"answered\", at_most = 0 }]");
  const auto read = ReadSmall(structure);
  ASSERT_TRUE(read.instrument);
  auto result = ReadResponses(*read.instrument, std::string(kNames) +
                                                    "officer,0,3,3\nofficer,0,,3\nofficer,2,0,3\nofficer,2,,3\n"
                                                    "officer,dk,dk,3\n");
  const auto left = [&](size_t r) { return std::vector<int>(result.responses.Of(r), result.responses.Of(r) + 3); };
  EXPECT_EQ(DropUnasked(*read.instrument, result.responses), 4);
  EXPECT_EQ(DropUnasked(*read.instrument, result.responses), 0) << "once more drops nothing";
  EXPECT_THAT(left(0), ElementsAre(0, kNotAnswered, kNotAnswered));
  EXPECT_THAT(left(1), ElementsAre(0, kNotAnswered, kNotAnswered)) << "b was skipped, not left out";
  EXPECT_THAT(left(2), ElementsAre(2, 0, kNotAnswered));
  EXPECT_THAT(left(3), ElementsAre(2, kNotAnswered, 3)) << "no answer skips nothing";
  EXPECT_THAT(left(4), ElementsAre(kDontKnow, kDontKnow, 3));
}

TEST(ScoreTest, CountsLevelsAndNeverCountsDontKnowAsZero) {
  const auto r =
      Read(std::string(kNames) + Rows("officer,4,3,3", 6) + Rows("officer,dk,,na", 4) + Rows("resident,1,0,1", 12));
  const Snapshot s = Score(Small(), r, {});
  const Figures& asked = s.items.at(0);
  ASSERT_TRUE(asked.sides[0]);
  EXPECT_THAT(asked.sides[0]->levels, ElementsAre(0, 0, 0, 0, 6));
  EXPECT_EQ(asked.sides[0]->dont_know, 4);
  EXPECT_EQ(asked.sides[0]->people, 10);
  EXPECT_EQ(asked.sides[0]->median, 4);
  EXPECT_EQ(asked.sides[0]->standing, Standing::kStrength);
  EXPECT_EQ(asked.sides[1]->standing, Standing::kGap);
  EXPECT_NEAR(asked.sides[0]->dont_know_interval.low, 0.168, 0.001);  // Wilson, 4 of 10
  EXPECT_EQ(s.items.at(2).sides[0]->does_not_apply, 4);
  const Figures& voice = s.dimensions.at(0);
  EXPECT_THAT(voice.sides[1]->levels, ElementsAre(12, 12, 0, 0, 0));
  EXPECT_EQ(voice.sides[1]->people, 12);
  EXPECT_EQ(voice.sides[1]->median, 0.5);
}

// Who was asked more, or other things, does not stand higher for that.
TEST(ScoreTest, SidesAreSetBesideEachOtherOnTheSamePractices) {
  const auto r = Read(std::string(kNames) + Rows("officer,1,4,3", 12) + Rows("resident,1,,3", 30));
  const Snapshot s = Score(Small(), r, {});
  const Figures& voice = s.dimensions.at(0);
  EXPECT_EQ(voice.sides[0]->mean, 2.5);
  EXPECT_EQ(voice.sides[0]->practices, 2);
  EXPECT_EQ(voice.sides[1]->practices, 1);
  ASSERT_TRUE(voice.side_by_side);
  EXPECT_THAT(voice.side_by_side->items, ElementsAre("asked"));
  EXPECT_THAT(voice.side_by_side->mean, ElementsAre(1, 1));
  for (const auto& interval : voice.side_by_side->interval) {
    EXPECT_EQ(interval.low, 1);
    EXPECT_EQ(interval.high, 1);
  }
  // Where no practice is shown for both, nothing is set beside anything.
  const Snapshot apart =
      Score(Small(), Read(std::string(kNames) + Rows("officer,1,4,", 12) + Rows("resident,0,,3", 12)), {});
  EXPECT_FALSE(apart.dimensions.at(1).side_by_side);
  EXPECT_TRUE(apart.dimensions.at(1).sides[1]);
}

TEST(ScoreTest, EachPracticeCountsTheSameHoweverManyAnsweredIt) {
  const auto r = Read(std::string(kNames) + Rows("officer,4,,", 24) + Rows("officer,4,0,", 6) +
                      Rows("resident,2,,", 4) + Rows("resident,3,1,", 6));
  const SideBySide both = *Score(Small(), r, {}).dimensions.at(0).side_by_side;
  EXPECT_THAT(both.items, ElementsAre("asked", "answered"));
  EXPECT_EQ(both.mean[0], 2) << "30 people gave a 4, six a 0";
  EXPECT_NEAR(both.mean[1], (2.6 + 1) / 2, 1e-9);
  EXPECT_LT(both.interval[1].low, both.mean[1]);
  EXPECT_GT(both.interval[1].high, both.mean[1]);
}

// One practice alone: its own interval, drawn over the same people.
TEST(ScoreTest, TheIntervalOfOnePracticeIsThatPractices) {
  const auto r = Read(std::string(kNames) + Rows("officer,4,,1", 20) + Rows("officer,1,,0", 20) +
                      Rows("resident,0,,3", 30) + Rows("resident,3,,3", 10));
  const Snapshot s = Score(Small(), r, {});
  const SideBySide both = *s.dimensions.at(0).side_by_side;
  for (const size_t side : {0, 1}) {
    const Summary& item = *s.items.at(0).sides[side];
    EXPECT_EQ(both.mean[side], item.mean);
    EXPECT_NEAR(both.interval[side].low, item.mean_interval.low, 0.1);
    EXPECT_NEAR(both.interval[side].high, item.mean_interval.high, 0.1);
  }
}

TEST(ScoreTest, FindsWhereTheSidesDisagreeAndNotWhereTheyDoNot) {
  const auto r = Read(std::string(kNames) + Rows("officer,4,2,2", 15) + Rows("leadership,3,1,1", 5) +
                      Rows("resident,1,2,2", 15) + Rows("resident,0,,1", 5));
  const Snapshot s = Score(Small(), r, {});
  ASSERT_TRUE(s.items[0].disagreement && s.items[2].disagreement);
  EXPECT_TRUE(s.items[0].disagreement->found);
  EXPECT_GT(s.items[0].disagreement->superiority, 0.9);
  EXPECT_GT(s.items[0].disagreement->difference_interval.low, 2);
  EXPECT_FALSE(s.items[2].disagreement->found);
  EXPECT_EQ(s.items[2].disagreement->superiority, 0.5);
  EXPECT_GE(s.items[0].disagreement->adjusted_p, s.items[0].disagreement->p);
}

TEST(ScoreTest, ASeedGivesTheSameBytes) {
  const auto r = Read(std::string(kNames) + Rows("officer,4,2,2", 15) + Rows("resident,1,2,3", 15));
  const std::string one = WriteSnapshot(Score(Small(), r, {.seed = 5}));
  EXPECT_EQ(one, WriteSnapshot(Score(Small(), r, {.seed = 5})));
  EXPECT_TRUE(nlohmann::json::accept(one));
}

TEST(DisclosureTest, LeavesOutWhatWouldGiveFewAway) {
  const auto shown = [](std::array<int64_t, kGroups> people) {
    const Shown s = ChooseShown(people, 5);
    std::string text = s.all ? "all" : "";
    if (s.sides[0]) text += " agency";
    if (s.sides[1]) text += " community";
    for (size_t g = 0; g < kGroups; ++g) {
      if (s.groups[g]) text += " " + std::string(NameOf(static_cast<Group>(g)));
    }
    return text;
  };
  EXPECT_EQ(shown({6, 0, 9, 0, 0, 0, 8}), "all agency community leadership officer resident");
  // Two leaders are the agency less its officers and staff: staff go too.
  EXPECT_EQ(shown({2, 0, 20, 7, 0, 0, 8}), "all agency community officer resident");
  EXPECT_EQ(shown({2, 0, 20, 0, 0, 0, 8}), "all agency community resident");
  // Three residents are all less the agency.
  EXPECT_EQ(shown({0, 0, 20, 0, 0, 0, 3}), " agency officer");
  EXPECT_EQ(shown({4, 0, 0, 0, 0, 0, 4}), "all");
  EXPECT_EQ(shown({2, 0, 0, 0, 0, 0, 2}), "");
  EXPECT_EQ(shown({0, 0, 0, 0, 0, 0, 0}), "");
}

// Whoever has every figure of a snapshot and subtracts in every way that the audiences and dimensions allow finds no
// figure of fewer people than the smallest group.
TEST(DisclosureTest, NoDifferenceOfWhatIsShownIsOfFewPeople) {
  const Instrument instrument = Small();
  stats::Generator generator(3);
  for (int round = 0; round < 300; ++round) {
    Responses r{.items = 3, .groups = {}, .answers = {}};
    const auto people = static_cast<int>(3 + generator.Next() % 60);
    for (int i = 0; i < people; ++i) {
      r.groups.push_back(static_cast<Group>(generator.Next() % (1 + generator.Next() % kGroups)));
      for (int k = 0; k < 3; ++k) r.answers.push_back(static_cast<Answer>(generator.Next() % 8) - 3);
    }
    DropUnasked(instrument, r);
    const Snapshot s = Score(instrument, r, {.seed = 1, .replicates = 50});
    const auto few = [&](int64_t n) { return n > 0 && n < 5; };
    for (const Figures& item : s.items) {
      EXPECT_FALSE(item.all && few(item.all->people));
      int64_t sides = 0;
      for (size_t side = 0; side < kSides; ++side) {
        if (!item.sides[side]) continue;
        sides += item.sides[side]->people;
        int64_t groups = 0;
        for (size_t g = 0; g < kGroups; ++g) {
          if (static_cast<size_t>(SideOf(static_cast<Group>(g))) == side && item.groups[g])
            groups += item.groups[g]->people;
        }
        EXPECT_FALSE(few(item.sides[side]->people - groups)) << round << " " << item.id;
      }
      EXPECT_FALSE(item.all && sides > 0 && few(item.all->people - sides)) << round << " " << item.id;
    }
    // A dimension's levels are those of the items that the same audience is shown.
    for (size_t d = 0; d < s.dimensions.size(); ++d) {
      if (!s.dimensions[d].all) continue;
      stats::LevelCounts sum(kLevels, 0);
      for (size_t i = 0; i < s.items.size(); ++i) {
        if (instrument.items[i].dimension != d || !s.items[i].all) continue;
        for (size_t level = 0; level < s.items[i].all->levels.size(); ++level)
          sum[level] += s.items[i].all->levels[level];
      }
      const auto& levels = s.dimensions[d].all->levels;
      EXPECT_EQ(levels.empty() ? stats::LevelCounts(kLevels, 0) : levels, sum) << round;
    }
  }
}

}  // namespace
}  // namespace concord::selfreview
