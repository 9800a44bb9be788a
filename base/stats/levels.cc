#include "base/stats/levels.h"

#include <cmath>
#include <limits>
#include <numeric>

namespace concord::stats {
namespace {

// The level of the answer at `place` (from 0) when all are put in order.
size_t LevelAt(Levels counts, int64_t place) {
  size_t level = 0;
  for (int64_t seen = counts[0]; seen <= place; seen += counts[level]) ++level;
  return level;
}

}  // namespace

int64_t Total(Levels counts) { return std::accumulate(counts.begin(), counts.end(), int64_t{0}); }

double Median(Levels counts) {
  const int64_t n = Total(counts);
  if (n == 0) return kNone;
  return (static_cast<double>(LevelAt(counts, (n - 1) / 2)) + static_cast<double>(LevelAt(counts, n / 2))) / 2;
}

double Mean(Levels counts) {
  int64_t n = 0, sum = 0;
  for (size_t level = 0; level < counts.size(); ++level) {
    n += counts[level];
    sum += counts[level] * static_cast<int64_t>(level);
  }
  return n == 0 ? kNone : static_cast<double>(sum) / static_cast<double>(n);
}

double ShareAtLeast(Levels counts, size_t level) {
  const int64_t n = Total(counts);
  if (n == 0) return kNone;
  int64_t above = 0;
  for (size_t i = level; i < counts.size(); ++i) above += counts[i];
  return static_cast<double>(above) / static_cast<double>(n);
}

double Quantile(std::span<const double> sorted, double probability) {
  if (sorted.empty()) return kNone;
  const double place = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(std::floor(place));
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = place - static_cast<double>(below);
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

}  // namespace concord::stats
