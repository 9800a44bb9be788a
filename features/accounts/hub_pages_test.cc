// The hub's administration and identity providers, as a browser sees them.
#include "features/accounts/people_site_fixture.h"

namespace concord::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class HubPagesTest : public PeoplePagesTest {};
CONCORD_ON_BOTH_ENGINES(HubPagesTest);

TEST_P(HubPagesTest, TheHubsAccounts) {
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

TEST_P(HubPagesTest, WhatIsDangerousAsksAgainAfterAWhile) {
  Browser cy = HubAdmin();
  const std::string ben = "/hub/accounts/" + ben_.ToString();
  cy.Get(ben);
  world_.clock.Advance(std::chrono::minutes(16));
  EXPECT_EQ(Location(cy.Get(ben)), "/me/confirm?next=" + http::PercentEncode(ben));
  EXPECT_EQ(Location(cy.Post(ben + "/disable", {})), "/me/confirm?next=" + http::PercentEncode(ben));
  EXPECT_EQ(accounts_->Find(ben_)->state, "active");
}

TEST_P(HubPagesTest, OnlyHubAdminsSeeTheHub) {
  Browser ana = At("ana@example.org");
  for (const char* path : {"/hub", "/hub/accounts", "/hub/jobs", "/hub/mail"}) EXPECT_EQ(ana.Get(path).status, 403u);
  EXPECT_EQ(ana.Post("/hub/accounts", {{"name", "X"}, {"email", "x@example.org"}}).status, 403u);
  Browser nobody(*this);
  EXPECT_EQ(Location(nobody.Get("/hub/accounts")), "/sign-in?next=%2Fhub%2Faccounts");
}

TEST_P(HubPagesTest, FailedWorkIsShownAndTriedAgain) {
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

TEST_P(HubPagesTest, WithoutMailThePageSaysHowToHaveIt) {
  Browser cy = HubAdmin();
  const auto page = cy.Get("/hub/mail");
  EXPECT_THAT(page.body, HasSubstr("Mail is off"));
  EXPECT_THAT(page.body, Not(HasSubstr("/hub/mail/test")));
}

TEST_P(HubPagesTest, SettingUpAProviderAndSigningInWithIt) {
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

}  // namespace
}  // namespace concord::accounts
