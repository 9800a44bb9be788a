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

using BandsById = std::map<std::string, bands::OfSides>;

const std::optional<Band>& BandFor(const BandsById& all, const std::string& id, size_t audience) {
  static const std::optional<Band> kNone;
  const auto found = all.find(id);
  return found == all.end() || audience == 0 || audience > kSides ? kNone : found->second[audience - 1];
}

void AppendBand(std::vector<std::string>& cells, const std::optional<Band>& band) {
  cells.push_back(band ? Plain(band->low) : "");
  cells.push_back(band ? Plain(band->high) : "");
  cells.push_back(band ? std::to_string(band->communities) : "");
}

Json BandsJson(const BandsById& all) {
  Json json = Json::object();
  for (const auto& [id, sides] : all) {
    for (size_t side = 0; side < kSides; ++side) {
      const auto& band = sides[side];
      json[id][std::string(NameOf(static_cast<Side>(side)))] =
          band ? Json{{"low", band->low}, {"high", band->high}, {"communities", band->communities}} : Json(nullptr);
    }
  }
  return json;
}

// `beside`: nullptr where no bands are shown.
void AppendFigures(std::string& out, const std::string& kind, const Figures& one, const std::string& words,
                   const BandsById* beside) {
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
    cells.push_back(summary->practices > 0 ? std::to_string(summary->practices) : "");
    if (audience == 0 && one.disagreement) {
      const Disagreement& d = *one.disagreement;
      for (const double number :
           {d.superiority, d.adjusted_p, d.difference, d.difference_interval.low, d.difference_interval.high})
        cells.push_back(Plain(number));
      cells.emplace_back(d.found ? "1" : "0");
    } else {
      cells.resize(cells.size() + 6);
    }
    if (beside) AppendBand(cells, BandFor(*beside, one.id, audience));
    AppendCsv(out, cells);
  }
}

constexpr size_t kColumns = 28, kMeanColumn = 15, kPracticesColumn = 21;

// A dimension as each side sees it, on the practices that both were asked.
void AppendSideBySide(std::string& out, const Figures& one, const std::string& words, bool with_others) {
  if (!one.side_by_side) return;
  for (size_t side = 0; side < kSides; ++side) {
    std::vector<std::string> cells(kColumns + (with_others ? 3 : 0));
    cells[0] = "side_by_side";
    cells[1] = one.id;
    cells[2] = words;
    cells[3] = NameOf(static_cast<Side>(side));
    const stats::Interval& interval = one.side_by_side->interval[side];
    cells[kMeanColumn] = Plain(one.side_by_side->mean[side]);
    cells[kMeanColumn + 1] = Plain(interval.low);
    cells[kMeanColumn + 2] = Plain(interval.high);
    cells[kPracticesColumn] = std::to_string(one.side_by_side->items.size());
    AppendCsv(out, cells);
  }
}

}  // namespace

std::string CsvOf(const Words& words, const Opened& opened, const Beside& others) {
  const Instrument& instrument = opened.instrument->instrument;
  const Texts& texts = instrument.In(words.language());
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  std::vector<std::string> head = {
      "kind",        "id",          "text",       "audience",   "people",         "level_0",         "level_1",
      "level_2",     "level_3",     "level_4",    "dont_know",  "does_not_apply", "median",          "median_low",
      "median_high", "mean",        "mean_low",   "mean_high",  "dont_know_low",  "dont_know_high",  "standing",
      "practices",   "superiority", "adjusted_p", "difference", "difference_low", "difference_high", "disagreement"};
  if (others) head.insert(head.end(), {"others_low", "others_high", "others_communities"});
  AppendCsv(out, head);
  const bool generated = opened.review.about.generated;
  if (generated || opened.place_is_made_up) {
    AppendCsv(out,
              {"note", "",
               words.Say(generated ? "selfreview.results.generated_short" : "selfreview.results.demonstration_short")});
  }
  for (const Figures& one : opened.figures.dimensions) {
    for (size_t d = 0; d < instrument.dimensions.size(); ++d) {
      if (instrument.dimensions[d] != one.id) continue;
      AppendFigures(out, "dimension", one, texts.dimensions[d].title, others ? &others->dimensions : nullptr);
      AppendSideBySide(out, one, texts.dimensions[d].title, others.has_value());
    }
  }
  for (const Figures& one : opened.figures.items) {
    if (const auto place = instrument.Find(one.id))
      AppendFigures(out, "item", one, texts.items[*place].statement, others ? &others->items : nullptr);
  }
  return out;
}

std::string JsonOf(const Words& words, const Opened& opened, const Beside& others) {
  Json json = Json::parse(WriteSnapshot(opened.figures));
  json.erase("seed");  // with it, drawing could be repeated for answers that somebody supposes
  json["review"] = opened.review.TitleIn(words.language());
  json["view"] = opened.inside ? "inside" : "public";
  json["generated"] = opened.review.about.generated;
  json["demonstration"] = opened.place_is_made_up;
  if (others) json["others"] = {{"dimensions", BandsJson(others->dimensions)}, {"items", BandsJson(others->items)}};
  return json.dump(2) + "\n";
}

}  // namespace concord::selfreview::results
