// How far a figure computed from a sample might be off, by drawing the sample again from itself: percentile intervals
// (Efron & Tibshirani 1993, chapter 13). Pure functions of their input and seed, safe from any thread.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "base/stats/levels.h"

namespace concord::stats {

struct Interval {
  double low = 0, high = 0;  // NaN where there is nothing to draw from
};

struct BootstrapOptions {
  uint64_t seed = 0;
  int replicates = 2000;
  double confidence = 0.95;
};

using LevelStatistic = std::function<double(Levels)>;

// `statistic` of samples of the same size, drawn with replacement; between the two quantiles (R's type 7) that leave
// equal parts of 1 - confidence outside. The time does not grow with the number of answers. A sample of one gives an
// interval without width, which says nothing: callers refuse samples that are too small before they come here.
Interval PercentileInterval(Levels counts, const LevelStatistic& statistic, const BootstrapOptions& options);
// Of several statistics of the same samples, in their order: each as PercentileInterval gives it.
std::vector<Interval> PercentileIntervals(Levels counts, const std::vector<LevelStatistic>& statistics,
                                          const BootstrapOptions& options);
// Of a difference: `statistic` of a sample of `a` less that of an independent one of `b`.
Interval DifferenceInterval(Levels a, Levels b, const LevelStatistic& statistic, const BootstrapOptions& options);

// The two quantiles of replicates that were computed elsewhere; they are sorted here.
Interval PercentilesOf(std::vector<double> replicates, double confidence);

// The interval of a share, 0 to 1, of `successes` among `trials` (Wilson 1927, without continuity correction): fit for
// small samples and for shares of none and of all. {0, 1} without trials.
Interval WilsonInterval(int64_t successes, int64_t trials, double confidence = 0.95);

}  // namespace concord::stats
