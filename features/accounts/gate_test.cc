// The gate and the guards: who is known, which forms are believed, which cookies go back.
#include "features/accounts/gate.h"

#include "base/crypto/totp.h"
#include "features/accounts/site_fixture.h"

namespace concord::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class GateTest : public SiteTest {
 protected:
  void SetUp() override {
    SiteTest::SetUp();
    if (!fresh_) return;
    ana_ = AddPerson("ana@example.org");
    ben_ = AddPerson("ben@example.org", "Ben Oak");
  }
  unsigned Touch(Browser& browser, const std::string& token) {
    return browser.Post("/touch", {{"csrf", token}}).status;
  }
  AccountId ana_, ben_;
};
CONCORD_ON_BOTH_ENGINES(GateTest);

TEST_P(GateTest, AVisitorsFormNeedsTheVisitorsToken) {
  Browser browser(*this), other(*this);
  EXPECT_EQ(Touch(browser, ""), 403u);
  EXPECT_TRUE(browser.cookies.empty());  // nothing is set before a form is shown
  browser.Get("/sign-in");
  EXPECT_TRUE(browser.cookies.contains("__Host-concord-visit"));
  EXPECT_EQ(Touch(browser, browser.token), 200u);
  EXPECT_EQ(Touch(browser, ""), 403u);
  EXPECT_EQ(Touch(browser, "x"), 403u);
  EXPECT_EQ(Touch(browser, std::string(86, 'A')), 403u);
  other.Get("/sign-in");
  EXPECT_EQ(Touch(other, browser.token), 403u);
  // Without its cookie the token is worth nothing.
  browser.cookies.clear();
  EXPECT_EQ(Touch(browser, browser.token), 403u);
  browser.cookies["__Host-concord-visit"] = "short";
  EXPECT_EQ(Touch(browser, browser.token), 403u);
}

TEST_P(GateTest, ASessionsFormNeedsThatSessionsToken) {
  Browser ana = SignedIn("ana@example.org"), again = SignedIn("ana@example.org"), ben = SignedIn("ben@example.org");
  for (Browser* browser : {&ana, &again, &ben}) browser->Get("/today");
  EXPECT_EQ(Touch(ana, ana.token), 200u);
  EXPECT_EQ(Touch(ana, ben.token), 403u);
  EXPECT_EQ(Touch(ana, again.token), 403u);
  Browser visitor(*this);
  visitor.Get("/sign-in");
  EXPECT_EQ(Touch(ana, visitor.token), 403u);
  EXPECT_EQ(Touch(visitor, ana.token), 403u);
}

TEST_P(GateTest, ATokenInAHeaderIsOne) {
  Browser ana = SignedIn("ana@example.org");
  ana.Get("/today");
  for (const auto method : {http::Method::kPut, http::Method::kDelete}) {
    EXPECT_EQ(Ask(ana.Make(method, "/touch")).status, 403u);
    auto request = ana.Make(method, "/touch");
    request.headers.Set("X-CSRF-Token", ana.token);
    EXPECT_EQ(Ask(request).status, 200u);
  }
}

TEST_P(GateTest, WhatAnotherSiteSentIsRefusedThoughItsTokenIsRight) {
  config_.hub.base_url = "https://public.example.org";
  BuildSite();
  Browser ana = SignedIn("ana@example.org");
  ana.Get("/today");
  const auto with = [&](const char* name, const char* value) {
    ana.headers = http::Pairs(true);
    ana.headers.Set(name, value);
    return Touch(ana, ana.token);
  };
  EXPECT_EQ(with("Sec-Fetch-Site", "cross-site"), 403u);
  EXPECT_EQ(with("Sec-Fetch-Site", "same-origin"), 200u);
  EXPECT_EQ(with("Origin", "https://evil.example"), 403u);
  EXPECT_EQ(with("Origin", "https://trust.example.org.evil.example"), 403u);
  EXPECT_EQ(with("Origin", "https://trust.example.org"), 200u);
  EXPECT_EQ(with("Origin", "https://public.example.org"), 200u);
  EXPECT_EQ(with("Origin", "nonsense"), 403u);
  EXPECT_EQ(with("Origin", "null"), 200u);  // pages that send no referrer send this
}

