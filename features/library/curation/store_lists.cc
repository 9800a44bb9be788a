// What the desk lists, and what a record doubles.
#include "features/library/curation/store.h"
#include "features/library/identity.h"

namespace concord::library::curation::sql {
namespace {

constexpr std::string_view kWithoutSummary = "FROM library_resource r WHERE r.status = 'published' AND r.summary = '' ";

std::vector<Curation::Row> RowsFrom(const db::Rows& found) {
  std::vector<Curation::Row> rows;
  for (const auto& row : found) {
    Curation::Row one{row.Text(0), row.Text(1), row.Text(2), std::nullopt};
    if (const auto year = row.OptionalInt(3)) one.year = static_cast<int>(*year);
    rows.push_back(std::move(one));
  }
  return rows;
}

}  // namespace

std::vector<Similar> SimilarTo(db::Session& session, const exchange::Record& record, std::string_view self) {
  std::vector<Similar> all;
  const auto look = [&](std::string_view column, const std::string& key) {
    if (key.empty()) return;
    for (const auto& row : session.Query(
             "SELECT r.slug, r.title, r.doi, r.url_key, r.title_key, r.year, n.family, n.literal FROM "
             "library_resource r LEFT JOIN library_resource_name n ON n.resource_id = r.id AND n.role = 'author' "
             "AND n.position = 0 WHERE r." +
                 std::string(column) + " = :key AND r.id <> :self ORDER BY r.slug LIMIT 30",
             key, self)) {
      Similar one{row.Text(0), row.Text(1), row.Text(2),
                  row.Text(3), row.Text(4), AuthorKey({row.Text(6), "", row.Text(7)}),
                  std::nullopt};
      if (const auto year = row.OptionalInt(5)) one.year = static_cast<int>(*year);
      all.push_back(std::move(one));
    }
  };
  look("doi", record.doi);
  look("url_key", UrlKey(record.url));
  look("title_key", TitleKey(record));
  return all;
}

std::vector<Curation::Row> WithoutSummary(db::Session& session, int limit, int offset) {
  return RowsFrom(session.Query(
      "SELECT r.slug, r.title, r.status, r.year " + std::string(kWithoutSummary) +
          "ORDER BY CASE WHEN EXISTS (SELECT 1 FROM library_collection_item i WHERE i.resource_id = r.id) THEN 0 "
          "ELSE 1 END, COALESCE(r.year, 0) DESC, r.slug LIMIT :limit OFFSET :offset",
      limit, offset));
}

int64_t CountWithoutSummary(db::Session& session) {
  return session.One("SELECT COUNT(*) " + std::string(kWithoutSummary))->Int(0);
}

std::vector<Curation::Row> NotShown(db::Session& session, int limit) {
  return RowsFrom(
      session.Query("SELECT r.slug, r.title, r.status, r.year FROM library_resource r WHERE r.status IN ('draft', "
                    "'withdrawn') AND NOT EXISTS (SELECT 1 FROM library_draft d WHERE d.open_for = r.id) "
                    "ORDER BY r.updated_at DESC, r.slug LIMIT :limit",
                    limit));
}

}  // namespace concord::library::curation::sql
