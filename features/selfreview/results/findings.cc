#include "features/selfreview/results/findings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/stats/p_adjust.h"
#include "base/stats/rank_sum.h"
#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::results {
namespace {

constexpr size_t kSidesAndAll = 1 + kSides;

const Figures* Find(const std::vector<Figures>& results, std::string_view id) {
  const auto found = std::find_if(results.begin(), results.end(), [&](const Figures& one) { return one.id == id; });
  return found == results.end() ? nullptr : &*found;
}

// The levels of those earlier items together; nullopt where the audience is not shown one of them.
std::optional<stats::LevelCounts> Together(const Snapshot& before, const std::vector<std::string>& items,
                                           size_t audience) {
  stats::LevelCounts levels(kLevels, 0);
  for (const std::string& id : items) {
    const Figures* result = Find(before.items, id);
    if (!result) return std::nullopt;
    const auto& summary = FiguresOf(*result, audience);
    if (!summary || summary->levels.empty()) return std::nullopt;
    for (size_t level = 0; level < kLevels; ++level) levels[level] += summary->levels[level];
  }
  return levels;
}

std::vector<std::string> EarlierIds(const Instrument& later, const Instrument& earlier, std::string_view id) {
  std::vector<std::string> ids;
  const auto place = later.Find(id);
  if (!place) return ids;
  for (const size_t one : CarriesOn(later, *place, earlier)) ids.push_back(earlier.items[one].id);
  return ids;
}

}  // namespace

std::string AudienceName(size_t place) {
  if (place == 0) return "all";
  if (place < kSidesAndAll) return std::string(NameOf(static_cast<Side>(place - 1)));
  return std::string(NameOf(static_cast<Group>(place - kSidesAndAll)));
}

std::optional<size_t> AudienceNamed(std::string_view name) {
  for (size_t place = 0; place < kAudiences; ++place) {
    if (AudienceName(place) == name) return place;
  }
  return std::nullopt;
}

const std::optional<Summary>& FiguresOf(const Figures& result, size_t audience) {
  if (audience == 0) return result.all;
  if (audience < kSidesAndAll) return result.sides[audience - 1];
  return result.groups[audience - kSidesAndAll];
}

Snapshot OnlyPublished(const Instrument& instrument, Snapshot snapshot,
                       const std::function<bool(std::string_view)>& is_published) {
  std::set<std::string> kept_back;  // dimensions
  for (const Item& item : instrument.items) {
    if (!is_published(item.id)) kept_back.insert(instrument.dimensions[item.dimension]);
  }
  std::erase_if(snapshot.items, [&](const Figures& item) { return !is_published(item.id); });
  std::erase_if(snapshot.dimensions, [&](const Figures& dimension) { return kept_back.contains(dimension.id); });
  return snapshot;
}

std::vector<StandsOut> ItemsThat(const Snapshot& snapshot, Standing standing) {
  std::vector<StandsOut> found;
  for (size_t i = 0; i < snapshot.items.size(); ++i) {
    StandsOut one{.item = i};
    for (size_t audience = 0; audience < kSidesAndAll; ++audience) {
      const auto& summary = FiguresOf(snapshot.items[i], audience);
      if (!summary || summary->standing != standing) continue;
      if (one.audiences.empty()) one.mean = summary->mean;
      one.audiences.push_back(audience);
    }
    if (!one.audiences.empty()) found.push_back(std::move(one));
  }
  std::stable_sort(found.begin(), found.end(), [&](const StandsOut& a, const StandsOut& b) {
    return standing == Standing::kStrength ? a.mean > b.mean : a.mean < b.mean;
  });
  return found;
}

std::vector<size_t> Disagreements(const Snapshot& snapshot) {
  std::vector<size_t> found;
  for (size_t i = 0; i < snapshot.items.size(); ++i) {
    if (snapshot.items[i].disagreement && snapshot.items[i].disagreement->found) found.push_back(i);
  }
  std::stable_sort(found.begin(), found.end(), [&](size_t a, size_t b) {
    return std::abs(snapshot.items[a].disagreement->difference) > std::abs(snapshot.items[b].disagreement->difference);
  });
  return found;
}

std::vector<Unknown> NotKnown(const Snapshot& snapshot) {
  std::vector<Unknown> all;
  for (size_t i = 0; i < snapshot.items.size(); ++i) {
    std::optional<Unknown> most;
    for (size_t audience = 0; audience < kAudiences; ++audience) {
      const auto& summary = FiguresOf(snapshot.items[i], audience);
      if (!summary || summary->people == 0 || !(summary->dont_know_interval.low > kManyDontKnow)) continue;
      const double share = static_cast<double>(summary->dont_know) / static_cast<double>(summary->people);
      if (!most || share > most->share) most = Unknown{i, audience, share};
    }
    if (most) all.push_back(*most);
  }
  std::stable_sort(all.begin(), all.end(), [](const Unknown& a, const Unknown& b) { return a.share > b.share; });
  return all;
}

std::vector<Change> Changes(const Instrument& later, const Snapshot& now, const Instrument& earlier,
                            const Snapshot& before) {
  std::vector<Change> changes;
  std::vector<double> p;
  for (size_t i = 0; i < now.items.size(); ++i) {
    const auto was = EarlierIds(later, earlier, now.items[i].id);
    if (was.empty()) continue;
    for (size_t audience = 0; audience < kSidesAndAll; ++audience) {
      const auto& summary = FiguresOf(now.items[i], audience);
      const auto levels = Together(before, was, audience);
      if (!summary || summary->levels.empty() || !levels) continue;
      changes.push_back(
          {.item = i, .audience = audience, .was = was, .before = stats::Mean(*levels), .now = summary->mean});
      // Two answers of each person are no sample of twice as many people.
      if (was.size() > 1) {
        changes.back().difference_interval = {stats::kNone, stats::kNone};
        p.push_back(stats::kNone);
        continue;
      }
      // A seed for each figure, from that of the later snapshot.
      const uint64_t seed = now.options.seed * 0x9e3779b97f4a7c15u + (i * kSidesAndAll + audience + 1);
      changes.back().difference_interval = stats::DifferenceInterval(
          summary->levels, *levels, stats::Mean, {seed, now.options.replicates, now.options.confidence});
      p.push_back(stats::TestRankSum(summary->levels, *levels).p);
    }
  }
  const auto adjusted = stats::AdjustP(p, stats::Adjustment::kBenjaminiHochberg);
  for (size_t c = 0; c < changes.size(); ++c) {
    changes[c].adjusted_p = adjusted[c];
    changes[c].found = adjusted[c] <= now.options.false_findings;  // not where there is no test
  }
  return changes;
}

}  // namespace concord::selfreview::results
