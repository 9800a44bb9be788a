// What the library holds beside resources, in the hands of people: topics, types, audiences, practice areas, reading
// lists and sites. A change is made at once; nothing is written over what its writer did not see, and every change is
// kept. Safe from any thread.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "features/library/catalog.h"
#include "features/library/difference.h"
#include "features/library/library.h"

namespace concord::library::curation {

enum class EntryKind { kTopic, kType, kAudience, kModule, kCollection, kSite };
inline constexpr EntryKind kEntryKinds[] = {EntryKind::kTopic,  EntryKind::kType,       EntryKind::kAudience,
                                            EntryKind::kModule, EntryKind::kCollection, EntryKind::kSite};
std::string_view NameOf(EntryKind kind);  // "topic": in the tables, in the journal
std::string_view PathOf(EntryKind kind);  // "topics": in addresses
std::optional<EntryKind> EntryKindAt(std::string_view path);
bool IsTerm(EntryKind kind);

// A catalog file with exactly one entry; none where there is no such entry.
struct Entry {
  EntryKind kind = EntryKind::kTopic;
  CatalogFile file;
  // What changes with every change of it.
  std::string Version() const;
  std::string Slug() const;
};
// The entry's fields as people speak of them ("title_es"), with their texts.
struct EntryField {
  std::string name, language;
  bool list = false;
  std::vector<std::string> texts;
};
std::vector<EntryField> FieldsOf(const Entry& entry);
std::vector<FieldDifference> Differences(const Entry& before, const Entry& after);

struct EntryRevision {
  int64_t number = 0;
  Time at;
  std::string actor, action, why;  // action: create, update, remove
  std::optional<Entry> entry;      // after it
};
struct EntryRow {
  std::string slug;
  Localized title;
  int64_t resources = 0;  // that are filed under it, or in it
};

class Entries {
 public:
  explicit Entries(Library& library) : library_(library) {}

  Result<std::vector<EntryRow>> List(EntryKind kind);
  // A reading list comes with what readers do not see now. Errors: not_found.
  Result<Entry> Find(EntryKind kind, std::string_view slug);
  Result<std::vector<EntryRevision>> History(EntryKind kind, std::string_view slug);  // newest first
  // Titles and states of resources, for the form of a reading list; what is not there is left out.
  struct Item {
    std::string slug, title;
    bool shown = false;
  };
  Result<std::vector<Item>> ItemsOf(const std::vector<std::string>& slugs);

  struct Change {
    std::string seen;  // Entry::Version of what the writer saw; empty: a new one
    std::string why;
  };
  // Errors: conflict "library.curation.error.entry_exists" (a new one whose slug is taken),
  // "library.curation.error.entry_changed" (another version by now).
  Status Put(const Entry& entry, const Change& change, std::string_view actor);
  // Errors: conflict "library.curation.error.entry_used" with {count} where resources are filed under a term;
  // "library.curation.error.entry_changed".
  Status Remove(EntryKind kind, std::string_view slug, const Change& change, std::string_view actor);

 private:
  Library& library_;
};

}  // namespace concord::library::curation
