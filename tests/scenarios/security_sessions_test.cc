// Sessions: not to be fixed beforehand, guessed, kept after their end, or had by another way than the documented ones.
#include <gmock/gmock.h>

#include "base/crypto/token.h"
#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

constexpr char kSession[] = "__Host-concord";
constexpr char kPassword[] = "a walk along the river";

class SecuritySessions : public ::testing::Test {
 protected:
  SecuritySessions() {
    const auto set =
        town_.web().hub().accounts->SetPassword(*accounts::AccountId::Parse(town_.outsider.id), kPassword, "system");
    EXPECT_TRUE(set);
  }
  Answer SignIn(Browser& browser, const std::string& password, const std::string& next = "") {
    browser.ForgetToken();
    return browser.Post("/sign-in", {{"email", town_.outsider.email}, {"password", password}, {"next", next}});
  }
  static bool IsSignedIn(Browser& browser) { return browser.Get("/me").status == 200; }
  Town town_;
};

TEST_F(SecuritySessions, CannotBeFixedBeforehand) {
  Browser browser(town_.web());
  const std::string planted = std::string(43, 'x');
  browser.SetCookie(kSession, planted);
  ASSERT_EQ(SignIn(browser, kPassword).status, 303);
  const std::string given = browser.Cookie(kSession);
  EXPECT_NE(given, planted);
  EXPECT_TRUE(IsSignedIn(browser));
  Browser attacker(town_.web());
  attacker.SetCookie(kSession, planted);
  EXPECT_FALSE(IsSignedIn(attacker));
}

// The attacker's own session, planted in the victim's browser, must not become the victim's.
TEST_F(SecuritySessions, OfAnAttackerDoNotBecomeTheVictims) {
  Browser attacker = town_.SignedIn(town_.curator);
  const std::string planted = attacker.Cookie(kSession);
  Browser victim(town_.web());
  victim.SetCookie(kSession, planted);
  victim.Get("/sign-in");
  victim.SignInAs(town_.outsider.id);
  EXPECT_NE(victim.Cookie(kSession), planted);
  const Answer page = attacker.Get("/me");
  EXPECT_EQ(page.body.find(town_.outsider.email), std::string::npos);
}

TEST_F(SecuritySessions, GetAnotherTokenWithEachSignIn) {
  Browser browser(town_.web());
  ASSERT_EQ(SignIn(browser, kPassword).status, 303);
  const std::string first = browser.Cookie(kSession);
  browser.SignInAs(town_.outsider.id);
  const std::string second = browser.Cookie(kSession);
  EXPECT_NE(first, second);
  Browser old(town_.web());
  old.SetCookie(kSession, first);
  EXPECT_FALSE(IsSignedIn(old)) << "the session that was replaced goes on";
}

TEST_F(SecuritySessions, AreOverWhenTheyWereEnded) {
  Browser browser = town_.SignedIn(town_.outsider);
  const std::string token = browser.Cookie(kSession);
  ASSERT_TRUE(IsSignedIn(browser));
  EXPECT_EQ(browser.Post("/sign-out").status, 303);
  EXPECT_EQ(browser.Cookie(kSession), "");
  Browser thief(town_.web());
  thief.SetCookie(kSession, token);
  EXPECT_FALSE(IsSignedIn(thief));
}

TEST_F(SecuritySessions, EndWithTheirAccount) {
  Browser browser = town_.SignedIn(town_.outsider);
  ASSERT_TRUE(IsSignedIn(browser));
  ASSERT_TRUE(town_.web().hub().accounts->Disable(*accounts::AccountId::Parse(town_.outsider.id), "system"));
  EXPECT_FALSE(IsSignedIn(browser));
}

