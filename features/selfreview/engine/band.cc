#include "features/selfreview/engine/band.h"

#include <algorithm>
#include <cmath>

#include "base/stats/levels.h"
#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {
namespace {

constexpr size_t kFewestInAll = kFewestOthers + 1;  // whoever looks may be one of them
constexpr double kHighest = kLevels - 1;

std::map<std::string, std::string> ReviewsOf(const Contributions& contributions) {
  std::map<std::string, std::string> reviews;
  for (const auto& [community, one] : contributions) reviews[community] = one.review;
  return reviews;
}

}  // namespace

std::optional<Band> BandOf(std::vector<double> levels) {
  if (levels.size() < kFewestOthers) return std::nullopt;
  std::ranges::sort(levels);
  const double low = std::floor(stats::Quantile(levels, 0.25) / kBandStep) * kBandStep;
  const double high = (std::floor(stats::Quantile(levels, 0.75) / kBandStep) + 1) * kBandStep;
  // A quartile at the very top has no step above it.
  return Band{std::min(low, kHighest - kBandStep), std::min(high, kHighest), levels.size()};
}

size_t CountChanged(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after) {
  size_t changed = 0;
  for (const auto& [community, review] : before) {
    const auto found = after.find(community);
    changed += found == after.end() || found->second != review;
  }
  for (const auto& [community, review] : after) changed += !before.contains(community);
  return changed;
}

bool Advance(BandHistory& history, const Contributions& now) {
  auto reviews = ReviewsOf(now);
  if (!history.shown.empty() && history.shown.back() == reviews) return false;
  if (now.size() < kFewestInAll) return false;
  for (const auto& before : history.shown) {
    const size_t changed = CountChanged(before, reviews);
    if (changed != 0 && changed < kFewestInAll) return false;
  }
  history.shown.push_back(std::move(reviews));
  history.latest = now;
  return true;
}

}  // namespace concord::selfreview
