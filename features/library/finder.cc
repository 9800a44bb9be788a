#include "features/library/finder.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kMaxWords = 500;    // bytes
constexpr size_t kMaxSelected = 50;  // values over all facets
constexpr size_t kMaxValue = 200;    // bytes of one value

}  // namespace

bool SearchState::IsSelected(std::string_view facet, std::string_view value) const {
  return std::any_of(selected.begin(), selected.end(),
                     [&](const auto& s) { return s.first == facet && s.second == value; });
}

SearchState SearchState::With(std::string_view facet, std::string_view value) const {
  SearchState next = OnPage(1);
  if (!IsSelected(facet, value)) next.selected.emplace_back(facet, value);
  return next;
}

SearchState SearchState::Without(std::string_view facet, std::string_view value) const {
  SearchState next = OnPage(1);
  std::erase_if(next.selected, [&](const auto& s) { return s.first == facet && s.second == value; });
  return next;
}

SearchState SearchState::WithoutFacet(std::string_view facet) const {
  SearchState next = OnPage(1);
  std::erase_if(next.selected, [&](const auto& s) { return s.first == facet; });
  return next;
}

SearchState SearchState::OnPage(size_t number) const {
  SearchState next = *this;
  next.page = number;
  return next;
}

SearchState SearchState::SortedBy(std::string_view order) const {
  SearchState next = OnPage(1);
  next.sort = order;
  return next;
}

SearchState SearchState::Asking(std::string_view other) const {
  SearchState next = OnPage(1);
  next.words = other;
  return next;
}

SearchState StateFrom(const http::Pairs& query) {
  SearchState state;
  state.words = text::CollapseSpace(text::Clean(query.Get("q").substr(0, kMaxWords)));
  for (const auto facet : kFacets) {
    for (const auto value : query.All(facet)) {
      if (value.empty() || value.size() > kMaxValue || state.selected.size() >= kMaxSelected) continue;
      if (!state.IsSelected(facet, value)) state.selected.emplace_back(facet, value);
    }
  }
  const auto sort = query.Get("sort");
  if (sort == "newest" || sort == "title") state.sort = sort;
  const auto page = query.Get("page");
  size_t number = 1;
  if (std::from_chars(page.data(), page.data() + page.size(), number).ec == std::errc::result_out_of_range)
    number = kMaxPage;
  state.page = std::clamp<size_t>(number, 1, kMaxPage);
  return state;
}

std::string AddressOf(const SearchState& state, std::string_view path) {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (!state.words.empty()) pairs.emplace_back("q", state.words);
  for (const auto& selected : state.selected) pairs.push_back(selected);
  if (!state.sort.empty()) pairs.emplace_back("sort", state.sort);
  if (state.page > 1) pairs.emplace_back("page", std::to_string(state.page));
  std::string address(path);
  if (!pairs.empty()) address += "?" + http::EncodeQuery(pairs);
  return address;
}

search::Query QueryFor(const SearchState& state) {
  search::Query query;
  query.words = state.words;
  for (const auto& [facet, value] : state.selected) query.selected[facet].push_back(value);
  query.fallback_sort = "year";
  query.descending = true;
  if (state.sort == "newest") query.sort = "year";
  if (state.sort == "title") {
    query.sort = "title";
    query.descending = false;
  }
  query.offset = (state.page - 1) * kPageSize;
  query.limit = kPageSize;
  query.facet_values = 40;  // the whole of every vocabulary, and the commonest publishers
  return query;
}

}  // namespace concord::library
