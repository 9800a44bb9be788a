// Somebody who adds up and subtracts figures until they are of few people: for the tests of what is shown.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/stats/generator.h"
#include "features/selfreview/engine/responses.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview {

// Whose answers a figure adds up: 1 for each group that is in it.
using Row = std::array<double, kGroups>;

inline size_t RankOf(std::vector<Row> rows) {
  size_t rank = 0;
  for (size_t column = 0; column < kGroups && rank < rows.size(); ++column) {
    size_t best = rank;
    for (size_t r = rank; r < rows.size(); ++r) {
      if (std::abs(rows[r][column]) > std::abs(rows[best][column])) best = r;
    }
    if (std::abs(rows[best][column]) < 1e-9) continue;
    std::swap(rows[rank], rows[best]);
    for (size_t r = rank + 1; r < rows.size(); ++r) {
      const double factor = rows[r][column] / rows[rank][column];
      for (size_t c = 0; c < kGroups; ++c) rows[r][c] -= factor * rows[rank][c];
    }
    ++rank;
  }
  return rank;
}

// The fewest people, but some, whose answers together are a sum or difference of the rows; 0: nothing can be formed.
inline int64_t FewestWorkedOut(std::vector<Row> rows, const std::array<int64_t, kGroups>& people) {
  // A group that nobody is in adds nothing to any figure.
  for (Row& row : rows) {
    for (size_t g = 0; g < kGroups; ++g) row[g] = people[g] > 0 ? row[g] : 0;
  }
  const size_t rank = RankOf(rows);
  int64_t fewest = 0;
  for (unsigned subset = 1; subset < 1u << kGroups; ++subset) {
    Row row{};
    int64_t count = 0;
    bool some = true;
    for (size_t g = 0; g < kGroups; ++g) {
      if ((subset >> g & 1) == 0) continue;
      some &= people[g] > 0;
      row[g] = 1;
      count += people[g];
    }
    if (!some || (fewest != 0 && count >= fewest)) continue;
    auto with = rows;
    with.push_back(row);
    if (RankOf(with) == rank) fewest = count;
  }
  return fewest;
}

inline Responses RandomAnswers(stats::Generator& generator) {
  Responses r{.items = 3, .groups = {}, .answers = {}};
  const auto people = static_cast<int>(3 + generator.Next() % 70);
  for (int i = 0; i < people; ++i) {
    r.groups.push_back(static_cast<Group>(generator.Next() % (1 + generator.Next() % kGroups)));
    for (int k = 0; k < 3; ++k) r.answers.push_back(static_cast<Answer>(generator.Next() % 8) - 3);
  }
  DropUnasked(Small(), r);
  return r;
}

inline std::array<int64_t, kGroups> PeopleWhoGaveALevel(const Responses& r, size_t item) {
  std::array<int64_t, kGroups> people{};
  for (size_t i = 0; i < r.size(); ++i) people[static_cast<size_t>(r.groups[i])] += r.Of(i)[item] >= 0;
  return people;
}

inline std::array<int64_t, kGroups> PeopleWhoAnswered(const Responses& r, size_t item) {
  std::array<int64_t, kGroups> people{};
  for (size_t i = 0; i < r.size(); ++i) people[static_cast<size_t>(r.groups[i])] += r.Of(i)[item] != kNotAnswered;
  return people;
}

}  // namespace concord::selfreview
