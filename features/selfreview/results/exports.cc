#include "features/selfreview/results/exports.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/core/csv.h"

namespace concord::selfreview::results {
namespace {

using Json = nlohmann::ordered_json;

std::string Plain(double number) {
  if (std::isnan(number)) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", number);
  return text;
}

void AppendFigures(std::string& out, const std::string& kind, const Figures& one, const std::string& words) {
  for (size_t audience = 0; audience < kAudiences; ++audience) {
    const auto& summary = FiguresOf(one, audience);
    if (!summary) continue;
    std::vector<std::string> cells = {kind, one.id, words, AudienceName(audience), std::to_string(summary->people)};
    for (const int64_t count : summary->levels) cells.push_back(std::to_string(count));
    if (summary->levels.empty()) cells.resize(cells.size() + kLevels);
    cells.push_back(std::to_string(summary->dont_know));
    cells.push_back(std::to_string(summary->does_not_apply));
    for (const double number : {summary->median, summary->median_interval.low, summary->median_interval.high,
                                summary->mean, summary->mean_interval.low, summary->mean_interval.high,
                                summary->dont_know_interval.low, summary->dont_know_interval.high})
      cells.push_back(Plain(number));
    cells.emplace_back(NameOf(summary->standing));
    if (audience == 0 && one.disagreement) {
      const Disagreement& d = *one.disagreement;
      for (const double number :
           {d.superiority, d.adjusted_p, d.difference, d.difference_interval.low, d.difference_interval.high})
        cells.push_back(Plain(number));
      cells.emplace_back(d.found ? "1" : "0");
    } else {
      cells.resize(cells.size() + 6);
    }
    AppendCsv(out, cells);
  }
}

}  // namespace

std::string CsvOf(const Words& words, const Opened& opened, bool generated) {
  const Instrument& instrument = opened.instrument->instrument;
  const Texts& texts = instrument.In(words.language());
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  AppendCsv(
      out,
      {"kind",        "id",         "text",       "audience",       "people",          "level_0",        "level_1",
       "level_2",     "level_3",    "level_4",    "dont_know",      "does_not_apply",  "median",         "median_low",
       "median_high", "mean",       "mean_low",   "mean_high",      "dont_know_low",   "dont_know_high", "standing",
       "superiority", "adjusted_p", "difference", "difference_low", "difference_high", "disagreement"});
  if (generated) AppendCsv(out, {"note", "", words.Say("selfreview.results.generated_short")});
  for (const Figures& one : opened.figures.dimensions) {
    for (size_t d = 0; d < instrument.dimensions.size(); ++d) {
      if (instrument.dimensions[d] == one.id) AppendFigures(out, "dimension", one, texts.dimensions[d].title);
    }
  }
  for (const Figures& one : opened.figures.items) {
    if (const auto place = instrument.Find(one.id)) AppendFigures(out, "item", one, texts.items[*place].statement);
  }
  return out;
}

std::string JsonOf(const Words& words, const Opened& opened, bool generated) {
  Json json = Json::parse(WriteSnapshot(opened.figures));
  json.erase("seed");  // with it, drawing could be repeated for answers that somebody supposes
  json["review"] = opened.review.TitleIn(words.language());
  json["view"] = opened.inside ? "inside" : "public";
  json["generated"] = generated;
  return json.dump(2) + "\n";
}

}  // namespace concord::selfreview::results
