// A citation style of CSL 1.0.2 with the words of one language. Immutable once loaded, shared between threads.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "features/library/csl/letters.h"
#include "features/library/csl/xml.h"

namespace concord::library::csl {

enum class Plural { kSingle, kMultiple };

class Style {
 public:
  // `language`: of the words, "en" or "es". Errors: internal, where a file is not what it should be.
  static Result<Style> Load(std::string_view style_xml, std::string_view locale_xml, std::string_view language);

  const Node& bibliography() const { return *root_.Child("bibliography"); }
  const Node& citation() const { return *root_.Child("citation"); }
  const Node* Macro(std::string_view name) const;
  // An option of the whole style: "page-range-format".
  const std::string& Option(std::string_view name) const { return root_.Get(name); }
  bool HasOption(std::string_view name) const { return root_.Find(name) != nullptr; }
  // A word of the language in a form ("long", "short", "verb", "verb-short", "symbol"), or in the form that stands in
  // for it (CSL 1.0.2, "Terms"). Empty where there is none.
  std::string Term(std::string_view name, std::string_view form = "long", Plural plural = Plural::kSingle) const;
  bool HasTerm(std::string_view name) const { return terms_.contains(std::string(name) + "/long"); }
  // How the language writes dates; nullptr where it does not say.
  const Node* DateFormat(std::string_view form) const;
  QuoteMarks Quotes() const;
  bool punctuation_in_quotes() const { return punctuation_in_quotes_; }
  // Whether it writes the variable "year-suffix" itself.
  bool places_year_suffix() const { return places_year_suffix_; }
  const std::string& language() const { return language_; }

 private:
  struct Words {
    std::string single, multiple;
  };
  void TakeLocale(const Node& locale);

  Node root_;
  std::map<std::string, const Node*, std::less<>> macros_;
  std::map<std::string, Words, std::less<>> terms_;  // "page/short"
  std::map<std::string, Node, std::less<>> dates_;   // by form
  bool punctuation_in_quotes_ = false, places_year_suffix_ = false;
  std::string language_;

 public:
  // `macros_` points into `root_`: moves keep that true, copies would not.
  Style() = default;
  Style(Style&&) = default;
  Style& operator=(Style&&) = default;
  Style(const Style&) = delete;
};

}  // namespace concord::library::csl
