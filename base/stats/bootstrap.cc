#include "base/stats/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/stats/generator.h"
#include "base/stats/normal.h"

namespace concord::stats {
namespace {

// One draw of as many answers with replacement: a multinomial one, level by level, each a binomial draw of what is
// left.
class Resampler {
 public:
  explicit Resampler(Levels counts) : counts_(counts), total_(Total(counts)), drawn_(counts.size(), 0) {}
  Levels Draw(Generator& generator) {
    int64_t left = total_, behind = total_;  // answers still to draw; answers of this level and those after it
    for (size_t level = 0; level < counts_.size(); ++level) {
      const double share = behind == 0 ? 0 : static_cast<double>(counts_[level]) / static_cast<double>(behind);
      drawn_[level] = generator.Binomial(left, share);
      left -= drawn_[level];
      behind -= counts_[level];
    }
    return drawn_;
  }

 private:
  Levels counts_;
  int64_t total_;
  LevelCounts drawn_;
};

}  // namespace

Interval PercentilesOf(std::vector<double> replicates, double confidence) {
  if (replicates.empty()) return {kNone, kNone};
  std::sort(replicates.begin(), replicates.end());
  const double outside = (1 - confidence) / 2;
  return {Quantile(replicates, outside), Quantile(replicates, 1 - outside)};
}

std::vector<Interval> PercentileIntervals(Levels counts, const std::vector<LevelStatistic>& statistics,
                                          const BootstrapOptions& options) {
  if (Total(counts) == 0) return std::vector<Interval>(statistics.size(), {kNone, kNone});
  Generator generator(options.seed);
  Resampler sample(counts);
  std::vector<std::vector<double>> replicates(statistics.size());
  for (int i = 0; i < options.replicates; ++i) {
    const Levels drawn = sample.Draw(generator);
    for (size_t k = 0; k < statistics.size(); ++k) replicates[k].push_back(statistics[k](drawn));
  }
  std::vector<Interval> intervals;
  for (auto& values : replicates) intervals.push_back(PercentilesOf(std::move(values), options.confidence));
  return intervals;
}

Interval PercentileInterval(Levels counts, const LevelStatistic& statistic, const BootstrapOptions& options) {
  return PercentileIntervals(counts, {statistic}, options).front();
}

Interval DifferenceInterval(Levels a, Levels b, const LevelStatistic& statistic, const BootstrapOptions& options) {
  if (Total(a) == 0 || Total(b) == 0) return {kNone, kNone};
  Generator generator(options.seed);
  Resampler first(a), second(b);
  std::vector<double> replicates(static_cast<size_t>(options.replicates));
  for (double& one : replicates) {
    const double value = statistic(first.Draw(generator));
    one = value - statistic(second.Draw(generator));
  }
  return PercentilesOf(std::move(replicates), options.confidence);
}

Interval WilsonInterval(int64_t successes, int64_t trials, double confidence) {
  if (trials == 0) return {0, 1};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(successes) / n, z = NormalQuantile((1 + confidence) / 2);
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

}  // namespace concord::stats
