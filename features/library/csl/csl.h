// Citations in the styles that the library offers, made from Citation Style Language files (styles/README.md says
// whose, under which licence, and how they were checked against citeproc-js). Immutable, safe from any thread.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "features/library/exchange/record.h"

namespace concord::library::csl {

struct OfferedStyle {
  const char* slug;  // in addresses: "apa"
  const char* name;  // on pages: "APA"
};
inline constexpr OfferedStyle kStyles[] = {{"apa", "APA"}, {"chicago", "Chicago"}, {"vancouver", "Vancouver"}};
// nullptr: not one of ours.
const OfferedStyle* StyleNamed(std::string_view slug);

struct Citation {
  std::string html;   // escaped, with <i>, <b>, <sup>, <sub> and <span class="smallcaps">
  std::string plain;  // the same without
};

// Several works: in the style's own order, or, where the style numbers them, in the order given. Works of the same
// people in the same year are told apart by letters (2011a, 2011b) where the style does so.
struct Bibliography {
  std::vector<Citation> entries;
  std::vector<size_t> order;  // entries[i] is records[order[i]]
  bool numbered = false;
};

class Style;

class Styles {
 public:
  // Errors: internal, where a file of the program's own is not what it should be.
  static Result<Styles> Load();
  ~Styles();
  Styles(Styles&&) noexcept;

  // How one work stands in a bibliography, without a number. `style`: a slug of kStyles, anything else gives nothing;
  // `language`: of the words between ("Recuperado de"), "en" or "es"; another one takes English. `today`: for
  // "accessed", where the style says it.
  Citation Cite(const exchange::Record& record, std::string_view style, std::string_view language,
                const std::optional<Time>& today) const;
  Bibliography CiteAll(std::span<const exchange::Record> records, std::string_view style, std::string_view language,
                       const std::optional<Time>& today) const;

 private:
  Styles();
  const Style* Find(std::string_view slug, std::string_view language) const;
  std::map<std::string, Style, std::less<>> loaded_;  // "apa/en"
};

}  // namespace concord::library::csl
