// A search of the library as its address says it, and back: every state of the page is a URL.
// Pure functions; the search itself is search::Searcher's.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http/message.h"
#include "base/search/index.h"

namespace concord::library {

inline constexpr size_t kPageSize = 20;
inline constexpr size_t kMaxPage = 500;  // further pages cost more than they are worth; the page says so

struct SearchState {
  std::string words;
  std::vector<std::pair<std::string, std::string>> selected;  // facet, value; in the order of the facets
  std::string sort;                                           // "" (relevance), "newest", "title"
  size_t page = 1;                                            // from 1

  bool IsSelected(std::string_view facet, std::string_view value) const;
  bool empty() const { return words.empty() && selected.empty(); }

  SearchState With(std::string_view facet, std::string_view value) const;     // on page 1
  SearchState Without(std::string_view facet, std::string_view value) const;  // on page 1
  SearchState WithoutFacet(std::string_view facet) const;
  SearchState OnPage(size_t page) const;
  SearchState SortedBy(std::string_view sort) const;
  SearchState Asking(std::string_view words) const;
};

// Unknown parameters are ignored, a page out of range is brought into it, words are cut at 500 bytes.
SearchState StateFrom(const http::Pairs& query);
// "/search?q=trust&topic=use-of-force&page=2", or with another path ("/search.atom").
std::string AddressOf(const SearchState& state, std::string_view path = "/search");
search::Query QueryFor(const SearchState& state);

}  // namespace concord::library