TEST_P(GateTest, WhatCarriesItsOwnProofPasses) {
  Browser browser(*this);
  EXPECT_EQ(browser.Post("/callback", {}).status, 200u);
}

TEST_P(GateTest, ARefusedFormSaysHowToGoOn) {
  Browser browser(*this);
  const auto response = browser.Post("/touch", {});
  EXPECT_EQ(response.status, 403u);
  EXPECT_THAT(response.body, HasSubstr("This form could not be taken"));
  EXPECT_EQ(response.headers.Get("Cache-Control"), "no-store");
}

TEST_P(GateTest, PagesOfThePeopleWhoAreInAreKeptByNobody) {
  Browser ana = SignedIn("ana@example.org"), visitor(*this);
  EXPECT_EQ(ana.Get("/").headers.Get("Cache-Control"), "no-store");
  EXPECT_FALSE(ana.Get("/shared").shared);
  EXPECT_TRUE(visitor.Get("/shared").shared);
  EXPECT_EQ(visitor.Get("/").headers.Get("Cache-Control"), "no-cache");
  EXPECT_TRUE(visitor.cookies.empty());
  EXPECT_FALSE(visitor.Get("/sign-in").shared);
}

TEST_P(GateTest, ADeadSessionsCookieIsTakenBack) {
  Browser ana = SignedIn("ana@example.org");
  ASSERT_TRUE(accounts_->Disable(ana_, "system"));
  const auto response = ana.Get("/");
  EXPECT_THAT(std::string(response.headers.Get("Set-Cookie")), HasSubstr("__Host-concord=; "));
  EXPECT_EQ(ana.session(), "");
  Browser planted(*this);
  planted.cookies["__Host-concord"] = std::string(43, 'A');
  planted.Get("/");
  EXPECT_EQ(planted.session(), "");
}

// Regression: the page that shows recovery codes is made while the session's token is changed; its forms were refused.
TEST_P(GateTest, AFormOutlivesTheRotationOfItsSession) {
  Browser ana = SignedIn("ana@example.org");
  ana.Get("/today");
  const std::string token = ana.token;
  ana.cookies["__Host-concord"] = sessions_->Rotate(CallerOf(ana.session()))->token;
  EXPECT_EQ(Touch(ana, token), 200u);
}

// While the database cannot say who it is, a form is kept from being lost and nobody's cookie is taken.
TEST_P(GateTest, WhoIsUnsureIsToldSo) {
  Browser ana = SignedIn("ana@example.org");
  ana.Get("/today");
  Run([](db::Transaction& t) { t.Execute("ALTER TABLE accounts_session RENAME TO away"); });
  EXPECT_EQ(ana.Get("/today").status, 503u);
  EXPECT_EQ(Touch(ana, ana.token), 503u);
  EXPECT_NE(ana.session(), "");
  Run([](db::Transaction& t) { t.Execute("ALTER TABLE away RENAME TO accounts_session"); });
  EXPECT_EQ(Touch(ana, ana.token), 200u);
}

// Over plain http the cookie with the prefix is not even looked at: nobody can plant it there.
TEST_P(GateTest, OverPlainHttpTheOtherNameCounts) {
  Browser ana = SignedIn("ana@example.org");
  const std::string token = ana.session();
  ana.secure = false;
  EXPECT_THAT(ana.Get("/").body, Not(HasSubstr("Ana Ruiz")));
  ana.cookies["concord"] = token;
  EXPECT_THAT(ana.Get("/").body, HasSubstr("Ana Ruiz"));
}

