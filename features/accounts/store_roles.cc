#include "features/accounts/store.h"

namespace concord::accounts::sql {
namespace {

Membership MembershipFrom(const db::Row& row, size_t at) {
  return {CommunityId::Parse(row.Text(at)).value_or(CommunityId()),
          OrganizationId::Parse(row.Text(at + 1)).value_or(OrganizationId()),
          RoleNamed(row.Text(at + 2)).value_or(Role::kMember)};
}

}  // namespace

bool AddHubRole(db::Transaction& t, const AccountId& id, Role role) {
  return t.Execute("INSERT INTO accounts_hub_role (account_id, role) VALUES (:id, :role) ON CONFLICT DO NOTHING",
                   id.ToString(), NameOf(role)) > 0;
}

bool RemoveHubRole(db::Transaction& t, const AccountId& id, Role role) {
  return t.Execute("DELETE FROM accounts_hub_role WHERE account_id = :id AND role = :role", id.ToString(),
                   NameOf(role)) > 0;
}

std::vector<Role> HubRolesOf(db::Session& session, const AccountId& id) {
  std::vector<Role> roles;
  for (const db::Row& row :
       session.Query("SELECT role FROM accounts_hub_role WHERE account_id = :id ORDER BY role", id.ToString())) {
    if (const auto role = RoleNamed(row.Text(0))) roles.push_back(*role);
  }
  return roles;
}

std::vector<Membership> MembershipsOf(db::Session& session, const AccountId& id) {
  std::vector<Membership> all;
  for (const db::Row& row : session.Query(
           "SELECT m.community_id, m.organization_id, m.role FROM accounts_place p JOIN accounts_membership m "
           "ON m.community_id = p.community AND m.account_id = p.account_id WHERE p.account_id = :id "
           "ORDER BY m.community_id, m.organization_id, m.role",
           id.ToString())) {
    all.push_back(MembershipFrom(row, 0));
  }
  return all;
}

std::vector<Accounts::Person> PeopleOf(db::Session& session, const CommunityId& community,
                                       const std::optional<OrganizationId>& organization) {
  std::string sql =
      "SELECT m.community_id, m.organization_id, m.role, a.id, a.email, a.name, a.language, a.state, a.demo, "
      "a.created_at, a.signed_in_at, a.password, a.totp FROM accounts_membership m JOIN accounts_account a "
      "ON a.id = m.account_id WHERE m.community_id = :community AND a.state <> 'deleted'";
  std::vector<db::Value> args = {community.ToString()};
  if (organization) {
    sql += " AND m.organization_id = :organization";
    args.emplace_back(organization->ToString());
  }
  std::vector<Accounts::Person> people;
  session.ForEach(sql + " ORDER BY a.name, a.id, m.organization_id, m.role", args, [&](const db::Row& row) {
    Accounts::Person person;
    person.membership = MembershipFrom(row, 0);
    Account& a = person.account;
    a.id = AccountId::Parse(row.Text(3)).value_or(AccountId());
    a.email = row.Text(4);
    a.name = row.Text(5);
    a.language = row.Text(6);
    a.state = row.Text(7);
    a.demo = row.Flag(8);
    a.created = row.At(9);
    if (!row.IsNull(10)) a.signed_in = row.At(10);
    a.has_password = !row.Text(11).empty();
    a.has_second_factor = !row.Text(12).empty();
    people.push_back(std::move(person));
    return true;
  });
  return people;
}

std::map<OrganizationId, int64_t> CountsOf(db::Session& session, const CommunityId& community) {
  std::map<OrganizationId, int64_t> counts;
  for (const db::Row& row :
       session.Query("SELECT m.organization_id, COUNT(DISTINCT m.account_id) FROM accounts_membership m "
                     "JOIN accounts_account a ON a.id = m.account_id WHERE m.community_id = :community "
                     "AND a.state = 'active' GROUP BY m.organization_id",
                     community.ToString())) {
    if (const auto id = OrganizationId::Parse(row.Text(0))) counts[*id] = row.Int(1);
  }
  return counts;
}

std::set<CommunityId> Administered(db::Session& session) {
  std::set<CommunityId> communities;
  for (const db::Row& row : session.Query(
           "SELECT DISTINCT m.community_id FROM accounts_membership m JOIN accounts_account a ON a.id = m.account_id "
           "WHERE m.role = :role AND a.state = 'active'",
           std::string(NameOf(Role::kCommunityAdmin)))) {
    if (const auto id = CommunityId::Parse(row.Text(0))) communities.insert(*id);
  }
  return communities;
}

}  // namespace concord::accounts::sql
