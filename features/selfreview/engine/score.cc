#include "features/selfreview/engine/score.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/stats/generator.h"
#include "base/stats/p_adjust.h"
#include "base/stats/rank_sum.h"
#include "features/selfreview/engine/disclosure.h"
#include "features/selfreview/engine/level_sums.h"

namespace concord::selfreview {
namespace {

using stats::Interval;
using stats::LevelCounts;

constexpr int kSmallest = 5;           // no option goes below it
constexpr size_t kMostClusters = 256;  // of respondents, drawn as one

// Everyone, the two sides, the seven groups: whom figures are about.
constexpr size_t kEveryone = 0, kFirstSide = 1, kFirstGroup = 1 + kSides, kAudiences = 1 + kSides + kGroups;

template <typename Do>
void ForAudiencesOf(Group group, const Do& act) {
  act(kEveryone);
  act(kFirstSide + static_cast<size_t>(SideOf(group)));
  act(kFirstGroup + static_cast<size_t>(group));
}

bool IsSide(size_t audience) { return audience >= kFirstSide && audience < kFirstGroup; }

bool IsShownIn(const Shown& shown, size_t audience) {
  if (audience == kEveryone) return shown.all;
  if (audience < kFirstGroup) return shown.sides[audience - kFirstSide];
  return shown.groups[audience - kFirstGroup];
}

std::optional<Summary>& PlaceOf(Figures& result, size_t audience) {
  if (audience == kEveryone) return result.all;
  if (audience < kFirstGroup) return result.sides[audience - kFirstSide];
  return result.groups[audience - kFirstGroup];
}

// How often each answer was given: levels, then "I don't know", then "does not apply".
using Tally = std::array<int64_t, kLevels + 2>;

size_t CellOf(Answer answer) {
  if (answer >= 0) return static_cast<size_t>(answer);
  return answer == kDontKnow ? kLevels : kLevels + 1;
}

int64_t PeopleIn(const Tally& tally) {
  int64_t people = 0;
  for (const int64_t count : tally) people += count;
  return people;
}

Standing StandingOf(const Interval& median) {
  if (std::isnan(median.low)) return Standing::kTooFew;
  if (median.high <= 1) return Standing::kGap;
  return median.low >= 3 ? Standing::kStrength : Standing::kUnclear;
}

// Of what is drawn over people: the digits beyond say more of them than of how sure the figure is.
double RoundedToHundredths(double number) { return std::round(number * 100) / 100; }

class Scorer {
 public:
  Scorer(const Instrument& instrument, const Responses& responses, const ScoreOptions& options)
      : instrument_(instrument), responses_(responses), options_(options) {
    options_.smallest_group = std::max(options.smallest_group, kSmallest);
    if (options.beside != 0) options_.beside = std::max(options.beside, kSmallest);
  }

  Snapshot Run() {
    Snapshot snapshot;
    snapshot.instrument = instrument_.slug;
    snapshot.version = instrument_.version;
    snapshot.options = options_;
    CountRespondents(snapshot);
    CountItems();
    FindCommon();
    for (size_t i = 0; i < instrument_.items.size(); ++i) snapshot.items.push_back(ItemResult(i));
    FindDisagreements(snapshot.items);
    snapshot.dimensions = DimensionResults();
    return snapshot;
  }

 private:
  // A seed for each figure, so that none depends on which others were computed before it.
  uint64_t SeedFor(size_t kind, size_t index, size_t audience) const {
    return options_.seed * 0x9e3779b97f4a7c15u + ((kind * 1000 + index) * 100 + audience) * 0xbf58476d1ce4e5b9u;
  }

  Shown ShownOf(const std::array<int64_t, kGroups>& people) const {
    const Shown shown = ChooseShown(people, options_.smallest_group);
    return options_.beside == 0 ? shown : Both(shown, ChooseShown(people, options_.beside));
  }

  void CountRespondents(Snapshot& snapshot) const {
    std::array<int64_t, kGroups> people{};
    for (const Group group : responses_.groups) ++people[static_cast<size_t>(group)];
    const Shown shown = ShownOf(people);
    if (shown.all) snapshot.respondents = static_cast<int64_t>(responses_.size());
    for (size_t g = 0; g < kGroups; ++g) {
      if (shown.groups[g]) snapshot.by_group[g] = people[g];
    }
  }

