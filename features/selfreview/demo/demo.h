// Reviews that are made up for a demonstration: two that are finished, a year apart, and one under way; and one of each
// of some neighbours, so that there is a band to stand beside. The answers come from a seeded generator; no people gave
// them, and the pages say so.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "features/selfreview/results/actions.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::selfreview::demo {

// Answers to `instrument`: of each group so many, `years` after the first time. People of a group answer alike, each
// item has a level of its own, what nobody works at stays where it was; the same seed gives the same answers for items
// that keep their id. What is not asked is not answered. Pure.
Responses Generate(const Instrument& instrument, const std::array<int, kGroups>& people, double years, uint64_t seed);

struct Town {
  CommunityId community;
  std::string agency;                        // organization id
  std::vector<CommunityId> neighbours = {};  // made up as well; with six of them there are bands
};
// `deps.clock` says what "now" is; the finished reviews lie before it. Errors: those of Reviews.
Status Load(const Reviews::Deps& deps, const Town& town, std::string_view actor);

}  // namespace concord::selfreview::demo
