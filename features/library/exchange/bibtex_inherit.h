// crossref and xdata: what an entry takes from another.
#pragma once
#include <vector>

#include "features/library/exchange/bibtex_parse.h"

namespace concord::library::exchange {

// Fills the fields that an entry lacks from those it names in `crossref` and `xdata`, renamed as BibLaTeX does it (a
// book's title is its chapter's booktitle). Circles end; at most 64 MiB are copied in all, then inheritance stops.
void InheritFields(std::vector<BibtexEntry>& entries);

}  // namespace concord::library::exchange
