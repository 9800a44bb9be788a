// Reading the texts of one language against their structure. Within this folder only.
#pragma once
#include <string>

#include "features/selfreview/engine/instrument_toml.h"

namespace concord::selfreview {

// What the texts are held against.
struct TextsOf {
  const Instrument& instrument;
  bool whole = true;                      // the structure was read: what it does not name is a stranger
  const Texts* english = nullptr;         // stands in for what another language lacks; nullptr: it cannot be read
  std::string language;                   // "es"
  std::string structure;                  // name of the structure's file
  std::map<std::string, int> lines = {};  // where it names an item or a dimension: "items.asked"
};
Texts ReadTexts(const TextsOf& of, const toml::table& table, Problems& problems);

}  // namespace concord::selfreview
