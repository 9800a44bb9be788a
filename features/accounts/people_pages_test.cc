// The pages of people, invitations and profiles, as a browser sees them.
#include "features/accounts/people_site_fixture.h"

namespace concord::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

CONCORD_ON_BOTH_ENGINES(PeoplePagesTest);

TEST_P(PeoplePagesTest, FromTheInvitationToTheFirstPage) {
  Browser ana = At("ana@example.org");
  const auto page = ana.Get(kPeople);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("Ben Oak"));
  EXPECT_THAT(page.body, HasSubstr("2 people"));
  const auto made =
      ana.Post(std::string(kPeople) + "/invite", {{"role", "officer"}, {"email", ""}, {"language", "en"}});
  EXPECT_EQ(made.status, 200u);
  EXPECT_EQ(made.headers.Get("Cache-Control"), "no-store");
  const std::string link = LinkIn(made);
  ASSERT_TRUE(link.starts_with("/c/riverbend/join/")) << made.body;
  EXPECT_THAT(ana.Get(kPeople).body, HasSubstr("A link to copy"));

  Browser dana(*this);
  const auto form = dana.Get(link);
  EXPECT_EQ(form.status, 200u);
  EXPECT_EQ(form.headers.Get("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(form.body, HasSubstr("riverbend-police in Riverbend invites you as: Officer."));
  const auto wrong = dana.Post(link, {{"name", "Dana <b>"}, {"email", "no address"}, {"password", "short"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#email\""));
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#password\""));
  EXPECT_THAT(wrong.body, HasSubstr("value=\"Dana &lt;b&gt;\""));
  EXPECT_THAT(wrong.body, Not(HasSubstr("value=\"short\"")));
  const auto joined = dana.Post(link, {{"name", "Dana"}, {"email", "dana@example.org"}, {"password", kPassword}});
  EXPECT_EQ(joined.status, 303u);
  EXPECT_EQ(Location(joined), "/today?done=joined");
  EXPECT_THAT(dana.Get("/today?done=joined").body, HasSubstr("You belong to the organization now"));
  EXPECT_THAT(ana.Get(kPeople).body, HasSubstr("Dana"));
  // Used: it says so, and has a way on.
  Browser late(*this);
  const auto gone = late.Get(link);
  EXPECT_EQ(gone.status, 410u);
  EXPECT_THAT(gone.body, HasSubstr("It has been used already"));
  EXPECT_THAT(gone.body, HasSubstr("href=\"/sign-in\""));
}

TEST_P(PeoplePagesTest, SomeoneWithAnAccountSignsInAndComesBack) {
  Browser ana = At("ana@example.org");
  const std::string link = LinkIn(ana.Post(std::string(kPeople) + "/invite", {{"role", "member"}, {"language", "en"}}));
  AddPerson("eve@example.org", "Eve");
  Browser eve(*this);
  EXPECT_THAT(eve.Get(link).body, HasSubstr("/sign-in?next=" + http::PercentEncode(link)));
  eve.Get("/sign-in?next=" + http::PercentEncode(link));
  const auto in = eve.Post("/sign-in", {{"email", "eve@example.org"}, {"password", kPassword}, {"next", link}});
  EXPECT_EQ(Location(in), link);
  EXPECT_THAT(eve.Get(link).body, HasSubstr("You are signed in as Eve"));
  const std::string before = eve.session();
  EXPECT_EQ(Location(eve.Post(link, {})), "/today?done=joined");
  EXPECT_NE(eve.session(), before);
  EXPECT_FALSE(*sessions_->Identify(before));
  EXPECT_TRUE(CallerOf(eve.session()).BelongsTo(riverbend_));
}

TEST_P(PeoplePagesTest, AnotherCommunitysAddressOfALinkIs404) {
  Browser ana = At("ana@example.org");
  std::string link = LinkIn(ana.Post(std::string(kPeople) + "/invite", {{"role", "member"}, {"language", "en"}}));
  link.replace(link.find("riverbend"), 9, "hillside");
  Browser eve(*this);
  EXPECT_EQ(eve.Get(link).status, 404u);
  EXPECT_EQ(eve.Get("/c/nowhere/join/x").status, 404u);
  eve.Get("/sign-in");
  EXPECT_EQ(eve.Post(link, {{"name", "Eve"}, {"email", "e@example.org"}, {"password", kPassword}}).status, 404u);
}

// A community's first people come while it is still being prepared.
TEST_P(PeoplePagesTest, AnInvitationToACommunityThatIsNotOpenYetWorks) {
  places_.places[0].open = false;
  Browser ana = At("ana@example.org");
  const std::string link = LinkIn(ana.Post(std::string(kPeople) + "/invite", {{"role", "member"}, {"language", "en"}}));
  Browser eve(*this);
  EXPECT_EQ(eve.Get("/c/riverbend").status, 404u);
  EXPECT_EQ(eve.Get(link).status, 200u);
  EXPECT_EQ(eve.Post(link, {{"name", "Eve"}, {"email", "e@example.org"}, {"password", kPassword}}).status, 303u);
}

TEST_P(PeoplePagesTest, ARoleAboveOnesOwnIsNotOfferedAndNotTaken) {
  Browser ana = At("ana@example.org");
  const auto page = ana.Get(kPeople);
  EXPECT_THAT(page.body, HasSubstr("This role may do more here than yours does"));
  const auto refused = ana.Post(std::string(kPeople) + "/invite", {{"role", "community_admin"}, {"language", "en"}});
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#role\""));
  EXPECT_EQ(Count("accounts_invitation"), 0);
}

TEST_P(PeoplePagesTest, WhoMayNotInviteSeesNoFormAndIsRefused) {
  Browser ben = At("ben@example.org");
  const auto page = ben.Get(kPeople);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, Not(HasSubstr("/people/invite\"")));
  EXPECT_EQ(ben.Post(std::string(kPeople) + "/invite", {{"role", "member"}}).status, 403u);
  // Another organization of the community: not even the list.
  EXPECT_EQ(ben.Get("/c/riverbend/organizations/riverbend-board/people").status, 403u);
  EXPECT_EQ(ben.Get("/c/riverbend/organizations/nowhere/people").status, 404u);
  EXPECT_EQ(ben.Get("/c/hillside/organizations/hillside-police/people").status, 403u);
  EXPECT_EQ(ben.Post(std::string(kPeople) + "/end", {{"account", ana_.ToString()}, {"role", "commander"}}).status,
            403u);
  EXPECT_EQ(ben.Get("/c/riverbend/people").status, 403u);
}

TEST_P(PeoplePagesTest, ChangingAndEnding) {
  Browser ana = At("ana@example.org");
  ana.Get(kPeople);
  EXPECT_EQ(Location(ana.Post(std::string(kPeople) + "/role",
                              {{"account", ben_.ToString()}, {"from", "officer"}, {"to", "analyst"}})),
            std::string(kPeople) + "?done=role_changed");
  EXPECT_THAT(ana.Get(std::string(kPeople) + "?done=role_changed").body, HasSubstr("The role is changed"));
  const auto wider = ana.Post(std::string(kPeople) + "/role",
                              {{"account", ben_.ToString()}, {"from", "analyst"}, {"to", "community_admin"}});
  EXPECT_EQ(wider.status, 403u);
  EXPECT_THAT(wider.body, HasSubstr("may do more here than yours"));
  EXPECT_EQ(ana.Post(std::string(kPeople) + "/end", {{"account", ben_.ToString()}, {"role", "analyst"}}).status, 303u);
  EXPECT_EQ(Count("accounts_membership WHERE account_id = '" + ben_.ToString() + "'"), 0);
  // What no catalog knows is not said.
  EXPECT_THAT(ana.Get(std::string(kPeople) + "?done=<script>").body, Not(HasSubstr("<script>\"")));
}

TEST_P(PeoplePagesTest, EveryLookAtEveryoneIsInTheJournal) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommunityAdmin}, "system"));
  ASSERT_TRUE(Profile(accounts_->deps()).Change(ben_, {"=HYPERLINK(\"http://evil\")", "en", {}}));
  Browser ana = Twice(ana_);
  const auto page = ana.Get("/c/riverbend/people");
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("3 memberships"));
  const auto csv = ana.Get("/c/riverbend/people.csv");
  EXPECT_THAT(csv.body, HasSubstr("\"'=HYPERLINK(\"\"http://evil\"\")\",ben@example.org,riverbend-police,officer\r\n"));
  EXPECT_EQ(Entries("action = 'accounts.people.read' AND actor = '" + ana_.ToString() + "' AND community_id = '" +
                    riverbend_.ToString() + "'"),
            2);
}

