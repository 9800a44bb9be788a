// What a self-review found: computed once, when it closes, from what people answered. Pure functions of their input
// and seed, safe from any thread. docs/selfreview-method.md says the same in words.
//
// No figure is made of fewer than `smallest_group` people, nor can one be worked out as a difference: where some groups
// of a side are too small, so many are left out that those left out together are enough, and so on upward. The same
// holds once more for those who gave a level: four who do not know do not make a fifth one's level a figure of five
// people. What one person answered to one item beside another item is in no figure of fewer than kFewestDrawn people.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/stats/bootstrap.h"
#include "base/stats/levels.h"
#include "features/selfreview/engine/responses.h"

namespace concord::selfreview {

struct ScoreOptions {
  uint64_t seed = 1;
  int replicates = 2000;
  double confidence = 0.95;
  int smallest_group = 5;  // people; never less
  int beside = 0;          // smallest_group of another snapshot of the same answers: what that hides is hidden here too
  double false_findings = 0.05;  // share of disagreements named that may be none (Benjamini & Hochberg)
};

// From so many people on, the interval of a dimension is drawn over people. Below, who knows the seed could work out
// from it which answers belong together; there it follows from the items' own counts.
inline constexpr int64_t kFewestDrawn = 20;

enum class Standing {
  kTooFew,    // fewer than smallest_group levels were given: nothing can be told
  kUnclear,   // the interval of the median reaches across
  kGap,       // the whole interval lies at 1 (written) or below
  kStrength,  // the whole interval lies at 3 (practised throughout) or above
};
std::string_view NameOf(Standing standing);
std::optional<Standing> StandingNamed(std::string_view name);

// The answers of some people to one item, or to the items of a dimension.
struct Summary {
  int64_t people = 0;         // who answered it, "I don't know" and "does not apply" too; of a dimension: its item that
                              // most people answered
  stats::LevelCounts levels;  // kLevels; of a dimension: of all its items together. Empty: too few gave one
  int practices = 0;          // of a dimension: the items whose levels it holds
  int64_t dont_know = 0, does_not_apply = 0;
  double median = 0, mean = 0;                                         // of levels; NaN without any
  stats::Interval median_interval, mean_interval, dont_know_interval;  // the last: of the share of people, items alone
  Standing standing = Standing::kTooFew;
};

// Whether the two sides see an item differently.
struct Disagreement {
  double superiority = 0;  // chance that the agency's answer is the higher one, ties halved
  double p = 1, adjusted_p = 1;
  bool exact = false;
  double difference = 0;  // of the means, agency less community
  stats::Interval difference_interval;
  bool found = false;  // adjusted_p is at most false_findings
};

// A dimension as both sides see it, on the same items: those whose levels both are shown. Each item counts the same,
// however many answered it. Without this, two sides that were asked different things would seem to disagree.
struct SideBySide {
  std::vector<std::string> items;     // ids
  std::array<double, kSides> mean{};  // of the items' means
  std::array<stats::Interval, kSides> interval{};
};

// nullopt: too few people, or they would be found out by difference.
struct Figures {
  std::string id;  // of the item or dimension
  std::optional<Summary> all;
  std::array<std::optional<Summary>, kSides> sides;
  std::array<std::optional<Summary>, kGroups> groups;
  std::optional<Disagreement> disagreement;  // items alone, where both sides are shown
  std::optional<SideBySide> side_by_side;    // dimensions alone, where there is such an item
};

struct Snapshot {
  std::string instrument;
  int version = 0;
  ScoreOptions options;
  std::optional<int64_t> respondents;                      // nullopt: as with figures
  std::array<std::optional<int64_t>, kGroups> by_group{};  // those of them in each group; likewise
  std::vector<Figures> items, dimensions;
};

// `responses` is as DropUnasked leaves it.
Snapshot Score(const Instrument& instrument, const Responses& responses, const ScoreOptions& options);

// A review's two snapshots: for those inside, with figures of `options.smallest_group` people or more, and for
// everyone, of `smallest_in_public` (at least kSmallestInPublic). What everyone is shown is shown inside too, with the
// same numbers: so nothing can be worked out as a difference of the two.
inline constexpr int kSmallestInPublic = 10;
struct Snapshots {
  Snapshot inside, in_public;
};
Snapshots ScoreForBoth(const Instrument& instrument, const Responses& responses, const ScoreOptions& options,
                       int smallest_in_public = kSmallestInPublic);

// Concord's JSON of a snapshot; the same bytes for the same snapshot.
std::string WriteSnapshot(const Snapshot& snapshot);
// What WriteSnapshot wrote, with numbers to a millionth; written again it gives the same bytes. nullopt: it is not
// that.
std::optional<Snapshot> ReadSnapshot(std::string_view json);

}  // namespace concord::selfreview
