// Which figures of a self-review may be shown, so that no few people's answers can be read or worked out. Pure.
#pragma once
#include <array>
#include <cstdint>

#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

struct Shown {
  bool all = false;
  std::array<bool, kSides> sides{};
  std::array<bool, kGroups> groups{};
};

// `people`: how many of each group a figure is of. What is shown is of `smallest` people or more; what is left out of a
// side that is shown is of none, or together of `smallest` or more, and so is a side that is left out of all: so what
// is hidden is not the difference of what is shown (Hundepool et al. 2012, Statistical Disclosure Control,
// section 4.2).
Shown ChooseShown(const std::array<int64_t, kGroups>& people, int64_t smallest);

// What both show. Of 4 of the agency and 7 of the community, five as the smallest shows the community alone, and ten
// shows all together: who has both has the four.
Shown Both(const Shown& one, const Shown& other);

}  // namespace concord::selfreview
