// Since when readers of this hub can see each resource.
#include "features/library/store.h"
#include "features/library/store_sql.h"

namespace concord::library::store {
namespace {

// The condition on `s`, a row of library_shown, and its arguments.
std::string Within(const ShownRange& range, std::vector<db::Value>& args) {
  args = {range.after, range.until};
  std::string where =
      " FROM library_shown s JOIN library_resource r ON r.id = s.resource_id "
      "WHERE s.shown_at > :after AND s.shown_at <= :until AND r.status = 'published'";
  if (range.topics.empty()) return where;
  where +=
      " AND EXISTS (SELECT 1 FROM library_resource_term t WHERE t.resource_id = s.resource_id AND t.kind = 'topic' "
      "AND t.value IN (" +
      Placeholders(range.topics.size()) + "))";
  args.insert(args.end(), range.topics.begin(), range.topics.end());
  return where;
}

}  // namespace

void MarkShown(db::Transaction& t, const Resource& resource) {
  if (!IsShown(resource)) return;
  t.Execute("INSERT INTO library_shown (resource_id, shown_at) VALUES (:id, :at) ON CONFLICT DO NOTHING",
            resource.id.ToString(), resource.updated);
}

std::vector<Shown> LatestShown(db::Session& session, const ShownRange& range, size_t limit, size_t offset) {
  std::vector<db::Value> args;
  const std::string sql = "SELECT s.resource_id, r.slug, s.shown_at" + Within(range, args) +
                          " ORDER BY s.shown_at DESC, s.resource_id DESC LIMIT :limit OFFSET :offset";
  args.emplace_back(static_cast<uint64_t>(limit));
  args.emplace_back(static_cast<uint64_t>(offset));
  std::vector<Shown> all;
  for (const auto& row : session.QueryWith(sql, args)) all.push_back({row.Text(0), row.Text(1), row.At(2)});
  return all;
}

int64_t CountShown(db::Session& session, const ShownRange& range) {
  std::vector<db::Value> args;
  const std::string sql = "SELECT count(*)" + Within(range, args);
  return session.QueryWith(sql, args).front().Int(0);
}

}  // namespace concord::library::store
