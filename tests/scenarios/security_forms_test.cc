// Forms from elsewhere (CSRF): every route that writes refuses a form without its token, with a wrong one, with another
// visitor's, with one of before the sign-in, and with the right one where the browser says that another site sent it.
#include <gmock/gmock.h>

#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

class SecurityForms : public ::testing::Test {
 protected:
  SecurityForms() {
    for (const auto& route : town_.web().site().router.routes()) {
      if (route->method == http::Method::kGet || IsQuestion(*route) || CarriesItsProof(*route)) continue;
      if (AsksWhoFirst(*route)) continue;
      const auto target = TargetOf(*route, town_, town_.own);
      EXPECT_TRUE(target) << route->pattern;
      EXPECT_EQ(route->method, http::Method::kPost) << "this walk posts only: teach it";
      if (target) targets_.push_back(*target);
    }
    EXPECT_GT(targets_.size(), 20U);
  }
  // Calls `each` for every route that writes, with its address.
  void ForEachForm(const std::function<void(const std::string& target)>& each) {
    for (const std::string& target : targets_) {
      SCOPED_TRACE(target);
      each(target);
    }
  }

  Town town_;
  std::vector<std::string> targets_;
};

bool SaysStale(const Answer& answer) { return answer.status == 403; }

TEST_F(SecurityForms, WithoutATokenOrWithAWrongOneAreRefused) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  const std::string token = browser.Token();
  const auto before = CountRows(town_);
  const std::string twisted = (token[0] == 'A' ? "B" : "A") + token.substr(1);
  ForEachForm([&](const std::string& target) {
    EXPECT_TRUE(SaysStale(browser.PostAsIs(target, {{"name", "x"}}))) << "without";
    for (const std::string& wrong : {std::string(), std::string("x"), twisted, token.substr(1), token + token})
      EXPECT_TRUE(SaysStale(browser.PostAsIs(target, {{"csrf", wrong}}))) << wrong;
    EXPECT_TRUE(SaysStale(browser.PostAsIs(target + "?csrf=" + token, {}))) << "in the address";
  });
  EXPECT_EQ(CountRows(town_), before);
  EXPECT_EQ(browser.Get("/me").status, 200) << "still signed in";
}

// They are answered without a token, so they must change nothing.
TEST_F(SecurityForms, QuestionsThatArePostedWriteNothing) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  const auto before = CountRows(town_);
  for (const char* verb : {"Identify", "ListSets", "ListRecords", "Destroy"})
    EXPECT_EQ(browser.PostAsIs("/oai", {{"verb", verb}, {"metadataPrefix", "oai_dc"}}).status, 200) << verb;
  EXPECT_EQ(CountRows(town_), before);
}

TEST_F(SecurityForms, WithSomebodyElsesTokenAreRefused) {
  Browser anonymous(town_.web());
  const std::string of_nobody = anonymous.Token();
  Browser attacker = town_.SignedIn(town_.outsider);
  const std::string of_attacker = attacker.Token();
  Browser browser = town_.SignedIn(town_.hub_admin);
  Browser again = town_.SignedIn(town_.hub_admin);
  const std::string of_other_session = again.Token();
  ASSERT_FALSE(of_nobody.empty());
  ASSERT_NE(of_attacker, of_other_session);
  ForEachForm([&](const std::string& target) {
    for (const std::string& token : {of_nobody, of_attacker, of_other_session})
      EXPECT_TRUE(SaysStale(browser.PostAsIs(target, {{"csrf", token}})));
  });
}

TEST_F(SecurityForms, OfSomebodySignedOutNeedTheirOwnTokenToo) {
  Browser attacker(town_.web());
  const std::string of_attacker = attacker.Token();
  Browser browser(town_.web());
  browser.Get("/sign-in");
  ForEachForm([&](const std::string& target) {
    EXPECT_TRUE(SaysStale(browser.PostAsIs(target, {{"csrf", of_attacker}, {"email", "a@example.org"}})));
    // A token without the cookie that it belongs to: a browser that came from elsewhere.
    Browser fresh(town_.web());
    EXPECT_TRUE(SaysStale(fresh.PostAsIs(target, {{"csrf", of_attacker}})));
  });
}

TEST_F(SecurityForms, ThatTheBrowserSaysComeFromAnotherSiteAreRefused) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  const std::string token = browser.Token();
  ForEachForm([&](const std::string& target) {
    for (const std::string header : {"Sec-Fetch-Site: cross-site\r\n", "Origin: https://evil.example\r\n",
                                     "Origin: http://localhost.evil.example\r\n"})
      EXPECT_TRUE(SaysStale(browser.PostAsIs(target, {{"csrf", token}}, header))) << header;
  });
}

// The walks above would pass if every form were refused always.
TEST_F(SecurityForms, WithTheirTokenAreTaken) {
  Browser browser = town_.SignedIn(town_.hub_admin);
  EXPECT_EQ(browser.Post("/hub/communities/new").status, 422);
  EXPECT_EQ(browser
                .PostAsIs("/hub/communities/new", {{"csrf", browser.Token()}},
                          "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n")
                .status,
            422);
  const std::string header = "X-CSRF-Token: " + browser.Token() + "\r\n";
  EXPECT_EQ(browser.PostAsIs("/hub/communities/new", {}, header).status, 422);
}

// A form's token must not be something that a page of another visitor was given from the cache.
TEST_F(SecurityForms, GiveEachVisitorATokenOfTheirOwn) {
  for (const std::string page : {"/", "/sign-in", "/forgot"}) {
    Browser one(town_.web()), two(town_.web());
    const Answer first = one.Get(page), second = two.Get(page);
    for (const Form& form : FormsOf(first.body)) {
      const Field* token = form.Find("csrf");
      if (!token) continue;
      EXPECT_EQ(second.body.find(token->value), std::string::npos) << page;
      EXPECT_TRUE(first.Header("Cache-Control").find("public") == std::string::npos) << page;
    }
  }
}

}  // namespace
}  // namespace concord::scenarios
