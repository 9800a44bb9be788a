// Against R's own numbers (base/stats/reference/make.R says how they were made), and against what must hold of itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/stats/bootstrap.h"
#include "base/stats/generator.h"
#include "base/stats/normal.h"
#include "base/stats/p_adjust.h"
#include "base/stats/rank_sum.h"
#include "base/stats/testing.h"

namespace concord::stats {
namespace {

using ::testing::ElementsAre;

TEST(LevelsTest, AnswersInTheMiddle) {
  EXPECT_EQ(Median(LevelCounts{0, 0, 3, 0, 0}), 2);
  EXPECT_EQ(Median(LevelCounts{1, 1, 0, 0, 0}), 0.5);
  EXPECT_EQ(Median(LevelCounts{2, 0, 0, 0, 2}), 2);
  EXPECT_EQ(Median(LevelCounts{2, 0, 0, 0, 3}), 4);
  EXPECT_TRUE(std::isnan(Median(LevelCounts{0, 0})));
  EXPECT_EQ(Mean(LevelCounts{1, 0, 1}), 1);
  EXPECT_TRUE(std::isnan(Mean(LevelCounts{})));
  EXPECT_EQ(ShareAtLeast(LevelCounts{1, 1, 1, 1}, 3), 0.25);
  EXPECT_EQ(ShareAtLeast(LevelCounts{1, 1, 1, 1}, 9), 0);
}

TEST(PAdjustTest, IsRs) {
  const auto rows = Reference("p_adjust.tsv");
  ASSERT_EQ(rows.size(), 40u);
  for (const auto& row : rows) {
    const auto method = row[0] == "bonferroni" ? Adjustment::kBonferroni
                        : row[0] == "holm"     ? Adjustment::kHolm
                        : row[0] == "hochberg" ? Adjustment::kHochberg
                        : row[0] == "BH"       ? Adjustment::kBenjaminiHochberg
                                               : Adjustment::kBenjaminiYekutieli;
    const auto adjusted = AdjustP(Numbers(row[1]), method), expected = Numbers(row[2]);
    ASSERT_EQ(adjusted.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      if (std::isnan(expected[i])) {
        EXPECT_TRUE(std::isnan(adjusted[i]));
      } else {
        EXPECT_NEAR(adjusted[i], expected[i], 1e-12) << row[0] << " of " << row[1];
      }
    }
  }
  EXPECT_TRUE(AdjustP({}, Adjustment::kHolm).empty());
}

TEST(RankSumTest, ApproximatesAsRDoes) {
  const auto rows = Reference("rank_sum_normal.tsv");
  ASSERT_EQ(rows.size(), 60u);
  for (const auto& row : rows) {
    const RankSum test = ApproximateRankSum(Counts(row[0]), Counts(row[1]));
    EXPECT_NEAR(test.w, Number(row[2]), 1e-9) << row[0] << " and " << row[1];
    EXPECT_NEAR(test.p, Number(row[3]), 1e-10 + 1e-9 * Number(row[3])) << row[0] << " and " << row[1];
    EXPECT_FALSE(test.exact);
  }
}

TEST(RankSumTest, IsExactWhereGroupsAreSmall) {
  const auto rows = Reference("rank_sum_exact.tsv");
  ASSERT_EQ(rows.size(), 60u);
  for (const auto& row : rows) {
    const RankSum test = TestRankSum(Counts(row[0]), Counts(row[1]));
    EXPECT_TRUE(test.exact) << row[0] << " and " << row[1];
    EXPECT_NEAR(test.w, Number(row[2]), 1e-9) << row[0] << " and " << row[1];
    EXPECT_NEAR(test.p, Number(row[3]), 1e-9) << row[0] << " and " << row[1];
    const RankSum other = TestRankSum(Counts(row[1]), Counts(row[0]));
    EXPECT_NEAR(other.p, test.p, 1e-12);
    EXPECT_NEAR(other.superiority, 1 - test.superiority, 1e-12);
  }
}

TEST(RankSumTest, SaysWhatItCannotTell) {
  EXPECT_TRUE(std::isnan(TestRankSum(LevelCounts{0, 0}, LevelCounts{1, 2}).p));
  EXPECT_TRUE(std::isnan(ApproximateRankSum(LevelCounts{1, 2}, LevelCounts{}).superiority));
  EXPECT_EQ(TestRankSum(LevelCounts{0, 9}, LevelCounts{0, 7}).p, 1);
  EXPECT_EQ(ApproximateRankSum(LevelCounts{0, 9}, LevelCounts{0, 7}).p, 1);
  const RankSum large = TestRankSum(LevelCounts{70000, 20000, 10000}, LevelCounts{20000, 20000, 60000});
  EXPECT_FALSE(large.exact);
  EXPECT_LT(large.p, 1e-12);
  EXPECT_LT(large.superiority, 0.5);
}

TEST(BootstrapTest, PercentilesAreRs) {
  const auto rows = Reference("percentiles.tsv");
  ASSERT_EQ(rows.size(), 24u);
  for (const auto& row : rows) {
    const auto expected = Numbers(row[2]);
    const Interval interval = PercentilesOf(Numbers(row[1]), Number(row[0]));
    EXPECT_NEAR(interval.low, expected[0], 1e-9);
    EXPECT_NEAR(interval.high, expected[1], 1e-9);
  }
}

// R drew 20,000 times from the same answers. Quantiles of a mean then still move by about a hundredth of its spread,
// and by whole steps where the statistic has few values.
TEST(BootstrapTest, IntervalsAreThoseThatRDraws) {
  const auto rows = Reference("bootstrap.tsv");
  ASSERT_EQ(rows.size(), 24u);
  for (const auto& row : rows) {
    const LevelCounts counts = Counts(row[1]);
    const bool mean = row[0] == "mean";
    const Interval interval =
        PercentileInterval(counts, mean ? Mean : Median, {.seed = 7, .replicates = 20000, .confidence = 0.95});
    const auto expected = Numbers(row[2]);
    const double step = mean ? 1.0 / static_cast<double>(Total(counts)) + 0.02 : 0.5;
    EXPECT_NEAR(interval.low, expected[0], step) << row[0] << " of " << row[1];
    EXPECT_NEAR(interval.high, expected[1], step) << row[0] << " of " << row[1];
  }
}

TEST(BootstrapTest, ASeedGivesTheSameAgain) {
  const LevelCounts counts{3, 5, 9, 2, 1};
  const Interval one = PercentileInterval(counts, Mean, {.seed = 1}),
                 same = PercentileInterval(counts, Mean, {.seed = 1});
  EXPECT_EQ(one.low, same.low);
  EXPECT_EQ(one.high, same.high);
  EXPECT_LT(one.low, Mean(counts));
  EXPECT_GT(one.high, Mean(counts));
  EXPECT_TRUE(std::isnan(PercentileInterval(LevelCounts{0, 0}, Mean, {}).low));
}

TEST(BootstrapTest, ADifferenceOfTheSameAnswersLiesAroundNone) {
  const LevelCounts counts{30, 50, 90, 20, 10};
  const Interval none = DifferenceInterval(counts, counts, Mean, {.seed = 3});
  EXPECT_LT(none.low, 0);
  EXPECT_GT(none.high, 0);
  const Interval some =
      DifferenceInterval(LevelCounts{0, 0, 0, 50, 50}, LevelCounts{50, 50, 0, 0, 0}, Mean, {.seed = 3});
  EXPECT_GT(some.low, 2.7);
  EXPECT_LT(some.high, 3.3);
}

TEST(WilsonTest, IsRs) {
  const auto rows = Reference("wilson.tsv");
  ASSERT_EQ(rows.size(), 34u);
  for (const auto& row : rows) {
    const Interval interval = WilsonInterval(std::stoll(row[0]), std::stoll(row[1]), Number(row[2]));
    const auto expected = Numbers(row[3]);
    EXPECT_NEAR(interval.low, expected[0], 1e-9);
    EXPECT_NEAR(interval.high, expected[1], 1e-9);
  }
  EXPECT_EQ(WilsonInterval(0, 0).high, 1);
}

TEST(NormalTest, QuantilesAreRs) {
  const auto rows = Reference("normal.tsv");
  ASSERT_EQ(rows.size(), 15u);
  for (const auto& row : rows) {
    const double expected = Number(row[1]);
    EXPECT_NEAR(NormalQuantile(Number(row[0])), expected, 1e-9 + 1e-12 * std::abs(expected)) << row[0];
  }
  EXPECT_TRUE(std::isnan(NormalQuantile(-1)));
  EXPECT_TRUE(std::isinf(NormalQuantile(1)));
}

// Means and variances of many draws, within five standard errors.
TEST(GeneratorTest, DrawsBinomially) {
  Generator generator(11);
  for (const auto& [n, p] :
       {std::pair<int64_t, double>{1, 0.3}, {20, 0.02}, {20, 0.5}, {90, 0.9}, {1000, 0.37}, {150000, 0.25}}) {
    const int draws = 40000;
    double sum = 0, squares = 0;
    for (int i = 0; i < draws; ++i) {
      const int64_t k = generator.Binomial(n, p);
      ASSERT_GE(k, 0);
      ASSERT_LE(k, n);
      sum += static_cast<double>(k);
      squares += static_cast<double>(k) * static_cast<double>(k);
    }
    const double mean = sum / draws, variance = squares / draws - mean * mean;
    const double expected = static_cast<double>(n) * p, spread = expected * (1 - p);
    EXPECT_NEAR(mean, expected, 5 * std::sqrt(spread / draws)) << n << " " << p;
    EXPECT_NEAR(variance / spread, 1, 5 * std::sqrt((2 + 1 / spread) / draws)) << n << " " << p;
  }
  EXPECT_EQ(generator.Binomial(7, 1), 7);
  EXPECT_EQ(generator.Binomial(0, 0.5), 0);
}

// A seed gives these numbers everywhere: a report that is computed again must not change.
TEST(GeneratorTest, IsTheSameOnEveryMachine) {
  Generator generator(5489);
  std::vector<int64_t> drawn;
  for (int i = 0; i < 4; ++i) drawn.push_back(generator.Binomial(1000, 0.4));
  for (int i = 0; i < 4; ++i) drawn.push_back(generator.Binomial(12, 0.3));
  EXPECT_THAT(drawn, ElementsAre(414, 388, 401, 389, 4, 3, 3, 4));
}

}  // namespace
}  // namespace concord::stats
