// SQL of memberships and of what goes with a person who joins, changes or leaves. Functions belong to the transaction
// that they are given, and throw DatabaseError as it does.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/db/database.h"
#include "features/accounts/accounts.h"

namespace concord::accounts::sql {

// " FOR UPDATE" where writers are many (PostgreSQL); nothing where there is one.
const char* ForUpdate(const db::Session& session);

// False: it is there already.
bool AddMembership(db::Transaction& t, const AccountId& id, const Membership& membership, Time now);
// False: there was none. The community leaves the person's list of places with the last one.
bool RemoveMembership(db::Transaction& t, const AccountId& id, const Membership& membership);
// Active accounts that are admins of that community; their rows stay locked until the transaction ends.
std::vector<std::string> LockAdminsOf(db::Transaction& t, const CommunityId& community);
std::vector<std::string> LockHubAdmins(db::Transaction& t);

// All, or all but one.
void EndSessions(db::Transaction& t, const AccountId& id, std::string_view kept_session_id = {});
// Open ones that the person made in that community.
void WithdrawInvitationsBy(db::Transaction& t, const CommunityId& community, const AccountId& id);

// What the person may do in that community and on the hub, as in a session with a second factor.
Caller RightsOf(db::Session& session, const AccountId& id, const CommunityId& community);

struct Joined {
  AccountId account;
  OrganizationId organization;
  std::string name;
};
// Active people whose membership is younger than that, the latest first.
std::vector<Joined> JoinedSince(db::Session& session, const CommunityId& community, Time since);

}  // namespace concord::accounts::sql
