// A snapshot read back from its JSON. What is stored is our own, so a snapshot is read whole or not at all.
#include <limits>
#include <nlohmann/json.hpp>

#include "features/selfreview/engine/score.h"

namespace concord::selfreview {
namespace {

using Parsed = nlohmann::json;

double NumberIn(const Parsed& json) { return json.is_null() ? stats::kNone : json.get<double>(); }
std::optional<int64_t> CountIn(const Parsed& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<int64_t>());
}
stats::Interval IntervalIn(const Parsed& json) {
  if (json.is_null()) return {stats::kNone, stats::kNone};
  return {NumberIn(json.at(0)), NumberIn(json.at(1))};
}

std::optional<Summary> SummaryIn(const Parsed& json) {
  if (json.is_null()) return std::nullopt;
  Summary summary;
  summary.people = json.at("people");
  if (!json.at("levels").is_null()) {
    summary.levels = json.at("levels").get<stats::LevelCounts>();
    summary.levels.resize(kLevels);
  }
  summary.practices = json.value("practices", 0);
  summary.dont_know = json.at("dont_know");
  summary.does_not_apply = json.at("does_not_apply");
  summary.median = NumberIn(json.at("median"));
  summary.median_interval = IntervalIn(json.at("median_interval"));
  summary.mean = NumberIn(json.at("mean"));
  summary.mean_interval = IntervalIn(json.at("mean_interval"));
  summary.dont_know_interval = IntervalIn(json.at("dont_know_interval"));
  summary.standing = StandingNamed(json.at("standing").get<std::string>()).value_or(Standing::kTooFew);
  return summary;
}

Figures ResultIn(const Parsed& json) {
  Figures result;
  result.id = json.at("id");
  result.all = SummaryIn(json.at("all"));
  for (size_t s = 0; s < kSides; ++s)
    result.sides[s] = SummaryIn(json.at("sides").at(std::string(NameOf(static_cast<Side>(s)))));
  for (size_t g = 0; g < kGroups; ++g)
    result.groups[g] = SummaryIn(json.at("groups").at(std::string(NameOf(static_cast<Group>(g)))));
  if (const auto both = json.find("side_by_side"); both != json.end()) {
    SideBySide& beside = result.side_by_side.emplace();
    beside.items = both->at("items").get<std::vector<std::string>>();
    for (size_t s = 0; s < kSides; ++s) {
      const Parsed& of = both->at(std::string(NameOf(static_cast<Side>(s))));
      beside.mean[s] = NumberIn(of.at("mean"));
      beside.interval[s] = IntervalIn(of.at("mean_interval"));
    }
  }
  const auto found = json.find("disagreement");
  if (found == json.end()) return result;
  result.disagreement = Disagreement{.superiority = NumberIn(found->at("superiority")),
                                     .p = found->at("p"),
                                     .adjusted_p = found->at("adjusted_p"),
                                     .exact = found->at("exact"),
                                     .difference = NumberIn(found->at("difference")),
                                     .difference_interval = IntervalIn(found->at("difference_interval")),
                                     .found = found->at("found")};
  return result;
}

Snapshot SnapshotIn(const Parsed& json) {
  Snapshot snapshot;
  snapshot.instrument = json.at("instrument");
  snapshot.version = json.at("version");
  snapshot.options = {.seed = json.at("seed"),
                      .replicates = json.at("replicates"),
                      .confidence = json.at("confidence"),
                      .smallest_group = json.at("smallest_group"),
                      .beside = json.value("beside", 0),
                      .false_findings = json.at("false_findings")};
  snapshot.respondents = CountIn(json.at("respondents"));
  for (size_t g = 0; g < kGroups; ++g)
    snapshot.by_group[g] = CountIn(json.at("by_group").at(std::string(NameOf(static_cast<Group>(g)))));
  for (const Parsed& item : json.at("items")) snapshot.items.push_back(ResultIn(item));
  for (const Parsed& dimension : json.at("dimensions")) snapshot.dimensions.push_back(ResultIn(dimension));
  return snapshot;
}

}  // namespace

std::optional<Snapshot> ReadSnapshot(std::string_view text) {
  try {
    const Parsed json = Parsed::parse(text);
    if (json.at("format") != "concord-selfreview-snapshot-1") return std::nullopt;
    return SnapshotIn(json);
  } catch (const Parsed::exception&) {
    return std::nullopt;
  }
}

}  // namespace concord::selfreview
