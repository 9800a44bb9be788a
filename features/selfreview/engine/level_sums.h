// Sums of levels, for the means of several items' means: what SideBySide draws again. Pure.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/stats/bootstrap.h"
#include "base/stats/levels.h"

namespace concord::selfreview {

// A row for each person, or for each cluster of people, and in it of each item the sum and the number of the levels
// that they gave.
class LevelSums {
 public:
  LevelSums() = default;
  LevelSums(size_t rows, size_t items) : width_(2 * items), rows_(rows), cells_(rows * width_) {}
  size_t rows() const { return rows_; }
  size_t width() const { return width_; }
  const int32_t* Row(size_t row) const { return cells_.data() + row * width_; }
  void Add(size_t row, size_t item, int level) {
    int32_t* cell = cells_.data() + row * width_ + 2 * item;
    cell[0] += level;
    ++cell[1];
  }
  // The highest levels into the first rows: people whose answers hang together as far as they can.
  void AddHighestFirst(size_t item, const stats::LevelCounts& levels);

 private:
  size_t width_ = 0, rows_ = 0;
  std::vector<int32_t> cells_;
};

// Percentile intervals, for each group of items, of the mean of its items' means: of those rows that `places` names, as
// many for each replicate as there are rows. An item to which those drawn gave no level is left out of that replicate.
std::vector<stats::Interval> MeansOfMeans(std::span<const std::vector<size_t>> groups, const LevelSums& sums,
                                          std::span<const uint16_t> places, double confidence);

}  // namespace concord::selfreview
