// What harvesters see, in order of change. Every list is read along an index: library_resource_changed,
// library_resource_term_value or library_tombstone_changed.
#include <algorithm>

#include "features/library/store.h"
#include "features/library/store_harvest_sql.h"
#include "features/library/store_sql.h"

namespace concord::library::store {
namespace {

void Take(std::vector<Harvested>& out, const db::Rows& rows) {
  for (const auto& row : rows) out.push_back({{row.At(0), row.Text(1)}, row.Text(2) == "withdrawn"});
}

}  // namespace

std::vector<Harvested> HarvestAfter(db::Session& session, const HarvestRange& range, const Place& after, size_t limit) {
  std::vector<Harvested> found;
  // Each list gives its own first `limit`; the first of all of them are among those.
  if (range.topics.empty()) {
    Take(found, session.Query(kHarvestAll, after.changed, after.id, range.until, static_cast<int64_t>(limit)));
    Take(found,
         session.Query(kHarvestTombstones, "", after.changed, after.id, range.until, static_cast<int64_t>(limit)));
  }
  for (const auto& topic : range.topics) {
    Take(found, session.Query(kHarvestTopic, topic, after.changed, after.id, range.until, static_cast<int64_t>(limit)));
    Take(found,
         session.Query(kHarvestTombstones, topic, after.changed, after.id, range.until, static_cast<int64_t>(limit)));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
  const auto end =
      std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.place.id == b.place.id; });
  found.resize(std::min(limit, static_cast<size_t>(end - found.begin())));
  return found;
}

int64_t CountHarvest(db::Session& session, const HarvestRange& range) {
  if (range.topics.empty()) {
    return session
        .One(
            "SELECT (SELECT COUNT(*) FROM library_resource WHERE updated_at >= :from AND updated_at <= :until "
            "AND status <> 'draft') + (SELECT COUNT(*) FROM library_tombstone WHERE topic = '' "
            "AND changed_at >= :from AND changed_at <= :until)",
            range.from, range.until, range.from, range.until)
        ->Int(0);
  }
  const std::string in = "(" + Placeholders(range.topics.size()) + ") ";
  std::vector<db::Value> values;
  for (int part = 0; part < 2; ++part) {
    values.insert(values.end(), range.topics.begin(), range.topics.end());
    values.emplace_back(range.from);
    values.emplace_back(range.until);
  }
  return session
      .QueryWith(
          "SELECT (SELECT COUNT(DISTINCT t.resource_id) FROM library_resource_term t "
          "CROSS JOIN library_resource r WHERE r.id = t.resource_id AND t.kind = 'topic' AND t.value IN " +
              in +
              "AND t.changed_at >= :from AND t.changed_at <= :until AND r.status <> 'draft') + "
              "(SELECT COUNT(DISTINCT resource_id) FROM library_tombstone WHERE topic IN " +
              in + "AND changed_at >= :from AND changed_at <= :until)",
          values)
      .at(0)
      .Int(0);
}

std::optional<Harvested> FindHarvested(db::Session& session, std::string_view id) {
  if (const auto row =
          session.One("SELECT updated_at, status FROM library_resource WHERE id = :id AND status <> 'draft'", id)) {
    return Harvested{{row->At(0), std::string(id)}, row->Text(1) == "withdrawn"};
  }
  if (const auto row =
          session.One("SELECT changed_at FROM library_tombstone WHERE resource_id = :id AND topic = ''", id)) {
    return Harvested{{row->At(0), std::string(id)}, true};
  }
  return std::nullopt;
}

std::optional<Time> EarliestChange(db::Session& session) {
  const auto resources = session.One("SELECT MIN(updated_at) FROM library_resource");
  const auto tombstones = session.One("SELECT MIN(changed_at) FROM library_tombstone WHERE topic = ''");
  std::optional<Time> earliest;
  for (const auto* row : {&*resources, &*tombstones}) {
    if (!row->IsNull(0) && (!earliest || row->At(0) < *earliest)) earliest = row->At(0);
  }
  return earliest;
}

std::unordered_map<std::string, std::vector<std::string>> TopicsOf(db::Session& session,
                                                                   const std::vector<Harvested>& harvested) {
  std::unordered_map<std::string, std::vector<std::string>> topics;
  std::vector<db::Value> ids;
  for (const auto& one : harvested) ids.emplace_back(one.place.id);
  if (ids.empty()) return topics;
  const std::string in = "(" + Placeholders(ids.size()) + ") ";
  const auto take = [&](const db::Row& row) {
    topics[row.Text(0)].push_back(row.Text(1));
    return true;
  };
  // A draft that was seen once has rows in both, and only those of its tombstone count.
  session.ForEach(
      "SELECT t.resource_id, t.value FROM library_resource_term t JOIN library_resource r "
      "ON r.id = t.resource_id WHERE t.resource_id IN " +
          in + "AND t.kind = 'topic' AND r.status <> 'draft' ORDER BY t.resource_id, t.position",
      ids, take);
  session.ForEach("SELECT resource_id, topic FROM library_tombstone WHERE resource_id IN " + in +
                      "AND topic <> '' ORDER BY resource_id, topic",
                  ids, take);
  return topics;
}

void LeaveTombstone(db::Transaction& t, std::string_view id, Time at) {
  if (!t.One("SELECT 1 FROM library_resource WHERE id = :id AND status <> 'draft'", id)) return;
  DropTombstone(t, id);
  t.Execute("INSERT INTO library_tombstone (resource_id, topic, changed_at) VALUES (:id, '', :at)", id, at);
  t.Execute(
      "INSERT INTO library_tombstone (resource_id, topic, changed_at) SELECT DISTINCT resource_id, value, "
      "CAST(:at AS BIGINT) FROM library_resource_term WHERE resource_id = :id AND kind = 'topic' AND value <> ''",
      at, id);
}

void DropTombstone(db::Transaction& t, std::string_view id) {
  t.Execute("DELETE FROM library_tombstone WHERE resource_id = :id", id);
}

}  // namespace concord::library::store
