#include "features/accounts/store.h"

namespace concord::accounts::sql {
namespace {

constexpr std::string_view kSessionColumns =
    "SELECT session_id, account_id, level, method, device, created_at, authenticated_at, seen_at, expires_at "
    "FROM accounts_session ";

SessionRow SessionFromRow(const db::Row& row) {
  return {row.Text(0), AccountId::Parse(row.Text(1)).value_or(AccountId()),
          row.Int(2),  row.Text(3),
          row.Text(4), row.At(5),
          row.At(6),   row.At(7),
          row.At(8)};
}

}  // namespace

void PutLink(db::Transaction& t, const AccountId& id, std::string_view purpose, std::string_view digest,
             std::string_view detail, Time now, Time expires) {
  t.Execute("DELETE FROM accounts_link WHERE account_id = :id AND purpose = :purpose", id.ToString(), purpose);
  t.Execute("DELETE FROM accounts_link WHERE expires_at < :now", now);
  t.Execute(
      "INSERT INTO accounts_link (token_digest, account_id, purpose, detail, created_at, expires_at) "
      "VALUES (:digest, :id, :purpose, :detail, :now, :expires)",
      digest, id.ToString(), purpose, detail, now, expires);
}

std::optional<LinkRow> FindLink(db::Session& session, std::string_view purpose, std::string_view digest) {
  const auto row = session.One(
      "SELECT account_id, detail, expires_at FROM accounts_link WHERE token_digest = :digest AND purpose = :purpose",
      digest, purpose);
  if (!row) return std::nullopt;
  return LinkRow{AccountId::Parse(row->Text(0)).value_or(AccountId()), row->Text(1), row->At(2)};
}

bool UseLink(db::Transaction& t, std::string_view purpose, std::string_view digest) {
  return t.Execute("DELETE FROM accounts_link WHERE token_digest = :digest AND purpose = :purpose", digest, purpose) >
         0;
}

void EndLinks(db::Transaction& t, const AccountId& id) {
  t.Execute("DELETE FROM accounts_link WHERE account_id = :id", id.ToString());
}

std::optional<SessionRow> FindSession(db::Session& session, std::string_view digest) {
  const auto row = session.One(std::string(kSessionColumns) + "WHERE token_digest = :digest", digest);
  if (!row) return std::nullopt;
  return SessionFromRow(*row);
}

std::vector<SessionRow> SessionsOf(db::Session& session, const AccountId& id) {
  std::vector<SessionRow> all;
  for (const db::Row& row : session.Query(
           std::string(kSessionColumns) + "WHERE account_id = :id AND level = 2 ORDER BY seen_at DESC, session_id",
           id.ToString())) {
    all.push_back(SessionFromRow(row));
  }
  return all;
}

void InsertSession(db::Transaction& t, std::string_view digest, const SessionRow& row) {
  t.Execute(
      "INSERT INTO accounts_session (token_digest, session_id, account_id, level, method, device, created_at, "
      "authenticated_at, seen_at, expires_at) VALUES (:digest, :id, :account, :level, :method, :device, "
      ":created, :authenticated, :seen, :expires)",
      digest, row.id, row.account.ToString(), row.level, row.method, row.device, row.created, row.authenticated,
      row.seen, row.expires);
}

bool RotateSession(db::Transaction& t, std::string_view id, std::string_view new_digest, std::string_view method,
                   Time now) {
  return t.Execute(
             "UPDATE accounts_session SET token_digest = :digest, method = CASE WHEN :method = '' THEN method "
             "ELSE :other END, authenticated_at = :now, seen_at = :same WHERE session_id = :id AND level = 2",
             new_digest, method, method, now, now, id) > 0;
}

void TouchSession(db::Transaction& t, std::string_view digest, Time now) {
  t.Execute("UPDATE accounts_session SET seen_at = :now WHERE token_digest = :digest AND seen_at < :same", now, digest,
            now);
}

bool EndSession(db::Transaction& t, const AccountId& id, std::string_view session_id) {
  return t.Execute("DELETE FROM accounts_session WHERE session_id = :session AND account_id = :id", session_id,
                   id.ToString()) > 0;
}

void EndEverySession(db::Transaction& t) {
  t.Execute("DELETE FROM accounts_session");
  t.Execute("DELETE FROM accounts_link");
}

std::vector<std::string> EndSessionsBut(db::Transaction& t, const AccountId& id, std::string_view kept) {
  std::vector<std::string> ended;
  for (const db::Row& row : t.Query("SELECT session_id FROM accounts_session WHERE account_id = :id AND level = 2 "
                                    "AND session_id <> :kept",
                                    id.ToString(), kept)) {
    ended.push_back(row.Text(0));
  }
  t.Execute("DELETE FROM accounts_session WHERE account_id = :id AND session_id <> :kept", id.ToString(), kept);
  return ended;
}

void EndSessionOfToken(db::Transaction& t, std::string_view digest) {
  t.Execute("DELETE FROM accounts_session WHERE token_digest = :digest", digest);
}

void PruneSessions(db::Transaction& t, Time now) {
  t.Execute("DELETE FROM accounts_session WHERE expires_at < :now", now);
}

}  // namespace concord::accounts::sql
