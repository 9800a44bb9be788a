// What a person typed, read without ever refusing it: words, "phrases", -exclusions, field:words. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/search/index.h"
#include "base/search/tokenizer.h"

namespace concord::search {

inline constexpr size_t kMaxQueryWords = 64;
inline constexpr size_t kMaxQueryBytes = 8192;  // what stands behind is not read

struct Clause {
  std::vector<Word> words;  // one, or those of a phrase; positions are those in the query
  bool phrase = false;      // in quotes: exactly these words in this order
  bool excluded = false;
  int field = -1;  // in this text field only
};

struct ParsedQuery {
  std::vector<Clause> clauses;
  std::vector<std::string> notes;  // as in Results::notes
};

ParsedQuery ParseQuery(std::string_view words, const Schema& schema);

}  // namespace concord::search
