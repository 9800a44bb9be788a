// Bands: quartiles as R has them, moved outward, and nothing that two states of a band give away.
#include "features/selfreview/engine/band.h"

#include <gtest/gtest.h>

#include <set>

#include "base/stats/generator.h"

namespace concord::selfreview {
namespace {

Contributions Of(const std::map<std::string, std::pair<std::string, double>>& some) {
  Contributions all;
  for (const auto& [community, one] : some) all[community] = {one.first, one.second};
  return all;
}

Contributions FirstTowns(int count, double level = 2) {
  Contributions all;
  for (int n = 0; n < count; ++n) all["town " + std::to_string(n)] = {"first", level + 0.01 * n};
  return all;
}

TEST(Band, IsTheMiddleHalfMovedOutward) {
  // R 4.2: quantile(c(0.6, 1.2, 1.9, 2.3, 3.7), c(.25, .75), type = 7) is 1.2, 2.3.
  const auto five = BandOf({3.7, 0.6, 2.3, 1.2, 1.9});
  ASSERT_TRUE(five);
  EXPECT_EQ(five->low, 1.0);
  EXPECT_EQ(five->high, 2.5);
  EXPECT_EQ(five->communities, 5u);
  // quantile(c(0.4, 1.1, 1.6, 2.2, 2.8, 3.1), c(.25, .75), type = 7) is 1.225, 2.65.
  const auto six = BandOf({0.4, 1.1, 1.6, 2.2, 2.8, 3.1});
  EXPECT_EQ(six->low, 1.0);
  EXPECT_EQ(six->high, 3.0);
  // quantile(c(1.5, 1.5, 1.5, 2, 2, 2, 2.4), c(.25, .75), type = 7) is 1.5, 2.
  const auto seven = BandOf({1.5, 1.5, 1.5, 2, 2, 2, 2.4});
  EXPECT_EQ(seven->low, 1.5);
  EXPECT_EQ(seven->high, 2.5) << "an end that lies on the grid is not the figure itself";
}

TEST(Band, IsNeverNarrowerThanAStepAndNeverOutsideTheScale) {
  for (const double level : {0.0, 0.2, 0.5, 1.999999, 3.5, 3.99, 4.0}) {
    const auto band = BandOf({level, level, level, level, level});
    ASSERT_TRUE(band);
    EXPECT_EQ(band->high - band->low, kBandStep) << level;
    EXPECT_LE(band->low, level);
    EXPECT_GE(band->high, level);
    EXPECT_GE(band->low, 0);
    EXPECT_LE(band->high, 4);
  }
}

TEST(Band, OfFewerThanFiveOthersIsNone) {
  EXPECT_FALSE(BandOf({}));
  EXPECT_FALSE(BandOf({1, 2, 3, 4}));
  EXPECT_TRUE(BandOf({1, 2, 3, 4, 1}));
}

// What lies outside the middle half moves nothing: the lowest and the highest are nobody's business.
TEST(Band, DoesNotShowTheLowestAndTheHighest) {
  const auto usual = BandOf({1.2, 1.4, 1.9, 2.3, 2.6}), far = BandOf({0.0, 1.4, 1.9, 2.3, 4.0});
  EXPECT_EQ(usual->low, far->low);
  EXPECT_EQ(usual->high, far->high);
}

TEST(Band, DoesNotDependOnTheOrder) {
  stats::Generator generator(4);
  std::vector<double> levels;
  for (int i = 0; i < 40; ++i) levels.push_back(static_cast<double>(generator.Next() % 4001) / 1000);
  const auto band = BandOf(levels);
  for (int round = 0; round < 20; ++round) {
    for (size_t i = levels.size(); i > 1; --i) std::swap(levels[i - 1], levels[generator.Next() % i]);
    const auto again = BandOf(levels);
    EXPECT_EQ(band->low, again->low);
    EXPECT_EQ(band->high, again->high);
  }
}

TEST(BandHistory, BeginsWithSix) {
  BandHistory history;
  EXPECT_FALSE(Advance(history, FirstTowns(5))) << "each of five would see four others";
  EXPECT_TRUE(history.shown.empty());
  EXPECT_TRUE(Advance(history, FirstTowns(6)));
  EXPECT_EQ(history.latest.size(), 6u);
}

TEST(BandHistory, OneThatComesOrGoesChangesNothingYet) {
  BandHistory history;
  ASSERT_TRUE(Advance(history, FirstTowns(8)));
  for (int others = 9; others < 14; ++others) EXPECT_FALSE(Advance(history, FirstTowns(others))) << others;
  EXPECT_FALSE(Advance(history, FirstTowns(7))) << "what one had given would be the difference";
  EXPECT_FALSE(Advance(history, FirstTowns(8))) << "and back";
  EXPECT_EQ(history.latest.size(), 8u);
  EXPECT_TRUE(Advance(history, FirstTowns(14)));
  EXPECT_EQ(history.latest.size(), 14u);
}

TEST(BandHistory, AnotherReviewOfTheSameCommunityIsAChange) {
  const auto before = Of({{"a", {"1", 1}}, {"b", {"1", 1}}, {"c", {"1", 1}}});
  const auto after = Of({{"a", {"2", 1}}, {"b", {"1", 1}}, {"d", {"1", 1}}});
  const auto reviews = [](const Contributions& some) {
    std::map<std::string, std::string> all;
    for (const auto& [community, one] : some) all[community] = one.review;
    return all;
  };
  EXPECT_EQ(CountChanged(reviews(before), reviews(after)), 3u) << "a has another, c went, d came";
}

// Six that leave, and six that come back with a seventh: the third state beside the first would give the seventh away.
TEST(BandHistory, IsHeldAgainstEveryEarlierStateAndNotTheLastAlone) {
  BandHistory history;
  const Contributions twelve = FirstTowns(12), six = FirstTowns(6);
  ASSERT_TRUE(Advance(history, twelve));
  ASSERT_TRUE(Advance(history, six));
  EXPECT_FALSE(Advance(history, FirstTowns(13)));
  EXPECT_TRUE(Advance(history, twelve)) << "what was shown before may be shown again";
}

// Communities opt in and out and close new reviews at random; each of them notes every band that it ever sees, and
// holds them against each other.
TEST(BandHistory, NobodyWhoSubtractsTwoStatesLearnsOfFewerThanFiveOthers) {
  size_t compared = 0;
  for (uint64_t seed = 1; seed <= 25; ++seed) {
    stats::Generator generator(seed);
    Contributions now;
    BandHistory history;
    const auto towns = 7 + generator.Next() % 20;
    for (int step = 0; step < 400; ++step) {
      const std::string town = "town " + std::to_string(generator.Next() % towns);
      if (generator.Next() % 3 == 0) {
        now.erase(town);
      } else {
        now[town] = {"review " + std::to_string(generator.Next() % 3), 2};
      }
      Advance(history, now);
    }
    for (uint64_t n = 0; n < towns; ++n) {
      const std::string me = "town " + std::to_string(n);
      std::vector<std::map<std::string, std::string>> seen = history.shown;
      for (auto& state : seen) {
        state.erase(me);
        EXPECT_GE(state.size(), kFewestOthers);
      }
      for (size_t a = 0; a < seen.size(); ++a) {
        for (size_t b = a + 1; b < seen.size(); ++b) {
          const size_t changed = CountChanged(seen[a], seen[b]);
          EXPECT_TRUE(changed == 0 || changed >= kFewestOthers) << changed;
          compared += changed != 0;
        }
      }
    }
  }
  EXPECT_GT(compared, 300u);
}

}  // namespace
}  // namespace concord::selfreview
