#include "features/selfreview/results/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/core/text.h"

namespace concord::selfreview::results {
namespace {

std::string Decimals(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", number);
  return text;
}

class Writer {
 public:
  Writer(const Words& words, const Opened& opened, const Around& around)
      : words_(words),
        opened_(opened),
        around_(around),
        figures_(opened.figures),
        instrument_(opened.instrument->instrument),
        texts_(instrument_.In(words.language())) {}

  views::Report Write() {
    Head();
    for (size_t g = 0; g < kGroups; ++g) TookPartRow(g);
    Profile();
    for (const StandsOut& one : ItemsThat(figures_, Standing::kStrength)) view_.strengths.push_back(Out(one));
    for (const StandsOut& one : ItemsThat(figures_, Standing::kGap)) view_.gaps.push_back(Out(one));
    if (!view_.gaps.empty()) view_.sites = around_.sites;
    PairsOfSides();
    BesideOthers();
    for (const Unknown& one : NotKnown(figures_)) view_.unknown.push_back(NotKnownRow(one));
    Ladders();
    ChangesSince();
    Lead();
    return std::move(view_);
  }

 private:
  std::string Say(const std::string& key, const i18n::Params& params = {}) const {
    return words_.Say("selfreview.results." + key, params);
  }

  // Items are called by the number that they have in the instrument.
  size_t PlaceOf(const std::string& id) const { return instrument_.Find(id).value_or(0); }
  std::string NumberOf(const std::string& id) const { return std::to_string(PlaceOf(id) + 1); }
  const std::string& StatementOf(const std::string& id) const { return texts_.items[PlaceOf(id)].statement; }
  std::string HrefOf(const std::string& id) const {
    return "/self-review/" + instrument_.slug + "/versions/" + std::to_string(instrument_.version) + "#item-" + id;
  }

  std::string Range(const stats::Interval& interval) const {
    return Say("range", {{"low", words_.Decimal(interval.low)}, {"high", words_.Decimal(interval.high)}});
  }

  views::Figure FigureOf(const std::optional<Summary>& summary) const {
    return summary ? MeanOf(summary->mean, summary->mean_interval) : views::Figure{.text = Say("too_few")};
  }

  views::Figure MeanOf(double mean, const stats::Interval& interval) const {
    if (std::isnan(interval.low)) return {.text = Say("too_few")};
    return {.text = words_.Decimal(mean) + " (" + Range(interval) + ")",
            .mean = Decimals(mean),
            .low = Decimals(interval.low),
            .high = Decimals(interval.high)};
  }

  void Head() {
    const Review& review = opened_.review;
    view_.title = review.TitleIn(words_.language());
    view_.base = opened_.base;
    const std::string query = opened_.belongs && !opened_.inside ? "?as=public" : "";
    view_.csv = opened_.base + "/results.csv" + query;
    view_.json = opened_.base + "/results.json" + query;
    view_.instrument = {"/self-review/" + instrument_.slug + "/versions/" + std::to_string(instrument_.version),
                        texts_.title};
    view_.facts = Say(
        "facts", {{"date", review.closed ? words_.DateIn(around_.zone, *review.closed) : ""},
                  {"scope", review.about.units.empty() ? Say("whole_agency") : text::Join(review.about.units, ", ")}});
    if (review.about.generated) {
      view_.generated = Say("generated", {{"seed", std::to_string(figures_.options.seed)}});
    } else if (opened_.place_is_made_up) {
      view_.generated = Say("demonstration", {{"place", around_.place}});
    }
    view_.smallest = std::to_string(figures_.options.smallest_group);
    const i18n::Params smallest = {{"count", view_.smallest}};
    if (opened_.inside) {
      view_.seen = Say("seen_inside", smallest);
    } else if (review.published == Published::kNone) {
      view_.seen = Say("seen_preview", smallest);
    } else {
      view_.seen = Say(review.published == Published::kWhole ? "seen_public" : "seen_items", smallest);
    }
    if (opened_.belongs) {
      view_.other = opened_.inside ? views::Link{opened_.base + "/results?as=public", Say("as_public")}
                                   : views::Link{opened_.base + "/results", Say("as_inside")};
      view_.actions = {opened_.base + "/actions", Say("actions_link")};
    }
    view_.as_public = opened_.belongs && !opened_.inside;
    if (opened_.leads) view_.publish = {opened_.base + "/results/publish", Say("publish_link")};
    view_.confidence = words_.Percent(figures_.options.confidence);
    view_.disagreement_test = Say("test", {{"share", words_.Percent(figures_.options.false_findings)}});
    for (int level = 0; level < kLevels; ++level)
      view_.level_names.push_back(std::to_string(level) + " · " + words_.Level(level));
    view_.level_names.push_back(Say("dont_know"));
    view_.level_names.push_back(Say("does_not_apply"));
  }

