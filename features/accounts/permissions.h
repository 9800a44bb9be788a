// Who may do what: one table of actions and roles (permissions.cc), from which the guards of the routes, their tests
// and the page docs/user/roles.md are made. Pure; safe from any thread.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace concord::accounts {

// Curator and hub admin are roles on the hub; the others belong to a membership in an organization of a community.
enum class Role { kMember, kOfficer, kCommander, kAnalyst, kOverseer, kCurator, kCommunityAdmin, kHubAdmin };
inline constexpr size_t kRoleCount = 8;
std::span<const Role> AllRoles();
std::string_view NameOf(Role role);  // "community_admin": in the database, in addresses, in message keys
std::optional<Role> RoleNamed(std::string_view name);
bool IsHubRole(Role role);
// Overseers and admins sign in with a second factor.
bool NeedsSecondFactor(Role role);

enum class Action {
  kCommunityCreate,   // make a community, open and close it
  kCommunityEdit,     // its name, place, languages, boundary, districts
  kOrganizationAdd,   // a new organization of a community
  kOrganizationEdit,  // what an organization says of itself
  kPeopleView,        // who belongs to an organization, with their addresses
  kPeopleInvite,      // invite someone, withdraw an invitation
  kPeopleRemove,      // end a membership, change its role
  kProviderEdit,      // the identity provider of an organization
  kJournalRead,       // the journal's entries with who did what
  kAccountsManage,    // every account of the hub: disable, reset, give roles on the hub
  kHubOperate,        // queues, failed work, mail
  kLibraryCurate,     // the library's content
  kListsKeep,         // the reading lists of a community
  kSelfreviewManage,  // open a self-review, ask people, close it, see what it found
  kSelfreviewAnswer,  // answer one, where one's group is asked
};
inline constexpr size_t kActionCount = 15;
std::span<const Action> AllActions();
std::string_view NameOf(Action action);  // "people.invite"
std::optional<Action> ActionNamed(std::string_view name);

// How far a role carries for an action.
enum class Reach {
  kNone,
  kOrganization,  // in the organization of the membership
  kCommunity,     // in its community
  kHub,           // everywhere
};
Reach ReachOf(Action action, Role role);

}  // namespace concord::accounts
