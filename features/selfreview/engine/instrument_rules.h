// What must hold of an instrument's structure as a whole, once each of its members has been read. Within this folder.
#pragma once
#include <vector>

#include "features/selfreview/engine/instrument_toml.h"

namespace concord::selfreview {

// Where an item was read from: its table, and the line of each of what it lists, as the Item has them.
struct ItemSource {
  const toml::table* table = nullptr;
  std::vector<int> resources = {}, was = {}, skips = {};
  std::vector<const toml::table*> evidence = {};
};
using ItemSources = std::vector<ItemSource>;

// Order, mapping to the version before, skip rules, evidence, and what `known` (may be nullptr) can tell.
void CheckRules(const Instrument& instrument, const toml::table& root, const ItemSources& items, const Known* known,
                Problems& problems);

}  // namespace concord::selfreview
