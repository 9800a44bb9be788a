// Every route for every role, in one's own and in another community. What is expected follows from the guard on the
// route's line and the table of permissions; what differs stands in the tables below. A route, a guard or a parameter
// that this test does not know fails it.
#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <set>

#include "features/accounts/permissions.h"
#include "features/communities/communities.h"
#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using accounts::Action;
using accounts::Reach;
using accounts::Role;
using ::testing::Contains;

enum class Expected { kHandler, kSignIn, kForbidden, kMissing };
std::string InWords(Expected expected) {
  switch (expected) {
    case Expected::kHandler:
      return "the handler answers";
    case Expected::kSignIn:
      return "led to signing in";
    case Expected::kForbidden:
      return "403";
    case Expected::kMissing:
      break;
  }
  return "404";
}

// POST routes that anybody may use: each carries a proof of its own, or begins with nothing.
const std::set<std::string> kOpenForms = {
    "/oai",
    "/library/suggest",
    "/sign-in",
    "/sign-in/code",
    "/sign-out",
    "/forgot",
    "/demo/sign-in",
    "/digest/off/:token",
    "/welcome/:token",
    "/reset/:token",
    "/c/:community/join/:token",
    // A self-review: by the code of this browser, or a link that carries its own proof.
    "/c/:community/self-review/:review/answer/:part",
    "/c/:community/self-review/:review/files/:item",
    "/c/:community/self-review/:review/files/:item/remove",
    "/c/:community/self-review/:review/finish",
    "/c/:community/self-review/:review/leave",
    "/c/:community/self-review/:review/join/:token",
    "/c/:community/self-review/:review/resume",
};

// Pages about everyone of the community: their handlers want a role that reaches all of it.
const std::set<std::string> kOfTheWholeCommunity = {"/c/:community/people", "/c/:community/people.csv"};

// Whoever belongs to an organization may leave it themselves, so the route lets people in whom its handler refuses once
// it knows whom they name; an empty form names nobody. AskAgainForTheOrganization below sends whole ones.
const std::set<std::string> kNameSomebodyFirst = {"/c/:community/organizations/:organization/people/end"};

bool IsReading(const http::Route& route) { return route.method == http::Method::kGet; }
bool InCommunity(const http::Route& route) { return route.pattern.starts_with("/c/:community"); }

Expected ToWhoIsOut(const http::Route& route) { return IsReading(route) ? Expected::kSignIn : Expected::kForbidden; }

// Whether any of the viewer's roles reaches `own`, or the organization of the address there.
bool Reaches(const Viewer& viewer, Action action, const http::Route& route, const Town& town) {
  const bool of_organization = route.pattern.find("/:organization") != std::string::npos;
  return std::any_of(viewer.roles.begin(), viewer.roles.end(), [&](Role role) {
    const Reach reach = accounts::ReachOf(action, role);
    if (reach == Reach::kHub) return true;
    if (!InCommunity(route) || viewer.from != Viewer::From::kOwn || reach == Reach::kNone) return false;
    if (reach == Reach::kCommunity) return true;
    if (!of_organization) return !kOfTheWholeCommunity.contains(route.pattern);
    if (kNameSomebodyFirst.contains(route.pattern)) return true;
    return viewer.person->organization == town.own.police;  // the organization that the walk names
  });
}

// nullopt: the guard's name says nothing that this test knows.
std::optional<Expected> Expect(const http::Route& route, const Viewer& viewer, const Town& town) {
  std::string guard = route.guard.name;
  if (guard == "anyone") return Expected::kHandler;
  if (!viewer.person) return ToWhoIsOut(route);
  if (guard == "signed in") {
    if (!InCommunity(route) || viewer.from == Viewer::From::kOwn) return Expected::kHandler;
    const Viewer& v = viewer;
    return std::find(v.roles.begin(), v.roles.end(), Role::kHubAdmin) != v.roles.end() ? Expected::kHandler
                                                                                       : Expected::kForbidden;
  }
  if (!guard.starts_with("may ")) return std::nullopt;
  guard = guard.substr(4, guard.find(',') == std::string::npos ? std::string::npos : guard.find(',') - 4);
  const auto action = accounts::ActionNamed(guard);
  if (!action) return std::nullopt;
  return Reaches(viewer, *action, route, town) ? Expected::kHandler : Expected::kForbidden;
}

