#include "features/selfreview/engine/disclosure.h"

namespace concord::selfreview {
namespace {

struct SideSum {
  int64_t people = 0, hidden = 0;
};

SideSum SumOf(const std::array<int64_t, kGroups>& people, const Shown& shown, Side side) {
  SideSum sum;
  for (size_t g = 0; g < kGroups; ++g) {
    if (SideOf(static_cast<Group>(g)) != side) continue;
    sum.people += people[g];
    if (!shown.groups[g]) sum.hidden += people[g];
  }
  return sum;
}

// The shown group of that side with the fewest people, but some; kGroups where there is none.
size_t SmallestShown(const std::array<int64_t, kGroups>& people, const Shown& shown, Side side) {
  size_t smallest = kGroups;
  for (size_t g = 0; g < kGroups; ++g) {
    if (SideOf(static_cast<Group>(g)) != side || !shown.groups[g]) continue;
    if (smallest == kGroups || people[g] < people[smallest]) smallest = g;
  }
  return smallest;
}

}  // namespace

Shown ChooseShown(const std::array<int64_t, kGroups>& people, int64_t smallest) {
  Shown shown;
  for (size_t g = 0; g < kGroups; ++g) shown.groups[g] = people[g] >= smallest;
  int64_t all = 0;
  bool side_gives_another_away = false;
  for (const Side side : {Side::kAgency, Side::kCommunity}) {
    SideSum sum = SumOf(people, shown, side);
    while (sum.hidden > 0 && sum.hidden < smallest) {
      const size_t next = SmallestShown(people, shown, side);
      if (next == kGroups) break;
      shown.groups[next] = false;
      sum = SumOf(people, shown, side);
    }
    all += sum.people;
    shown.sides[static_cast<size_t>(side)] = sum.people >= smallest;
    side_gives_another_away |= sum.people > 0 && sum.people < smallest;
  }
  shown.all = all >= smallest && (!side_gives_another_away || (!shown.sides[0] && !shown.sides[1]));
  return shown;
}

Shown Both(const Shown& one, const Shown& other) {
  Shown both;
  both.all = one.all && other.all;
  for (size_t s = 0; s < kSides; ++s) both.sides[s] = one.sides[s] && other.sides[s];
  for (size_t g = 0; g < kGroups; ++g) both.groups[g] = one.groups[g] && other.groups[g];
  return both;
}

}  // namespace concord::selfreview
