// Equal expressions, from a text of lines such as "CIT, crisis intervention team". Compared by folded words and by
// their stems, so that "cops" finds the line of "cop". Immutable once read.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/search/stems.h"

namespace concord::search {

class Synonyms {
 public:
  using Expression = std::vector<std::string>;  // folded words
  struct Match {
    size_t length = 0;                            // words of the query
    std::vector<const Expression*> alternatives;  // the other expressions of its lines
  };

  Synonyms() = default;
  Synonyms(std::string_view lines, const std::string& letters);

  // The longest expression that begins at words[at]; length 0 where there is none.
  Match Find(const std::vector<std::string>& words, size_t at, Stems& stems) const;

 private:
  struct Entry {
    Expression stems;  // under each of the letters, joined
    size_t line = 0, column = 0;
  };
  std::string KeyOf(const std::string& folded, Stems& stems) const;

  std::string letters_;
  std::vector<std::vector<Expression>> lines_;
  std::unordered_map<std::string, std::vector<Entry>> by_first_;
};

}  // namespace concord::search
