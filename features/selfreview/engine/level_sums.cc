#include "features/selfreview/engine/level_sums.h"

#include <algorithm>

namespace concord::selfreview {

void LevelSums::AddHighestFirst(size_t item, const stats::LevelCounts& levels) {
  size_t row = 0;
  for (size_t level = levels.size(); level-- > 0;) {
    for (int64_t n = levels[level]; n > 0; --n) Add(row++, item, static_cast<int>(level));
  }
}

std::vector<stats::Interval> MeansOfMeans(std::span<const std::vector<size_t>> groups, const LevelSums& sums,
                                          std::span<const uint16_t> places, double confidence) {
  std::vector<std::vector<double>> means(groups.size());
  std::vector<int32_t> drawn(sums.width());
  for (; sums.rows() > 0 && places.size() >= sums.rows(); places = places.subspan(sums.rows())) {
    std::ranges::fill(drawn, 0);
    for (const uint16_t place : places.first(sums.rows())) {
      const int32_t* row = sums.Row(place);
      for (size_t cell = 0; cell < drawn.size(); ++cell) drawn[cell] += row[cell];
    }
    for (size_t n = 0; n < groups.size(); ++n) {
      double sum = 0;
      int items = 0;
      for (const size_t item : groups[n]) {
        const int32_t count = drawn[2 * item + 1];
        if (count == 0) continue;
        sum += static_cast<double>(drawn[2 * item]) / count;
        ++items;
      }
      if (items > 0) means[n].push_back(sum / items);
    }
  }
  std::vector<stats::Interval> intervals;
  for (auto& one : means) intervals.push_back(stats::PercentilesOf(std::move(one), confidence));
  return intervals;
}

}  // namespace concord::selfreview
