// A topic, practice area, reading list or site as a form holds it, and back. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/http/message.h"
#include "features/library/curation/entries.h"
#include "features/library/curation/form.h"

namespace concord::library::curation {

// One input of an entry's form. `shape`: "text", "textarea", "checks", "order".
struct EntryInput {
  const char* name;
  const char* shape;
  bool by_language = false;
  bool list = false;      // a line each
  bool required = false;  // in every language
  int rows = 3;
};
const std::vector<EntryInput>& InputsOf(EntryKind kind);

// "title_en" and so on; of a list its lines, of choices and order one value each.
http::Pairs FormOf(const Entry& entry, const std::vector<std::string>& languages);

struct TypedEntry {
  Entry entry;
  std::vector<Fault> faults;
};
// `slug`: of one that is there; empty: taken from the form, or made from the title. What no form shows is as in
// `start`. A reading list's resources come in the order of their places ("resources_place"), without those to be taken
// out
// ("resources_out"), and then those of "add": an address or a slug a line.
TypedEntry ReadEntry(EntryKind kind, const http::Pairs& form, const Entry& start, const std::string& slug,
                     const std::vector<std::string>& languages);
// The slug in "https://hub.example/resources/foot-patrol?x", "/resources/foot-patrol" or "foot-patrol".
std::string SlugIn(std::string_view typed);

}  // namespace concord::library::curation
