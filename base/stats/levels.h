// Answers on an ordinal scale, as how many there are of each level: all that estimators of such a scale need, however
// many people answered. Pure functions, safe from any thread.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace concord::stats {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();  // there is nothing to say a figure of

// counts[i]: how many answered with level i, not negative.
using LevelCounts = std::vector<int64_t>;
using Levels = std::span<const int64_t>;

int64_t Total(Levels counts);
// The middle answer; halfway between the two in the middle where their number is even. NaN without answers.
double Median(Levels counts);
// The mean of the levels' numbers, which takes the steps between them for equal. NaN without answers.
double Mean(Levels counts);
// The share that answered with `level` or more, 0 to 1. NaN without answers.
double ShareAtLeast(Levels counts, size_t level);
// `probability`-quantile of a sorted sample, by linear interpolation between its order statistics: R's type 7 (Hyndman
// & Fan 1996, definition 7). NaN for an empty one.
double Quantile(std::span<const double> sorted, double probability);

}  // namespace concord::stats
