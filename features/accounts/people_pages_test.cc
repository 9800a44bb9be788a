// The pages of people, invitations, profiles and the hub, as a browser sees them.
#include "base/oidc/fake_provider.h"
#include "features/accounts/invitations.h"
#include "features/accounts/profile.h"
#include "features/accounts/providers.h"
#include "features/accounts/site_fixture.h"

namespace concord::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class PeoplePagesTest : public SiteTest {
 protected:
  void BindRest() override {
    invitations_ = std::make_unique<Invitations>(db(), places_, world_.clock, world_.random);
    client_ = std::make_unique<oidc::Client>(fake_, world_.clock, world_.random, world_.log);
    providers_ = std::make_unique<Providers>(accounts_->deps(), *client_);
    runner_ = std::make_unique<jobs::Runner>(db(), world_.clock, world_.random, world_.log);
    pages_->invitations = invitations_.get();
    pages_->providers = providers_.get();
    pages_->runner = runner_.get();
    pages_->today = {[](const TodayQuestion& q) {
      return std::vector<TodayItem>{{q.place ? "of a place" : "of the hub", "", "/x", std::nullopt, 10}};
    }};
    BindPeople(*router_, *pages_);
    router_->Get("/c/:community", guards_->Anyone(),
                 [this](const http::Request& q) { return frame_->Page(q, {.title = "place"}, {"<p>place</p>"}); });
  }
  void SetUp() override {
    SiteTest::SetUp();
    if (!fresh_) return;
    ana_ = AddPerson("ana@example.org", "Ana Ruiz");
    ben_ = AddPerson("ben@example.org", "Ben Oak");
    ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommander}, "system"));
    ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, police_, Role::kOfficer}, "system"));
  }
  // With a page open, whose forms have this session's token.
  Browser At(const std::string& email) {
    Browser browser = SignedIn(email);
    browser.Get("/me");
    return browser;
  }
  // With a second factor, as an admin has it.
  Browser Twice(const AccountId& id) {
    Browser browser(*this);
    browser.cookies["__Host-concord"] = sessions_->Begin(id, Method::kTotp, "Firefox", "")->token;
    browser.Get("/me");
    return browser;
  }
  Browser HubAdmin() {
    const auto cy = AddPerson("cy@example.org", "Cy Park");
    EXPECT_TRUE(accounts_->GiveHubRole(cy, Role::kHubAdmin, "system"));
    return Twice(cy);
  }
  static std::string LinkIn(const http::Response& page) {
    const size_t at = page.body.find("readonly value=\"");
    if (at == std::string::npos) return "";
    const size_t begin = at + 16;
    const std::string link = page.body.substr(begin, page.body.find('"', begin) - begin);
    return link.substr(link.find('/', 8));
  }

  static constexpr char kPeople[] = "/c/riverbend/organizations/riverbend-police/people";
  oidc::FakeProvider fake_;
  std::unique_ptr<Invitations> invitations_;
  std::unique_ptr<oidc::Client> client_;
  std::unique_ptr<Providers> providers_;
  std::unique_ptr<jobs::Runner> runner_;
  AccountId ana_, ben_;
};
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
  EXPECT_THAT(csv.body,
              HasSubstr("\"'=HYPERLINK(\"\"http://evil\"\")\",\"ben@example.org\",\"riverbend-police\",\"officer\""));
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

TEST_P(PeoplePagesTest, TheHubsAccounts) {
  Browser cy = HubAdmin();
  EXPECT_THAT(cy.Get("/hub").body, HasSubstr("href=\"/hub/accounts\""));
  EXPECT_THAT(cy.Get("/hub/accounts?q=oak").body, HasSubstr("Ben Oak"));
  EXPECT_THAT(cy.Get("/hub/accounts?q=oak").body, Not(HasSubstr("Ana Ruiz")));
  const auto taken = cy.Post("/hub/accounts", {{"name", "Dana"}, {"email", "ben@example.org"}, {"language", "en"}});
  EXPECT_EQ(taken.status, 422u);
  EXPECT_THAT(taken.body, HasSubstr("value=\"Dana\""));
  const auto made = cy.Post("/hub/accounts", {{"name", "Dana"}, {"email", "dana@example.org"}, {"language", "en"}});
  EXPECT_EQ(made.status, 200u);
  EXPECT_TRUE(LinkIn(made).starts_with("/welcome/"));
  const std::string ben = "/hub/accounts/" + ben_.ToString();
  EXPECT_THAT(cy.Get(ben).body, HasSubstr("riverbend-police"));
  EXPECT_EQ(Location(cy.Post(ben + "/disable", {})), ben + "?done=account_disable");
  EXPECT_EQ(accounts_->Find(ben_)->state, "disabled");
  EXPECT_EQ(cy.Post(ben + "/enable", {}).status, 303u);
  EXPECT_EQ(cy.Post(ben + "/give-role", {{"role", "curator"}}).status, 303u);
  EXPECT_EQ(cy.Post(ben + "/take-role", {{"role", "curator"}}).status, 303u);
  EXPECT_EQ(cy.Post(ben + "/email", {{"email", "ana@example.org"}}).status, 409u);
  EXPECT_EQ(cy.Post(ben + "/email", {{"email", "oak@example.org"}}).status, 303u);
  EXPECT_TRUE(LinkIn(cy.Post(ben + "/reset", {})).starts_with("/welcome/"));
  EXPECT_FALSE(accounts_->Find(ben_)->has_password);
  EXPECT_EQ(cy.Get("/hub/accounts/x").status, 404u);
}

