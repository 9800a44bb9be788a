// Ratings of the rounds that are open, and where every outcome stands.
#include <map>

#include "features/library/queue/store.h"

namespace concord::library::queue::store {

std::vector<Rating> RatingsOf(db::Session& session, std::string_view resource_id) {
  std::vector<Rating> all;
  for (const auto& row :
       session.Query("SELECT outcome_key, rater, outcome, direction, certainty, setting, basis, dated, created_at "
                     "FROM library_rating WHERE resource_id = :id ORDER BY created_at, rater",
                     resource_id)) {
    all.push_back({std::string(resource_id),
                   row.Text(0),
                   row.Text(1),
                   {row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7)},
                   row.At(8)});
  }
  return all;
}

void InsertRating(db::Transaction& t, const Rating& rating) {
  const auto& e = rating.line;
  t.Execute(
      "INSERT INTO library_rating (resource_id, outcome_key, rater, outcome, direction, certainty, setting, basis, "
      "dated, "
      "created_at) VALUES (:id, :key, :rater, :outcome, :direction, :certainty, :setting, :basis, :dated, :created)",
      rating.resource_id, rating.outcome_key, rating.rater, e.outcome, e.direction, e.certainty, e.setting, e.basis,
      e.date, rating.created);
}

void DropRatings(db::Transaction& t, std::string_view resource_id, std::string_view outcome_key) {
  t.Execute("DELETE FROM library_rating WHERE resource_id = :id AND outcome_key = :key", resource_id, outcome_key);
}

bool DropRatingBy(db::Transaction& t, std::string_view resource_id, std::string_view outcome_key,
                  std::string_view rater) {
  return t.Execute("DELETE FROM library_rating WHERE resource_id = :id AND outcome_key = :key AND rater = :rater",
                   resource_id, outcome_key, rater) > 0;
}

void PutRated(db::Transaction& t, std::string_view resource_id, const Rated& rated) {
  t.Execute(
      "INSERT INTO library_rated (resource_id, outcome_key, direction, certainty, settled, created_at) "
      "VALUES (:id, :key, :direction, :certainty, :settled, :created) ON CONFLICT (resource_id, outcome_key) DO UPDATE "
      "SET direction = excluded.direction, certainty = excluded.certainty, settled = excluded.settled, "
      "created_at = excluded.created_at",
      resource_id, rated.outcome_key, rated.direction, rated.certainty, rated.settled, rated.at);
}

std::vector<RatingRow> RatingRows(db::Session& session) {
  std::vector<RatingRow> rows;
  std::map<std::pair<std::string, std::string>, size_t> at;  // resource and outcome
  std::map<std::string, std::vector<Rated>> rated;
  session.ForEach("SELECT resource_id, outcome_key, direction, certainty, created_at FROM library_rated", {},
                  [&](const db::Row& row) {
                    rated[row.Text(0)].push_back({row.Text(1), row.Text(2), row.Text(3), "", row.At(4)});
                    return true;
                  });
  session.ForEach(
      "SELECT r.id, r.slug, r.title, e.outcome, e.direction, e.certainty FROM library_resource_evidence e "
      "JOIN library_resource r ON r.id = e.resource_id WHERE r.status IN ('published', 'superseded') "
      "ORDER BY r.title, r.slug, e.position",
      {}, [&](const db::Row& row) {
        exchange::Evidence line;
        line.outcome = row.Text(3);
        line.direction = row.Text(4);
        line.certainty = row.Text(5);
        if (!at.emplace(std::pair(row.Text(0), OutcomeKey(line.outcome)), rows.size()).second) return true;
        RatingRow one{row.Text(1), row.Text(2), line.outcome, RatingState::kFirst, {}};
        if (const auto found = rated.find(row.Text(0)); found != rated.end()) {
          if (const Rated* by_two = RatedFor(found->second, line))
            one.state = RatingState::kRated, one.rated = by_two->at;
        }
        rows.push_back(std::move(one));
        return true;
      });
  session.ForEach(
      "SELECT g.resource_id, g.outcome_key, r.slug, r.title, MIN(g.outcome), COUNT(*) FROM library_rating g "
      "JOIN library_resource r ON r.id = g.resource_id WHERE r.status IN ('published', 'superseded') "
      "GROUP BY g.resource_id, g.outcome_key, r.slug, r.title ORDER BY r.title, r.slug",
      {}, [&](const db::Row& row) {
        const auto [place, fresh] = at.emplace(std::pair(row.Text(0), row.Text(1)), rows.size());
        if (fresh) rows.push_back({row.Text(2), row.Text(3), row.Text(4), RatingState::kFirst, {}});
        rows[place->second].state = row.Int(5) > 1 ? RatingState::kDiffers : RatingState::kHalf;
        return true;
      });
  return rows;
}

int64_t CountDiffering(db::Session& session) {
  return session
      .One(
          "SELECT COUNT(*) FROM (SELECT resource_id FROM library_rating GROUP BY resource_id, outcome_key "
          "HAVING COUNT(*) > 1) differing")
      ->Int(0);
}

}  // namespace concord::library::queue::store
