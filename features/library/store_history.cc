// Revisions of resources.
#include "features/library/difference.h"
#include "features/library/history.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

constexpr std::string_view kRevisionColumns = "number, changed_at, actor, kind, why, reader, unread";

Revision FromRow(const db::Row& row, size_t at) {
  return {row.Int(at),      row.At(at + 1),   row.Text(at + 2), row.Text(at + 3),
          row.Text(at + 4), row.Text(at + 5), row.Flag(at + 6)};
}

void Insert(db::Transaction& t, const std::string& id, const Revision& r, const std::string& record) {
  t.Execute(
      "INSERT INTO library_revision (resource_id, number, changed_at, actor, kind, why, reader, unread, record) "
      "VALUES (:id, :number, :changed_at, :actor, :kind, :why, :reader, :unread, :record)",
      id, r.number, r.at, r.actor, r.kind, r.why, r.reader, r.unread, record);
}

}  // namespace

namespace store {

void KeepRevision(db::Transaction& t, const Resource& resource, const exchange::Record* before,
                  const Revision& revision) {
  const std::string id = resource.id.ToString();
  Revision next = revision;
  next.number = 1;
  if (before) {
    // The resource's row is locked by its own UPDATE, so nobody else numbers now.
    next.number = NewestRevision(t, id) + 1;
    const std::string kept = KeptText(*before);
    if (next.number == 1) {
      Insert(t, id, {1, resource.created, "system", "before", "", "", false}, kept);
      next.number = 2;
    } else {
      t.Execute("UPDATE library_revision SET record = :record WHERE resource_id = :id AND number = :number", kept, id,
                next.number - 1);
    }
  }
  Insert(t, id, next, "");
}

std::vector<Revision> Revisions(db::Session& session, std::string_view resource_id) {
  std::vector<Revision> all;
  for (const auto& row : session.Query("SELECT " + std::string(kRevisionColumns) +
                                           " FROM library_revision WHERE resource_id = :id ORDER BY number DESC",
                                       resource_id))
    all.push_back(FromRow(row, 0));
  return all;
}

int64_t NewestRevision(db::Session& session, std::string_view resource_id) {
  return session.One("SELECT MAX(number) FROM library_revision WHERE resource_id = :id", resource_id)->Int(0);
}

std::optional<exchange::Record> RecordOfRevision(db::Session& session, std::string_view resource_id, int64_t number) {
  const auto row = session.One("SELECT record FROM library_revision WHERE resource_id = :id AND number = :number",
                               resource_id, number);
  if (!row) return std::nullopt;
  if (!row->Text(0).empty()) return RecordFrom(row->Text(0));
  const auto resource = FindResourceById(session, resource_id);
  if (!resource) return std::nullopt;
  return resource->about;
}

std::vector<RecentRevision> RecentRevisions(db::Session& session, int limit) {
  std::vector<RecentRevision> recent;
  // The newest revisions of all first, so that an index answers; then those that are not their resource's newest go.
  for (const auto& row : session.Query(
           "SELECT n.number, n.changed_at, n.actor, n.kind, n.why, n.reader, n.unread, r.slug, r.title, r.status "
           "FROM (SELECT * FROM library_revision WHERE kind <> 'before' ORDER BY changed_at DESC, resource_id DESC, "
           "number DESC LIMIT :most) n LEFT JOIN library_resource r ON r.id = n.resource_id WHERE NOT EXISTS "
           "(SELECT 1 FROM library_revision later WHERE later.resource_id = n.resource_id AND later.number > n.number) "
           "ORDER BY n.changed_at DESC, n.resource_id DESC LIMIT :limit",
           int64_t{limit} * 10, int64_t{limit}))
    recent.push_back({FromRow(row, 0), row.Text(7), row.Text(8), row.Text(9)});
  return recent;
}

}  // namespace store
}  // namespace concord::library
