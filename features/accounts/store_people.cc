#include "features/accounts/store_people.h"

namespace concord::accounts::sql {

const char* ForUpdate(const db::Session& session) {
  return session.dialect() == db::Dialect::kPostgres ? " FOR UPDATE" : "";
}

bool AddMembership(db::Transaction& t, const AccountId& id, const Membership& m, Time now) {
  t.Execute("INSERT INTO accounts_place (account_id, community) VALUES (:account, :community) ON CONFLICT DO NOTHING",
            id.ToString(), m.community.ToString());
  return t.Execute(
             "INSERT INTO accounts_membership (community_id, organization_id, account_id, role, created_at) "
             "VALUES (:community, :organization, :account, :role, :now) ON CONFLICT DO NOTHING",
             m.community.ToString(), m.organization.ToString(), id.ToString(), NameOf(m.role), now) > 0;
}

bool RemoveMembership(db::Transaction& t, const AccountId& id, const Membership& m) {
  const int64_t gone = t.Execute(
      "DELETE FROM accounts_membership WHERE community_id = :community AND organization_id = :organization "
      "AND account_id = :account AND role = :role",
      m.community.ToString(), m.organization.ToString(), id.ToString(), NameOf(m.role));
  t.Execute(
      "DELETE FROM accounts_place WHERE account_id = :account AND community = :community AND NOT EXISTS "
      "(SELECT 1 FROM accounts_membership m WHERE m.community_id = :same AND m.account_id = :person)",
      id.ToString(), m.community.ToString(), m.community.ToString(), id.ToString());
  return gone > 0;
}

std::vector<std::string> LockAdminsOf(db::Transaction& t, const CommunityId& community) {
  std::vector<std::string> all;
  for (const db::Row& row : t.Query(
           std::string("SELECT m.account_id FROM accounts_membership m JOIN accounts_account a ON a.id = m.account_id "
                       "WHERE m.community_id = :community AND m.role = 'community_admin' AND a.state = 'active' "
                       "ORDER BY m.account_id") +
               ForUpdate(t),
           community.ToString())) {
    all.push_back(row.Text(0));
  }
  return all;
}

std::vector<std::string> LockHubAdmins(db::Transaction& t) {
  std::vector<std::string> all;
  for (const db::Row& row : t.Query(
           std::string("SELECT r.account_id FROM accounts_hub_role r JOIN accounts_account a ON a.id = r.account_id "
                       "WHERE r.role = 'hub_admin' AND a.state = 'active' ORDER BY r.account_id") +
           ForUpdate(t))) {
    all.push_back(row.Text(0));
  }
  return all;
}

void EndSessions(db::Transaction& t, const AccountId& id, std::string_view kept_session_id) {
  t.Execute("DELETE FROM accounts_session WHERE account_id = :account AND session_id <> :kept", id.ToString(),
            kept_session_id);
}

void WithdrawInvitationsBy(db::Transaction& t, const CommunityId& community, const AccountId& id) {
  t.Execute(
      "UPDATE accounts_invitation SET state = 'withdrawn' WHERE community_id = :community AND invited_by = :account "
      "AND state = 'open'",
      community.ToString(), id.ToString());
}

Caller RightsOf(db::Session& session, const AccountId& id, const CommunityId& community) {
  Caller caller;
  caller.id = id;
  caller.second_factor = true;
  for (const db::Row& row : session.Query(
           "SELECT m.organization_id, m.role FROM accounts_membership m JOIN accounts_account a ON a.id = m.account_id "
           "WHERE m.community_id = :community AND m.account_id = :account AND a.state = 'active'",
           community.ToString(), id.ToString())) {
    const auto organization = OrganizationId::Parse(row.Text(0));
    const auto role = RoleNamed(row.Text(1));
    if (organization && role) caller.memberships.push_back({community, *organization, *role});
  }
  for (const db::Row& row :
       session.Query("SELECT r.role FROM accounts_hub_role r JOIN accounts_account a ON a.id = r.account_id "
                     "WHERE r.account_id = :account AND a.state = 'active'",
                     id.ToString())) {
    if (const auto role = RoleNamed(row.Text(0))) caller.hub_roles.push_back(*role);
  }
  return caller;
}

std::vector<Joined> JoinedSince(db::Session& session, const CommunityId& community, Time since) {
  std::vector<Joined> all;
  for (const db::Row& row : session.Query(
           "SELECT m.account_id, m.organization_id, a.name FROM accounts_membership m JOIN accounts_account a "
           "ON a.id = m.account_id WHERE m.community_id = :community AND m.created_at > :since AND a.state = 'active' "
           "ORDER BY m.created_at DESC, a.name",
           community.ToString(), since)) {
    all.push_back({AccountId::Parse(row.Text(0)).value_or(AccountId()),
                   OrganizationId::Parse(row.Text(1)).value_or(OrganizationId()), row.Text(2)});
  }
  return all;
}

}  // namespace concord::accounts::sql
