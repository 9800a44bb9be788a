#include "base/stats/rank_sum.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace concord::stats {
namespace {

// Cells of the table that the exact distribution fills: some milliseconds at most.
constexpr int64_t kMostCells = 250'000;

int64_t At(Levels counts, size_t level) { return level < counts.size() ? counts[level] : 0; }

struct Pooled {
  std::vector<int64_t> ties;   // answers of both groups on each level
  std::vector<int64_t> ranks;  // twice the middle rank of each level, so that it is whole
  int64_t n = 0, m = 0;        // answers of the first group, of the second
  int64_t twice_sum = 0;       // twice the sum of the first group's ranks
};

Pooled Pool(Levels a, Levels b) {
  Pooled pooled;
  int64_t below = 0;
  for (size_t level = 0; level < std::max(a.size(), b.size()); ++level) {
    const int64_t first = At(a, level), tie = first + At(b, level);
    if (tie == 0) continue;
    pooled.ties.push_back(tie);
    pooled.ranks.push_back(2 * below + tie + 1);
    pooled.n += first;
    pooled.m += tie - first;
    pooled.twice_sum += first * pooled.ranks.back();
    below += tie;
  }
  return pooled;
}

RankSum Describe(const Pooled& pooled) {
  RankSum test;
  test.w = static_cast<double>(pooled.twice_sum - pooled.n * (pooled.n + 1)) / 2;
  if (pooled.n == 0 || pooled.m == 0) {
    test.superiority = test.p = kNone;
    return test;
  }
  test.superiority = test.w / (static_cast<double>(pooled.n) * static_cast<double>(pooled.m));
  return test;
}

double ApproximateP(const Pooled& pooled, double w) {
  const auto n = static_cast<double>(pooled.n), m = static_cast<double>(pooled.m), all = n + m;
  double ties = 0;
  for (const int64_t tie : pooled.ties) {
    const auto t = static_cast<double>(tie);
    ties += t * t * t - t;
  }
  const double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
  const double apart = w - n * m / 2;
  if (!(variance > 0)) return 1;  // everyone answered the same
  const double z = std::max(std::abs(apart) - 0.5, 0.0) / std::sqrt(variance);
  return std::erfc(z / std::sqrt(2.0));
}

// Twice the largest sum of ranks that `n` answers can have.
int64_t LargestSum(const Pooled& pooled) {
  int64_t left = pooled.n, sum = 0;
  for (size_t i = pooled.ties.size(); i-- > 0 && left > 0;) {
    const int64_t take = std::min(left, pooled.ties[i]);
    sum += take * pooled.ranks[i];
    left -= take;
  }
  return sum;
}

// ways[k][s]: in how many ways k answers with ranks of twice the sum s can be taken from the levels so far; each level
// adds j of its t answers in C(t, j) ways. Scaled, so that the whole is 1: counts of ways overflow, shares do not.
double ExactP(const Pooled& pooled, int64_t largest) {
  const auto n = static_cast<size_t>(pooled.n);
  const auto width = static_cast<size_t>(largest) + 1;
  std::vector<double> ways((n + 1) * width, 0.0);
  ways[0] = 1;
  for (size_t level = 0; level < pooled.ties.size(); ++level) {
    const auto tie = static_cast<size_t>(pooled.ties[level]), rank = static_cast<size_t>(pooled.ranks[level]);
    for (size_t k = n + 1; k-- > 0;) {
      // In place: what k takes from fewer answers is still of the levels before.
      double choose = 1;
      for (size_t j = 1; j <= std::min(tie, k); ++j) {
        choose *= static_cast<double>(tie - j + 1) / static_cast<double>(j);
        const double* from = &ways[(k - j) * width];
        double* to = &ways[k * width];
        for (size_t s = j * rank; s < width; ++s) to[s] += choose * from[s - j * rank];
      }
    }
  }
  const double* last = &ways[n * width];
  const int64_t expected = pooled.n * (pooled.n + pooled.m + 1);  // twice the expectation
  const int64_t apart = std::abs(pooled.twice_sum - expected);
  double whole = 0, beyond = 0;
  for (size_t s = 0; s < width; ++s) {
    whole += last[s];
    if (std::abs(static_cast<int64_t>(s) - expected) >= apart) beyond += last[s];
  }
  return std::min(1.0, beyond / whole);
}

}  // namespace

RankSum ApproximateRankSum(Levels a, Levels b) {
  const Pooled pooled = Pool(a, b);
  RankSum test = Describe(pooled);
  if (!std::isnan(test.p)) test.p = ApproximateP(pooled, test.w);
  return test;
}

RankSum TestRankSum(Levels a, Levels b) {
  // The smaller group's sums are fewer; the test is the same seen from either side.
  const Pooled pooled = Pool(a, b), other = Pool(b, a);
  const Pooled& smaller = pooled.n <= pooled.m ? pooled : other;
  RankSum test = Describe(pooled);
  if (std::isnan(test.p)) return test;
  const int64_t largest = LargestSum(smaller);
  test.exact = (smaller.n + 1) * (largest + 1) <= kMostCells && pooled.n + pooled.m <= 500;
  test.p = test.exact ? ExactP(smaller, largest) : ApproximateP(pooled, test.w);
  return test;
}

}  // namespace concord::stats
