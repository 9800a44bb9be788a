// SQL of invitations. Functions belong to the session or transaction that they are given, and throw DatabaseError.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "features/accounts/invitations.h"

namespace concord::accounts::sql {

void InsertInvitation(db::Transaction& t, const Invitation& invitation, const std::string& token_digest);
std::optional<Invitation> FindInvitation(db::Session& session, const CommunityId& community,
                                         const std::string& token_digest);
std::vector<Invitation> OpenInvitations(db::Session& session, const CommunityId& community,
                                        const std::optional<OrganizationId>& organization, Time now);
// False: it is not open there, or has run out. Of two transactions at once, one gets true.
bool UseInvitation(db::Transaction& t, const CommunityId& community, const InvitationId& id, Time now);
bool WithdrawInvitation(db::Transaction& t, const CommunityId& community, const OrganizationId& organization,
                        const InvitationId& id);
// One more answer that an address is taken; at `limit` the invitation is withdrawn.
void CountTakenAnswer(db::Transaction& t, const CommunityId& community, const InvitationId& id, int limit);

}  // namespace concord::accounts::sql
