// The table against a second one written by hand from the design's words, and what a caller's rights make of it.
#include "features/accounts/permissions.h"

#include <gtest/gtest.h>

#include "features/accounts/visit.h"

namespace concord::accounts {
namespace {

struct Cell {
  Action action;
  Role role;
  Reach reach;
};

TEST(PermissionsTest, WhatTheDesignSaysInWords) {
  const Cell cells[] = {
      // Only who runs the hub makes communities and handles accounts.
      {Action::kCommunityCreate, Role::kHubAdmin, Reach::kHub},
      {Action::kCommunityCreate, Role::kCommunityAdmin, Reach::kNone},
      {Action::kAccountsManage, Role::kHubAdmin, Reach::kHub},
      {Action::kAccountsManage, Role::kCommunityAdmin, Reach::kNone},
      {Action::kHubOperate, Role::kCurator, Reach::kNone},
      // A commander leads one organization.
      {Action::kPeopleInvite, Role::kCommander, Reach::kOrganization},
      {Action::kOrganizationEdit, Role::kCommander, Reach::kOrganization},
      {Action::kOrganizationAdd, Role::kCommander, Reach::kNone},
      {Action::kPeopleInvite, Role::kOfficer, Reach::kNone},
      {Action::kPeopleInvite, Role::kMember, Reach::kNone},
      // Colleagues see each other.
      {Action::kPeopleView, Role::kMember, Reach::kOrganization},
      {Action::kPeopleView, Role::kCurator, Reach::kNone},
      // Overseers read the journal of the whole community; the operator of the hub does not.
      {Action::kJournalRead, Role::kOverseer, Reach::kCommunity},
      {Action::kJournalRead, Role::kCommander, Reach::kNone},
      {Action::kJournalRead, Role::kHubAdmin, Reach::kNone},
      // An agency's sign-in is its community's matter.
      {Action::kProviderEdit, Role::kCommunityAdmin, Reach::kCommunity},
      {Action::kProviderEdit, Role::kHubAdmin, Reach::kNone},
      // The library is the curators'.
      {Action::kLibraryCurate, Role::kCurator, Reach::kHub},
      {Action::kLibraryCurate, Role::kHubAdmin, Reach::kNone},
      {Action::kLibraryCurate, Role::kCommunityAdmin, Reach::kNone},
  };
  for (const Cell& cell : cells) {
    EXPECT_EQ(ReachOf(cell.action, cell.role), cell.reach) << NameOf(cell.action) << " " << NameOf(cell.role);
  }
}

TEST(PermissionsTest, NamesGoThereAndBack) {
  for (const Role role : AllRoles()) EXPECT_EQ(RoleNamed(NameOf(role)), role);
  for (const Action action : AllActions()) EXPECT_EQ(ActionNamed(NameOf(action)), action);
  EXPECT_FALSE(RoleNamed("king"));
  EXPECT_FALSE(ActionNamed("people."));
}

// A role that does not belong to the hub must never reach all of it.
TEST(PermissionsTest, OnlyHubRolesReachTheHub) {
  for (const Action action : AllActions()) {
    for (const Role role : AllRoles()) {
      const Reach reach = ReachOf(action, role);
      EXPECT_TRUE(IsHubRole(role) ? reach == Reach::kNone || reach == Reach::kHub : reach != Reach::kHub)
          << NameOf(action) << " " << NameOf(role);
    }
  }
}

class CallerTest : public ::testing::Test {
 protected:
  CommunityId Community(char c) {
    return *CommunityId::Parse("00000000-0000-7000-8000-00000000000" + std::string(1, c));
  }
  OrganizationId Organization(char c) {
    return *OrganizationId::Parse("00000000-0000-7000-9000-00000000000" + std::string(1, c));
  }
  Caller With(Role role, bool second_factor = true) {
    Caller caller;
    caller.second_factor = second_factor;
    IsHubRole(role) ? caller.hub_roles.push_back(role)
                    : caller.memberships.push_back({Community('1'), Organization('1'), role});
    return caller;
  }
};

TEST_F(CallerTest, EveryRoleAndActionInOnesOwnPlaceAndElsewhere) {
  for (const Role role : AllRoles()) {
    const Caller caller = With(role);
    for (const Action action : AllActions()) {
      SCOPED_TRACE(std::string(NameOf(role)) + " " + std::string(NameOf(action)));
      const Reach reach = ReachOf(action, role);
      EXPECT_EQ(caller.May(action), reach == Reach::kHub);
      EXPECT_EQ(caller.May(action, Community('1')), reach != Reach::kNone);
      EXPECT_EQ(caller.May(action, Community('1'), Organization('1')), reach != Reach::kNone);
      EXPECT_EQ(caller.May(action, Community('1'), Organization('2')), reach >= Reach::kCommunity);
      EXPECT_EQ(caller.May(action, Community('2')), reach == Reach::kHub);
      EXPECT_EQ(caller.May(action, Community('2'), Organization('1')), reach == Reach::kHub);
    }
  }
}

TEST_F(CallerTest, ARoleThatNeedsASecondFactorCarriesNothingWithoutOne) {
  for (const Role role : AllRoles()) {
    const Caller caller = With(role, false);
    EXPECT_EQ(caller.OwesSecondFactor(), NeedsSecondFactor(role));
    EXPECT_EQ(caller.Has(role), !NeedsSecondFactor(role));
    for (const Action action : AllActions()) {
      const bool carries = !NeedsSecondFactor(role) && ReachOf(action, role) != Reach::kNone;
      EXPECT_EQ(caller.May(action, Community('1'), Organization('1')), carries);
    }
  }
}

// What a person may as a member they may without a second factor, though they are an overseer too.
TEST_F(CallerTest, OtherRolesStillCarry) {
  Caller caller = With(Role::kOverseer, false);
  caller.memberships.push_back({Community('1'), Organization('2'), Role::kCommander});
  EXPECT_TRUE(caller.May(Action::kPeopleInvite, Community('1'), Organization('2')));
  EXPECT_FALSE(caller.May(Action::kPeopleInvite, Community('1'), Organization('1')));
  EXPECT_FALSE(caller.May(Action::kJournalRead, Community('1')));
}

TEST_F(CallerTest, AClosedPlaceIsSeenByItsOwn) {
  Visit visit;
  EXPECT_FALSE(visit.SeesPlace());
  visit.place = Place{.id = Community('1'), .slug = "a", .name = "A", .time_zone = "", .languages = {}, .open = false};
  EXPECT_FALSE(visit.SeesPlace());
  visit.caller = With(Role::kMember);
  EXPECT_TRUE(visit.SeesPlace());
  visit.place->id = Community('2');
  EXPECT_FALSE(visit.SeesPlace());
  visit.caller = With(Role::kHubAdmin);
  EXPECT_TRUE(visit.SeesPlace());
  visit.caller = With(Role::kHubAdmin, false);
  EXPECT_FALSE(visit.SeesPlace());
  visit.place->open = true;
  visit.caller.reset();
  EXPECT_TRUE(visit.SeesPlace());
}

}  // namespace
}  // namespace concord::accounts
