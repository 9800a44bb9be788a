#include "base/stats/p_adjust.h"

#include <algorithm>
#include <cmath>

namespace concord::stats {
namespace {

// From the smallest p up: each is at least its predecessor.
void StepDown(std::vector<double>& p) {
  for (size_t i = 1; i < p.size(); ++i) p[i] = std::max(p[i], p[i - 1]);
}

// From the largest p down: each is at most its successor.
void StepUp(std::vector<double>& p) {
  for (size_t i = p.size(); i-- > 1;) p[i - 1] = std::min(p[i - 1], p[i]);
}

// `p` ascending.
void AdjustSorted(std::vector<double>& p, Adjustment adjustment) {
  const auto m = static_cast<double>(p.size());
  double harmonic = 0;
  for (size_t i = 1; i <= p.size(); ++i) harmonic += 1 / static_cast<double>(i);
  for (size_t i = 0; i < p.size(); ++i) {
    const auto rank = static_cast<double>(i + 1);
    switch (adjustment) {
      case Adjustment::kBonferroni:
        p[i] *= m;
        break;
      case Adjustment::kHolm:
      case Adjustment::kHochberg:
        p[i] *= m - rank + 1;
        break;
      case Adjustment::kBenjaminiHochberg:
        p[i] *= m / rank;
        break;
      case Adjustment::kBenjaminiYekutieli:
        p[i] *= harmonic * m / rank;
        break;
    }
  }
  if (adjustment == Adjustment::kHolm) StepDown(p);
  if (adjustment != Adjustment::kHolm && adjustment != Adjustment::kBonferroni) StepUp(p);
  for (double& one : p) one = std::min(one, 1.0);
}

}  // namespace

std::vector<double> AdjustP(std::span<const double> p, Adjustment adjustment) {
  std::vector<size_t> order;
  for (size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return p[a] < p[b]; });
  std::vector<double> sorted;
  for (const size_t i : order) sorted.push_back(p[i]);
  AdjustSorted(sorted, adjustment);
  std::vector<double> adjusted(p.begin(), p.end());
  for (size_t i = 0; i < order.size(); ++i) adjusted[order[i]] = sorted[i];
  return adjusted;
}

}  // namespace concord::stats
