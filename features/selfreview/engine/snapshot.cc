// A snapshot as JSON.
#include <cmath>
#include <nlohmann/json.hpp>

#include "features/selfreview/engine/score.h"

namespace concord::selfreview {
namespace {

using Json = nlohmann::ordered_json;

// To a millionth: what two machines' arithmetic differs in lies far below.
Json NumberOrNull(double value) { return std::isnan(value) ? Json(nullptr) : Json(std::round(value * 1e6) / 1e6); }
Json CountOrNull(const std::optional<int64_t>& count) { return count ? Json(*count) : Json(nullptr); }
Json IntervalJson(const stats::Interval& interval) {
  if (std::isnan(interval.low)) return nullptr;
  return {NumberOrNull(interval.low), NumberOrNull(interval.high)};
}

Json SummaryJson(const std::optional<Summary>& summary) {
  if (!summary) return nullptr;
  Json json = {{"people", summary->people},
               {"levels", summary->levels.empty() ? Json(nullptr) : Json(summary->levels)},
               {"dont_know", summary->dont_know},
               {"does_not_apply", summary->does_not_apply},
               {"median", NumberOrNull(summary->median)},
               {"median_interval", IntervalJson(summary->median_interval)},
               {"mean", NumberOrNull(summary->mean)},
               {"mean_interval", IntervalJson(summary->mean_interval)},
               {"dont_know_interval", IntervalJson(summary->dont_know_interval)},
               {"standing", std::string(NameOf(summary->standing))}};
  if (summary->practices > 0) json["practices"] = summary->practices;
  return json;
}

Json ResultJson(const Figures& result) {
  Json json = {{"id", result.id}, {"all", SummaryJson(result.all)}};
  for (size_t s = 0; s < kSides; ++s)
    json["sides"][std::string(NameOf(static_cast<Side>(s)))] = SummaryJson(result.sides[s]);
  for (size_t g = 0; g < kGroups; ++g)
    json["groups"][std::string(NameOf(static_cast<Group>(g)))] = SummaryJson(result.groups[g]);
  if (result.side_by_side) {
    const SideBySide& both = *result.side_by_side;
    Json& beside = json["side_by_side"] = {{"items", both.items}};
    for (size_t s = 0; s < kSides; ++s) {
      beside[std::string(NameOf(static_cast<Side>(s)))] = {{"mean", NumberOrNull(both.mean[s])},
                                                           {"mean_interval", IntervalJson(both.interval[s])}};
    }
  }
  if (!result.disagreement) return json;
  const Disagreement& d = *result.disagreement;
  json["disagreement"] = {{"superiority", NumberOrNull(d.superiority)},
                          {"p", d.p},
                          {"adjusted_p", d.adjusted_p},
                          {"exact", d.exact},
                          {"difference", NumberOrNull(d.difference)},
                          {"difference_interval", IntervalJson(d.difference_interval)},
                          {"found", d.found}};
  return json;
}

}  // namespace

std::string WriteSnapshot(const Snapshot& snapshot) {
  Json by_group;
  for (size_t g = 0; g < kGroups; ++g)
    by_group[std::string(NameOf(static_cast<Group>(g)))] = CountOrNull(snapshot.by_group[g]);
  Json items = Json::array(), dimensions = Json::array();
  for (const Figures& item : snapshot.items) items.push_back(ResultJson(item));
  for (const Figures& dimension : snapshot.dimensions) dimensions.push_back(ResultJson(dimension));
  Json json = {{"format", "concord-selfreview-snapshot-1"},
               {"instrument", snapshot.instrument},
               {"version", snapshot.version},
               {"seed", snapshot.options.seed},
               {"replicates", snapshot.options.replicates},
               {"confidence", snapshot.options.confidence},
               {"smallest_group", snapshot.options.smallest_group},
               {"false_findings", snapshot.options.false_findings},
               {"respondents", CountOrNull(snapshot.respondents)},
               {"by_group", by_group},
               {"items", items},
               {"dimensions", dimensions}};
  if (snapshot.options.beside != 0) json["beside"] = snapshot.options.beside;
  return json.dump(2) + "\n";
}

}  // namespace concord::selfreview
