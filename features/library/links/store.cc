#include "features/library/links/store.h"

namespace concord::library::links::store {
namespace {

// The address that is asked: the resource's own, or else its DOI's.
constexpr char kUrl[] = "CASE WHEN r.url <> '' THEN r.url ELSE 'https://doi.org/' || r.doi END";
constexpr char kShown[] = "r.status IN ('published', 'superseded') AND (r.url <> '' OR r.doi <> '')";

std::string Select(const std::string& rest) {
  return "SELECT r.id, r.slug, r.title, " + std::string(kUrl) +
         ", l.url, l.state, l.reason, l.http_status, l.new_url, l.failures, l.gone, l.checked_at, l.worked_at, "
         "l.failing_since, l.next_at, l.fine_at FROM library_resource r LEFT JOIN library_link l ON l.resource_id = "
         "r.id " +
         rest;
}

std::optional<Time> TimeAt(const db::Row& row, size_t i) {
  return row.IsNull(i) ? std::nullopt : std::optional(row.At(i));
}

Link LinkOf(const db::Row& row) {
  Link link{row.Text(0), row.Text(1), row.Text(2), row.Text(3), {}};
  if (row.IsNull(4) || row.Text(4) != link.url) return link;  // what was found is of another address
  History& h = link.history;
  h.state = StateNamed(row.Text(5)).value_or(State::kUnsure);
  h.reason = row.Text(6);
  h.status = static_cast<int>(row.Int(7));
  h.new_url = row.Text(8);
  h.failures = static_cast<int>(row.Int(9));
  h.gone = static_cast<int>(row.Int(10));
  h.checked = TimeAt(row, 11);
  h.worked = TimeAt(row, 12);
  h.failing_since = TimeAt(row, 13);
  h.next = row.At(14);
  h.fine = TimeAt(row, 15);
  return link;
}

std::vector<Link> LinksOf(const db::Rows& rows) {
  std::vector<Link> links;
  for (const auto& row : rows) links.push_back(LinkOf(row));
  return links;
}

}  // namespace

std::vector<Link> Due(db::Session& session, Time now, size_t limit) {
  const std::string changed = "l.url <> " + std::string(kUrl);
  return LinksOf(
      session.Query(Select("WHERE " + std::string(kShown) + " AND (l.resource_id IS NULL OR l.next_at <= :now OR " +
                           changed + ") ORDER BY CASE WHEN l.resource_id IS NULL OR " + changed +
                           " THEN 0 ELSE l.next_at END, r.id LIMIT :limit"),
                    now, static_cast<int64_t>(limit)));
}

int64_t CountWithAddress(db::Session& session) {
  return session.One("SELECT COUNT(*) FROM library_resource r WHERE " + std::string(kShown))->Int(0);
}

std::map<State, int64_t> CountByState(db::Session& session) {
  std::map<State, int64_t> counts;
  const std::string state = "CASE WHEN l.url = " + std::string(kUrl) + " THEN l.state ELSE 'never' END";
  for (const auto& row :
       session.Query("SELECT " + state +
                     ", COUNT(*) FROM library_resource r LEFT JOIN library_link l ON l.resource_id = r.id WHERE " +
                     kShown + " GROUP BY 1")) {
    counts[StateNamed(row.Text(0)).value_or(State::kNever)] += row.Int(1);
  }
  return counts;
}

std::vector<Link> List(db::Session& session, const Filter& filter) {
  std::string where = "WHERE " + std::string(kShown);
  std::vector<db::Value> args;
  if (filter.needs_a_look) {
    where +=
        " AND l.url = " + std::string(kUrl) + " AND l.state IN ('dead', 'redirected', 'unsure') AND l.fine_at IS NULL";
  } else if (filter.state == State::kNever) {
    where += " AND (l.resource_id IS NULL OR l.url <> " + std::string(kUrl) + ")";
  } else if (filter.state) {
    where += " AND l.url = " + std::string(kUrl) + " AND l.state = :state";
    args.emplace_back(NameOf(*filter.state));
  }
  // What a person should see first: dead, moved, unsure; within them the longest failing.
  where +=
      " ORDER BY CASE l.state WHEN 'dead' THEN 0 WHEN 'redirected' THEN 1 WHEN 'unsure' THEN 2 ELSE 3 END, "
      "COALESCE(l.failing_since, l.checked_at, 0), r.slug LIMIT :limit OFFSET :offset";
  args.emplace_back(static_cast<int64_t>(filter.limit));
  args.emplace_back(static_cast<int64_t>(filter.offset));
  return LinksOf(session.QueryWith(Select(where), args));
}

std::optional<Link> Find(db::Session& session, std::string_view resource_id) {
  const auto row = session.One(Select("WHERE r.id = :id AND (r.url <> '' OR r.doi <> '')"), resource_id);
  return row ? std::optional(LinkOf(*row)) : std::nullopt;
}

void Put(db::Transaction& transaction, const Link& link) {
  const History& h = link.history;
  transaction.Execute(
      "INSERT INTO library_link (resource_id, url, state, reason, http_status, new_url, failures, gone, checked_at, "
      "worked_at, failing_since, next_at, fine_at) VALUES (:id, :url, :state, :reason, :status, :new_url, :failures, "
      ":gone, "
      ":checked, :worked, :failing, :next, :fine) ON CONFLICT (resource_id) DO UPDATE SET url = excluded.url, "
      "state = excluded.state, reason = excluded.reason, http_status = excluded.http_status, new_url = "
      "excluded.new_url, "
      "failures = excluded.failures, gone = excluded.gone, checked_at = excluded.checked_at, "
      "worked_at = excluded.worked_at, failing_since = excluded.failing_since, next_at = excluded.next_at, "
      "fine_at = excluded.fine_at",
      link.id, link.url, NameOf(h.state), h.reason, h.status, h.new_url, h.failures, h.gone, h.checked.value_or(Time{}),
      h.worked, h.failing_since, h.next, h.fine);
}

}  // namespace concord::library::links::store
