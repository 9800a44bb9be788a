#include "features/selfreview/engine/instrument_rules.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace concord::selfreview {
namespace {

constexpr int kFirstYear = 1950;  // of a study: nobody measured what policing does before

int YearOf(const std::string& date) { return date.size() == 10 ? std::stoi(date.substr(0, 4)) : 0; }

// The day after, since it is already tomorrow somewhere.
std::string DayAfter(const std::string& date) {
  using std::chrono::year_month_day;
  const year_month_day day(std::chrono::year(std::stoi(date.substr(0, 4))),
                           std::chrono::month(static_cast<unsigned>(std::stoi(date.substr(5, 2)))),
                           std::chrono::day(static_cast<unsigned>(std::stoi(date.substr(8, 2)))));
  const year_month_day next = std::chrono::sys_days(day) + std::chrono::days(1);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(next.year())) + "-" + two(static_cast<unsigned>(next.month())) + "-" +
         two(static_cast<unsigned>(next.day()));
}

class Rules {
 public:
  Rules(const Instrument& instrument, const toml::table& root, const ItemSources& sources, const Known& known,
        Problems& problems)
      : instrument_(instrument), root_(root), sources_(sources), known_(known), problems_(problems) {}

  void Check() {
    CheckWhole();
    CheckOrder();
    CheckMapping();
    for (size_t i = 0; i < sources_.size(); ++i) {
      CheckResources(i);
      CheckSkips(i);
      CheckEvidence(i);
    }
  }

 private:
  int LineAt(const char* key) const {
    const toml::node* node = root_.get(key);
    return node ? LineOf(*node) : 0;
  }
  int LineAt(size_t item, const char* key) const {
    const toml::node* node = sources_[item].table->get(key);
    return LineOf(node ? *node : *sources_[item].table);
  }
  const Item& ItemAt(size_t i) const { return instrument_.items[i]; }

  void CheckWhole() {
    if (known_.areas && !instrument_.area.empty() && !known_.areas->contains(instrument_.area))
      problems_.Add(LineAt("area"), "selfreview.instrument.no_area", {{"area", instrument_.area}});
    if (known_.today.empty() || instrument_.dated.empty()) return;
    if (instrument_.dated > DayAfter(known_.today))
      problems_.Add(LineAt("dated"), "selfreview.instrument.dated_later", {{"today", known_.today}});
  }

  void CheckOrder() {
    size_t highest = 0;
    for (size_t i = 0; i < sources_.size(); ++i) {
      const size_t dimension = ItemAt(i).dimension;
      if (dimension >= instrument_.dimensions.size()) continue;
      if (dimension < highest) {
        problems_.Mind(LineAt(i, "dimension"), "selfreview.instrument.order",
                       {{"id", ItemAt(i).id},
                        {"dimension", instrument_.dimensions[dimension]},
                        {"other", instrument_.dimensions[highest]}});
      }
      highest = std::max(highest, dimension);
    }
  }

  void CheckMapping() {
    if (!instrument_.follows) {
      if (instrument_.version > 1)
        problems_.Warn(
            LineAt("version"), "selfreview.instrument.no_follows",
            {{"version", std::to_string(instrument_.version)}, {"before", std::to_string(instrument_.version - 1)}});
      return;
    }
    const std::string before = std::to_string(*instrument_.follows);
    std::optional<std::set<std::string>> ids;
    if (known_.items_of && *instrument_.follows > 0) {
      ids = known_.items_of(instrument_.slug, *instrument_.follows);
      if (!ids) problems_.Add(LineAt("follows"), "selfreview.instrument.follows_nothing", {{"version", before}});
    }
    std::map<std::string, std::string> carried;  // by whom
    for (size_t i = 0; i < sources_.size(); ++i) {
      const bool named = sources_[i].table->contains("was");
      for (size_t k = 0; k < ItemAt(i).was.size(); ++k) {
        const std::string& old = ItemAt(i).was[k];
        // An item that names nothing may be new; then there is nothing under its id that another one could double.
        if (!named && ids && !ids->contains(old)) continue;
        const int line = named ? sources_[i].was[k] : LineAt(i, "id");
        if (ids && !ids->contains(old))
          problems_.Add(line, "selfreview.instrument.was_unknown", {{"id", old}, {"version", before}});
        const auto [other, fresh] = carried.emplace(old, ItemAt(i).id);
        if (!fresh) {
          problems_.Add(line, "selfreview.instrument.was_twice",
                        {{"old", old}, {"id", ItemAt(i).id}, {"other", other->second}, {"version", before}});
        }
      }
    }
  }

