#include "base/core/text.h"
#include "features/accounts/store.h"
#include "features/accounts/store_people.h"

namespace concord::accounts::sql {
namespace {

constexpr std::string_view kAccountColumns =
    "SELECT a.id, a.email, a.name, a.language, a.state, a.demo, a.created_at, a.signed_in_at, a.password, a.totp, "
    "a.totp_step FROM accounts_account a ";

AccountRow AccountFromRow(const db::Row& row) {
  AccountRow out;
  Account& a = out.account;
  a.id = AccountId::Parse(row.Text(0)).value_or(AccountId());
  a.email = row.Text(1);
  a.name = row.Text(2);
  a.language = row.Text(3);
  a.state = row.Text(4);
  a.demo = row.Flag(5);
  a.created = row.At(6);
  if (!row.IsNull(7)) a.signed_in = row.At(7);
  out.password = row.Text(8);
  out.totp = row.Text(9);
  out.totp_step = row.Int(10);
  a.has_password = !out.password.empty();
  a.has_second_factor = !out.totp.empty();
  return out;
}

std::optional<AccountRow> FromOne(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return AccountFromRow(*row);
}

// The words anywhere in a text, their own wildcards taken as they are.
std::string Anywhere(std::string_view words) {
  std::string pattern = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace

std::optional<AccountRow> FindAccount(db::Session& session, const AccountId& id) {
  return FromOne(session.One(std::string(kAccountColumns) + "WHERE a.id = :id", id.ToString()));
}

std::optional<AccountRow> LockAccount(db::Transaction& t, const AccountId& id) {
  return FromOne(t.One(std::string(kAccountColumns) + "WHERE a.id = :id" + ForUpdate(t), id.ToString()));
}

std::optional<AccountRow> FindAccountByEmail(db::Session& session, std::string_view email) {
  return FromOne(session.One(std::string(kAccountColumns) + "WHERE a.email = :email", email));
}

std::vector<Account> ListAccounts(db::Session& session, std::string_view words, int limit, int offset) {
  const std::string as_typed = Anywhere(words), folded = Anywhere(text::LowerAscii(words));
  std::vector<Account> all;
  // Names are looked for as typed too: LOWER() knows letters beyond ASCII on PostgreSQL alone.
  for (const db::Row& row : session.Query(
           std::string(kAccountColumns) +
               "WHERE a.state <> 'deleted' AND (a.name LIKE :typed ESCAPE '\\' OR LOWER(a.name) LIKE :folded ESCAPE "
               "'\\' OR a.email LIKE :address ESCAPE '\\') ORDER BY CASE a.state WHEN 'active' THEN 0 ELSE 1 END, "
               "a.name, a.id LIMIT :limit OFFSET :offset",
           as_typed, folded, folded, limit, offset)) {
    all.push_back(AccountFromRow(row).account);
  }
  return all;
}

int64_t CountDemo(db::Session& session) {
  return session.One("SELECT COUNT(*) FROM accounts_account WHERE demo = 1 AND state <> 'deleted'")->Int(0);
}

std::vector<Account> DemoAccounts(db::Session& session) {
  std::vector<Account> all;
  for (const db::Row& row :
       session.Query(std::string(kAccountColumns) + "WHERE a.demo = 1 AND a.state = 'active' ORDER BY a.name, a.id")) {
    all.push_back(AccountFromRow(row).account);
  }
  return all;
}

bool InsertAccount(db::Transaction& t, const Account& a) {
  return t.Execute(
             "INSERT INTO accounts_account (id, email, name, language, state, notifications, demo, created_at, "
             "updated_at) VALUES (:id, :email, :name, :language, :state, '{}', :demo, :created, :updated) "
             "ON CONFLICT DO NOTHING",
             a.id.ToString(), a.email, a.name, a.language, a.state, a.demo, a.created, a.created) > 0;
}

void SetState(db::Transaction& t, const AccountId& id, std::string_view state, Time now) {
  t.Execute("UPDATE accounts_account SET state = :state, updated_at = :now WHERE id = :id", state, now, id.ToString());
}

void SetPassword(db::Transaction& t, const AccountId& id, std::string_view encoded, Time now) {
  t.Execute(
      "UPDATE accounts_account SET password = :password, password_changed_at = :now, updated_at = :same "
      "WHERE id = :id",
      encoded.empty() ? db::Value(nullptr) : db::Value(encoded), now, now, id.ToString());
}

void SetPasswordHash(db::Transaction& t, const AccountId& id, std::string_view before, std::string_view encoded) {
  t.Execute("UPDATE accounts_account SET password = :password WHERE id = :id AND password = :before", encoded,
            id.ToString(), before);
}

void SetTotp(db::Transaction& t, const AccountId& id, std::string_view sealed, int64_t step, Time now) {
  t.Execute("UPDATE accounts_account SET totp = :totp, totp_step = :step, updated_at = :now WHERE id = :id",
            sealed.empty() ? db::Value(nullptr) : db::Value(sealed), step, now, id.ToString());
}

bool UseTotpStep(db::Transaction& t, const AccountId& id, int64_t step) {
  return t.Execute("UPDATE accounts_account SET totp_step = :step WHERE id = :id AND totp_step < :same", step,
                   id.ToString(), step) > 0;
}

void ReplaceRecoveryCodes(db::Transaction& t, const AccountId& id, const std::vector<std::string>& digests) {
  t.Execute("DELETE FROM accounts_recovery_code WHERE account_id = :id", id.ToString());
  for (const auto& digest : digests) {
    t.Execute("INSERT INTO accounts_recovery_code (account_id, code_digest) VALUES (:id, :digest)", id.ToString(),
              digest);
  }
}

bool UseRecoveryCode(db::Transaction& t, const AccountId& id, std::string_view digest) {
  return t.Execute("DELETE FROM accounts_recovery_code WHERE account_id = :id AND code_digest = :digest", id.ToString(),
                   digest) > 0;
}

int64_t CountRecoveryCodes(db::Session& session, const AccountId& id) {
  return session.One("SELECT COUNT(*) FROM accounts_recovery_code WHERE account_id = :id", id.ToString())->Int(0);
}

void SignedIn(db::Transaction& t, const AccountId& id, Time now) {
  t.Execute("UPDATE accounts_account SET signed_in_at = :now WHERE id = :id", now, id.ToString());
}

}  // namespace concord::accounts::sql
