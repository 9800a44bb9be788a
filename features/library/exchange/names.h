// Names of people and organizations as files write them. Pure, linear.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {

// One name in plain text: "King, Martin Luther, Jr.", "Anna van der Berg", "Fanning E.", "World Health Organization".
// With a comma the family name comes first; without one, a name of two to four words that holds none of the words of
// organizations is a person's. A suffix goes with the family name ("King Jr.").
Name ParseName(std::string_view text);
// Several in one text: parted by ";", by line, by "and"/"y"/"&", or by commas where the parts are whole names.
std::vector<Name> ParseNameList(std::string_view text);
bool IsSuffix(std::string_view word);  // "Jr.", "III"

// The author field of BibTeX, still with its TeX ("Ludwig van Beethoven and {World Bank} and others"): BibTeX's rules
// (btxdoc, "Names"; Markey, Tame the BeaST 11), and BibLaTeX's "family=..., given=...". `others`: the list says "and
// others".
struct BibtexNames {
  std::vector<Name> names;
  bool others = false;
};
BibtexNames ParseBibtexNames(std::string_view tex);

}  // namespace concord::library::exchange
