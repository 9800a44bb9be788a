#include "features/accounts/permissions.h"

namespace concord::accounts {
namespace {

constexpr std::array kRoles = {Role::kMember,   Role::kOfficer, Role::kCommander,      Role::kAnalyst,
                               Role::kOverseer, Role::kCurator, Role::kCommunityAdmin, Role::kHubAdmin};
static_assert(kRoles.size() == kRoleCount);

constexpr Reach _ = Reach::kNone, o = Reach::kOrganization, c = Reach::kCommunity, h = Reach::kHub;

struct Line {
  Action action;
  std::string_view name;
  std::array<Reach, kRoleCount> reach;
};

// One line an action, one column a role. _ no, o in one's own organization, c in one's own community, h on the whole
// hub.
// clang-format off
constexpr std::array kTable = {
    //                                                     member officer commander analyst overseer curator community hub
    //                                                                                                       admin     admin
    Line{Action::kCommunityCreate,  "community.create",   {_,     _,      _,        _,      _,       _,      _,        h}},
    Line{Action::kCommunityEdit,    "community.edit",     {_,     _,      _,        _,      _,       _,      c,        h}},
    Line{Action::kOrganizationAdd,  "organization.add",   {_,     _,      _,        _,      _,       _,      c,        h}},
    Line{Action::kOrganizationEdit, "organization.edit",  {_,     _,      o,        _,      o,       _,      c,        h}},
    Line{Action::kPeopleView,       "people.view",        {o,     o,      o,        o,      o,       _,      c,        h}},
    Line{Action::kPeopleInvite,     "people.invite",      {_,     _,      o,        _,      o,       _,      c,        h}},
    Line{Action::kPeopleRemove,     "people.remove",      {_,     _,      o,        _,      o,       _,      c,        h}},
    Line{Action::kProviderEdit,     "provider.edit",      {_,     _,      _,        _,      _,       _,      c,        _}},
    Line{Action::kJournalRead,      "journal.read",       {_,     _,      _,        _,      c,       _,      c,        _}},
    Line{Action::kAccountsManage,   "accounts.manage",    {_,     _,      _,        _,      _,       _,      _,        h}},
    Line{Action::kHubOperate,       "hub.operate",        {_,     _,      _,        _,      _,       _,      _,        h}},
    Line{Action::kLibraryCurate,    "library.curate",     {_,     _,      _,        _,      _,       h,      _,        _}},
    Line{Action::kListsKeep,        "lists.keep",         {_,     c,      c,        c,      c,       _,      c,        h}},
    Line{Action::kSelfreviewManage, "selfreview.manage",  {_,     _,      _,        _,      _,       _,      c,        _}},
    Line{Action::kSelfreviewAnswer, "selfreview.answer",  {c,     c,      c,        c,      c,       _,      c,        _}},
};
// clang-format on
static_assert(kTable.size() == kActionCount);

constexpr auto kActions = [] {
  std::array<Action, kActionCount> all{};
  for (size_t i = 0; i < kActionCount; ++i) all[i] = kTable[i].action;
  return all;
}();
static_assert(
    [] {
      for (size_t i = 0; i < kActionCount; ++i) {
        if (static_cast<size_t>(kTable[i].action) != i) return false;
      }
      return true;
    }(),
    "the table's lines stand in the order of Action");

}  // namespace

std::span<const Role> AllRoles() { return kRoles; }

std::string_view NameOf(Role role) {
  constexpr std::array<std::string_view, kRoleCount> kNames = {"member",   "officer", "commander",       "analyst",
                                                               "overseer", "curator", "community_admin", "hub_admin"};
  return kNames[static_cast<size_t>(role)];
}

std::optional<Role> RoleNamed(std::string_view name) {
  for (const Role role : kRoles) {
    if (NameOf(role) == name) return role;
  }
  return std::nullopt;
}

bool IsHubRole(Role role) { return role == Role::kCurator || role == Role::kHubAdmin; }

bool NeedsSecondFactor(Role role) {
  return role == Role::kOverseer || role == Role::kCommunityAdmin || role == Role::kHubAdmin;
}

std::span<const Action> AllActions() { return kActions; }
std::string_view NameOf(Action action) { return kTable[static_cast<size_t>(action)].name; }

std::optional<Action> ActionNamed(std::string_view name) {
  for (const Line& line : kTable) {
    if (line.name == name) return line.action;
  }
  return std::nullopt;
}

Reach ReachOf(Action action, Role role) { return kTable[static_cast<size_t>(action)].reach[static_cast<size_t>(role)]; }

}  // namespace concord::accounts