  void TookPartRow(size_t g) {
    const auto group = static_cast<Group>(g);
    if (!opened_.review.about.asked.contains(group)) return;
    const auto people = figures_.by_group[g];
    view_.groups.push_back({words_.Of(group), people ? words_.Number(*people) : Say("hidden")});
  }

  void Profile() {
    for (const Figures& one : figures_.dimensions) {
      const auto place = std::find(instrument_.dimensions.begin(), instrument_.dimensions.end(), one.id);
      if (place == instrument_.dimensions.end()) continue;
      const auto d = static_cast<size_t>(place - instrument_.dimensions.begin());
      const std::string number = std::to_string(d + 1);
      const std::string& label = texts_.dimensions[d].title;
      view_.profile.push_back(ProfileOf(one, number, label, HowMany(d)));
      views::Pair own{
          .number = number, .label = label, .agency = FigureOf(one.sides[0]), .community = FigureOf(one.sides[1])};
      if (AddBands(own, around_.others ? &around_.others->dimensions : nullptr, one.id))
        view_.others.push_back(std::move(own));
    }
  }

  int64_t HowMany(size_t dimension) const { return std::ranges::count(instrument_.items, dimension, &Item::dimension); }

  // Both sides on the practices that both were asked. Where there is none, each stands for itself, in words alone.
  views::Pair ProfileOf(const Figures& one, const std::string& number, const std::string& label, int64_t all) const {
    views::Pair pair{.number = number, .label = label};
    const auto practices = [&](int64_t of) {
      return Say("practices_of", {{"count", words_.Number(of)}, {"all", words_.Number(all)}});
    };
    if (one.side_by_side) {
      const SideBySide& both = *one.side_by_side;
      pair.agency = MeanOf(both.mean[0], both.interval[0]);
      pair.community = MeanOf(both.mean[1], both.interval[1]);
      pair.practices = practices(static_cast<int64_t>(both.items.size()));
      return pair;
    }
    const auto alone = [&](const std::optional<Summary>& summary) -> views::Figure {
      const views::Figure figure = FigureOf(summary);
      return {.text = figure.mean.empty() ? figure.text : figure.text + "; " + practices(summary->practices)};
    };
    pair.agency = alone(one.sides[0]);
    pair.community = alone(one.sides[1]);
    pair.practices = Say("practices_none");
    return pair;
  }

  views::Figure BandFigure(const std::optional<Band>& band) const {
    if (!band) return {.text = Say("others_too_few")};
    const i18n::Params params = {{"low", words_.Half(band->low)}, {"high", words_.Half(band->high)}};
    return {.text = words_.Count("selfreview.results.others_band", static_cast<int64_t>(band->communities), params),
            .mean = "",
            .low = Plain(band->low),
            .high = Plain(band->high)};
  }

  // False: there is none.
  bool AddBands(views::Pair& pair, const std::map<std::string, bands::OfSides>* all, const std::string& id) const {
    if (!all || !all->contains(id)) return false;
    pair.others_agency = BandFigure(all->at(id)[0]);
    pair.others_community = BandFigure(all->at(id)[1]);
    return true;
  }

  void BesideOthers() {
    if (opened_.leads) {
      const bool agreed = opened_.review.compares;
      view_.compare = {opened_.base + "/compare", Say(agreed ? "compare_agreed" : "compare_link")};
    }
    view_.compares = around_.others.has_value();
    if (!around_.others) return;
    for (const Figures& item : figures_.items) {
      views::Pair pair = PairOf(item);
      if (AddBands(pair, &around_.others->items, item.id)) view_.others_practices.push_back(std::move(pair));
    }
  }

