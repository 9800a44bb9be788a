#include "features/selfreview/results/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "features/selfreview/engine/testing.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::results {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// `rows`: how many of a group gave these three answers.
struct Rows {
  Group group;
  std::array<int, 3> answers;
  int times;
};
Responses Of(const std::vector<Rows>& rows) {
  Responses r{.items = 3, .groups = {}, .answers = {}};
  for (const Rows& one : rows) {
    for (int n = 0; n < one.times; ++n) {
      r.groups.push_back(one.group);
      for (const int answer : one.answers) r.answers.push_back(static_cast<Answer>(answer));
    }
  }
  DropUnasked(Small(), r);
  return r;
}
Snapshot ScoreOf(const std::vector<Rows>& rows) { return Score(Small(), Of(rows), {.seed = 1}); }

TEST(FindingsTest, StrengthsAndGapsSayInWhoseEyes) {
  const Snapshot s = ScoreOf({{Group::kOfficer, {3, 1, 4}, 20}, {Group::kResident, {3, 0, 1}, 20}});
  const auto strengths = ItemsThat(s, Standing::kStrength);
  ASSERT_EQ(strengths.size(), 2u);
  EXPECT_EQ(s.items[strengths[0].item].id, "reviewed");
  EXPECT_THAT(strengths[0].audiences, ElementsAre(1u));  // the agency alone
  EXPECT_THAT(strengths[1].audiences, ElementsAre(0u, 1u, 2u));
  const auto gaps = ItemsThat(s, Standing::kGap);
  ASSERT_EQ(gaps.size(), 2u);
  EXPECT_EQ(s.items[gaps[0].item].id, "answered");
  EXPECT_THAT(gaps[1].audiences, ElementsAre(2u));
}

TEST(FindingsTest, DisagreementsTheWidestFirst) {
  const Snapshot s = ScoreOf({{Group::kOfficer, {3, 4, 2}, 20}, {Group::kResident, {2, 1, 2}, 20}});
  EXPECT_THAT(Disagreements(s), ElementsAre(1u, 0u));
}

TEST(FindingsTest, ManyWhoDoNotKnowAreAFinding) {
  const Snapshot s = ScoreOf({{Group::kOfficer, {3, 3, 3}, 20},
                              {Group::kResident, {kDontKnow, 2, 2}, 12},
                              {Group::kResident, {2, 2, kDontKnow}, 2},
                              {Group::kResident, {2, 2, 2}, 6}});
  const auto unknown = NotKnown(s);
  ASSERT_EQ(unknown.size(), 1u);
  EXPECT_EQ(unknown[0].item, 0u);
  EXPECT_EQ(AudienceName(unknown[0].audience), "community");  // 12 of 20; residents are the same people
  EXPECT_NEAR(unknown[0].share, 0.6, 1e-9);
}

TEST(FindingsTest, WhatIsKeptBackIsNotTheDimensionLessTheOthers) {
  const Instrument instrument = Small();
  const Snapshot s = OnlyPublished(instrument, ScoreOf({{Group::kOfficer, {3, 3, 3}, 20}}),
                                   [](std::string_view item) { return item != "answered"; });
  ASSERT_EQ(s.items.size(), 2u);
  ASSERT_EQ(s.dimensions.size(), 1u);
  EXPECT_EQ(s.dimensions[0].id, "review");
}

TEST(FindingsTest, ChangeFollowsItemsIntoTheNextVersion) {
  const std::string structure = Replaced(Replaced(Replaced(kStructure, "version = 1", "version = 2\nfollows = 1"),
                                                  "id = \"reviewed\"", "id = \"looked-back\"\nwas = [\"reviewed\"]"),
                                         "id = \"answered\"", "id = \"answered\"\nwas = []");
  const auto read = ReadInstrument({"2.toml", structure},
                                   {{"2.en.toml", Replaced(kEnglish, "[items.reviewed]", "[items.looked-back]")}});
  ASSERT_TRUE(read.instrument);
  const Snapshot before = ScoreOf({{Group::kOfficer, {2, 2, 1}, 20}, {Group::kResident, {2, 2, 1}, 4}});
  const Snapshot now = Score(*read.instrument, Of({{Group::kOfficer, {2, 2, 3}, 20}}), {.seed = 1});
  const auto changes = Changes(*read.instrument, now, Small(), before);
  // Everyone is hidden before, because four residents would be everyone less the agency.
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(now.items[changes[0].item].id, "asked");
  EXPECT_FALSE(changes[0].found);
  EXPECT_EQ(now.items[changes[1].item].id, "looked-back");
  EXPECT_EQ(AudienceName(changes[1].audience), "agency");
  EXPECT_THAT(changes[1].was, ElementsAre("reviewed"));
  EXPECT_TRUE(changes[1].found);
  EXPECT_EQ(changes[1].before, 1);
  EXPECT_EQ(changes[1].now, 3);
  EXPECT_THAT(Changes(Small(), before, *read.instrument, now), IsEmpty());  // not backward
}

TEST(FindingsTest, SeveralItemsThatBecameOneAreTakenTogetherAndNotTested) {
  const std::string structure = Replaced(Replaced(Replaced(kStructure, "version = 1", "version = 2\nfollows = 1"),
                                                  "id = \"asked\"", "id = \"asked\"\nwas = [\"asked\", \"reviewed\"]"),
                                         "id = \"reviewed\"", "id = \"reviewed\"\nwas = []");
  const auto read = ReadInstrument({"2.toml", structure}, {{"2.en.toml", kEnglish}});
  ASSERT_TRUE(read.instrument);
  const Snapshot before = ScoreOf({{Group::kOfficer, {1, 2, 3}, 10}});
  const Snapshot now = Score(*read.instrument, Of({{Group::kOfficer, {2, 2, 2}, 10}}), {.seed = 1});
  const auto changes = Changes(*read.instrument, now, Small(), before);
  ASSERT_FALSE(changes.empty());
  EXPECT_EQ(changes[0].before, 2);
  EXPECT_TRUE(std::isnan(changes[0].adjusted_p) && std::isnan(changes[0].difference_interval.low));
  EXPECT_FALSE(changes[0].found);
}

}  // namespace
}  // namespace concord::selfreview::results
