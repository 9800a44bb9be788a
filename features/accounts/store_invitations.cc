#include "features/accounts/store_invitations.h"

namespace concord::accounts::sql {
namespace {

constexpr char kInvitationColumns[] =
    "SELECT community_id, invitation_id, organization_id, role, email, language, state, invited_by, created_at, "
    "expires_at FROM accounts_invitation WHERE community_id = :community AND ";

Invitation InvitationFromRow(const db::Row& row) {
  Invitation one;
  one.community = CommunityId::Parse(row.Text(0)).value_or(CommunityId());
  one.id = InvitationId::Parse(row.Text(1)).value_or(InvitationId());
  one.organization = OrganizationId::Parse(row.Text(2)).value_or(OrganizationId());
  one.role = RoleNamed(row.Text(3)).value_or(Role::kMember);
  one.email = row.Text(4);
  one.language = row.Text(5);
  one.state = row.Text(6);
  one.invited_by = AccountId::Parse(row.Text(7)).value_or(AccountId());
  one.created = row.At(8);
  one.expires = row.At(9);
  return one;
}

}  // namespace

void InsertInvitation(db::Transaction& t, const Invitation& one, const std::string& token_digest) {
  t.Execute(
      "INSERT INTO accounts_invitation (community_id, invitation_id, organization_id, token_digest, role, email, "
      "language, state, invited_by, created_at, expires_at) VALUES (:community, :id, :organization, :digest, :role, "
      ":email, :language, 'open', :by, :created, :expires)",
      one.community.ToString(), one.id.ToString(), one.organization.ToString(), token_digest, NameOf(one.role),
      one.email, one.language, one.invited_by.ToString(), one.created, one.expires);
}

std::optional<Invitation> FindInvitation(db::Session& session, const CommunityId& community,
                                         const std::string& token_digest) {
  const auto row =
      session.One(std::string(kInvitationColumns) + "token_digest = :digest", community.ToString(), token_digest);
  if (!row) return std::nullopt;
  return InvitationFromRow(*row);
}

std::vector<Invitation> OpenInvitations(db::Session& session, const CommunityId& community,
                                        const std::optional<OrganizationId>& organization, Time now) {
  std::vector<Invitation> all;
  const std::string tail = "state = 'open' AND expires_at > :now";
  const std::string order = " ORDER BY created_at DESC, invitation_id DESC";
  const db::Rows rows = organization
                            ? session.Query(kInvitationColumns + tail + " AND organization_id = :organization" + order,
                                            community.ToString(), now, organization->ToString())
                            : session.Query(kInvitationColumns + tail + order, community.ToString(), now);
  for (const db::Row& row : rows) all.push_back(InvitationFromRow(row));
  return all;
}

bool UseInvitation(db::Transaction& t, const CommunityId& community, const InvitationId& id, Time now) {
  return t.Execute(
             "UPDATE accounts_invitation SET state = 'used', used_at = :now WHERE community_id = :community "
             "AND invitation_id = :id AND state = 'open' AND expires_at > :same",
             now, community.ToString(), id.ToString(), now) == 1;
}

bool WithdrawInvitation(db::Transaction& t, const CommunityId& community, const OrganizationId& organization,
                        const InvitationId& id) {
  return t.Execute(
             "UPDATE accounts_invitation SET state = 'withdrawn' WHERE community_id = :community "
             "AND invitation_id = :id AND organization_id = :organization AND state = 'open'",
             community.ToString(), id.ToString(), organization.ToString()) == 1;
}

void CountTakenAnswer(db::Transaction& t, const CommunityId& community, const InvitationId& id, int limit) {
  t.Execute(
      "UPDATE accounts_invitation SET taken_answers = taken_answers + 1, "
      "state = CASE WHEN state = 'open' AND taken_answers + 1 >= :limit THEN 'withdrawn' ELSE state END "
      "WHERE community_id = :community AND invitation_id = :id",
      limit, community.ToString(), id.ToString());
}

}  // namespace concord::accounts::sql
