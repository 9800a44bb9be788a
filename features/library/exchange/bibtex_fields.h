// Which BibTeX fields are no description of the work.
#pragma once
#include <string_view>

namespace concord::library::exchange {

// Housekeeping of reference managers and of BibLaTeX: dropped when read.
bool IsIgnoredBibtexField(std::string_view name);

}  // namespace concord::library::exchange
