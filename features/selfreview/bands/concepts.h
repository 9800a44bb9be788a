// Which items and dimensions of an instrument's versions are the same question: what may be compared between
// communities that used different versions. Pure.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "features/selfreview/instruments/instruments.h"

namespace concord::selfreview::bands {

class Concepts {
 public:
  // All versions of one instrument, in any order.
  explicit Concepts(std::vector<KeptPtr> versions);

  // The same text for items that carry each other on, one for one, from version to version ("1/expectations-written":
  // where it began). An item that takes several together, or that is parted later, begins anew. Empty: no such item.
  std::string OfItem(int version, const std::string& id) const;
  // The same text for dimensions of the same items.
  std::string OfDimension(const Instrument& instrument, size_t dimension) const;

 private:
  std::map<std::pair<int, std::string>, std::string> names_;  // by version and id
};

}  // namespace concord::selfreview::bands
