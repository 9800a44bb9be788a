// What the journal's page shows, in finished words, and how it becomes HTML.
#pragma once
#include <string>
#include <vector>

#include "base/html/templates.h"

namespace concord::journal::views {

struct Kind {
  std::string label, action, recent, all;  // label: empty where nobody has put this kind into words yet
};
struct Day {
  std::string date, entries, hash, root;
};
struct Part {
  std::string href, text;
};

struct JournalPage {
  std::string title, lead, size, path, name, hash, root, last_at, more_days, parts_note, community, biggest;
  std::vector<Kind> kinds;
  std::vector<Day> days;
  std::vector<Part> parts;
};

inline constexpr char kJournalTemplate[] = "journal/journal.tpl";

html::Safe Render(const html::Templates& templates, std::string_view language, const JournalPage& view);

}  // namespace concord::journal::views
