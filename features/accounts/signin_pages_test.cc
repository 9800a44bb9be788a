// The pages of signing in, as a browser sees them.
#include <algorithm>

#include "base/crypto/totp.h"
#include "features/accounts/site_fixture.h"

namespace concord::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SignInPagesTest : public SiteTest {
 protected:
  void SetUp() override {
    SiteTest::SetUp();
    if (fresh_) ana_ = AddPerson("ana@example.org");
  }
  AccountId ana_;
};
CONCORD_ON_BOTH_ENGINES(SignInPagesTest);

TEST_P(SignInPagesTest, InAndOutAgain) {
  Browser browser(*this);
  const auto form = browser.Get("/sign-in?next=/c/riverbend/inside");
  EXPECT_THAT(form.body, HasSubstr("autocomplete=\"username\""));
  EXPECT_THAT(form.body, HasSubstr("autocomplete=\"current-password\""));
  const auto sent = browser.Post(
      "/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}, {"next", FieldOf(form, "next")}});
  EXPECT_EQ(sent.status, 303u);
  EXPECT_EQ(Location(sent), "/c/riverbend/inside");
  EXPECT_EQ(sent.headers.Get("Cache-Control"), "no-store");
  const auto today = browser.Get("/today");
  EXPECT_THAT(today.body, HasSubstr("Ana Ruiz"));
  const std::string session = browser.session();
  const auto out = browser.Post("/sign-out", {});
  EXPECT_EQ(Location(out), "/");
  EXPECT_EQ(browser.session(), "");
  EXPECT_FALSE(*sessions_->Identify(session));
  EXPECT_EQ(Location(browser.Get("/today")), "/sign-in?next=%2Ftoday");
}

// Session fixation: a cookie that somebody planted, real or made up, is not the one that is signed in.
TEST_P(SignInPagesTest, APlantedSessionIsNeverTheOneThatIsSignedIn) {
  const auto mallory = AddPerson("mallory@example.org", "Mallory");
  for (const std::string& planted : {std::string(43, 'A'), sessions_->Begin(mallory, Method::kPassword, "", "")->token,
                                     sessions_->BeginHalf(mallory, Method::kPassword, "", "")->token}) {
    Browser browser(*this);
    browser.cookies["__Host-concord"] = planted;
    if (browser.Get("/sign-in").status == 303) browser.Get("/today");  // signed in as Mallory
    browser.Post("/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}});
    EXPECT_NE(browser.session(), planted);
    EXPECT_EQ(CallerOf(browser.session()).id, ana_);
    EXPECT_FALSE(*sessions_->Identify(planted));
  }
}

// To the byte: what is wrong with a sign-in cannot be read from the answer.
TEST_P(SignInPagesTest, EveryWrongSignInIsAnsweredWithTheSameBytes) {
  const auto gone = AddPerson("gone@example.org");
  ASSERT_TRUE(accounts_->Disable(gone, "system"));
  ASSERT_TRUE(accounts_->Create({"born@example.org", "No password", "en"}, "system"));
  std::vector<http::Response> answers;
  std::vector<std::string> pages;
  for (const std::string email : {"ana@example.org", "nope@example.org", "gone@example.org", "born@example.org"}) {
    Browser browser(*this);
    browser.Get("/sign-in");
    browser.Get("/forgot");
    auto answer = browser.Post("/sign-in", {{"email", email}, {"password", "wrong wrong wrong"}});
    // Tokens are masked anew for each page, and the typed address comes back.
    for (std::string part : {FieldOf(answer, "csrf"), email}) {
      for (size_t at; (at = answer.body.find(part)) != std::string::npos;) answer.body.erase(at, part.size());
    }
    EXPECT_EQ(answer.status, 422u);
    answers.push_back(answer);
  }
  for (size_t i = 1; i < answers.size(); ++i) {
    EXPECT_EQ(answers[i].body, answers[0].body);
    EXPECT_EQ(answers[i].headers.items(), answers[0].headers.items());
  }
}

TEST_P(SignInPagesTest, WhatWasTypedComesBackButNotThePassword) {
  Browser browser(*this);
  browser.Get("/sign-in");
  const auto answer = browser.Post(
      "/sign-in", {{"email", "\"><script>x</script>@x"}, {"password", "hunter2hunter2"}, {"next", "/c/riverbend"}});
  EXPECT_THAT(answer.body, HasSubstr("value=\"&quot;&gt;&lt;script&gt;"));
  EXPECT_THAT(answer.body, Not(HasSubstr("<script>x")));
  EXPECT_THAT(answer.body, Not(HasSubstr("hunter2")));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#email\""));
  EXPECT_EQ(FieldOf(answer, "next"), "/c/riverbend");
}

TEST_P(SignInPagesTest, TooManyTriesSayWhen) {
  Browser browser(*this);
  browser.Get("/sign-in");
  http::Response answer;
  for (int i = 0; i < 11; ++i) answer = browser.Post("/sign-in", {{"email", "ana@example.org"}, {"password", "wrong"}});
  EXPECT_EQ(answer.status, 429u);
  EXPECT_EQ(answer.headers.Get("Retry-After"), "60");
  EXPECT_THAT(answer.body, HasSubstr("Please wait a minute"));
}

TEST_P(SignInPagesTest, NextLeadsNowhereElse) {
  for (const char* next : {"//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example",
                           "/a\r\nSet-Cookie: b=c", "javascript:alert(1)", "\t//evil.example"}) {
    Browser browser(*this);
    const auto form = browser.Get("/sign-in?next=" + http::PercentEncode(next));
    EXPECT_EQ(FieldOf(form, "next"), "") << next;
    const auto sent = browser.Post("/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}, {"next", next}});
    EXPECT_EQ(Location(sent), "/today") << next;
    // Already in: the address alone leads on.
    EXPECT_EQ(Location(browser.Get("/sign-in?next=" + http::PercentEncode(next))), "/today") << next;
  }
}

TEST_P(SignInPagesTest, CookiesHaveEveryAttribute) {
  Browser browser(*this);
  browser.Get("/sign-in");
  const auto sent = browser.Post("/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}});
  int ours = 0;
  for (const std::string_view line : sent.headers.All("Set-Cookie")) {
    if (!line.starts_with("__Host-")) continue;
    ++ours;
    EXPECT_THAT(std::string(line), HasSubstr("; Path=/; HttpOnly; SameSite=Lax; Secure"));
    EXPECT_THAT(std::string(line), Not(HasSubstr("Domain")));
  }
  EXPECT_EQ(ours, 2);
}

TEST_P(SignInPagesTest, TheSecondFactorFromTheFirstScanToTheCode) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, board_, Role::kOverseer}, "system"));
  Browser browser(*this);
  browser.Get("/sign-in");
  const auto sent = browser.Post("/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}});
  EXPECT_EQ(Location(sent), "/me/second-factor?next=%2Ftoday");
  auto page = browser.Get("/me/second-factor?next=/today");
  EXPECT_THAT(page.body, HasSubstr("<svg"));
  EXPECT_THAT(page.body, HasSubstr("Your role can see or change"));
  EXPECT_EQ(page.headers.Get("Referrer-Policy"), "no-referrer");
  const std::string sealed = FieldOf(page, "sealed");
  const std::string session_id = CallerOf(browser.session()).session_id;
  const std::string secret = *sealer_.Open(sealed, "totp-offer:" + ana_.ToString() + ":" + session_id);
  // A mistyped code keeps the offer: the picture was scanned already.
  const auto wrong = browser.Post("/me/second-factor", {{"sealed", sealed}, {"code", "12345"}, {"next", "/today"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_EQ(FieldOf(wrong, "sealed"), sealed);
  const std::string before = browser.session();
  const auto codes =
      browser.Post("/me/second-factor",
                   {{"sealed", sealed}, {"code", crypto::TotpCode(secret, world_.clock.Now())}, {"next", "/today"}});
  ASSERT_EQ(codes.status, 200u) << codes.body;
  EXPECT_NE(browser.session(), before);
  EXPECT_EQ(codes.headers.Get("Cache-Control"), "no-store");
  const size_t at = codes.body.find("<li><code>");
  ASSERT_NE(at, std::string::npos);
  const std::string recovery = codes.body.substr(at + 10, 19);
  const auto file = browser.Post("/me/second-factor/codes.txt", {{"sealed", FieldOf(codes, "sealed")}});
  EXPECT_THAT(file.body, HasSubstr(recovery));
  EXPECT_THAT(std::string(file.headers.Get("Content-Disposition")), HasSubstr("attachment"));
  const auto state = browser.Get("/me/second-factor");
  EXPECT_THAT(state.body, HasSubstr("10 recovery codes left"));
  EXPECT_THAT(state.body, HasSubstr("cannot be turned off"));
  EXPECT_THAT(state.body, Not(HasSubstr("/me/second-factor/off")));

  Browser other(*this);
  other.Get("/sign-in");
  const auto half = other.Post("/sign-in", {{"email", "ana@example.org"}, {"password", kPassword}, {"next", "/hub"}});
  EXPECT_EQ(Location(half), "/sign-in/code?next=%2Fhub");
  EXPECT_EQ(Location(other.Get("/today")), "/sign-in?next=%2Ftoday");  // half in is out
  EXPECT_THAT(other.Get("/sign-in/code").body, HasSubstr("autocomplete=\"one-time-code\""));
  EXPECT_EQ(other.Post("/sign-in/code", {{"code", "000000"}}).status, 422u);
  const auto in = other.Post("/sign-in/code", {{"code", recovery}, {"next", "/today"}});
  EXPECT_EQ(Location(in), "/today");
  EXPECT_EQ(other.Get("/today").status, 200u);
}

TEST_P(SignInPagesTest, TheCodePageAloneLeadsToTheBeginning) {
  Browser browser(*this);
  EXPECT_EQ(Location(browser.Get("/sign-in/code?next=/today")), "/sign-in?next=%2Ftoday");
  browser.Get("/sign-in");
  const auto answer = browser.Post("/sign-in/code", {{"code", "123456"}});
  EXPECT_EQ(answer.status, 404u);
  EXPECT_THAT(answer.body, HasSubstr("begin again with your password"));
}

// Another phone takes the place of the first only by whoever has just proved who they are.
TEST_P(SignInPagesTest, AnOpenBrowserCannotReplaceThePhone) {
  Browser browser = SignedIn("ana@example.org");
  const auto page = browser.Get("/me/second-factor");
  const std::string session_id = CallerOf(browser.session()).session_id;
  const auto secret_of = [&](const std::string& sealed) {
    return *sealer_.Open(sealed, "totp-offer:" + ana_.ToString() + ":" + session_id);
  };
  const std::string sealed = FieldOf(page, "sealed");
  browser.Post("/me/second-factor",
               {{"sealed", sealed}, {"code", crypto::TotpCode(secret_of(sealed), world_.clock.Now())}});
  const auto replacing = browser.Get("/me/second-factor?new=1");
  const std::string other = FieldOf(replacing, "sealed");
  ASSERT_NE(other, "");
  world_.clock.Advance(std::chrono::minutes(16));
  EXPECT_EQ(Location(browser.Get("/me/second-factor?new=1")), "/me/confirm?next=%2Fme%2Fsecond-factor%3Fnew%3D1");
  const auto refused = browser.Post(
      "/me/second-factor", {{"sealed", other}, {"code", crypto::TotpCode(secret_of(other), world_.clock.Now())}});
  EXPECT_THAT(Location(refused), HasSubstr("/me/confirm"));
  EXPECT_TRUE(factor_->Use(ana_, crypto::TotpCode(secret_of(sealed), world_.clock.Now())));
}

TEST_P(SignInPagesTest, ALinkLetsChooseAPasswordAndIsToldToNobody) {
  const auto link = accounts_->NewLink(ana_, "welcome", "system");
  Browser browser(*this);
  const auto page = browser.Get(link->path);
  EXPECT_THAT(page.body, HasSubstr("Welcome, Ana Ruiz"));
  EXPECT_THAT(page.body, HasSubstr("autocomplete=\"new-password\""));
  EXPECT_EQ(page.headers.Get("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(page.headers.Get("Cache-Control"), "no-store");
  const auto short_one = browser.Post(link->path, {{"password", "short"}});
  EXPECT_EQ(short_one.status, 422u);
  EXPECT_THAT(short_one.body, HasSubstr("at least 12 characters"));
  browser.headers.Set("Origin", "null");
  const auto sent = browser.Post(link->path, {{"password", "another good pass phrase"}});
  EXPECT_EQ(Location(sent), "/today");
  EXPECT_EQ(browser.Get("/today").status, 200u);
  Browser late(*this);
  for (const std::string& path :
       {link->path, std::string("/reset/x"), std::string("/welcome/") + std::string(500, 'a')}) {
    const auto gone = late.Get(path);
    EXPECT_EQ(gone.status, 404u);
    EXPECT_THAT(gone.body, HasSubstr("does not work any more"));
  }
}

TEST_P(SignInPagesTest, ForgottenWithoutMailSaysWhomToAsk) {
  Browser browser(*this);
  EXPECT_THAT(browser.Get("/forgot").body, HasSubstr("Ask a hub administrator"));
}

TEST_P(SignInPagesTest, ForgottenIsAnsweredWithTheSameBytes) {
  config_.hub.base_url = "https://trust.example.org";
  config_.mail.server = "smtp://127.0.0.1:1";
  config_.mail.from = "trust@example.org";
  mail::Sender sender(config_.mail, world_.clock, world_.random, world_.log);
  post_ = std::make_unique<mail::Post>(sender, sealer_, nullptr, world_.clock, world_.random);
  BuildSite();
  std::vector<std::string> answers;
  for (const std::string email : {"ana@example.org", "nob@example.org"}) {
    Browser browser(*this);
    EXPECT_THAT(browser.Get("/forgot").body, HasSubstr("action=\"/forgot\""));
    auto answer = browser.Post("/forgot", {{"email", email}});
    EXPECT_EQ(answer.status, 200u);
    EXPECT_THAT(answer.body, HasSubstr("is on its way"));
    const size_t at = answer.body.find(email);
    ASSERT_NE(at, std::string::npos);
    answers.push_back(answer.body.erase(at, email.size()));
  }
  EXPECT_EQ(answers[0], answers[1]);
  Browser browser(*this);
  browser.Get("/forgot");
  EXPECT_EQ(browser.Post("/forgot", {{"email", " "}}).status, 422u);
  post_.reset();
}

TEST_P(SignInPagesTest, ThePasswordIsChangedByWhoKnowsTheOld) {
  Browser browser = SignedIn("ana@example.org"), other = SignedIn("ana@example.org");
  browser.Get("/me/password");
  EXPECT_EQ(browser.Post("/me/password", {{"old", "wrong"}, {"password", "another good pass phrase"}}).status, 422u);
  const auto weak = browser.Post("/me/password", {{"old", kPassword}, {"password", "short"}});
  EXPECT_THAT(weak.body, HasSubstr("id=\"password-error\""));
  EXPECT_EQ(Location(browser.Post("/me/password", {{"old", kPassword}, {"password", "another good pass phrase"}})),
            "/me");
  EXPECT_EQ(browser.Get("/today").status, 200u);
  EXPECT_EQ(other.Get("/today").status, 303u);
}

TEST_P(SignInPagesTest, ThePagesSpeakSpanish) {
  Browser browser(*this);
  browser.cookies["lang"] = "es";
  EXPECT_THAT(browser.Get("/sign-in").body, HasSubstr("Iniciar sesión"));
  for (const char* path : {"/sign-in", "/forgot", "/reset/x"})
    EXPECT_THAT(browser.Get(path).body, Not(HasSubstr("[accounts.")));
}

TEST_P(SignInPagesTest, ADemonstrationLetsIn) {
  auto demo = accounts_->Create({"luz@riverbend.example", "Luz", "es", true}, "system");
  ASSERT_TRUE(accounts_->Join(demo->id, {riverbend_, board_, Role::kOverseer}, "system"));
  Browser visitor(*this);
  visitor.Get("/sign-in");
  EXPECT_EQ(visitor.Post("/demo/sign-in", {{"person", demo->id.ToString()}}).status, 404u);
  http::Request home = visitor.Make(http::Method::kGet, "/");
  gate_->Identify(home);
  EXPECT_EQ(DemoSection(*pages_, home)->html, "");

  config_.hub.demo = true;
  BuildSite();
  home = visitor.Make(http::Method::kGet, "/");
  gate_->Identify(home);
  const auto section = DemoSection(*pages_, home);
  ASSERT_TRUE(section);
  EXPECT_THAT(section->html, HasSubstr("id=\"demo\""));
  EXPECT_THAT(section->html, HasSubstr("Overseer"));
  EXPECT_THAT(section->html, HasSubstr("riverbend-board"));
  EXPECT_THAT(section->html, Not(HasSubstr("Ana Ruiz")));  // real people are not offered
  EXPECT_EQ(visitor.Post("/demo/sign-in", {{"person", ana_.ToString()}}).status, 404u);
  EXPECT_EQ(visitor.Post("/demo/sign-in", {{"person", "x"}}).status, 404u);
  const auto in = visitor.Post("/demo/sign-in", {{"person", demo->id.ToString()}});
  EXPECT_EQ(Location(in), "/today");
  const Caller caller = CallerOf(visitor.session());
  EXPECT_TRUE(caller.May(Action::kJournalRead, riverbend_));
  EXPECT_EQ(visitor.cookies["lang"], "es");
  // A click confirms.
  world_.clock.Advance(std::chrono::minutes(20));
  visitor.Get("/me/confirm?next=/today");
  EXPECT_EQ(Location(visitor.Post("/me/confirm", {{"next", "/today"}})), "/today");
}

}  // namespace
}  // namespace concord::accounts
