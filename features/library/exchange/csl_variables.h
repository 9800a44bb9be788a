// The variables of CSL 1.0.2 and where they stand in a record.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {

struct CslText {
  std::string_view name;
  std::string Record::*member;
};
inline constexpr CslText kCslTexts[] = {{"title", &Record::title},
                                        {"abstract", &Record::summary},
                                        {"publisher", &Record::publisher},
                                        {"publisher-place", &Record::place},
                                        {"container-title", &Record::container},
                                        {"volume", &Record::volume},
                                        {"issue", &Record::issue},
                                        {"page", &Record::pages},
                                        {"collection-title", &Record::series},
                                        {"edition", &Record::edition},
                                        {"DOI", &Record::doi},
                                        {"URL", &Record::url},
                                        {"ISBN", &Record::isbn},
                                        {"ISSN", &Record::issn},
                                        {"note", &Record::note}};

// Variables of the schema that our model has no field for: kept in `extra` under their own names, and written again.
inline bool IsKeptCslVariable(std::string_view name) {
  static constexpr std::string_view kNames[] = {"PMCID",
                                                "PMID",
                                                "archive",
                                                "archive-place",
                                                "archive_location",
                                                "authority",
                                                "call-number",
                                                "chapter-number",
                                                "collection-number",
                                                "dimensions",
                                                "division",
                                                "event",
                                                "genre",
                                                "jurisdiction",
                                                "medium",
                                                "number",
                                                "number-of-pages",
                                                "number-of-volumes",
                                                "original-title",
                                                "original-publisher",
                                                "original-publisher-place",
                                                "part-number",
                                                "part-title",
                                                "printing-number",
                                                "references",
                                                "reviewed-genre",
                                                "reviewed-title",
                                                "scale",
                                                "section",
                                                "source",
                                                "status",
                                                "supplement-number",
                                                "title-short",
                                                "version",
                                                "volume-title",
                                                "year-suffix",
                                                "annote",
                                                "container-title-short",
                                                "journalAbbreviation",
                                                "shortTitle"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

}  // namespace concord::library::exchange
