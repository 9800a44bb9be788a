#include "features/accounts/visit.h"

#include <algorithm>

namespace concord::accounts {
namespace {

bool MayEverywhere(const Caller& caller, Action action) {
  return std::ranges::any_of(caller.hub_roles,
                             [&](Role role) { return Carries(caller, role) && ReachOf(action, role) == Reach::kHub; });
}

// Any membership of the community that carries and whose reach for the action is enough where it stands.
template <typename Enough>
bool MayThere(const Caller& caller, Action action, const CommunityId& community, Enough enough) {
  return std::ranges::any_of(caller.memberships, [&](const Membership& m) {
    return m.community == community && Carries(caller, m.role) && enough(m, ReachOf(action, m.role));
  });
}

}  // namespace

bool Carries(const Caller& caller, Role role) { return caller.second_factor || !NeedsSecondFactor(role); }

bool Caller::May(Action action) const { return MayEverywhere(*this, action); }

bool Caller::May(Action action, const CommunityId& community) const {
  return MayEverywhere(*this, action) ||
         MayThere(*this, action, community, [](const Membership&, Reach reach) { return reach != Reach::kNone; });
}

bool Caller::May(Action action, const CommunityId& community, const OrganizationId& organization) const {
  return MayEverywhere(*this, action) || MayThere(*this, action, community, [&](const Membership& m, Reach reach) {
           return reach >= Reach::kCommunity || (reach == Reach::kOrganization && m.organization == organization);
         });
}

bool Caller::Has(Role role) const {
  if (!Carries(*this, role)) return false;
  return std::ranges::find(hub_roles, role) != hub_roles.end() ||
         std::ranges::find(memberships, role, &Membership::role) != memberships.end();
}

bool Caller::BelongsTo(const CommunityId& community) const {
  return std::ranges::find(memberships, community, &Membership::community) != memberships.end();
}

bool Caller::OwesSecondFactor() const {
  if (second_factor) return false;
  return std::ranges::any_of(hub_roles, NeedsSecondFactor) ||
         std::ranges::any_of(memberships, NeedsSecondFactor, &Membership::role);
}

bool Visit::SeesPlace() const {
  if (!place) return false;
  if (place->open) return true;
  return caller && (caller->BelongsTo(place->id) || caller->May(Action::kCommunityCreate));
}

bool ProvedLately(const Visit& visit) {
  return visit.caller && visit.now - visit.caller->authenticated <= std::chrono::minutes(15);
}

const Visit& VisitOf(const http::Request& request) {
  static const Visit kAnonymous;
  const auto* visit = dynamic_cast<const Visit*>(request.visitor.get());
  return visit ? *visit : kAnonymous;
}

}  // namespace concord::accounts
