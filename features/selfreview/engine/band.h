// The band of several communities: the middle half of their figures, so that one may see oneself beside others without
// anyone being ranked or read off. Pure functions of their input. docs/selfreview-method.md says the same in words.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace concord::selfreview {

// Communities besides the one that looks.
inline constexpr size_t kFewestOthers = 5;
// Levels: the ends of a band lie on this grid, below and above the quartiles.
inline constexpr double kBandStep = 0.5;

// Half of `communities` lie between the two levels, or a little more than half, because both ends are moved outward.
struct Band {
  double low = 0, high = 0;
  size_t communities = 0;
};

// From the mean levels (0 to 4) of other communities: the quartiles (R's type 7), the lower one moved down and the
// upper one up to a multiple of kBandStep, never to the same one. Of five, a quartile is one community's own figure,
// which therefore nobody may see more exactly. nullopt: fewer than kFewestOthers.
std::optional<Band> BandOf(std::vector<double> levels);

// What one community gives to a band: the mean level of one of its reviews.
struct Contribution {
  std::string review;
  double level = 0;
};
using Contributions = std::map<std::string, Contribution>;  // by community

// Whose figures a band was computed from, each time that it changed, the latest last.
struct BandHistory {
  std::vector<std::map<std::string, std::string>> shown;  // by community, the review
  Contributions latest;                                   // of shown.back()
};

// How many communities came, went, or have another review.
size_t CountChanged(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after);

// Takes up `now`, if that can be done so that nobody who sees two states of the band learns of fewer than kFewestOthers
// communities besides itself: `now` has kFewestOthers and one more, and is the same as each state before, or differs
// from it in as many communities. Otherwise everything stays. True: it was taken up.
bool Advance(BandHistory& history, const Contributions& now);

}  // namespace concord::selfreview
