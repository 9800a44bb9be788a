#include "features/accounts/store_profile.h"

namespace concord::accounts::sql {
namespace {

// A person's places first: memberships are kept by community, and their keys lead with it.
std::vector<std::string> PlacesOf(db::Session& session, const AccountId& id) {
  std::vector<std::string> all;
  for (const db::Row& row : session.Query(
           "SELECT community FROM accounts_place WHERE account_id = :account ORDER BY community", id.ToString())) {
    all.push_back(row.Text(0));
  }
  return all;
}

}  // namespace

std::optional<ProfileRow> FindProfile(db::Session& session, const AccountId& id) {
  const auto row = session.One(
      "SELECT email, name, language, state, notifications, password IS NOT NULL AND password <> '', "
      "totp IS NOT NULL AND totp <> '', created_at, signed_in_at, password_changed_at, demo "
      "FROM accounts_account WHERE id = :id",
      id.ToString());
  if (!row) return std::nullopt;
  ProfileRow one;
  one.email = row->Text(0);
  one.name = row->Text(1);
  one.language = row->Text(2);
  one.state = row->Text(3);
  one.notifications = row->Text(4);
  one.has_password = row->Flag(5);
  one.has_second_factor = row->Flag(6);
  one.created = row->At(7);
  if (!row->IsNull(8)) one.signed_in = row->At(8);
  if (!row->IsNull(9)) one.password_changed = row->At(9);
  one.demo = row->Flag(10);
  return one;
}

void UpdateProfile(db::Transaction& t, const AccountId& id, const Settings& settings, const std::string& notifications,
                   Time now) {
  t.Execute(
      "UPDATE accounts_account SET name = :name, language = :language, notifications = :notifications, "
      "updated_at = :now WHERE id = :id AND state = 'active'",
      settings.name, settings.language, notifications, now, id.ToString());
}

bool AddressIsFree(db::Session& session, const std::string& address) {
  return !session.One("SELECT 1 FROM accounts_account WHERE email = :email", address);
}

bool UpdateAddress(db::Transaction& t, const AccountId& id, const std::string& address, Time now) {
  // Not by the unique key's refusal, which would end the transaction; the key still holds where two do this at once.
  return t.Execute(
             "UPDATE accounts_account SET email = :email, updated_at = :now WHERE id = :id AND state <> 'deleted' AND "
             "NOT EXISTS (SELECT 1 FROM accounts_account o WHERE o.email = :same AND o.id <> :other)",
             address, now, id.ToString(), address, id.ToString()) == 1;
}

std::vector<DatedMembership> DatedMembershipsOf(db::Session& session, const AccountId& id) {
  std::vector<DatedMembership> all;
  for (const std::string& community : PlacesOf(session, id)) {
    for (const db::Row& row : session.Query(
             "SELECT organization_id, role, created_at FROM accounts_membership WHERE community_id = :community "
             "AND account_id = :account ORDER BY created_at, organization_id, role",
             community, id.ToString())) {
      all.push_back({community, row.Text(0), row.Text(1), row.At(2)});
    }
  }
  return all;
}

std::vector<IdentityRow> IdentitiesOf(db::Session& session, const AccountId& id) {
  std::vector<IdentityRow> all;
  for (const db::Row& row : session.Query(
           "SELECT issuer, subject, created_at FROM accounts_identity WHERE account_id = :account ORDER BY created_at",
           id.ToString())) {
    all.push_back({row.Text(0), row.Text(1), row.At(2)});
  }
  return all;
}

std::vector<Invitation> InvitationsBy(db::Session& session, const AccountId& id) {
  std::vector<Invitation> all;
  for (const std::string& community : PlacesOf(session, id)) {
    for (const db::Row& row :
         session.Query("SELECT invitation_id, organization_id, role, email, state, created_at FROM accounts_invitation "
                       "WHERE community_id = :community AND invited_by = :account ORDER BY created_at",
                       community, id.ToString())) {
      Invitation one;
      one.community = CommunityId::Parse(community).value_or(CommunityId());
      one.id = InvitationId::Parse(row.Text(0)).value_or(InvitationId());
      one.organization = OrganizationId::Parse(row.Text(1)).value_or(OrganizationId());
      one.role = RoleNamed(row.Text(2)).value_or(Role::kMember);
      one.email = row.Text(3);
      one.state = row.Text(4);
      one.created = row.At(5);
      all.push_back(one);
    }
  }
  return all;
}

void ForgetPerson(db::Transaction& t, const AccountId& id, const std::string& address, Time now) {
  const std::string account = id.ToString();
  for (const std::string& community : PlacesOf(t, id)) {
    t.Execute("DELETE FROM accounts_membership WHERE community_id = :community AND account_id = :account", community,
              account);
    t.Execute(
        "UPDATE accounts_invitation SET state = 'withdrawn' WHERE community_id = :community AND invited_by = :account "
        "AND state = 'open'",
        community, account);
  }
  t.Execute("UPDATE accounts_invitation SET email = '' WHERE email = :email", address);
  for (const char* table : {"accounts_place", "accounts_hub_role", "accounts_session", "accounts_link",
                            "accounts_recovery_code", "accounts_identity"}) {
    t.Execute(std::string("DELETE FROM ") + table + " WHERE account_id = :account", account);
  }
  t.Execute(
      "UPDATE accounts_account SET email = :email, name = '', state = 'deleted', password = NULL, "
      "password_changed_at = NULL, totp = NULL, totp_step = 0, notifications = '{}', signed_in_at = NULL, "
      "updated_at = :now WHERE id = :id",
      "deleted:" + account, now, account);
}

}  // namespace concord::accounts::sql
