// Bulk edits, and the reading lists that they add to.
#include "features/library/queue/store.h"
#include "features/library/store_sql.h"

namespace concord::library::queue::store {
namespace {

constexpr std::string_view kBulkColumns = "id, search, kind, value, undoes, undone_by, changed, created_at";

BulkEdit BulkFromRow(const db::Row& row) {
  return {row.Text(0), row.Text(1), {row.Text(2), row.Text(3)}, row.Text(4), row.Text(5), row.Int(6), row.At(7)};
}

}  // namespace

void InsertBulk(db::Transaction& t, const BulkEdit& edit) {
  t.Execute(
      "INSERT INTO library_bulk (id, search, kind, value, undoes, undone_by, changed, created_at) "
      "VALUES (:id, :search, :kind, :value, :undoes, :undone_by, :changed, :created)",
      edit.id, edit.search, edit.change.kind, edit.change.value, edit.undoes, edit.undone_by, edit.changed,
      edit.created);
}

void SetChanged(db::Transaction& t, std::string_view id, int64_t changed) {
  t.Execute("UPDATE library_bulk SET changed = :changed WHERE id = :id", changed, id);
}

void InsertBulkItem(db::Transaction& t, std::string_view id, std::string_view resource_id, std::string_view before) {
  t.Execute("INSERT INTO library_bulk_item (bulk_id, resource_id, before) VALUES (:id, :resource, :before)", id,
            resource_id, before);
}

std::optional<BulkEdit> FindBulk(db::Session& session, std::string_view id) {
  const auto row = session.One("SELECT " + std::string(kBulkColumns) + " FROM library_bulk WHERE id = :id", id);
  if (!row) return std::nullopt;
  return BulkFromRow(*row);
}

std::vector<BulkEdit> ListBulk(db::Session& session, int limit) {
  std::vector<BulkEdit> all;
  for (const auto& row : session.Query(
           "SELECT " + std::string(kBulkColumns) + " FROM library_bulk ORDER BY created_at DESC, id DESC LIMIT :limit",
           limit)) {
    all.push_back(BulkFromRow(row));
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> BulkItems(db::Session& session, std::string_view id) {
  std::vector<std::pair<std::string, std::string>> items;
  session.ForEach("SELECT resource_id, before FROM library_bulk_item WHERE bulk_id = :id ORDER BY resource_id",
                  {db::Value(id)}, [&](const db::Row& row) {
                    items.emplace_back(row.Text(0), row.Text(1));
                    return true;
                  });
  return items;
}

bool MarkUndone(db::Transaction& t, std::string_view id, std::string_view by) {
  return t.Execute("UPDATE library_bulk SET undone_by = :by WHERE id = :id AND undone_by = ''", by, id) == 1;
}

void LockResourcesById(db::Transaction& t, const std::vector<std::string>& ids) {
  if (t.dialect() != db::Dialect::kPostgres || ids.empty()) return;  // the other engine has one writer
  t.QueryWith("SELECT id FROM library_resource WHERE id IN (" + library::store::Placeholders(ids.size()) +
                  ") ORDER BY id FOR UPDATE",
              std::vector<db::Value>(ids.begin(), ids.end()));
}

bool HasCollection(db::Session& session, std::string_view slug) {
  return session.One("SELECT 1 FROM library_collection WHERE slug = :slug", slug).has_value();
}

std::vector<std::string> CollectionIds(db::Session& session, std::string_view slug) {
  std::vector<std::string> ids;
  for (const auto& row : session.Query(
           "SELECT resource_id FROM library_collection_item WHERE collection = :slug ORDER BY position", slug))
    ids.push_back(row.Text(0));
  return ids;
}

bool AddToCollection(db::Transaction& t, std::string_view slug, std::string_view id) {
  if (t.One("SELECT 1 FROM library_collection_item WHERE collection = :slug AND resource_id = :id", slug, id))
    return false;
  t.Execute(
      "INSERT INTO library_collection_item (collection, position, resource_id) SELECT CAST(:slug AS TEXT), "
      "COALESCE(MAX(position), -1) + 1, CAST(:id AS TEXT) FROM library_collection_item WHERE collection = :same",
      slug, id, slug);
  return true;
}

bool RemoveFromCollection(db::Transaction& t, std::string_view slug, std::string_view id) {
  return t.Execute("DELETE FROM library_collection_item WHERE collection = :slug AND resource_id = :id", slug, id) > 0;
}

}  // namespace concord::library::queue::store