  void CountItems() {
    tallies_.resize(instrument_.items.size());
    for (size_t r = 0; r < responses_.size(); ++r) {
      const Answer* answers = responses_.Of(r);
      const auto group = static_cast<size_t>(responses_.groups[r]);
      for (size_t i = 0; i < responses_.items; ++i) {
        if (answers[i] != kNotAnswered) ++tallies_[i][kFirstGroup + group][CellOf(answers[i])];
      }
    }
    for (auto& audiences : tallies_) {
      std::array<int64_t, kGroups> people{}, gave_a_level{};
      for (size_t g = 0; g < kGroups; ++g) {
        const Tally& tally = audiences[kFirstGroup + g];
        people[g] = PeopleIn(tally);
        gave_a_level[g] = people[g] - tally[kLevels] - tally[kLevels + 1];
        for (size_t c = 0; c < tally.size(); ++c) {
          audiences[kEveryone][c] += tally[c];
          audiences[kFirstSide + static_cast<size_t>(SideOf(static_cast<Group>(g)))][c] += tally[c];
        }
      }
      shown_.push_back(ShownOf(people));
      levels_shown_.push_back(Both(shown_.back(), ShownOf(gave_a_level)));
    }
  }

  void FindCommon() {
    common_.resize(instrument_.dimensions.size());
    for (size_t i = 0; i < instrument_.items.size(); ++i) {
      const auto& sides = levels_shown_[i].sides;
      if (sides[0] && sides[1]) common_[instrument_.items[i].dimension].push_back(i);
    }
  }

  static Summary Begin(const Tally& tally, int64_t people, bool with_levels) {
    Summary summary;
    summary.people = people;
    if (with_levels) summary.levels.assign(tally.begin(), tally.begin() + kLevels);
    summary.dont_know = tally[kLevels];
    summary.does_not_apply = tally[kLevels + 1];
    summary.median = stats::Median(summary.levels);
    summary.mean = stats::Mean(summary.levels);
    summary.median_interval = summary.mean_interval = summary.dont_know_interval = {stats::kNone, stats::kNone};
    return summary;
  }

  Figures ItemResult(size_t i) const {
    Figures result;
    result.id = instrument_.items[i].id;
    for (size_t audience = 0; audience < kAudiences; ++audience) {
      if (!IsShownIn(shown_[i], audience)) continue;
      const Tally& tally = tallies_[i][audience];
      Summary summary = Begin(tally, PeopleIn(tally), IsShownIn(levels_shown_[i], audience));
      summary.dont_know_interval = stats::WilsonInterval(summary.dont_know, summary.people, options_.confidence);
      if (!summary.levels.empty()) {
        const stats::BootstrapOptions drawing{SeedFor(0, i, audience), options_.replicates, options_.confidence};
        const auto intervals = stats::PercentileIntervals(summary.levels, {stats::Median, stats::Mean}, drawing);
        summary.median_interval = intervals[0];
        summary.mean_interval = intervals[1];
      }
      summary.standing = StandingOf(summary.median_interval);
      PlaceOf(result, audience) = std::move(summary);
    }
    return result;
  }

  void FindDisagreements(std::vector<Figures>& items) const {
    std::vector<double> p;
    for (size_t i = 0; i < items.size(); ++i) {
      const auto &agency = items[i].sides[0], &community = items[i].sides[1];
      if (!agency || !community || agency->levels.empty() || community->levels.empty()) {
        p.push_back(stats::kNone);
        continue;
      }
      const stats::RankSum test = stats::TestRankSum(agency->levels, community->levels);
      items[i].disagreement = Disagreement{.superiority = test.superiority,
                                           .p = test.p,
                                           .exact = test.exact,
                                           .difference = agency->mean - community->mean,
                                           .difference_interval = stats::DifferenceInterval(
                                               agency->levels, community->levels, stats::Mean,
                                               {SeedFor(1, i, 0), options_.replicates, options_.confidence})};
      p.push_back(test.p);
    }
    const auto adjusted = stats::AdjustP(p, stats::Adjustment::kBenjaminiHochberg);
    for (size_t i = 0; i < items.size(); ++i) {
      if (!items[i].disagreement) continue;
      items[i].disagreement->adjusted_p = adjusted[i];
      items[i].disagreement->found = adjusted[i] <= options_.false_findings;
    }
  }

  // All but the intervals of many people follows from the items' figures, and shows nothing that they do not.
  std::vector<Figures> DimensionResults() const {
    std::vector<Figures> results(instrument_.dimensions.size());
    for (size_t d = 0; d < results.size(); ++d) results[d].id = instrument_.dimensions[d];
    for (size_t audience = 0; audience < kAudiences; ++audience) {
      std::vector<Counted> counted(results.size());
      for (size_t i = 0; i < instrument_.items.size(); ++i) Count(i, audience, counted[instrument_.items[i].dimension]);
      const bool many = std::ranges::any_of(counted, [](const Counted& one) { return one.most >= kFewestDrawn; });
      const Clusters clusters = many ? ClustersOf(audience) : Clusters();
      for (size_t d = 0; d < results.size(); ++d) {
        if (counted[d].people > 0) PlaceOf(results[d], audience) = DimensionSummary(counted[d], clusters, d, audience);
      }
      if (IsSide(audience)) PutSideBySide(results, clusters, audience);
    }
    return results;
  }