TEST_P(GateTest, GuardsLeadAndComeBack) {
  ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, police_, Role::kMember}, "system"));
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommander}, "system"));
  Browser visitor(*this), ben = SignedIn("ben@example.org"), ana = SignedIn("ana@example.org");
  EXPECT_EQ(visitor.Get("/c/riverbend").status, 200u);
  EXPECT_EQ(visitor.Get("/c/nowhere").status, 404u);
  EXPECT_EQ(Location(visitor.Get("/c/nowhere/people")), "/sign-in?next=%2Fc%2Fnowhere%2Fpeople")
      << "what is closed is told from what is not there";
  const auto led = visitor.Get("/c/riverbend/people?a=b&c=d");
  EXPECT_EQ(Location(led), "/sign-in?next=%2Fc%2Friverbend%2Fpeople%3Fa%3Db%26c%3Dd");
  EXPECT_EQ(ben.Get("/c/riverbend/people").status, 403u);
  EXPECT_EQ(ben.Get("/c/riverbend/inside").status, 200u);
  EXPECT_EQ(ben.Get("/c/hillside/inside").status, 403u);
  EXPECT_EQ(ana.Get("/c/riverbend/people").status, 200u);
  EXPECT_EQ(ana.Get("/c/hillside/people").status, 403u);
  EXPECT_EQ(ana.Get("/hub").status, 403u);
}

TEST_P(GateTest, WhatIsDangerousAsksAgainAfterAWhile) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, police_, Role::kCommander}, "system"));
  Browser ana = SignedIn("ana@example.org");
  EXPECT_EQ(ana.Get("/c/riverbend/dangerous").status, 200u);
  world_.clock.Advance(std::chrono::minutes(16));
  EXPECT_EQ(Location(ana.Get("/c/riverbend/dangerous")), "/me/confirm?next=%2Fc%2Friverbend%2Fdangerous");
  ana.Get("/me/confirm?next=/c/riverbend/dangerous");
  const std::string before = ana.session();
  EXPECT_EQ(ana.Post("/me/confirm", {{"password", "wrong"}, {"next", "/today"}}).status, 422u);
  const auto sent = ana.Post("/me/confirm", {{"password", kPassword}, {"next", "/c/riverbend/dangerous"}});
  EXPECT_EQ(Location(sent), "/c/riverbend/dangerous");
  EXPECT_NE(ana.session(), before);
  EXPECT_EQ(ana.Get("/c/riverbend/dangerous").status, 200u);
}

TEST_P(GateTest, WhoeverOwesASecondFactorIsLedToIt) {
  ASSERT_TRUE(accounts_->GiveHubRole(ana_, Role::kHubAdmin, "system"));
  Browser ana = SignedIn("ana@example.org");
  EXPECT_EQ(Location(ana.Get("/hub")), "/me/second-factor?next=%2Fhub");
  EXPECT_EQ(ana.Get("/me/second-factor").status, 200u);
}

// A place that is still being prepared looks, to others, as if it were not there: not even its name.
TEST_P(GateTest, AClosedPlaceIsNotTold) {
  places_.places[0].open = false;
  ASSERT_TRUE(accounts_->Join(ben_, {riverbend_, police_, Role::kMember}, "system"));
  Browser visitor(*this), ana = SignedIn("ana@example.org"), ben = SignedIn("ben@example.org");
  for (Browser* browser : {&visitor, &ana}) {
    const auto response = browser->Get("/c/riverbend");
    EXPECT_EQ(response.status, 404u);
    EXPECT_THAT(response.body, Not(HasSubstr("Riverbend")));
  }
  // Regression: a page that asks for a sign-in led there for the one and not for the other.
  EXPECT_EQ(Location(visitor.Get("/c/riverbend/people")), "/sign-in?next=%2Fc%2Friverbend%2Fpeople");
  EXPECT_EQ(Location(visitor.Get("/c/nowhere/people")), "/sign-in?next=%2Fc%2Fnowhere%2Fpeople");
  EXPECT_EQ(ana.Get("/c/riverbend/people").status, 404u);
  EXPECT_EQ(ana.Get("/c/nowhere/people").status, 404u);
  const auto own = ben.Get("/c/riverbend");
  EXPECT_EQ(own.status, 200u);
  EXPECT_THAT(own.body, HasSubstr("Riverbend"));
  EXPECT_THAT(own.body, HasSubstr("href=\"/c/riverbend/journal\""));
}

}  // namespace
}  // namespace concord::accounts
