// The syntax of a .bib file: entries with their fields, macros filled in and inheritance resolved, values still TeX.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/library/exchange/problems.h"

namespace concord::library::exchange {

struct BibtexEntry {
  int line = 0;
  std::string type;  // lower case: "article"
  std::string key;
  std::vector<std::pair<std::string, std::string>> fields;  // names in lower case, in the file's order, first one wins
  const std::string* Find(std::string_view name) const;
};

// Follows btparse and biber: text outside of entries is a comment; @string, @preamble and @comment are understood;
// values are joined by "#". A missing comma or closing brace of an entry is noted; an entry in which a value does not
// end is rejected with its line, and reading goes on at the next entry that begins a line. crossref, xdata and
// inheritance by BibLaTeX's rules (manual, appendix B). Linear in the input.
std::vector<BibtexEntry> ParseBibtex(std::string_view text, Problems& problems);

}  // namespace concord::library::exchange