  // A dimension's items together, those that are shown to an audience.
  struct Counted {
    Tally whole{};
    int64_t people = 0;  // who answered the item that most did
    int64_t most = 0;    // who gave a level to the item that most gave one to
    int practices = 0;   // whose levels are in it
  };

  void Count(size_t i, size_t audience, Counted& counted) const {
    if (!IsShownIn(shown_[i], audience)) return;
    const Tally& tally = tallies_[i][audience];
    counted.people = std::max(counted.people, PeopleIn(tally));
    for (size_t c = kLevels; c < tally.size(); ++c) counted.whole[c] += tally[c];
    // An item whose levels are hidden from this audience would be the dimension less the others.
    if (!IsShownIn(levels_shown_[i], audience)) return;
    for (size_t level = 0; level < kLevels; ++level) counted.whole[level] += tally[level];
    counted.most = std::max(counted.most, stats::Total(LevelsOf(i, audience)));
    ++counted.practices;
  }

  LevelCounts LevelsOf(size_t i, size_t audience) const {
    const Tally& tally = tallies_[i][audience];
    return {tally.begin(), tally.begin() + kLevels};
  }

  // Two or four machine words are added at once: the cells behind the levels stay empty.
  using ClusterTally = std::array<int32_t, kLevels + 3>;
  struct Clusters {
    size_t count = 0;
    std::vector<std::vector<ClusterTally>> tallies;  // dimension, cluster
    std::vector<uint16_t> places;                    // those drawn, `count` for each replicate
    LevelSums sums;                                  // cluster; of the sides alone
  };

  // Answers of one person to a dimension's items hang together: people are drawn again, not answers, and the same ones
  // for each dimension. Many people are drawn in clusters, which a coin put together.
  Clusters ClustersOf(size_t audience) const {
    const auto is_in = [&](Group group) {
      bool in = false;
      ForAudiencesOf(group, [&](size_t one) { in |= one == audience; });
      return in;
    };
    const auto size = static_cast<size_t>(std::ranges::count_if(responses_.groups, is_in));
    Clusters clusters;
    clusters.count = std::min(size, kMostClusters);
    clusters.tallies.assign(instrument_.dimensions.size(), std::vector<ClusterTally>(clusters.count));
    const bool beside = IsSide(audience);
    if (beside) clusters.sums = LevelSums(clusters.count, instrument_.items.size());
    stats::Generator generator(SeedFor(2, 0, audience));
    size_t next = 0;
    for (size_t r = 0; r < responses_.size(); ++r) {
      if (!is_in(responses_.groups[r])) continue;
      const size_t cluster = size <= kMostClusters ? next++ : generator.Next() % kMostClusters;
      const Answer* answers = responses_.Of(r);
      for (size_t i = 0; i < responses_.items; ++i) {
        if (answers[i] < 0 || !IsShownIn(levels_shown_[i], audience)) continue;
        ++clusters.tallies[instrument_.items[i].dimension][cluster][CellOf(answers[i])];
        if (beside) clusters.sums.Add(cluster, i, answers[i]);
      }
    }
    clusters.places.resize(clusters.count * static_cast<size_t>(options_.replicates));
    stats::Generator(SeedFor(3, 0, audience)).Places(clusters.count, clusters.places);
    return clusters;
  }

  // `people` who could have answered so: to each item the first gave the highest level that anybody gave, and so on
  // down. Their answers hang together more than anybody's do, so that an interval drawn over them is too wide rather
  // than too narrow; and it says nothing that the items' counts do not.
  std::vector<ClusterTally> PeopleFromCounts(size_t dimension, size_t audience, size_t people) const {
    std::vector<ClusterTally> tallies(people);
    for (size_t i = 0; i < instrument_.items.size(); ++i) {
      if (instrument_.items[i].dimension != dimension || !IsShownIn(levels_shown_[i], audience)) continue;
      size_t next = 0;
      for (size_t level = kLevels; level-- > 0;) {
        for (int64_t n = tallies_[i][audience][level]; n > 0; --n) ++tallies[next++][level];
      }
    }
    return tallies;
  }

  // Percentiles of the median and the mean of the levels of those drawn.
  std::array<Interval, 2> IntervalsOver(std::span<const ClusterTally> tallies, std::span<const uint16_t> places) const {
    std::vector<double> medians, means;
    LevelCounts drawn(kLevels);
    for (; !places.empty(); places = places.subspan(tallies.size())) {
      ClusterTally sum{};
      for (const uint16_t place : places.first(tallies.size())) {
        for (size_t c = 0; c < sum.size(); ++c) sum[c] += tallies[place][c];
      }
      std::copy_n(sum.begin(), kLevels, drawn.begin());
      if (stats::Total(drawn) == 0) continue;
      medians.push_back(stats::Median(drawn));
      means.push_back(stats::Mean(drawn));
    }
    return {stats::PercentilesOf(std::move(medians), options_.confidence),
            stats::PercentilesOf(std::move(means), options_.confidence)};
  }