bool LeadsToSignIn(const Answer& answer) {
  return answer.status == 303 && answer.Header("Location").starts_with("/sign-in?next=");
}

bool Meets(Expected expected, const http::Route& route, const Answer& answer) {
  switch (expected) {
    case Expected::kSignIn:
      return LeadsToSignIn(answer);
    case Expected::kForbidden:
      return answer.status == 403;
    case Expected::kMissing:
      return answer.status == 404;
    case Expected::kHandler:
      break;
  }
  if (LeadsToSignIn(answer)) return false;
  if (IsReading(route)) return ReadingStatuses(route.pattern).contains(answer.status);
  return WritingStatuses(route.pattern).contains(answer.status);
}

class SecurityRoutes : public ::testing::Test {
 protected:
  Town town_;
};

TEST_F(SecurityRoutes, AnswerEachRoleAsTheTableOfPermissionsSays) {
  const auto viewers = town_.Viewers();
  int asked = 0;
  for (const auto& route : town_.web().site().router.routes()) {
    if (route->options.inline_io) continue;  // files of the front end: no session, no guard
    for (const Viewer& viewer : viewers) {
      const auto target = TargetOf(*route, town_, town_.own);
      ASSERT_TRUE(target) << route->pattern << ": say in route_walk.cc what its parameters are in this test";
      const auto expected = Expect(*route, viewer, town_);
      ASSERT_TRUE(expected) << route->pattern << " has the guard \"" << route->guard.name << "\": say what it means";
      Browser browser(town_.web());
      if (viewer.person) browser.SignInAs(viewer.person->id);
      const Answer answer = IsReading(*route) ? browser.Get(*target) : browser.Post(*target);
      ++asked;
      if (*expected != Expected::kSignIn && LeadsToItsPage(*route, *target, answer)) continue;
      EXPECT_TRUE(Meets(*expected, *route, answer))
          << NameOf(route->method) << " " << *target << " [" << route->guard.name << "] for " << viewer.name << ": "
          << InWords(*expected) << " was expected; it was " << answer.status << " " << answer.Header("Location");
    }
  }
  EXPECT_GT(asked, 500);
}

// What is still being prepared is not there for anyone else, whatever the address.
TEST_F(SecurityRoutes, OfAHiddenCommunityAreNotThereForOthers) {
  for (const auto& route : town_.web().site().router.routes()) {
    if (!InCommunity(*route)) continue;
    const Person* others[] = {nullptr, &town_.own.people.at(Role::kCommunityAdmin),
                              &town_.own.people.at(Role::kOverseer), &town_.curator};
    for (const Person* person : others) {
      const auto target = TargetOf(*route, town_, town_.hidden);
      ASSERT_TRUE(target) << route->pattern;
      Browser browser(town_.web());
      if (person) browser.SignInAs(person->id);
      const Answer answer = IsReading(*route) ? browser.Get(*target) : browser.Post(*target);
      // A form of someone signed out may be refused before its address is looked at, as any other would be.
      const bool same_as_nothing =
          answer.status == 404 || LeadsToSignIn(answer) || (answer.status == 403 && !IsReading(*route));
      EXPECT_TRUE(same_as_nothing) << NameOf(route->method) << " " << *target << " for "
                                   << (person ? person->name : "nobody") << ": " << answer.status;
      EXPECT_EQ(answer.body.find("Hiddenham"), std::string::npos) << *target;

      // Nor can it be told from a community that was never made.
      const auto elsewhere = TargetOf(*route, town_, Side{"nowhere", "", {}, "a", "b", "c", "d", "e", {}});
      const Answer nothing = IsReading(*route) ? browser.Get(*elsewhere) : browser.Post(*elsewhere);
      EXPECT_EQ(answer.status, nothing.status) << *target << " and " << *elsewhere;
    }
  }
}