TEST_P(PeoplePagesTest, TodayGroupsWhatFeaturesSayAndListsWhatOneCanDo) {
  Browser ana = At("ana@example.org");
  const auto page = ana.Get("/today");
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("of the hub"));
  EXPECT_THAT(page.body, HasSubstr("of a place"));
  EXPECT_THAT(page.body, HasSubstr("Invite someone to riverbend-police"));
  EXPECT_THAT(page.body, Not(HasSubstr("/hub/accounts")));
  // Two joined within the last week; Ana does not hear of herself.
  EXPECT_THAT(page.body, HasSubstr("1 person joined riverbend-police"));
  EXPECT_THAT(SignedIn("ben@example.org").Get("/today").body, Not(HasSubstr("joined riverbend-police")));
}

TEST_P(PeoplePagesTest, TodayAsksForASecondFactorFirst) {
  ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, board_, Role::kOverseer}, "system"));
  Browser ben = At("ben@example.org");
  const auto page = ben.Get("/today");
  EXPECT_THAT(page.body, HasSubstr("Set up your second factor"));
  EXPECT_LT(page.body.find("Set up your second factor"), page.body.find("of the hub"));
}

TEST_P(PeoplePagesTest, TodayTellsOfInvitationsThatRunOutAndOfAnotherDevice) {
  Browser ana = At("ana@example.org");
  ana.Post(std::string(kPeople) + "/invite", {{"role", "member"}, {"language", "en"}});
  EXPECT_THAT(ana.Get("/today").body, Not(HasSubstr("runs out soon")));
  world_.clock.Advance(std::chrono::days(12));
  Browser again = At("ana@example.org");
  EXPECT_THAT(again.Get("/today").body, HasSubstr("1 invitation to riverbend-police runs out soon"));
  ASSERT_TRUE(sessions_->Begin(ana_, Method::kPassword, "Mozilla/5.0 (Android 14; Mobile) Firefox/128.0", ""));
  EXPECT_THAT(again.Get("/today").body, HasSubstr("Someone signed in as you with: Firefox on Android"));
}