  Summary DimensionSummary(const Counted& counted, const Clusters& clusters, size_t dimension, size_t audience) const {
    Summary summary = Begin(counted.whole, counted.people, counted.most > 0);
    summary.practices = counted.practices;
    if (counted.most == 0) return summary;
    std::array<Interval, 2> intervals;
    if (counted.most >= kFewestDrawn) {
      intervals = IntervalsOver(clusters.tallies[dimension], clusters.places);
      for (Interval& one : intervals) one = {RoundedToHundredths(one.low), RoundedToHundredths(one.high)};
    } else {
      const auto made_up = PeopleFromCounts(dimension, audience, static_cast<size_t>(counted.most));
      std::vector<uint16_t> places(made_up.size() * static_cast<size_t>(options_.replicates));
      stats::Generator(SeedFor(4, dimension, audience)).Places(made_up.size(), places);
      intervals = IntervalsOver(made_up, places);
    }
    summary.median_interval = intervals[0];
    summary.mean_interval = intervals[1];
    summary.standing = StandingOf(summary.median_interval);
    return summary;
  }

  // What `audience`, a side, makes of the items that both are shown.
  void PutSideBySide(std::vector<Figures>& results, const Clusters& clusters, size_t audience) const {
    const size_t side = audience - kFirstSide;
    std::vector<size_t> of_many;
    std::vector<std::vector<size_t>> their_items;
    for (size_t d = 0; d < results.size(); ++d) {
      if (common_[d].empty()) continue;
      auto& both = results[d].side_by_side;
      if (!both) both.emplace();
      both->items.clear();
      int64_t most = 0;
      for (const size_t i : common_[d]) {
        const LevelCounts levels = LevelsOf(i, audience);
        both->items.push_back(instrument_.items[i].id);
        both->mean[side] += stats::Mean(levels);
        most = std::max(most, stats::Total(levels));
      }
      both->mean[side] /= static_cast<double>(common_[d].size());
      if (most >= kFewestDrawn) {
        of_many.push_back(d);
        their_items.push_back(common_[d]);
        continue;
      }
      LevelSums made_up(static_cast<size_t>(most), instrument_.items.size());
      for (const size_t i : common_[d]) made_up.AddHighestFirst(i, LevelsOf(i, audience));
      std::vector<uint16_t> places(made_up.rows() * static_cast<size_t>(options_.replicates));
      stats::Generator(SeedFor(5, d, audience)).Places(made_up.rows(), places);
      both->interval[side] = MeansOfMeans(std::array{common_[d]}, made_up, places, options_.confidence).front();
    }
    if (of_many.empty()) return;
    const auto intervals = MeansOfMeans(their_items, clusters.sums, clusters.places, options_.confidence);
    for (size_t n = 0; n < of_many.size(); ++n) {
      results[of_many[n]].side_by_side->interval[side] = {RoundedToHundredths(intervals[n].low),
                                                          RoundedToHundredths(intervals[n].high)};
    }
  }

  const Instrument& instrument_;
  const Responses& responses_;
  ScoreOptions options_;
  std::vector<std::array<Tally, kAudiences>> tallies_;  // of each item
  std::vector<Shown> shown_, levels_shown_;             // of each item
  std::vector<std::vector<size_t>> common_;             // of each dimension, items for SideBySide
};

}  // namespace

std::string_view NameOf(Standing standing) {
  switch (standing) {
    case Standing::kTooFew:
      return "too_few";
    case Standing::kUnclear:
      return "unclear";
    case Standing::kGap:
      return "gap";
    case Standing::kStrength:
      return "strength";
  }
  return "";
}

std::optional<Standing> StandingNamed(std::string_view name) {
  for (const Standing one : {Standing::kTooFew, Standing::kUnclear, Standing::kGap, Standing::kStrength}) {
    if (NameOf(one) == name) return one;
  }
  return std::nullopt;
}

Snapshots ScoreForBoth(const Instrument& instrument, const Responses& responses, const ScoreOptions& options,
                       int smallest_in_public) {
  Snapshots both;
  both.inside = Score(instrument, responses, options);
  ScoreOptions in_public = options;
  in_public.beside = both.inside.options.smallest_group;
  in_public.smallest_group = std::max({smallest_in_public, kSmallestInPublic, in_public.beside});
  both.in_public = Score(instrument, responses, in_public);
  return both;
}

Snapshot Score(const Instrument& instrument, const Responses& responses, const ScoreOptions& options) {
  return Scorer(instrument, responses, options).Run();
}

}  // namespace concord::selfreview
