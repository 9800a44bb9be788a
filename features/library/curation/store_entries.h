// The SQL of what the library holds beside resources, as curators change it. Functions work inside the caller's session
// or transaction and throw db::DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/curation/entries.h"

namespace concord::library::curation::sql {

std::optional<Entry> FindEntry(db::Session& session, EntryKind kind, std::string_view slug);
std::vector<EntryRow> Entries(db::Session& session, EntryKind kind);
// At the place where it stood, or, a new one, after all others.
void PutEntry(db::Transaction& transaction, const Entry& entry);
void RemoveEntry(db::Transaction& transaction, EntryKind kind, std::string_view slug);
// Until the end of the transaction nobody else changes it.
void LockEntry(db::Transaction& transaction, EntryKind kind, std::string_view slug);
// How many resources are filed under a term, and practice areas made of it.
int64_t CountUses(db::Session& session, EntryKind kind, std::string_view slug);
std::vector<std::string> ResourcesUnder(db::Session& session, EntryKind kind, std::string_view slug);
std::optional<library::curation::Entries::Item> FindItem(db::Session& session, std::string_view slug);

// `text`: as a catalog file has the entry; empty where it was removed.
struct KeptEntry {
  int64_t number = 0;
  Time at;
  std::string actor, action, why, text;
};
void KeepEntry(db::Transaction& transaction, EntryKind kind, std::string_view slug, const KeptEntry& kept);
std::vector<KeptEntry> EntryHistory(db::Session& session, EntryKind kind, std::string_view slug);  // newest first
int64_t NewestEntryRevision(db::Session& session, EntryKind kind, std::string_view slug);

}  // namespace concord::library::curation::sql
