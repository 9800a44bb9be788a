#include "features/library/queue/store.h"

#include <algorithm>

namespace concord::library::queue::store {
namespace {

constexpr std::string_view kSuggestionColumns =
    "id, state, title, url, doi, url_key, title_key, why, about, place, language, answer, resource_id, "
    "CASE WHEN address = '' THEN 0 ELSE 1 END, created_at, answered_at";

std::string Select(std::string_view rest) {
  return "SELECT " + std::string(kSuggestionColumns) + " FROM library_suggestion " + std::string(rest);
}

Suggestion SuggestionFromRow(const db::Row& row) {
  Suggestion s;
  size_t i = 0;
  for (std::string* text : {&s.id, &s.state, &s.title, &s.url, &s.doi, &s.url_key, &s.title_key, &s.why, &s.about,
                            &s.place, &s.language, &s.answer, &s.resource_id}) {
    *text = row.Text(i++);
  }
  s.by_mail = row.Flag(i++);
  s.created = row.At(i++);
  if (!row.IsNull(i)) s.answered = row.At(i);
  return s;
}

std::optional<Suggestion> FirstOf(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return SuggestionFromRow(*row);
}

std::vector<Suggestion> AllOf(const db::Rows& rows) {
  std::vector<Suggestion> all;
  for (const auto& row : rows) all.push_back(SuggestionFromRow(row));
  return all;
}

}  // namespace

void InsertSuggestion(db::Transaction& t, const Suggestion& s, std::string_view receipt_digest,
                      std::string_view address) {
  t.Execute(
      "INSERT INTO library_suggestion (id, receipt, state, title, url, doi, url_key, title_key, why, about, place, "
      "language, address, answer, resource_id, created_at) VALUES (:id, :receipt, :state, :title, :url, :doi, "
      ":url_key, "
      ":title_key, :why, :about, :place, :language, :address, :answer, :resource, :created)",
      s.id, receipt_digest, s.state, s.title, s.url, s.doi, s.url_key, s.title_key, s.why, s.about, s.place, s.language,
      address, s.answer, s.resource_id, s.created);
}

std::optional<Suggestion> FindSuggestion(db::Session& session, std::string_view id) {
  static const std::string kSql = Select("WHERE id = :id");
  return FirstOf(session.One(kSql, id));
}

std::optional<Suggestion> FindSuggestionByReceipt(db::Session& session, std::string_view receipt_digest) {
  static const std::string kSql = Select("WHERE receipt = :receipt");
  return FirstOf(session.One(kSql, receipt_digest));
}

std::vector<Suggestion> ListSuggestions(db::Session& session, std::string_view state, int limit) {
  if (state.empty()) return AllOf(session.Query(Select("ORDER BY created_at DESC, id DESC LIMIT :limit"), limit));
  const std::string order = state == "waiting" ? "created_at, id" : "created_at DESC, id DESC";
  return AllOf(session.Query(Select("WHERE state = :state ORDER BY " + order + " LIMIT :limit"), state, limit));
}

std::vector<Suggestion> WaitingLike(db::Session& session, const Suggestion& s, int limit) {
  return AllOf(session.Query(Select("WHERE state = 'waiting' AND id <> :id AND ((url_key = :url AND url_key <> '') OR "
                                    "(title_key = :title AND title_key <> '') OR (about = :about AND about <> '')) "
                                    "ORDER BY created_at, id LIMIT :limit"),
                             s.id, s.url_key, s.title_key, s.about, limit));
}

int64_t CountWaiting(db::Session& session) {
  return session.One("SELECT COUNT(*) FROM library_suggestion WHERE state = 'waiting'")->Int(0);
}

std::string AddressOf(db::Session& session, std::string_view id) {
  const auto row = session.One("SELECT address FROM library_suggestion WHERE id = :id", id);
  return row ? row->Text(0) : "";
}

bool CloseSuggestion(db::Transaction& t, const Suggestion& s) {
  return t.Execute(
             "UPDATE library_suggestion SET state = :state, answer = :answer, resource_id = :resource, "
             "answered_at = :at, address = '' WHERE id = :id AND state = 'waiting'",
             s.state, s.answer, s.resource_id, s.answered, s.id) == 1;
}

std::vector<Double> FindDoubles(db::Session& session, const Suggestion& s) {
  std::vector<Double> found;
  const auto take = [&](const db::Rows& rows) {
    for (const auto& row : rows) {
      const bool there = std::any_of(found.begin(), found.end(), [&](const Double& d) { return d.id == row.Text(0); });
      if (!there) found.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3)});
    }
  };
  // Each along its index; also by what a merged double was known by, which leads to the one that was kept.
  for (const auto& [column, key] :
       {std::pair<std::string, const std::string&>{"doi", s.doi}, {"url_key", s.url_key}, {"title_key", s.title_key}}) {
    if (key.empty()) continue;
    take(session.Query(
        "SELECT id, slug, title, status FROM library_resource WHERE " + column + " = :key ORDER BY title, id LIMIT 5",
        key));
    take(
        session.Query("SELECT r.id, r.slug, r.title, r.status FROM library_redirect d JOIN library_resource r "
                      "ON r.id = d.resource_id WHERE d." +
                          column + " = :key ORDER BY r.title, r.id LIMIT 5",
                      key));
  }
  return found;
}

}  // namespace concord::library::queue::store
