#include "features/selfreview/engine/score.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/stats/generator.h"
#include "base/stats/p_adjust.h"
#include "base/stats/rank_sum.h"
#include "features/selfreview/engine/disclosure.h"

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

Standing StandingOf(int64_t given, const Interval& median, int smallest) {
  if (given < smallest) return Standing::kTooFew;
  if (median.high <= 1) return Standing::kGap;
  return median.low >= 3 ? Standing::kStrength : Standing::kUnclear;
}

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
    snapshot.respondents = static_cast<int64_t>(responses_.size());
    for (const Group group : responses_.groups) ++snapshot.by_group[static_cast<size_t>(group)];
    CountItems();
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
      std::array<int64_t, kGroups> people{};
      for (size_t g = 0; g < kGroups; ++g) {
        const Tally& tally = audiences[kFirstGroup + g];
        people[g] = PeopleIn(tally);
        for (size_t c = 0; c < tally.size(); ++c) {
          audiences[kEveryone][c] += tally[c];
          audiences[kFirstSide + static_cast<size_t>(SideOf(static_cast<Group>(g)))][c] += tally[c];
        }
      }
      shown_.push_back(ShownOf(people));
    }
  }

  Summary Begin(const Tally& tally, int64_t people) const {
    Summary summary;
    summary.people = people;
    summary.levels.assign(tally.begin(), tally.begin() + kLevels);
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
      Summary summary = Begin(tally, PeopleIn(tally));
      summary.dont_know_interval = stats::WilsonInterval(summary.dont_know, summary.people, options_.confidence);
      const int64_t given = stats::Total(summary.levels);
      if (given >= options_.smallest_group) {
        const stats::BootstrapOptions drawing{SeedFor(0, i, audience), options_.replicates, options_.confidence};
        const auto intervals = stats::PercentileIntervals(summary.levels, {stats::Median, stats::Mean}, drawing);
        summary.median_interval = intervals[0];
        summary.mean_interval = intervals[1];
      }
      summary.standing = StandingOf(given, summary.median_interval, options_.smallest_group);
      PlaceOf(result, audience) = std::move(summary);
    }
    return result;
  }

  void FindDisagreements(std::vector<Figures>& items) const {
    std::vector<double> p;
    for (size_t i = 0; i < items.size(); ++i) {
      const auto &agency = items[i].sides[0], &community = items[i].sides[1];
      const bool both = agency && community && stats::Total(agency->levels) >= options_.smallest_group &&
                        stats::Total(community->levels) >= options_.smallest_group;
      if (!both) {
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

  // Answers of one person to a dimension's items hang together: people are drawn again, not answers. Many people are
  // drawn in clusters, which a coin put together.
  std::vector<Figures> DimensionResults() const {
    const size_t dimensions = instrument_.dimensions.size();
    std::vector<Figures> results(dimensions);
    for (size_t d = 0; d < dimensions; ++d) results[d].id = instrument_.dimensions[d];
    std::vector<std::array<int64_t, kGroups>> people(dimensions);
    CountPeople(people);
    for (size_t audience = 0; audience < kAudiences; ++audience) {
      const Clusters clusters = ClustersOf(audience);
      if (clusters.count == 0) continue;
      // The same people for each dimension.
      std::vector<uint16_t> places(clusters.count * static_cast<size_t>(options_.replicates));
      stats::Generator(SeedFor(3, 0, audience)).Places(clusters.count, places);
      for (size_t d = 0; d < dimensions; ++d) {
        if (!IsShownIn(ShownOf(people[d]), audience)) continue;
        if (clusters.people[d] >= options_.smallest_group)
          PlaceOf(results[d], audience) = DimensionSummary(clusters, d, places);
      }
    }
    return results;
  }

  // As Tally, and one cell that stays empty: two or four machine words are added at once.
  using ClusterTally = std::array<int32_t, kLevels + 3>;
  struct Clusters {
    size_t count = 0;
    std::vector<std::vector<ClusterTally>> tallies;  // dimension, cluster
    std::vector<int64_t> people;                     // of each dimension
  };

  void CountPeople(std::vector<std::array<int64_t, kGroups>>& people) const {
    std::vector<char> answered(people.size());
    for (size_t r = 0; r < responses_.size(); ++r) {
      std::fill(answered.begin(), answered.end(), 0);
      const Answer* answers = responses_.Of(r);
      for (size_t i = 0; i < responses_.items; ++i) {
        if (answers[i] != kNotAnswered) answered[instrument_.items[i].dimension] = 1;
      }
      for (size_t d = 0; d < people.size(); ++d) people[d][static_cast<size_t>(responses_.groups[r])] += answered[d];
    }
  }

  Clusters ClustersOf(size_t audience) const {
    const auto is_in = [&](Group group) {
      bool in = false;
      ForAudiencesOf(group, [&](size_t one) { in |= one == audience; });
      return in;
    };
    const auto size = static_cast<size_t>(std::count_if(responses_.groups.begin(), responses_.groups.end(), is_in));
    Clusters clusters;
    clusters.count = std::min(size, kMostClusters);
    clusters.tallies.assign(instrument_.dimensions.size(), std::vector<ClusterTally>(clusters.count));
    clusters.people.assign(instrument_.dimensions.size(), 0);
    stats::Generator generator(SeedFor(2, 0, audience));
    std::vector<char> answered(instrument_.dimensions.size());
    size_t next = 0;
    for (size_t r = 0; r < responses_.size(); ++r) {
      if (!is_in(responses_.groups[r])) continue;
      const size_t cluster = size <= kMostClusters ? next++ : generator.Next() % kMostClusters;
      std::fill(answered.begin(), answered.end(), 0);
      const Answer* answers = responses_.Of(r);
      for (size_t i = 0; i < responses_.items; ++i) {
        // An item that is hidden from this audience would be the dimension less the others.
        if (answers[i] == kNotAnswered || !IsShownIn(shown_[i], audience)) continue;
        const size_t dimension = instrument_.items[i].dimension;
        ++clusters.tallies[dimension][cluster][CellOf(answers[i])];
        answered[dimension] = 1;
      }
      for (size_t d = 0; d < answered.size(); ++d) clusters.people[d] += answered[d];
    }
    return clusters;
  }

  Summary DimensionSummary(const Clusters& clusters, size_t dimension, std::span<const uint16_t> places) const {
    const std::vector<ClusterTally>& tallies = clusters.tallies[dimension];
    Tally whole{};
    for (const ClusterTally& tally : tallies) {
      for (size_t c = 0; c < whole.size(); ++c) whole[c] += tally[c];
    }
    Summary summary = Begin(whole, clusters.people[dimension]);
    if (stats::Total(summary.levels) >= options_.smallest_group) {
      std::vector<double> medians, means;
      LevelCounts drawn(kLevels);
      for (; !places.empty(); places = places.subspan(clusters.count)) {
        ClusterTally sum{};
        for (const uint16_t place : places.first(clusters.count)) {
          for (size_t c = 0; c < sum.size(); ++c) sum[c] += tallies[place][c];
        }
        std::copy_n(sum.begin(), kLevels, drawn.begin());
        if (stats::Total(drawn) == 0) continue;
        medians.push_back(stats::Median(drawn));
        means.push_back(stats::Mean(drawn));
      }
      summary.median_interval = stats::PercentilesOf(std::move(medians), options_.confidence);
      summary.mean_interval = stats::PercentilesOf(std::move(means), options_.confidence);
    }
    summary.standing = StandingOf(clusters.people[dimension], summary.median_interval, options_.smallest_group);
    return summary;
  }

  const Instrument& instrument_;
  const Responses& responses_;
  ScoreOptions options_;
  std::vector<std::array<Tally, kAudiences>> tallies_;  // of each item
  std::vector<Shown> shown_;                            // of each item
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
