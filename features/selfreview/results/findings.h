// What a closed review found, put in order for its report: profile, strengths, gaps, disagreements, what nobody knows,
// what changed. Pure functions of snapshots and instruments, safe from any thread.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/selfreview/engine/score.h"

namespace concord::selfreview::results {

// Whom figures are about: everyone, a side, a group. `place` counts them in that order, as they are shown.
inline constexpr size_t kAudiences = 1 + kSides + kGroups;
std::string AudienceName(size_t place);  // "all", "agency", "officer": in addresses and exports
std::optional<size_t> AudienceNamed(std::string_view name);
const std::optional<Summary>& FiguresOf(const Figures& result, size_t audience);

// What of a snapshot is published: the items that `is_published` says. A dimension is left out unless all of its items
// are, so that an item that was kept back is not the dimension less the others.
Snapshot OnlyPublished(const Instrument& instrument, Snapshot snapshot,
                       const std::function<bool(std::string_view)>& is_published);

// An item that stands out, and in whose eyes.
struct StandsOut {
  size_t item = 0;                // among the snapshot's items
  std::vector<size_t> audiences;  // of everyone and the sides: those whose figures say so
  double mean = 0;                // of the first of them
};
// The lowest first, for strengths the highest.
std::vector<StandsOut> ItemsThat(const Snapshot& snapshot, Standing standing);

// Items on which the sides differ, the widest apart first.
std::vector<size_t> Disagreements(const Snapshot& snapshot);

// More than one in five do not know, even at the low end of the interval.
inline constexpr double kManyDontKnow = 0.2;
struct Unknown {
  size_t item = 0, audience = 0;
  double share = 0;
};
// The largest share first; of each item the audience with the largest.
std::vector<Unknown> NotKnown(const Snapshot& snapshot);

// How one item changed from an earlier snapshot to a later one.
struct Change {
  size_t item = 0;               // among the later snapshot's items
  size_t audience = 0;           // everyone, or a side
  std::vector<std::string> was;  // the items that it carries on, by id
  double before = 0, now = 0;    // means
  stats::Interval difference_interval;
  double adjusted_p = 1;  // of all changes that were tested together (Benjamini & Hochberg)
  bool found = false;     // adjusted_p is at most the later snapshot's false_findings
};
// Where both snapshots show the audience and enough gave a level. Several earlier items are taken together, and then
// not tested (adjusted_p and the interval are NaN): a person's two answers are not two people's. Empty: the later
// instrument neither is the earlier one nor follows it. Whoever answered both times is taken for two people, because
// nobody can tell, which makes intervals wider than they need to be.
std::vector<Change> Changes(const Instrument& later, const Snapshot& now, const Instrument& earlier,
                            const Snapshot& before);

}  // namespace concord::selfreview::results
