// How a resource describes itself to machines; how it stands in a bibliography is csl/csl.h's. Pure functions.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

// Highwire (citation_*) and Dublin Core (DC.*) meta tags: what Zotero and Google Scholar read.
std::vector<std::pair<std::string, std::string>> CitationMeta(const exchange::Record& record,
                                                              const std::string& page_url);

// What it is in the words of schema.org ("Report"), and as Zotero names it ("report").
std::string SchemaTypeOf(const exchange::Record& record);
std::string ZoteroTypeOf(const exchange::Record& record);

// schema.org JSON-LD of the page, "<" escaped.
std::string JsonLd(const exchange::Record& record, const std::string& page_url);

}  // namespace concord::library
