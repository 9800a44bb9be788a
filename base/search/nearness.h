// How near to each other a query's words stand in a document's first two fields (title and summary): "police
// legitimacy" asks for titles with the two side by side before those that merely hold both. Looked up in the folded
// text of the best documents alone, since reading a text costs more than all else that ranks it. For one query and one
// thread.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/search/matcher.h"
#include "base/search/plan.h"
#include "base/search/stems.h"

namespace concord::search {

inline constexpr size_t kNearest = 100;  // best documents that are looked at

class Nearness {
 public:
  // `required`: the groups of the query, scored. Both must outlive this.
  Nearness(const std::vector<ScoredGroup>& required, Stems& stems);
  // Whether the query has words that could stand together.
  bool Matters() const { return items_.size() > 1; }
  // What to add to a score. `text`: as in kTextSlot.
  double Of(std::string_view text);

 private:
  struct Item {
    std::vector<std::string> words;  // any of them; folded
    double weight = 0;
  };
  struct Language {
    std::vector<std::pair<std::string, size_t>> stems;  // with their items
    std::array<bool, 256> begins{};
  };

  const Language& LanguageOf(char letter);
  double InField(std::string_view field, char letter);

  std::vector<Item> items_;
  Stems& stems_;
  std::map<char, Language> languages_;
  std::string word_;
};

}  // namespace concord::search
