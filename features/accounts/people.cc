#include "features/accounts/people.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/journal/journal.h"
#include "features/accounts/store_people.h"

namespace concord::accounts {
namespace {

bool AppointsAnyone(const Caller& caller) { return caller.May(Action::kCommunityCreate); }

// A community keeps an admin: whoever takes the last one away is of the hub, and can make another.
bool IsLastAdmin(db::Transaction& t, const CommunityId& community, const AccountId& id) {
  const auto admins = sql::LockAdminsOf(t, community);
  const std::set<std::string> different(admins.begin(), admins.end());
  return different.size() == 1 && different.contains(id.ToString());
}

// An admin in two organizations of one community stays one when one of the two memberships ends.
bool IsAdminElsewhere(db::Transaction& t, const CommunityId& community, const AccountId& id) {
  return std::ranges::count(sql::LockAdminsOf(t, community), id.ToString()) > 1;
}

}  // namespace

Reach OwnReach(const Caller& caller, Action action, const CommunityId& community, const OrganizationId& organization) {
  Reach widest = Reach::kNone;
  for (const Role role : caller.hub_roles) {
    if (Carries(caller, role) && ReachOf(action, role) == Reach::kHub) widest = Reach::kHub;
  }
  for (const Membership& m : caller.memberships) {
    if (m.community != community || !Carries(caller, m.role)) continue;
    const Reach reach = ReachOf(action, m.role);
    if (m.organization == organization || reach >= Reach::kCommunity) widest = std::max(widest, reach);
  }
  return widest;
}

bool RoleFits(Role role, std::string_view kind) {
  switch (role) {
    case Role::kOfficer:
    case Role::kCommander:
      return kind == "police_agency" || kind == "private_security" || kind == "military_installation";
    case Role::kOverseer:
      return kind == "oversight_body";
    default:
      return !IsHubRole(role);
  }
}

bool WithinReach(const Caller& caller, const CommunityId& community, const OrganizationId& organization, Role role) {
  if (IsHubRole(role)) return false;
  if (AppointsAnyone(caller)) return true;
  return std::ranges::all_of(AllActions(), [&](Action action) {
    return ReachOf(action, role) <= OwnReach(caller, action, community, organization);
  });
}

const char* WhyNotGive(const Caller& caller, const CommunityId& community, const Places::Named& organization,
                       Role role) {
  if (!RoleFits(role, organization.kind)) return "accounts.people.refused_kind";
  if (!WithinReach(caller, community, organization.id, role)) return "accounts.people.refused_wider";
  return nullptr;
}

std::vector<Role> RolesToGive(const Caller& caller, const CommunityId& community, const Places::Named& organization) {
  std::vector<Role> roles;
  for (const Role role : AllRoles()) {
    if (!WhyNotGive(caller, community, organization, role)) roles.push_back(role);
  }
  return roles;
}

Status People::ChangeRole(const Caller& caller, const Places::Named& organization, const CommunityId& community,
                          const AccountId& id, Role from, Role to) {
  for (const Role role : {from, to}) {
    if (const char* why = WhyNotGive(caller, community, organization, role)) return Fail(ErrorKind::kForbidden, why);
  }
  if (from == to) return {};
  return database_.Write([&](db::Transaction& t) -> Status {
    if (from == Role::kCommunityAdmin && !AppointsAnyone(caller) && IsLastAdmin(t, community, id) &&
        !IsAdminElsewhere(t, community, id))
      return Fail(ErrorKind::kConflict, "accounts.people.last_admin");
    if (!sql::RemoveMembership(t, id, {community, organization.id, from}))
      return Fail(ErrorKind::kNotFound, "error.not_found");
    if (!sql::AddMembership(t, id, {community, organization.id, to}, clock_.Now()))
      return Fail(ErrorKind::kConflict, "accounts.people.has_role");
    sql::WithdrawInvitationsBy(t, community, id);
    sql::EndSessions(t, id);
    const std::string where = "organization " + organization.id.ToString() + " role ";
    journal::Append(t,
                    {.actor = caller.id.ToString(),
                     .action = "accounts.membership.change",
                     .subject = id.ToString(),
                     .before = where + std::string(NameOf(from)),
                     .after = where + std::string(NameOf(to)),
                     .community = community.ToString()},
                    clock_, random_);
    return {};
  });
}

Status People::EndMembership(const Caller& caller, const Places::Named& organization, const CommunityId& community,
                             const AccountId& id, Role role) {
  if (id != caller.id) {
    // Not whether it fits: an organization's kind may have changed since, and what no longer fits must be ended.
    if (!WithinReach(caller, community, organization.id, role))
      return Fail(ErrorKind::kForbidden, "accounts.people.refused_wider");
  }
  return database_.Write([&](db::Transaction& t) -> Status {
    if (role == Role::kCommunityAdmin && !AppointsAnyone(caller) && IsLastAdmin(t, community, id) &&
        !IsAdminElsewhere(t, community, id))
      return Fail(ErrorKind::kConflict, "accounts.people.last_admin");
    if (!sql::RemoveMembership(t, id, {community, organization.id, role}))
      return Fail(ErrorKind::kNotFound, "error.not_found");
    sql::WithdrawInvitationsBy(t, community, id);
    sql::EndSessions(t, id);
    journal::Append(t,
                    {.actor = caller.id.ToString(),
                     .action = "accounts.membership.leave",
                     .subject = id.ToString(),
                     .before = "organization " + organization.id.ToString() + " role " + std::string(NameOf(role)),
                     .community = community.ToString()},
                    clock_, random_);
    return {};
  });
}

}  // namespace concord::accounts
