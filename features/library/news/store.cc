#include "features/library/news/store.h"

#include "features/library/catalog.h"

namespace concord::library::news::sql {

std::optional<DigestRow> FindDigest(db::Session& session, const std::string& account) {
  const auto row = session.One(
      "SELECT topics, language, token, told_until, week FROM library_digest WHERE account_id = :account", account);
  if (!row) return std::nullopt;
  return DigestRow{account, {TextListFrom(row->Text(0)), row->Text(1)}, row->Text(2), row->At(3), row->Int(4)};
}

void PutDigest(db::Transaction& t, const DigestRow& row, Time now) {
  t.Execute(
      "INSERT INTO library_digest (account_id, topics, language, token, told_until, week, created_at, updated_at) "
      "VALUES (:account, :topics, :language, :token, :told, :week, :now, :same) ON CONFLICT (account_id) DO UPDATE SET "
      "topics = excluded.topics, language = excluded.language, updated_at = excluded.updated_at",
      row.account, ToJson(row.about.topics), row.about.language, row.token, row.told_until, row.week, now, now);
}

bool DeleteDigest(db::Transaction& t, const std::string& account) {
  return t.Execute("DELETE FROM library_digest WHERE account_id = :account", account) == 1;
}

std::optional<std::string> AccountOfToken(db::Session& session, std::string_view token) {
  const auto row = session.One("SELECT account_id FROM library_digest WHERE token = :token", token);
  if (!row) return std::nullopt;
  return row->Text(0);
}

std::vector<std::string> DueDigests(db::Session& session, int64_t week, const std::string& after, size_t limit) {
  std::vector<std::string> accounts;
  for (const auto& row : session.Query(
           "SELECT account_id FROM library_digest WHERE account_id > :after AND week < :week ORDER BY account_id "
           "LIMIT :limit",
           after, week, static_cast<uint64_t>(limit)))
    accounts.push_back(row.Text(0));
  return accounts;
}

bool TakeWeek(db::Transaction& t, const std::string& account, int64_t week, Time told_until) {
  return t.Execute(
             "UPDATE library_digest SET week = :week, told_until = CASE WHEN told_until < :until THEN :same ELSE "
             "told_until END WHERE account_id = :account AND week < :before",
             week, told_until, told_until, account, week) == 1;
}

}  // namespace concord::library::news::sql
