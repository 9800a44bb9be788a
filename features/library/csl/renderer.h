// One item in one style: walks a style's layout and gives its text. Not safe between threads; made for one item.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/csl/item.h"
#include "features/library/csl/runs.h"
#include "features/library/csl/style.h"

namespace concord::library::csl {

// What a rendering element gave, and whether its group may be shown (CSL 1.0.2, cs:group).
struct Piece {
  Runs runs;
  bool called = false;  // some variable was asked for
  bool filled = false;  // and one of them was there
};

class Renderer {
 public:
  struct Options {
    std::string year_suffix;      // "a"
    size_t number = 0;            // in the list, from 1; 0: none
    bool all_names = false;       // no "et al.", and names in full: to tell works apart
    bool sorting = false;         // names are turned round throughout
    std::string_view substitute;  // in place of the first names, as far as they are those of the entry above
  };
  Renderer(const Style& style, const Item& item, Options options) : style_(style), item_(item), o_(options) {}

  // `area`: the style's citation or bibliography; its options on names hold within.
  Runs Layout(const Node& area);
  std::string SortKey(const Node& area, const Node& key);
  // The first list of names that Layout wrote, in plain text: what `substitute` is for.
  const std::string& first_names() const { return first_names_; }

 private:
  Piece Element(const Node& node);
  Piece Children(const Node& node, std::string_view delimiter);
  Piece Text(const Node& node);
  Piece Label(const Node& node);
  Piece Number(const Node& node);
  Piece Choose(const Node& node, std::string_view delimiter);
  Piece Group(const Node& node);
  Piece Date(const Node& node);
  Piece Names(const Node& node, const Node* around);

  // rendering of text: case, periods, font, quotation marks, affixes
  Runs Dressed(const Node& node, Runs runs) const;
  Runs Quoted(Runs runs) const;
  Runs FieldRuns(std::string_view text, bool inside_quotes) const;
  std::string Cased(const Node& node, std::string text) const;
  void Put(Runs& out, Runs more) const { Append(out, std::move(more), style_.punctuation_in_quotes()); }
  void Put(Runs& out, std::string_view text) const { Append(out, text, style_.punctuation_in_quotes()); }

  // variables
  std::string Variable(std::string_view name, std::string_view form) const;
  std::string PageRange(std::string_view pages) const;
  bool Holds(const Node& condition) const;
  bool IsPlural(std::string_view variable, const std::string& value) const;

  // dates (dates.cc)
  Runs DateRuns(const Node& node, const PartialDate& date) const;
  Runs DateParts(const Node& format, const Node* overrides, const PartialDate& date, std::string_view which) const;
  std::string DatePart(const Node& part, const PartialDate& date) const;
  std::string Ordinal(std::string_view number, bool in_words) const;

  // names (names.cc)
  std::string NameOption(const Node* name, std::string_view attribute, std::string_view inherited) const;
  Runs NameList(const Node* name, const Node* et_al, const std::vector<PersonName>& list);
  std::string OneName(const Node* name, const PersonName& person, bool first) const;
  std::string Suffix(const Node* name, const PersonName& person) const;
  std::string Given(const Node* name, const PersonName& person) const;
  std::string Role(const Node& label, std::string_view variable, size_t count) const;

  const Style& style_;
  const Item& item_;
  Options o_;
  const Node* area_ = nullptr;
  const Node* key_ = nullptr;                   // of a sort
  std::set<std::string, std::less<>> used_up_;  // variables that stood in for names
  std::vector<std::string>* substituting_ = nullptr;
  std::string first_names_;
  std::string year_tail_;  // while a date is written whose year takes the letter itself
  bool names_seen_ = false, tail_written_ = false;
  bool in_quotes_ = false;
  int depth_ = 0;
};

// "2", "2nd", "3-5", "1, 2 & 4".
bool IsNumeric(std::string_view text);

}  // namespace concord::library::csl