// A role in one organization is none in another of the same community: with whole forms, that would do something.
TEST_F(SecurityRoutes, AskAgainForTheOrganization) {
  const Person& victim = town_.own.people.at(Role::kOfficer);
  const std::string base = "/c/" + town_.own.slug + "/organizations/" + town_.own.police;
  const std::vector<std::pair<std::string, Values>> forms = {
      {"/people/end", {{"account", victim.id}, {"role", "officer"}}},
      {"/people/role",
       {{"account", victim.id}, {"from", "officer"}, {"role", "officer"}, {"to", "analyst"}, {"new_role", "analyst"}}},
      {"/people/invite", {{"role", "member"}, {"email", "new@people.example.org"}, {"language", "en"}}},
      {"/edit", {{"name", "Changed"}, {"kind", "police_agency"}}},
  };
  std::vector<Browser> browsers;  // a sign-in is an entry of the journal itself
  for (const Role role : {Role::kMember, Role::kOverseer})
    browsers.push_back(town_.SignedIn(town_.own.people.at(role)));
  const auto before = CountRows(town_);
  for (Browser& browser : browsers) {
    for (const auto& [path, fields] : forms) EXPECT_EQ(browser.Post(base + path, fields).status, 403) << path;
    EXPECT_EQ(browser.Get(base + "/people").status, 403);
  }
  EXPECT_EQ(CountRows(town_), before);
  EXPECT_EQ(town_.web().hub().communities->FindOrganization(town_.own.id, town_.own.police)->name, "Ownville Police");
}

TEST_F(SecurityRoutes, HaveAGuardThatKnowsTheCommunity) {
  for (const auto& route : town_.web().site().router.routes()) {
    if (!InCommunity(*route)) continue;
    // Its first people come into a community that is not open yet by invitation; the token is the guard.
    if (route->pattern == "/c/:community/join/:token") continue;
    EXPECT_TRUE(route->guard.check) << route->pattern << " has http::Anyone(): a community that is closed would answer";
  }
}

TEST_F(SecurityRoutes, OpenNoFormToAnyoneButTheListedOnes) {
  for (const auto& route : town_.web().site().router.routes()) {
    if (IsReading(*route)) continue;
    EXPECT_EQ(route->options.any_origin, IsQuestion(*route) || CarriesItsProof(*route))
        << route->pattern << " takes forms from everywhere";
    if (route->guard.name == "anyone") {
      EXPECT_THAT(kOpenForms, Contains(route->pattern)) << "anybody may post to it";
    }
  }
}

// A GET that writes could be called by a picture in someone else's page.
TEST_F(SecurityRoutes, WriteNothingWhenTheyAreRead) {
  std::vector<std::string> targets;
  for (const auto& route : town_.web().site().router.routes()) {
    if (!IsReading(*route) || route->options.inline_io) continue;
    const auto target = TargetOf(*route, town_, town_.own);
    ASSERT_TRUE(target) << route->pattern;
    targets.push_back(*target);
  }
  Browser nobody(town_.web()), admin = town_.SignedIn(town_.hub_admin);
  auto before = CountRows(town_);
  for (const std::string& target : targets) {
    nobody.Get(target);
    EXPECT_EQ(CountRows(town_), before) << target;
    admin.Get(target);
    auto after = CountRows(town_);
    // That a list of people was read is an entry itself.
    if (target.find("people") != std::string::npos || target == "/me/export.json" ||
        target.starts_with("/hub/accounts"))
      for (const char* table : {"journal_entry", "journal_block", "outbox"}) before[table] = after[table];
    EXPECT_EQ(after, before) << target << " by the hub's admin";
  }
}

}  // namespace
}  // namespace concord::scenarios
