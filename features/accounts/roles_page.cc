#include "features/accounts/roles_page.h"

#include <nlohmann/json.hpp>

#include "features/accounts/people.h"
#include "features/accounts/permissions.h"

namespace concord::accounts {
namespace {

const char* NameFor(Role role) {
  switch (role) {
    case Role::kMember:
      return "Member";
    case Role::kOfficer:
      return "Officer";
    case Role::kCommander:
      return "Commander";
    case Role::kAnalyst:
      return "Analyst";
    case Role::kOverseer:
      return "Overseer";
    case Role::kCurator:
      return "Curator";
    case Role::kCommunityAdmin:
      return "Community admin";
    case Role::kHubAdmin:
      return "Hub admin";
  }
  return "";
}

const char* WordsFor(Action action) {
  switch (action) {
    case Action::kCommunityCreate:
      return "Make a community, open and close it";
    case Action::kCommunityEdit:
      return "Edit a community: its name, place, languages, map";
    case Action::kOrganizationAdd:
      return "Add an organization to a community";
    case Action::kOrganizationEdit:
      return "Edit what an organization says of itself";
    case Action::kPeopleView:
      return "See who belongs to an organization";
    case Action::kPeopleInvite:
      return "Invite people, withdraw invitations";
    case Action::kPeopleRemove:
      return "Change roles, end memberships";
    case Action::kProviderEdit:
      return "Set up an organization's own sign-in service";
    case Action::kJournalRead:
      return "Read in the journal who did what";
    case Action::kAccountsManage:
      return "Look after accounts, give roles on the hub";
    case Action::kHubOperate:
      return "See and retry failed work, test the mail";
    case Action::kLibraryCurate:
      return "Look after the library";
    case Action::kListsKeep:
      return "Keep the reading lists of a community";
    case Action::kSelfreviewManage:
      return "Open a self-review, ask people, close it, see what it found";
    case Action::kSelfreviewAnswer:
      return "Answer a self-review, where one's group is asked";
  }
  return "";
}

const char* WordsFor(Reach reach) {
  switch (reach) {
    case Reach::kNone:
      return "-";
    case Reach::kOrganization:
      return "own organization";
    case Reach::kCommunity:
      return "own community";
    case Reach::kHub:
      return "whole hub";
  }
  return "";
}

const char* NameFor(Reach reach) {
  constexpr const char* kNames[] = {"none", "organization", "community", "hub"};
  return kNames[static_cast<size_t>(reach)];
}

std::string Where(Role role) {
  if (IsHubRole(role)) return "the hub";
  if (RoleFits(role, "nonprofit")) return "any organization";
  return RoleFits(role, "oversight_body") ? "an oversight body"
                                          : "a police agency, private security or a military installation";
}

}  // namespace

std::string RolesMarkdown() {
  std::string page =
      "# Roles and what they may do\n\n"
      "<!-- Made by `concord roles --markdown` from features/accounts/permissions.cc. Do not edit: a test compares. "
      "-->\n\n"
      "A person has a role in an organization of a community, or on the hub; several are possible. Reading what is "
      "public\n"
      "and telling a community something need no account and no role.\n\n"
      "| role | belongs to | second factor |\n|---|---|---|\n";
  for (const Role role : AllRoles()) {
    page += std::string("| ") + NameFor(role) + " | " + Where(role) + " | " +
            (NeedsSecondFactor(role) ? "needed" : "as one likes") + " |\n";
  }
  page +=
      "\nA role that needs a second factor carries nothing in a session without one.\n\n"
      "## Who may do what\n\n| |";
  for (const Role role : AllRoles()) page += std::string(" ") + NameFor(role) + " |";
  page += "\n|---|";
  for (size_t i = 0; i < kRoleCount; ++i) page += "---|";
  page += "\n";
  for (const Action action : AllActions()) {
    page += std::string("| ") + WordsFor(action) + " |";
    for (const Role role : AllRoles()) page += std::string(" ") + WordsFor(ReachOf(action, role)) + " |";
    page += "\n";
  }
  page +=
      "\n\"Own organization\": there alone. \"Own community\": in every organization of the community in which one has "
      "the\n"
      "role. A hub admin does not read in a community's journal who did what, and does not set up its sign-in "
      "services:\n"
      "that is its own people's matter.\n\n"
      "## Who may give which role\n\n"
      "Nobody gives, or takes away, a role that reaches further than their own do there, in any line of the table. A "
      "hub\n"
      "admin may give every role of an organization, because somebody appoints a community's first people; each such "
      "act\n"
      "stands in that community's journal.\n\n| with this role | one may give in one's own organization, where the "
      "role belongs there |\n|---|---|\n";
  const CommunityId community;
  const OrganizationId organization;
  for (const Role mine : AllRoles()) {
    Caller caller;
    caller.second_factor = true;
    if (IsHubRole(mine)) {
      caller.hub_roles = {mine};
    } else {
      caller.memberships = {{community, organization, mine}};
    }
    std::string given;
    if (caller.May(Action::kPeopleInvite, community, organization)) {
      for (const Role role : AllRoles()) {
        if (!IsHubRole(role) && WithinReach(caller, community, organization, role))
          given += (given.empty() ? "" : ", ") + std::string(NameFor(role));
      }
    }
    page += std::string("| ") + NameFor(mine) + " | " + (given.empty() ? "-" : given) + " |\n";
  }
  return page;
}

std::string RolesJson() {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const Action action : AllActions()) {
    nlohmann::ordered_json line;
    line["action"] = NameOf(action);
    for (const Role role : AllRoles()) line[std::string(NameOf(role))] = NameFor(ReachOf(action, role));
    all.push_back(std::move(line));
  }
  return all.dump(2) + "\n";
}

}  // namespace concord::accounts