TEST_P(PeoplePagesTest, TheProfileKeepsWhatWasTypedAndSaves) {
  Browser ana = At("ana@example.org");
  const auto page = ana.Get("/me");
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("Ask a hub administrator to change it for you"));  // no mail
  EXPECT_THAT(page.body, HasSubstr("value=\"accounts.invitations\" checked"));
  const auto wrong = ana.Post("/me", {{"name", ""}, {"language", "es"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, HasSubstr("<option value=\"es\" selected>"));
  const auto saved = ana.Post("/me", {{"name", "Ana \"<script>alert(1)</script>"}, {"language", "es"}});
  EXPECT_EQ(Location(saved), "/me?done=saved");
  const auto spanish = ana.Get("/me?done=saved");
  EXPECT_THAT(spanish.body, HasSubstr("Su perfil"));
  EXPECT_THAT(spanish.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(spanish.body, Not(HasSubstr("accounts.invitations\" checked")));
  EXPECT_THAT(ana.Get(std::string(kPeople)).body, Not(HasSubstr("<script>alert")));
}

TEST_P(PeoplePagesTest, SessionsAreListedAndEnded) {
  Browser ana = At("ana@example.org"), other = At("ana@example.org");
  const auto page = ana.Get("/me/sessions");
  EXPECT_THAT(page.body, HasSubstr("Firefox on Linux"));
  EXPECT_THAT(page.body, HasSubstr("this browser"));
  const std::string id = FieldOf(page, "session");
  EXPECT_EQ(Location(ana.Post("/me/sessions/end", {{"session", id}})), "/me/sessions?done=session_ended");
  EXPECT_EQ(Location(other.Get("/today")), "/sign-in?next=%2Ftoday");
  // Somebody else's session is not there.
  Browser ben = At("ben@example.org");
  const auto mine = CallerOf(ana.session()).session_id;
  EXPECT_EQ(ben.Post("/me/sessions/end", {{"session", mine}}).status, 404u);
  Browser third = At("ana@example.org");
  EXPECT_EQ(ana.Post("/me/sessions/end-others", {}).status, 303u);
  EXPECT_EQ(third.Get("/today").status, 303u);
  EXPECT_EQ(ana.Get("/today").status, 200u);
}

TEST_P(PeoplePagesTest, LeavingAsksForThePasswordAndSignsOut) {
  Browser ben = At("ben@example.org");
  EXPECT_THAT(ben.Get("/me/leave").body, HasSubstr("What stays"));
  const auto wrong = ben.Post("/me/leave", {{"secret", "not my password"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#secret\""));
  const auto left = ben.Post("/me/leave", {{"secret", kPassword}});
  EXPECT_EQ(Location(left), "/left");
  EXPECT_EQ(ben.session(), "");
  EXPECT_THAT(ben.Get("/left").body, HasSubstr("Your account is deleted"));
  EXPECT_EQ(accounts_->Find(ben_)->state, "deleted");
}

TEST_P(PeoplePagesTest, TheLastAdminIsToldWhatToDoFirst) {
  Browser cy = HubAdmin();
  const auto page = cy.Get("/me/leave");
  EXPECT_THAT(page.body, HasSubstr("You are the last administrator of the hub"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/hub/accounts\""));
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"secret\"")));
}

TEST_P(PeoplePagesTest, MyDataIsAFile) {
  Browser ana = At("ana@example.org");
  const auto file = ana.Get("/me/export.json");
  EXPECT_EQ(file.status, 200u);
  EXPECT_THAT(std::string(file.headers.Get("Content-Disposition")), HasSubstr("attachment"));
  EXPECT_THAT(file.body, HasSubstr("\"email\": \"ana@example.org\""));
}

// Found in use: another language chosen on a form that came back asked for an address that only took forms.
TEST_P(PeoplePagesTest, AnotherLanguageOnAFormThatCameBackLeadsToItsPage) {
  Browser ana = At("ana@example.org");
  EXPECT_EQ(Location(ana.Get(std::string(kPeople) + "/invite?lang=es")), std::string(kPeople) + "?lang=es");
  EXPECT_EQ(Location(ana.Get(std::string(kPeople) + "/role")), kPeople);
  EXPECT_EQ(Location(ana.Get("/me/email?lang=es")), "/me?lang=es");
}

TEST_P(PeoplePagesTest, FormsWithoutTheirTokenAreRefused) {
  Browser ana = At("ana@example.org");
  for (const char* path :
       {"/me", "/me/leave", "/me/sessions/end-others", "/c/riverbend/organizations/riverbend-police/people/invite"}) {
    EXPECT_EQ(ana.Post(path, {{"csrf", "x"}, {"role", "member"}, {"secret", kPassword}}).status, 403u) << path;
  }
  EXPECT_EQ(accounts_->Find(ana_)->state, "active");
  EXPECT_EQ(Count("accounts_invitation"), 0);
}

}  // namespace
}  // namespace concord::accounts
