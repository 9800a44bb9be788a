// The history of resources: one revision for every change, whoever or whatever made it. Change (change.h) keeps it;
// this reads it. The newest revision is the resource as it stands, so its text is kept only once it is replaced.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/library/library.h"

namespace concord::library {

// Why a change is made, for the history. Every part may be empty.
struct Reason {
  std::string kind;     // "edit", "import", "merge", "harvest", "bulk", ...; empty: after what the change does
  std::string why;      // in the words of whoever made it
  std::string author;   // the account whose change it is, where that is not whoever makes it
  std::string reader;   // the account of the second person who read it
  bool unread = false;  // published without a second reader
};

struct Revision {
  int64_t number = 0;  // from 1
  Time at;
  std::string actor;  // as in the journal
  std::string kind;   // Reason's; or "create", "update", "remove"; "before": as it was when this history began
  std::string why, reader;
  bool unread = false;
};

struct RecentRevision {
  Revision revision;
  std::string slug, title, status;  // empty where the resource is gone
};

namespace store {

// After the resource's own rows were written. `before`: what they said; nullptr for a new one. `removed`: it is gone.
void KeepRevision(db::Transaction& transaction, const Resource& resource, const exchange::Record* before,
                  const Revision& revision);

// Newest first.
std::vector<Revision> Revisions(db::Session& session, std::string_view resource_id);
int64_t NewestRevision(db::Session& session, std::string_view resource_id);  // 0: there is none
// The record as that revision had it; the newest is the resource as it stands.
std::optional<exchange::Record> RecordOfRevision(db::Session& session, std::string_view resource_id, int64_t number);
// Newest first, one for each resource.
std::vector<RecentRevision> RecentRevisions(db::Session& session, int limit);

}  // namespace store
}  // namespace concord::library
