// What most code takes through its constructor, held still: a clock that moves by hand, a random source that repeats,
// a log that says nothing. Safe from any thread.
#pragma once
#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/random.h"

namespace concord::testing {

// 2026-11-21T07:55:00Z.
inline constexpr Time kStart{milliseconds(1795247700000)};

struct World {
  explicit World(uint64_t seed = 20261121) : random(seed) {}
  ManualClock clock{kStart};
  SeededRandom random;
  Log log{clock, 2, LogLevel::kOff};
};

}  // namespace concord::testing