  std::string Names(const std::vector<size_t>& audiences) const {
    std::vector<std::string> names;
    for (const size_t audience : audiences) names.push_back(NameOfAudience(words_, audience));
    return text::Join(names, ", ");
  }

  views::OutItem Out(const StandsOut& one) const {
    const Figures& figures = figures_.items[one.item];
    const Item& item = instrument_.items[PlaceOf(figures.id)];
    views::OutItem out{.number = NumberOf(figures.id),
                       .statement = StatementOf(figures.id),
                       .href = HrefOf(figures.id),
                       .figure = MedianOf(FiguresOf(figures, one.audiences.front())),
                       .who = Names(one.audiences)};
    for (const std::string& slug : item.resources) {
      const auto link = around_.resources.find(slug);
      if (link != around_.resources.end())
        out.resources.push_back({link->second.href, link->second.text, link->second.language});
    }
    if (opened_.leads) out.plan_href = opened_.base + "/actions/new?item=" + item.id;
    if (opened_.belongs) {
      for (const ImprovementAction& action : around_.actions) {
        if (action.item == item.id)
          out.actions.push_back({opened_.base + "/actions#action-" + action.id, action.text,
                                 action.language == words_.language() ? "" : action.language});
      }
    }
    return out;
  }

  std::string MedianOf(const std::optional<Summary>& summary) const {
    if (!summary || std::isnan(summary->median_interval.low)) return Say("too_few");
    return Say("median", {{"median", words_.Half(summary->median)},
                          {"range", Say("range", {{"low", words_.Half(summary->median_interval.low)},
                                                  {"high", words_.Half(summary->median_interval.high)}})}});
  }

  views::Pair PairOf(const Figures& one) const {
    views::Pair pair{.number = NumberOf(one.id),
                     .label = StatementOf(one.id),
                     .href = HrefOf(one.id),
                     .agency = FigureOf(one.sides[0]),
                     .community = FigureOf(one.sides[1])};
    if (!one.disagreement) {
      pair.verdict = Say("too_few");
      return pair;
    }
    const Disagreement& d = *one.disagreement;
    pair.found = d.found;
    const i18n::Params params = {{"difference", words_.Decimal(std::abs(d.difference))},
                                 {"share", words_.Percent(d.superiority)},
                                 {"p", d.adjusted_p < 0.001 ? Say("p_small") : Say("p", {{"p", Three(d.adjusted_p)}})}};
    pair.verdict = Say(!d.found ? "same" : d.superiority > 0.5 ? "agency_higher" : "community_higher", params);
    return pair;
  }

  std::string Three(double p) const {
    char text[16];
    std::snprintf(text, sizeof text, "%.3f", p);
    std::string out(text);
    if (words_.language() == "es") out[1] = ',';
    return out;
  }

  void PairsOfSides() {
    for (const size_t i : Disagreements(figures_)) view_.disagreements.push_back(PairOf(figures_.items[i]));
    for (const Figures& item : figures_.items) view_.pairs.push_back(PairOf(item));
  }

  views::Unknown NotKnownRow(const Unknown& one) const {
    const Figures& figures = figures_.items[one.item];
    const auto& interval = FiguresOf(figures, one.audience)->dont_know_interval;
    return {NumberOf(figures.id), StatementOf(figures.id), HrefOf(figures.id), NameOfAudience(words_, one.audience),
            Say("share", {{"share", words_.Percent(one.share)},
                          {"low", words_.Percent(interval.low)},
                          {"high", words_.Percent(interval.high)}})};
  }

  void Ladders() {
    view_.audience = NameOfAudience(words_, around_.audience);
    for (size_t audience = 0; audience < kAudiences; ++audience) {
      const bool shown = std::any_of(figures_.items.begin(), figures_.items.end(),
                                     [&](const Figures& one) { return FiguresOf(one, audience).has_value(); });
      if (shown || audience == 0)
        view_.audiences.push_back(
            {AudienceName(audience), NameOfAudience(words_, audience), audience == around_.audience});
    }
    for (size_t d = 0; d < instrument_.dimensions.size(); ++d) {
      views::Ladder ladder{texts_.dimensions[d].title, {}};
      for (const Figures& one : figures_.items) {
        if (instrument_.items[PlaceOf(one.id)].dimension == d) ladder.rungs.push_back(RungOf(one));
      }
      if (!ladder.rungs.empty()) view_.ladders.push_back(std::move(ladder));
    }
  }

