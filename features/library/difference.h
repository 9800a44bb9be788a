// What differs between two descriptions of a resource, field by field and word by word; and two people's changes to one
// description brought together. Pure functions.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/record.h"

namespace concord::library {

// One field of a record as people speak of it. Its words are the message "library.resource.field_<name>".
struct RecordField {
  const char* name;                                                   // "title"
  bool list;                                                          // several items, each whole: topics, authors
  std::vector<std::string> (*texts)(const exchange::Record& record);  // at most one where `list` is false
  void (*copy)(const exchange::Record& from, exchange::Record& to);
};
// Every field but the line and the name of the file that it came from, in the order in which a form has them.
std::span<const RecordField> RecordFields();
// nullptr where no field has that name.
const RecordField* FindRecordField(std::string_view name);

// A run of words (or of a list's items) that both have, or only one.
struct Passage {
  enum class In { kBoth, kBefore, kAfter };
  In in = In::kBoth;
  std::vector<std::string> texts;  // one text; of a list, its items
  bool operator==(const Passage&) const = default;
};

// The fewest words taken out and put in (Myers, "An O(ND) Difference Algorithm", 1986); where more than some thousand
// differ, everything between the common beginning and end.
std::vector<Passage> WordDifference(std::string_view before, std::string_view after);
std::vector<Passage> ListDifference(const std::vector<std::string>& before, const std::vector<std::string>& after);

struct FieldDifference {
  std::string field;
  bool list = false;
  std::vector<Passage> passages;
};
// Only fields that differ, in the order of RecordFields.
std::vector<FieldDifference> Differences(const exchange::Record& before, const exchange::Record& after);
bool IsSame(const exchange::Record& one, const exchange::Record& other);

struct Merged {
  exchange::Record record;             // of conflicts, what `mine` says
  std::vector<std::string> conflicts;  // both changed the field, and not to the same
  std::vector<std::string> taken;      // only `theirs` changed it
};
// `base`: what both began from.
Merged Merge(const exchange::Record& base, const exchange::Record& mine, const exchange::Record& theirs);

// A record as the history keeps it, and back: every field as it is, nothing set right.
std::string KeptText(const exchange::Record& record);
exchange::Record RecordFrom(std::string_view kept);

}  // namespace concord::library
