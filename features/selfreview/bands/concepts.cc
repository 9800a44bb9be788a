#include "features/selfreview/bands/concepts.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::selfreview::bands {
namespace {

// How many items of `later` carry each item of `earlier` on.
std::map<size_t, int> TimesCarried(const Instrument& later, const Instrument& earlier) {
  std::map<size_t, int> times;
  for (size_t i = 0; i < later.items.size(); ++i) {
    for (const size_t place : CarriesOn(later, i, earlier)) ++times[place];
  }
  return times;
}

}  // namespace

Concepts::Concepts(std::vector<KeptPtr> versions) {
  std::ranges::sort(versions, {}, [](const KeptPtr& kept) { return kept->instrument.version; });
  for (size_t v = 0; v < versions.size(); ++v) {
    const Instrument& later = versions[v]->instrument;
    for (const Item& item : later.items)
      names_[{later.version, item.id}] = std::to_string(later.version) + "/" + item.id;
    for (size_t e = 0; e < v; ++e) {
      const Instrument& earlier = versions[e]->instrument;
      const auto times = TimesCarried(later, earlier);
      for (size_t i = 0; i < later.items.size(); ++i) {
        const auto places = CarriesOn(later, i, earlier);
        if (places.size() != 1 || times.at(places.front()) != 1) continue;
        names_[{later.version, later.items[i].id}] = OfItem(earlier.version, earlier.items[places.front()].id);
      }
    }
  }
}

std::string Concepts::OfItem(int version, const std::string& id) const {
  const auto found = names_.find({version, id});
  return found == names_.end() ? "" : found->second;
}

std::string Concepts::OfDimension(const Instrument& instrument, size_t dimension) const {
  std::vector<std::string> items;
  for (const Item& item : instrument.items) {
    if (item.dimension == dimension) items.push_back(OfItem(instrument.version, item.id));
  }
  std::ranges::sort(items);
  return text::Join(items, " + ");
}

}  // namespace concord::selfreview::bands