  views::Rung RungOf(const Figures& one) const {
    views::Rung rung{.number = NumberOf(one.id), .statement = StatementOf(one.id), .href = HrefOf(one.id)};
    const auto& summary = FiguresOf(one, around_.audience);
    if (!summary) {
      rung.too_few = Say("too_few_of", {{"count", view_.smallest}});
      return rung;
    }
    rung.people = words_.Number(summary->people);
    rung.median = MedianOf(summary);
    rung.levels_hidden = summary->levels.empty();
    for (const int64_t count : summary->levels) rung.counts.push_back(std::to_string(count));
    if (rung.levels_hidden) rung.counts.assign(kLevels, "–");
    rung.counts.push_back(std::to_string(summary->dont_know));
    rung.counts.push_back(std::to_string(summary->does_not_apply));
    return rung;
  }

  void ChangesSince() {
    if (!around_.earlier) {
      view_.change_none = Say("no_earlier");
      return;
    }
    const Opened& earlier = *around_.earlier;
    view_.earlier = {earlier.base + "/results" + (opened_.inside || !opened_.belongs ? "" : "?as=public"),
                     earlier.review.TitleIn(words_.language())};
    const Instrument& before = earlier.instrument->instrument;
    for (const Change& one :
         Changes(Following(instrument_, before, around_.versions), figures_, before, earlier.figures)) {
      const std::string& id = figures_.items[one.item].id;
      const double difference = one.now - one.before;
      views::Change row{.number = NumberOf(id),
                        .statement = StatementOf(id),
                        .href = HrefOf(id),
                        .who = NameOfAudience(words_, one.audience),
                        .before = words_.Decimal(one.before),
                        .now = words_.Decimal(one.now),
                        .difference = (difference >= 0.05 ? "+" : "") + words_.Decimal(difference) + " (" +
                                      (one.was.size() > 1 ? Say("not_tested") : Range(one.difference_interval)) + ")",
                        .low = Decimals(one.difference_interval.low),
                        .high = Decimals(one.difference_interval.high),
                        .mean = Decimals(difference),
                        .found = one.found};
      (one.found ? view_.changes : view_.steady).push_back(std::move(row));
    }
    if (view_.changes.empty() && view_.steady.empty()) view_.change_none = Say("nothing_to_compare");
    view_.change_text = words_.Count("selfreview.results.changed", static_cast<int64_t>(view_.changes.size()));
    view_.steady_summary = words_.Count("selfreview.results.steady", static_cast<int64_t>(view_.steady.size()));
  }

  // The first paragraph is the finding.
  void Lead() {
    std::vector<std::string> all;
    if (const auto people = figures_.respondents) all.push_back(words_.Count("selfreview.results.people", *people));
    const auto add = [&](const char* key, size_t count) {
      all.push_back(words_.Count(std::string("selfreview.results.") + key, static_cast<int64_t>(count)));
    };
    add("strengths_found", view_.strengths.size());
    add("gaps_found", view_.gaps.size());
    add("disagreements_found", view_.disagreements.size());
    add("unknown_found", view_.unknown.size());
    view_.lead = text::Join(all, " ");
  }

  const Words& words_;
  const Opened& opened_;
  const Around& around_;
  const Snapshot& figures_;
  const Instrument& instrument_;
  const Texts& texts_;
  views::Report view_;
};

}  // namespace

std::string NameOfAudience(const Words& words, size_t audience) {
  if (audience == 0) return words.Say("selfreview.results.everyone");
  if (audience <= kSides) return words.Of(static_cast<Side>(audience - 1));
  return words.Of(static_cast<Group>(audience - 1 - kSides));
}

views::Report ReportOf(const Words& words, const Opened& opened, const Around& around) {
  return Writer(words, opened, around).Write();
}

}  // namespace concord::selfreview::results