TEST_F(SecuritySessions, EndWhenRightsChange) {
  const Person& officer = town_.own.people.at(accounts::Role::kOfficer);
  Browser browser = town_.SignedIn(officer);
  ASSERT_TRUE(IsSignedIn(browser));
  const auto police = town_.web().hub().communities->FindOrganization(town_.own.id, town_.own.police);
  ASSERT_TRUE(police);
  ASSERT_TRUE(town_.web().hub().accounts->Leave(*accounts::AccountId::Parse(officer.id),
                                                {town_.own.id, police->id, accounts::Role::kOfficer}, "system"));
  EXPECT_FALSE(IsSignedIn(browser));
}

TEST_F(SecuritySessions, AreStoredAsDigestsAlone) {
  Browser browser = town_.SignedIn(town_.outsider);
  const std::string token = browser.Cookie(kSession);
  int64_t raw = -1, digests = -1;
  ASSERT_TRUE(town_.web().hub().database->Read([&](db::Session& session) -> Status {
    raw = session.One("SELECT count(*) FROM accounts_session WHERE token_digest = :t", token)->Int(0);
    digests = session.One("SELECT count(*) FROM accounts_session WHERE token_digest = :t", crypto::DigestToken(token))
                  ->Int(0);
    return {};
  }));
  EXPECT_EQ(raw, 0);
  EXPECT_EQ(digests, 1);
}

TEST_F(SecuritySessions, AreNotBegunByAWrongPasswordOrAnotherPersonsId) {
  Browser browser(town_.web());
  EXPECT_EQ(SignIn(browser, "another river to walk along").status, 422);
  EXPECT_FALSE(IsSignedIn(browser));
  for (const std::string& id : {std::string(), std::string("x"), std::string("01890000-0000-7000-8000-000000000000"),
                                town_.outsider.id + "'", town_.outsider.email}) {
    Browser other(town_.web());
    const Answer answer = other.Post("/demo/sign-in", {{"person", id}});
    EXPECT_NE(answer.status, 303) << id;
    EXPECT_LT(answer.status, 500) << id;
    EXPECT_FALSE(IsSignedIn(other)) << id;
  }
}

// Guessing is slowed down, for addresses with an account and without alike; the owner's own browser goes on.
TEST_F(SecuritySessions, GuessingIsSlowedAndLocksNobodyOut) {
  Browser owner(town_.web());
  ASSERT_EQ(SignIn(owner, kPassword).status, 303);
  owner.Post("/sign-out");
  for (const std::string& address : {town_.outsider.email, std::string("nobody@people.example.org")}) {
    int refused = 0;
    for (int i = 0; i < 30 && refused == 0; ++i) {
      Browser guesser(town_.web());
      const Answer answer =
          guesser.Post("/sign-in", {{"email", address}, {"password", "guess number " + std::to_string(i)}});
      refused += answer.status == 429;
    }
    EXPECT_EQ(refused, 1) << address;
  }
  EXPECT_EQ(SignIn(owner, kPassword).status, 303) << "the owner is locked out of their own browser";
}

// An answer must not tell whether an address has an account.
TEST_F(SecuritySessions, DoNotTellWhoHasAnAccount) {
  const auto ask = [&](const std::string& path, const std::string& address) {
    Browser browser(town_.web());
    Answer answer = browser.Post(path, {{"email", address}, {"password", "not the right one"}});
    for (const std::string& hidden : {address, browser.Token()}) {
      for (size_t at; !hidden.empty() && (at = answer.body.find(hidden)) != std::string::npos;)
        answer.body.erase(at, hidden.size());
    }
    return std::to_string(answer.status) + answer.body;
  };
  for (const std::string path : {"/sign-in", "/forgot"})
    EXPECT_EQ(ask(path, town_.outsider.email), ask(path, "nobodyhere@people.example.org")) << path;
}

TEST(SecurityDemonstration, HasNoSignInOnAHubThatIsNone) {
  WebHub web;
  Browser browser(web);
  EXPECT_EQ(browser.Post("/demo/sign-in", {{"person", "x"}}).status, 404);
  EXPECT_EQ(browser.Get("/").body.find("/demo/sign-in"), std::string::npos);
}

}  // namespace
}  // namespace concord::scenarios
