// Who asks, and where: attached to every request by the Gate, read by guards, handlers and the frame. Immutable.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/id.h"
#include "base/http/message.h"
#include "features/accounts/permissions.h"

namespace concord::communities {
struct Community;
struct Organization;
}  // namespace concord::communities

namespace concord::accounts {

using CommunityId = Id<communities::Community>;
using OrganizationId = Id<communities::Organization>;
struct Account;
using AccountId = Id<Account>;

struct Membership {
  CommunityId community;
  OrganizationId organization;
  Role role = Role::kMember;
};

// Someone who is signed in.
struct Caller {
  AccountId id;
  std::string name, email, language;
  std::vector<Membership> memberships;
  std::vector<Role> hub_roles;
  bool second_factor = false;  // this session was begun with one, or with an identity provider that vouches for one
  std::string session_id;
  Time authenticated;  // when a password or code was last given: what is dangerous asks again after a while

  // The widest reach of any of the caller's roles, there. Without an organization: somewhere in that community.
  // Roles that need a second factor carry nothing in a session without one.
  bool May(Action action) const;  // on the hub
  bool May(Action action, const CommunityId& community) const;
  bool May(Action action, const CommunityId& community, const OrganizationId& organization) const;
  bool Has(Role role) const;
  bool BelongsTo(const CommunityId& community) const;
  bool OwesSecondFactor() const;  // a role asks for one, and this session has none
};

// Whether a session carries that role: those that need a second factor, only one that was begun with it.
bool Carries(const Caller& caller, Role role);

// The community of an address "/c/<slug>/...".
struct Place {
  CommunityId id;
  std::string slug, name, time_zone;
  std::vector<std::string> languages;
  bool open = false;  // false: still being prepared, or closed: only its own people and hub admins see it
};

struct Visit : http::Visitor {
  std::optional<Caller> caller;
  std::optional<Place> place;
  bool unsure = false;      // the database could not say who it is: nobody is let in, and nobody is sent away for good
  std::string seed;         // of this visitor's form tokens
  bool seed_is_new = true;  // no cookie holds it yet
  Time now;                 // when the Gate saw the request
  // The place is open, or one's own, or one runs the hub. Without a place: false.
  bool SeesPlace() const;
  // "account id" for the journal, or "resident".
  std::string Actor() const { return caller ? caller->id.ToString() : "resident"; }
};

// Whether this session's person gave a password or code within the last 15 minutes: what is dangerous asks for that.
// False for nobody.
bool ProvedLately(const Visit& visit);

// Of a request that never passed the Gate (inline routes, tests): an anonymous visit.
const Visit& VisitOf(const http::Request& request);

}  // namespace concord::accounts