  void CheckResources(size_t i) {
    const auto& slugs = ItemAt(i).resources;
    for (size_t k = 0; k < slugs.size(); ++k) {
      const int line = sources_[i].resources[k];
      if (std::find(slugs.begin(), slugs.begin() + static_cast<ptrdiff_t>(k), slugs[k]) !=
          slugs.begin() + static_cast<ptrdiff_t>(k))
        problems_.Add(line, "selfreview.instrument.resource_twice", {{"slug", slugs[k]}});
      else if (known_.resources && !known_.resources->contains(slugs[k]))
        problems_.Add(line, "selfreview.instrument.no_resource", {{"slug", slugs[k]}});
    }
  }

  void CheckSkips(size_t i) {
    const Item& item = ItemAt(i);
    std::set<size_t> seen;
    for (size_t k = 0; k < item.skips.size(); ++k) {
      const Item& source = ItemAt(item.skips[k].item);
      const int line = sources_[i].skips[k];
      if (!seen.insert(item.skips[k].item).second)
        problems_.Add(line, "selfreview.instrument.skip_twice", {{"id", source.id}});
      std::string unasked;
      size_t count = 0;
      for (const Group group : item.asks) {
        if (source.asks.contains(group)) continue;
        unasked += (unasked.empty() ? "" : ", ") + std::string(NameOf(group));
        ++count;
      }
      if (count == 0 || source.asks.empty()) continue;
      const Params params = {{"id", item.id}, {"source", source.id}, {"groups", unasked}};
      if (count == item.asks.size()) {
        problems_.Add(line, "selfreview.instrument.skip_not_asked", params);
      } else {
        problems_.Warn(line, "selfreview.instrument.skip_some", params);
      }
    }
  }

  void CheckEvidence(size_t i) {
    const auto& evidence = ItemAt(i).evidence;
    using Study = std::tuple<std::string, std::string, int, std::string>;
    std::map<Study, const ItemEvidence*> seen;
    for (size_t k = 0; k < evidence.size(); ++k) {
      const ItemEvidence& one = evidence[k];
      const toml::table* table = sources_[i].evidence[k];
      const auto line = [&](const char* key) { return Fields(*table, problems_).Line(key); };
      const int finished = YearOf(instrument_.dated), now = YearOf(known_.today);
      const int latest = now > 0 && (finished == 0 || now < finished) ? now : finished;
      if (one.dated > 0 && (one.dated < kFirstYear || (latest > 0 && one.dated > latest))) {
        problems_.Add(line("dated"), "selfreview.instrument.study_year",
                      {{"year", std::to_string(one.dated)},
                       {"first", std::to_string(kFirstYear)},
                       {"last", std::to_string(latest > 0 ? latest : 2200)}});
      }
      if (known_.resources && !one.basis.empty() && !known_.resources->contains(one.basis))
        problems_.Add(line("basis"), "selfreview.instrument.no_basis", {{"slug", one.basis}});
      if (one.outcome.empty() || one.setting.empty() || one.dated == 0 || one.basis.empty()) continue;
      const auto [other, fresh] = seen.emplace(Study(one.outcome, one.setting, one.dated, one.basis), &one);
      if (fresh) continue;
      const bool against = other->second->direction != one.direction;
      problems_.Add(*table, against ? "selfreview.instrument.rated_against" : "selfreview.instrument.rated_twice",
                    {{"id", ItemAt(i).id},
                     {"outcome", one.outcome},
                     {"one", other->second->direction},
                     {"other", one.direction}});
    }
  }

  const Instrument& instrument_;
  const toml::table& root_;
  const ItemSources& sources_;
  const Known& known_;
  Problems& problems_;
};

}  // namespace

void CheckRules(const Instrument& instrument, const toml::table& root, const ItemSources& items, const Known* known,
                Problems& problems) {
  Rules(instrument, root, items, known ? *known : Known(), problems).Check();
}

}  // namespace concord::selfreview
