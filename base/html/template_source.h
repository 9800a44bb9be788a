// A template file as it is written, turned into what ctemplate reads for one language. Pure functions.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/i18n/catalog.h"

namespace concord::html {

struct Prepared {
  std::string text;                // with messages in place and auto-escape turned on
  std::set<std::string> messages;  // keys it names
  std::set<std::string> parts;     // {{>part}} names
  std::vector<std::string> faults;
};

Prepared Prepare(std::string_view source, std::string_view language, const i18n::Catalog& catalog);

}  // namespace concord::html
