// SQL of accounts, their secrets, sessions and attempts. Functions belong to the session or transaction that they are
// given, and throw DatabaseError as it does.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "features/accounts/accounts.h"

namespace concord::accounts::sql {

// Accounts (store_accounts.cc).
struct AccountRow {
  Account account;
  std::string password;  // encoded, or empty
  std::string totp;      // sealed, or empty
  int64_t totp_step = 0;
};
std::optional<AccountRow> FindAccount(db::Session& session, const AccountId& id);
// The same, its row locked until the transaction ends.
std::optional<AccountRow> LockAccount(db::Transaction& t, const AccountId& id);
std::optional<AccountRow> FindAccountByEmail(db::Session& session, std::string_view email);
std::vector<Account> ListAccounts(db::Session& session, std::string_view words, int limit, int offset);
int64_t CountDemo(db::Session& session);
std::vector<Account> DemoAccounts(db::Session& session);
// False: the address is taken.
bool InsertAccount(db::Transaction& t, const Account& account);
void SetState(db::Transaction& t, const AccountId& id, std::string_view state, Time now);
void SetPassword(db::Transaction& t, const AccountId& id, std::string_view encoded, Time now);
// The same password, hashed at another cost; only where `before` is still what stands there.
void SetPasswordHash(db::Transaction& t, const AccountId& id, std::string_view before, std::string_view encoded);
void SetTotp(db::Transaction& t, const AccountId& id, std::string_view sealed, int64_t step, Time now);
// False: the step, or a later one, has been used.
bool UseTotpStep(db::Transaction& t, const AccountId& id, int64_t step);
void ReplaceRecoveryCodes(db::Transaction& t, const AccountId& id, const std::vector<std::string>& digests);
bool UseRecoveryCode(db::Transaction& t, const AccountId& id, std::string_view digest);
int64_t CountRecoveryCodes(db::Session& session, const AccountId& id);
void SignedIn(db::Transaction& t, const AccountId& id, Time now);

// Roles and memberships (store_roles.cc).
bool AddHubRole(db::Transaction& t, const AccountId& id, Role role);
bool RemoveHubRole(db::Transaction& t, const AccountId& id, Role role);
std::vector<Role> HubRolesOf(db::Session& session, const AccountId& id);
std::vector<Membership> MembershipsOf(db::Session& session, const AccountId& id);
std::vector<Accounts::Person> PeopleOf(db::Session& session, const CommunityId& community,
                                       const std::optional<OrganizationId>& organization);
std::map<OrganizationId, int64_t> CountsOf(db::Session& session, const CommunityId& community);
std::set<CommunityId> Administered(db::Session& session);

// Links (store_sessions.cc). A new one ends the earlier ones of its purpose.
struct LinkRow {
  AccountId account;
  std::string detail;
  Time expires;
};
void PutLink(db::Transaction& t, const AccountId& id, std::string_view purpose, std::string_view digest,
             std::string_view detail, Time now, Time expires);
std::optional<LinkRow> FindLink(db::Session& session, std::string_view purpose, std::string_view digest);
bool UseLink(db::Transaction& t, std::string_view purpose, std::string_view digest);
void EndLinks(db::Transaction& t, const AccountId& id);

// Sessions (store_sessions.cc).
struct SessionRow {
  std::string id;
  AccountId account;
  int64_t level = 0;
  std::string method, device;
  Time created, authenticated, seen, expires;
};
std::optional<SessionRow> FindSession(db::Session& session, std::string_view digest);
std::vector<SessionRow> SessionsOf(db::Session& session, const AccountId& id);  // signed in, the one used last first
void InsertSession(db::Transaction& t, std::string_view digest, const SessionRow& row);
bool RotateSession(db::Transaction& t, std::string_view id, std::string_view new_digest, std::string_view method,
                   Time now);
void TouchSession(db::Transaction& t, std::string_view digest, Time now);
bool EndSession(db::Transaction& t, const AccountId& id, std::string_view session_id);
void EndEverySession(db::Transaction& t);  // and every link
std::vector<std::string> EndSessionsBut(db::Transaction& t, const AccountId& id, std::string_view kept);  // ended ids
void EndSessionOfToken(db::Transaction& t, std::string_view digest);
void PruneSessions(db::Transaction& t, Time now);

// Attempts (store_attempts.cc). A bucket's content leaks out evenly, one try every `leak`.
// Adds one try; what the bucket holds now.
double FillBucket(db::Transaction& t, std::string_view name, milliseconds leak, Time now);
void EmptyBucket(db::Transaction& t, std::string_view name);
void TakeBack(db::Transaction& t, std::string_view name);  // one try
void PruneBuckets(db::Transaction& t, Time before);

}  // namespace concord::accounts::sql
