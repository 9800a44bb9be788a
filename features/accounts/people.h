// Who belongs to an organization: which roles a person may give there, changing a role, ending a membership. Safe from
// any thread; every write is one transaction with its entry in the community's chain of the journal.
//
// The ceiling. Nobody gives a role that reaches further than his own roles do there, in any line of the permission
// table; so a commander makes no overseer and no admin, however the table grows. One exception: whoever may make
// communities (the hub's admin) appoints its first people, and so may give every role of a membership there. A role is
// taken away by whoever could give it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/accounts/accounts.h"

namespace concord::accounts {

// The widest reach that the caller's roles have for `action` in that organization; what a second factor is owed for
// carries nothing.
Reach OwnReach(const Caller& caller, Action action, const CommunityId& community, const OrganizationId& organization);

// Officers and commanders belong to an agency that polices, overseers to an oversight body; the others anywhere.
// Hub roles never belong to an organization.
bool RoleFits(Role role, std::string_view organization_kind);

// Whether the role reaches no further there than the caller's own do.
bool WithinReach(const Caller& caller, const CommunityId& community, const OrganizationId& organization, Role role);

// Why the caller may not give (or take) the role there: "accounts.people.refused_wider",
// "accounts.people.refused_kind", or nullptr where he may. Does not ask May(): that is the route's guard.
const char* WhyNotGive(const Caller& caller, const CommunityId& community, const Places::Named& organization,
                       Role role);

// The roles of memberships, in the table's order, that the caller may give there.
std::vector<Role> RolesToGive(const Caller& caller, const CommunityId& community, const Places::Named& organization);

class People {
 public:
  People(db::Database& database, const Clock& clock, Random& random)
      : database_(database), clock_(clock), random_(random) {}

  // Ends the person's sessions and withdraws the open invitations that he made in the community: rights have changed.
  // Errors: forbidden (WhyNotGive of either role), not_found (no such
  // membership), conflict "accounts.people.has_role", "accounts.people.last_admin".
  Status ChangeRole(const Caller& caller, const Places::Named& organization, const CommunityId& community,
                    const AccountId& id, Role from, Role to);
  // Likewise. Anyone may leave; the last admin of a community only by a hub admin's hand. Errors as ChangeRole.
  Status EndMembership(const Caller& caller, const Places::Named& organization, const CommunityId& community,
                       const AccountId& id, Role role);

 private:
  db::Database& database_;
  const Clock& clock_;
  Random& random_;
};

}  // namespace concord::accounts
