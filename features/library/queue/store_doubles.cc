// Doubles, what was found to be none, and what a merge moves.
#include <utility>

#include "features/library/identity.h"
#include "features/library/queue/store.h"

namespace concord::library::queue::store {
namespace {

void Order(std::string& first, std::string& second) {
  if (second < first) std::swap(first, second);
}

}  // namespace

std::vector<Candidate> Candidates(db::Session& session) {
  std::vector<Candidate> all;
  session.ForEach(
      "SELECT r.id, r.slug, r.doi, r.url_key, r.title_key, r.year, r.superseded_by, n.family, n.literal "
      "FROM library_resource r LEFT JOIN library_resource_name n ON n.resource_id = r.id AND n.role = 'author' AND "
      "n.position = 0 WHERE r.status <> 'withdrawn' ORDER BY r.id",
      {}, [&](const db::Row& row) {
        Candidate one{row.Text(0), row.Text(1), row.Text(2),
                      row.Text(3), row.Text(4), AuthorKey({row.Text(7), "", row.Text(8)}),
                      {},          row.Text(6)};
        if (const auto year = row.OptionalInt(5)) one.year = static_cast<int>(*year);
        all.push_back(std::move(one));
        return true;
      });
  return all;
}

Apart ApartPairs(db::Session& session) {
  Apart apart;
  session.ForEach("SELECT first_id, second_id FROM library_apart", {}, [&](const db::Row& row) {
    apart.emplace(row.Text(0), row.Text(1));
    return true;
  });
  return apart;
}

void PutApart(db::Transaction& t, std::string first_id, std::string second_id, Time now) {
  Order(first_id, second_id);
  t.Execute(
      "INSERT INTO library_apart (first_id, second_id, created_at) VALUES (:first, :second, :now) "
      "ON CONFLICT (first_id, second_id) DO NOTHING",
      first_id, second_id, now);
}

bool DropApart(db::Transaction& t, std::string first_id, std::string second_id) {
  Order(first_id, second_id);
  return t.Execute("DELETE FROM library_apart WHERE first_id = :first AND second_id = :second", first_id, second_id) >
         0;
}

void LockResources(db::Transaction& t, std::string_view slug, std::string_view other) {
  if (t.dialect() != db::Dialect::kPostgres) return;  // the other engine has one writer
  t.Query("SELECT id FROM library_resource WHERE slug IN (:slug, :other) ORDER BY id FOR UPDATE", slug, other);
}

std::map<std::string, int64_t> CountByTopic(db::Session& session) {
  std::map<std::string, int64_t> counts;
  for (const auto& row : session.Query(
           "SELECT t.value, COUNT(DISTINCT t.resource_id) FROM library_resource_term t JOIN library_resource r "
           "ON r.id = t.resource_id WHERE t.kind = 'topic' AND r.status IN ('published', 'superseded') "
           "GROUP BY t.value")) {
    counts[row.Text(0)] = row.Int(1);
  }
  return counts;
}

std::vector<std::string> SupersededBy(db::Session& session, std::string_view slug) {
  std::vector<std::string> ids;
  for (const auto& row : session.Query("SELECT id FROM library_resource WHERE superseded_by = :slug ORDER BY id", slug))
    ids.push_back(row.Text(0));
  return ids;
}

void MoveListPlaces(db::Transaction& t, std::string_view from_id, std::string_view to_id) {
  t.Execute(
      "UPDATE library_collection_item SET resource_id = :to WHERE resource_id = :from AND collection NOT IN "
      "(SELECT collection FROM library_collection_item WHERE resource_id = :same)",
      to_id, from_id, to_id);
  t.Execute("DELETE FROM library_collection_item WHERE resource_id = :from", from_id);
}

void MoveRatings(db::Transaction& t, std::string_view from_id, std::string_view to_id) {
  for (const std::string table : {"library_rating", "library_rated"}) {
    t.Execute("UPDATE " + table +
                  " SET resource_id = :to WHERE resource_id = :from AND outcome_key NOT IN (SELECT outcome_key FROM " +
                  table + " WHERE resource_id = :same)",
              to_id, from_id, to_id);
  }
}

}  // namespace concord::library::queue::store
