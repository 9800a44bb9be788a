// How a resource describes itself to machines and in a bibliography. Pure functions.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

// "Ratcliffe, J. H., & Taniguchi, T. (2011). Title. Criminology, 49(3), 795–831. https://doi.org/..."
// In the manner of APA 7; an unknown year is "n.d.".
std::string PlainCitation(const exchange::Record& record);

// Highwire (citation_*) and Dublin Core (DC.*) meta tags: what Zotero and Google Scholar read.
std::vector<std::pair<std::string, std::string>> CitationMeta(const exchange::Record& record,
                                                              const std::string& page_url);

// schema.org JSON-LD of the page, "<" escaped.
std::string JsonLd(const exchange::Record& record, const std::string& page_url);

}  // namespace concord::library
