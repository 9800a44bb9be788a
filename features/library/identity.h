// When two descriptions mean the same resource. Pure functions.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

// Title and subtitle without case, accents, punctuation.
std::string TitleKey(const exchange::Record& record);
// The address without scheme, "www.", fragment, tracking parameters and last slash; empty for a bare host, which names
// a whole site and so no one resource.
std::string UrlKey(std::string_view url);
// The first author's family name (or the organization), folded.
std::string AuthorKey(const exchange::Name& name);
// What a resource's address is made from, before it is made different from all others: its title, or its key.
std::string SlugBase(const exchange::Record& record);

// Finds what a record doubles, by DOI, then address, then normalized title and year. Records that name different DOIs,
// or the same title with different first authors, are different works.
class DuplicateFinder {
 public:
  struct Known {
    std::string slug, doi, url_key, title_key, first_author;
    std::optional<int> year;
    int line = 0;               // of the file, for a record that was read before; 0 for a resource of the library
    std::string moved_to = {};  // the slug of the resource that this one was merged into; empty: it stands for itself
  };
  enum class By { kDoi, kUrl, kTitle };
  struct Match {
    const Known* known;
    By by;
  };
  void Add(Known known);
  // `asserted`: the record states its own address in the library (its slug), so that title and year alone, or the
  // address of a page alone, prove nothing.
  std::optional<Match> Find(const Known& candidate, bool asserted) const;
  const Known* BySlug(std::string_view slug) const;

 private:
  std::vector<std::unique_ptr<Known>> known_;
  std::unordered_multimap<std::string, const Known*> by_doi_, by_url_, by_title_;
  std::unordered_map<std::string, const Known*> by_slug_;
};

}  // namespace concord::library