TEST_P(PeoplePagesTest, WhatIsDangerousAsksAgainAfterAWhile) {
  Browser cy = HubAdmin();
  const std::string ben = "/hub/accounts/" + ben_.ToString();
  cy.Get(ben);
  world_.clock.Advance(std::chrono::minutes(16));
  EXPECT_EQ(Location(cy.Get(ben)), "/me/confirm?next=" + http::PercentEncode(ben));
  EXPECT_EQ(Location(cy.Post(ben + "/disable", {})), "/me/confirm?next=" + http::PercentEncode(ben));
  EXPECT_EQ(accounts_->Find(ben_)->state, "active");
}

TEST_P(PeoplePagesTest, OnlyHubAdminsSeeTheHub) {
  Browser ana = At("ana@example.org");
  for (const char* path : {"/hub", "/hub/accounts", "/hub/jobs", "/hub/mail"}) EXPECT_EQ(ana.Get(path).status, 403u);
  EXPECT_EQ(ana.Post("/hub/accounts", {{"name", "X"}, {"email", "x@example.org"}}).status, 403u);
  Browser nobody(*this);
  EXPECT_EQ(Location(nobody.Get("/hub/accounts")), "/sign-in?next=%2Fhub%2Faccounts");
}

TEST_P(PeoplePagesTest, FailedWorkIsShownAndTriedAgain) {
  Browser cy = HubAdmin();
  EXPECT_THAT(cy.Get("/hub/jobs").body, HasSubstr("Nothing has failed"));
  int tries = 0;
  runner_->Handle("test.work", {.max_attempts = 1}, [&](const jobs::Job&) -> Status {
    ++tries;
    return Fail(ErrorKind::kInvalid, "error.internal", {}, "the <reason>");
  });
  Run([&](db::Transaction& t) { jobs::Enqueue(t, "test.work", "{}", world_.clock, world_.random); });
  EXPECT_TRUE(runner_->RunOne());
  const auto page = cy.Get("/hub/jobs");
  EXPECT_THAT(page.body, HasSubstr("test.work"));
  EXPECT_THAT(page.body, Not(HasSubstr("<reason>")));
  EXPECT_THAT(cy.Get("/today").body, HasSubstr("1 piece of work has failed"));
  EXPECT_EQ(Location(cy.Post("/hub/jobs/retry", {{"kind", "test.work"}})), "/hub/jobs?done=retried");
  EXPECT_TRUE(runner_->RunOne());
  EXPECT_EQ(tries, 2);
  EXPECT_EQ(cy.Post("/hub/jobs/forget", {{"job", FieldOf(cy.Get("/hub/jobs"), "job")}}).status, 303u);
  EXPECT_THAT(cy.Get("/hub/jobs").body, HasSubstr("Nothing has failed"));
}

TEST_P(PeoplePagesTest, WithoutMailThePageSaysHowToHaveIt) {
  Browser cy = HubAdmin();
  const auto page = cy.Get("/hub/mail");
  EXPECT_THAT(page.body, HasSubstr("Mail is off"));
  EXPECT_THAT(page.body, Not(HasSubstr("/hub/mail/test")));
}

TEST_P(PeoplePagesTest, SettingUpAProviderAndSigningInWithIt) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommunityAdmin}, "system"));
  Browser ana = Twice(ana_);
  const std::string settings = "/c/riverbend/organizations/riverbend-police/sign-in-provider";
  EXPECT_THAT(ana.Get(settings).body, HasSubstr("https://trust.example.org/sign-in/callback"));
  const auto wrong = ana.Post(settings, {{"issuer", "agency"}, {"client_id", "concord"}, {"role", "officer"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#issuer\""));
  const auto saved = ana.Post(settings, {{"issuer", std::string(oidc::kIssuer)},
                                         {"client_id", "concord"},
                                         {"secret", "s3cret"},
                                         {"domains", "agency.example"},
                                         {"role", "officer"},
                                         {"active", "1"}});
  EXPECT_EQ(Location(saved), settings + "?done=provider_saved");
  EXPECT_THAT(ana.Get(settings).body, Not(HasSubstr("s3cret")));
  EXPECT_THAT(ana.Post(settings + "/test", {}).body, HasSubstr("what it says of itself fits"));

  Browser new_one(*this);
  const auto away = new_one.Get("/sign-in/with/riverbend/riverbend-police?next=//evil.example");
  EXPECT_EQ(away.status, 303u);
  const std::string location = Location(away);
  ASSERT_TRUE(location.starts_with(std::string(oidc::kIssuer) + "/authorize?")) << location;
  EXPECT_THAT(std::string(away.headers.Get("Set-Cookie")),
              HasSubstr("; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=900"));
  const auto in = [&](const std::string& name) {
    const size_t at = location.find(name + "=") + name.size() + 1;
    return location.substr(at, location.find('&', at) - at);
  };
  const int64_t now = world_.clock.Now().time_since_epoch().count() / 1000;
  fake_.claims["nonce"] = in("nonce");
  fake_.claims["iat"] = now;
  fake_.claims["exp"] = now + 600;
  const std::string callback = "/sign-in/callback?code=code-1&state=" + in("state");
  // Another browser with the victim's callback, or the attacker's own brought to a victim: refused.
  Browser other(*this);
  EXPECT_EQ(other.Get("/sign-in/callback?code=code-1&state=nothing").status, 409u);
  const auto back = new_one.Get(callback);
  EXPECT_EQ(back.status, 303u) << back.body;
  EXPECT_EQ(Location(back), "/today");
  EXPECT_EQ(CallerOf(new_one.session()).email, "ana@agency.example");
  const auto replayed = new_one.Get(callback);
  EXPECT_EQ(replayed.status, 409u);
  EXPECT_THAT(replayed.body, HasSubstr("Please begin again"));
  EXPECT_THAT(replayed.body, HasSubstr("href=\"/sign-in\""));
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
