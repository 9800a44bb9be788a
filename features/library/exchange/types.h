// The types of resources in each format, and in Concord: one table. Pure.
//
// Reading: the format's word -> Concord's slug (not one to one: BibTeX's @phdthesis and @mastersthesis are both
// "thesis"). Writing: the slug -> the format's closest word. Where reading that word would give something else, the
// writers add the slugs themselves in a field of their own ("concord-types").
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace concord::library::exchange {

// nullopt: a word that the table does not hold (kept by the reader in `extra`, and "other" taken).
std::optional<std::string> TypeFromBibtex(std::string_view entry_type);
std::optional<std::string> TypeFromRis(std::string_view tag);   // the TY field, also spelled out ("Journal Article")
std::optional<std::string> TypeFromCsl(std::string_view type);  // also Crossref's ("journal-article")
// For CSV and its relatives: any of the above, Zotero's item types, and plain words in English and Spanish.
std::optional<std::string> TypeFromWords(std::string_view words);
std::string_view BibtexTypeOf(std::string_view slug);
std::string_view RisTypeOf(std::string_view slug);
std::string_view CslTypeOf(std::string_view slug);

}  // namespace concord::library::exchange
