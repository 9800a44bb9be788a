// How resources stand in the search index: fields, facets, sort keys, and what a hit gives back.
#pragma once
#include <string>
#include <string_view>

#include "base/search/index.h"
#include "features/library/library.h"

namespace concord::library {

// Facets in the order in which pages show them.
inline constexpr std::string_view kFacets[] = {"topic", "type", "year", "publisher", "access", "audience", "language"};

search::Schema SearchSchema();
// `terms` gives the titles under which topics and types are found, in every language.
search::Document ToDocument(const Resource& resource, const Vocabulary& terms);
// The same with the pages of its documents, as the index holds it; one resource's pages are in memory. Throws
// db::DatabaseError.
search::Document ToDocument(db::Session& session, const Resource& resource, const Vocabulary& terms);

// The stored text of a hit, as a row of a list; fields a page of results needs, so that it asks the database nothing.
std::string PackRow(const Resource& resource);
struct PackedRow {
  ResourceRow row;
  std::string key;  // the name that the import's file had for it
};
PackedRow UnpackRow(std::string_view stored);

// The resources that a search finds, whole, in its order. Errors as Searcher::Search and Library::FindAll.
Result<std::vector<Resource>> FindResources(Library& library, const search::Searcher& searcher,
                                            const search::Query& query);

}  // namespace concord::library
