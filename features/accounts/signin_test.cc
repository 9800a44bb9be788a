#include "features/accounts/signin.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "base/crypto/totp.h"
#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

template <typename T>
std::string ErrorOf(const Result<T>& result) {
  return result ? "" : result.error().key;
}

class SignInTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (fresh_) ana_ = AddPerson("ana@example.org");
  }
  // Turns the second factor on; `secret_` and `codes_` are its own, `token_` the session's.
  void TurnOn() {
    const auto entered = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
    ASSERT_TRUE(entered);
    const Caller caller = CallerOf(entered->token);
    const auto offer = factor_->Propose(caller);
    secret_ = *sealer_.Open(offer.sealed, "totp-offer:" + ana_.ToString() + ":" + caller.session_id);
    const auto on = factor_->TurnOn(caller, offer.sealed, Code(), origin_);
    ASSERT_TRUE(on) << on.error().key;
    codes_ = on->codes;
    token_ = on->token;
    EXPECT_NE(token_, entered->token);
    EXPECT_FALSE(*sessions_->Identify(entered->token));
  }
  std::string Code() { return crypto::TotpCode(secret_, world_.clock.Now()); }
  void NextStep() { world_.clock.Advance(seconds(30)); }
  Origin With(const std::string& token) {
    Origin origin = origin_;
    origin.session_token = token;
    return origin;
  }

  AccountId ana_;
  std::string secret_, token_;
  std::vector<std::string> codes_;
};
CONCORD_ON_BOTH_ENGINES(SignInTest);

TEST_P(SignInTest, PasswordThenIn) {
  const auto entered = sign_in_->WithPassword(" ANA@example.org", kPassword, origin_);
  ASSERT_TRUE(entered);
  EXPECT_FALSE(entered->code_asked);
  EXPECT_FALSE(entered->factor_owed);
  EXPECT_EQ(CallerOf(entered->token).id, ana_);
  EXPECT_TRUE(throttle_->KnowsDevice(entered->device, "ana@example.org"));
}

// Whatever is wrong, one answer: the same key, kind and parameters.
TEST_P(SignInTest, OneAnswerForEveryWrongSignIn) {
  const auto ben = AddPerson("ben@example.org");
  ASSERT_TRUE(accounts_->Disable(ben, "system"));
  ASSERT_TRUE(accounts_->Create({"new@example.org", "No password yet", "en"}, "system"));
  const std::pair<const char*, const char*> tries[] = {{"ana@example.org", "wrong wrong wrong"},
                                                       {"nobody@example.org", kPassword},
                                                       {"ben@example.org", kPassword},
                                                       {"new@example.org", ""},
                                                       {"new@example.org", kPassword},
                                                       {"no address", "x"},
                                                       {"' OR 1=1 --", "x"},
                                                       {"ana@example.org\xff", kPassword}};
  for (const auto& [email, password] : tries) {
    const auto entered = sign_in_->WithPassword(email, password, origin_);
    ASSERT_FALSE(entered) << email;
    EXPECT_EQ(entered.error().key, "accounts.error.sign_in") << email;
    EXPECT_EQ(entered.error().kind, ErrorKind::kInvalid);
    EXPECT_TRUE(entered.error().params.empty());
  }
}

// An address that has an account must not answer slower or faster. Loose, because machines are busy: with hashing as
// the larger part, an answer without it would be several times faster.
TEST_P(SignInTest, UnknownAddressesTakeAsLong) {
  crypto::PasswordHasher hasher{{.memory_bytes = 16 << 20, .passes = 2}};
  Accounts::Deps deps{db(), places_, sealer_, hasher, nullptr, config_, world_.clock, world_.random, world_.log};
  Accounts accounts(deps);
  ASSERT_TRUE(accounts.SetPassword(ana_, kPassword, "system"));
  SignIn sign_in({deps, *sessions_, *factor_, *throttle_, *catalog_});
  const auto time = [&](const std::string& email) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(ErrorOf(sign_in.WithPassword(email, "wrong wrong wrong", origin_)), "accounts.error.sign_in");
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  };
  std::vector<double> known, unknown;
  for (int i = 0; i < 15; ++i) {
    world_.clock.Advance(minutes(30));
    known.push_back(time("ana@example.org"));
    unknown.push_back(time("nobody@example.org"));
  }
  std::ranges::sort(known);
  std::ranges::sort(unknown);
  const double ratio = known[7] / unknown[7];
  RecordProperty("median_known_ms", std::to_string(known[7]));
  RecordProperty("median_unknown_ms", std::to_string(unknown[7]));
  EXPECT_GT(ratio, 0.6) << known[7] << " ms against " << unknown[7];
  EXPECT_LT(ratio, 1.67) << known[7] << " ms against " << unknown[7];
}

TEST_P(SignInTest, TooManyTriesAreAnsweredAlike) {
  for (const char* email : {"ana@example.org", "nobody@example.org"}) {
    for (int i = 0; i < 10; ++i)
      EXPECT_EQ(ErrorOf(sign_in_->WithPassword(email, "wrong", origin_)), "accounts.error.sign_in");
    EXPECT_EQ(ErrorOf(sign_in_->WithPassword(email, kPassword, origin_)), "accounts.error.too_many");
  }
}

TEST_P(SignInTest, ThePasswordAloneIsHalfTheWay) {
  TurnOn();
  NextStep();
  const auto half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  ASSERT_TRUE(half);
  EXPECT_TRUE(half->code_asked);
  EXPECT_EQ(half->device, "");  // a browser is known after the whole way
  EXPECT_FALSE(*sessions_->Identify(half->token));
  EXPECT_EQ(ErrorOf(sign_in_->WithCode("000000", With(half->token))), "accounts.error.code");
  const auto entered = sign_in_->WithCode(Code(), With(half->token));
  ASSERT_TRUE(entered) << entered.error().key;
  EXPECT_NE(entered->token, half->token);
  EXPECT_TRUE(CallerOf(entered->token).second_factor);
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(Code(), With(half->token))), "accounts.error.begin_again");
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(Code(), With(""))), "accounts.error.begin_again");
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(Code(), With(entered->token))), "accounts.error.begin_again");
}

TEST_P(SignInTest, ACodeIsGoodOnce) {
  TurnOn();
  // The code that turned it on is used up.
  auto half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(Code(), With(half->token))), "accounts.error.code");
  NextStep();
  const std::string code = Code();
  ASSERT_TRUE(sign_in_->WithCode(code, With(half->token)));
  half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(code, With(half->token))), "accounts.error.code");
}

TEST_P(SignInTest, ARecoveryCodeIsGoodOnceHoweverItIsTyped) {
  TurnOn();
  ASSERT_EQ(codes_.size(), static_cast<size_t>(kRecoveryCodes));
  std::string typed = codes_[3];
  std::ranges::transform(typed, typed.begin(),
                         [](char c) { return c == '-' ? ' ' : static_cast<char>(std::tolower(c)); });
  auto half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  const auto entered = sign_in_->WithCode(typed, With(half->token));
  ASSERT_TRUE(entered) << entered.error().key;
  EXPECT_TRUE(CallerOf(entered->token).second_factor);
  EXPECT_EQ(*factor_->CodesLeft(ana_), kRecoveryCodes - 1);
  half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(codes_[3], With(half->token))), "accounts.error.code");
}

// What is good once is good once, though everybody comes at the same moment.
TEST_P(SignInTest, OfSeveralAtOnceOneWins) {
  TurnOn();
  NextStep();
  const auto wins = [](const std::function<bool()>& attempt) {
    std::atomic<int> won = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i) threads.emplace_back([&] { won += attempt(); });
    }
    return won.load();
  };
  const std::string code = Code();
  EXPECT_EQ(wins([&] { return factor_->Use(ana_, code).has_value(); }), 1);
  EXPECT_EQ(wins([&] { return factor_->Use(ana_, codes_[0]).has_value(); }), 1);
  const auto link = accounts_->NewLink(ana_, "reset", "system");
  EXPECT_EQ(wins([&] {
              return sign_in_->UseLink("reset", link->path.substr(7), "another good pass phrase", origin_).has_value();
            }),
            1);
}

TEST_P(SignInTest, CodesAreSlowedDown) {
  TurnOn();
  const auto half = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(ErrorOf(sign_in_->WithCode("000000", With(half->token))), "accounts.error.code");
  NextStep();
  EXPECT_EQ(ErrorOf(sign_in_->WithCode(Code(), With(half->token))), "accounts.error.too_many");
}

TEST_P(SignInTest, ARoleThatNeedsItIsToldSo) {
  ASSERT_TRUE(accounts_->Join(ana_, {riverbend_, board_, Role::kOverseer}, "system"));
  const auto entered = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  EXPECT_TRUE(entered->factor_owed);
  EXPECT_TRUE(CallerOf(entered->token).OwesSecondFactor());
  TurnOn();
  const Caller caller = CallerOf(token_);
  EXPECT_FALSE(caller.OwesSecondFactor());
  NextStep();
  const auto off = factor_->TurnOff(caller, Code(), origin_);
  EXPECT_EQ(off.error().key, "accounts.error.factor_needed");
}

TEST_P(SignInTest, TurningItOffTakesAFreshCode) {
  TurnOn();
  const Caller caller = CallerOf(token_);
  EXPECT_EQ(factor_->TurnOff(caller, Code(), origin_).error().key, "accounts.error.code");  // used
  NextStep();
  ASSERT_TRUE(factor_->TurnOff(caller, Code(), origin_));
  EXPECT_FALSE(accounts_->Find(ana_)->has_second_factor);
  EXPECT_EQ(*factor_->CodesLeft(ana_), 0);
  EXPECT_FALSE(sign_in_->WithPassword("ana@example.org", kPassword, origin_)->code_asked);
}

TEST_P(SignInTest, NewRecoveryCodesEndTheOld) {
  TurnOn();
  NextStep();
  const auto fresh = factor_->NewCodes(CallerOf(token_), Code(), origin_);
  ASSERT_TRUE(fresh);
  EXPECT_FALSE(factor_->Use(ana_, codes_[0]));
  EXPECT_TRUE(factor_->Use(ana_, (*fresh)[0]));
}

// An offer belongs to one person's session: a secret that somebody else knows cannot be slipped in.
TEST_P(SignInTest, AnOfferIsForItsOwnSession) {
  const auto ben = AddPerson("ben@example.org");
  const Caller b = CallerOf(sessions_->Begin(ben, Method::kPassword, "", "")->token);
  const Caller a = CallerOf(sessions_->Begin(ana_, Method::kPassword, "", "")->token);
  const auto offer = factor_->Propose(b);
  EXPECT_EQ(ErrorOf(factor_->TurnOn(a, offer.sealed, "000000", origin_)), "accounts.error.offer");
  EXPECT_EQ(ErrorOf(factor_->Again(a, offer.sealed)), "accounts.error.offer");
  EXPECT_TRUE(factor_->Again(b, offer.sealed));
  const auto sealed = factor_->Seal(b, {"AAAA", "BBBB"});
  EXPECT_TRUE(factor_->OpenCodes(a, sealed).empty());
  EXPECT_EQ(factor_->OpenCodes(b, sealed).size(), 2u);
}

TEST_P(SignInTest, TurningItOnEndsSessionsThatHadThePasswordAlone) {
  const auto elsewhere = sessions_->Begin(ana_, Method::kPassword, "", "");
  TurnOn();
  EXPECT_FALSE(*sessions_->Identify(elsewhere->token));
  EXPECT_TRUE(*sessions_->Identify(token_));
}

TEST_P(SignInTest, ChangingThePasswordEndsTheOthersAndRotatesThisOne) {
  const auto here = sign_in_->WithPassword("ana@example.org", kPassword, origin_);
  const auto elsewhere = sessions_->Begin(ana_, Method::kPassword, "", "");
  const auto link = accounts_->NewLink(ana_, "reset", "system");
  const Caller caller = CallerOf(here->token);
  EXPECT_EQ(ErrorOf(sign_in_->ChangePassword(caller, "not the old one", "another good pass phrase", origin_)),
            "accounts.error.password");
  EXPECT_EQ(ErrorOf(sign_in_->ChangePassword(caller, kPassword, "short", origin_)), "crypto.password.short");
  EXPECT_TRUE(*sessions_->Identify(elsewhere->token));
  const auto token = sign_in_->ChangePassword(caller, kPassword, "another good pass phrase", origin_);
  ASSERT_TRUE(token);
  EXPECT_TRUE(*sessions_->Identify(*token));
  EXPECT_FALSE(*sessions_->Identify(here->token));
  EXPECT_FALSE(*sessions_->Identify(elsewhere->token));
  EXPECT_FALSE(sign_in_->LookAt("reset", link->path.substr(7)));
  EXPECT_FALSE(sign_in_->WithPassword("ana@example.org", kPassword, origin_));
  EXPECT_TRUE(sign_in_->WithPassword("ana@example.org", "another good pass phrase", origin_));
}

TEST_P(SignInTest, AStolenSessionCannotGuessThePassword) {
  const Caller caller = CallerOf(sessions_->Begin(ana_, Method::kPassword, "", "")->token);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(ErrorOf(sign_in_->Confirm(caller, "guess", origin_)), "accounts.error.password");
  EXPECT_EQ(ErrorOf(sign_in_->Confirm(caller, kPassword, origin_)), "accounts.error.too_many");
  EXPECT_EQ(ErrorOf(sign_in_->ChangePassword(caller, kPassword, "another good pass phrase", origin_)),
            "accounts.error.too_many");
}

TEST_P(SignInTest, ConfirmingAsksForTheStrongerProof) {
  TurnOn();
  NextStep();
  const Caller caller = CallerOf(token_);
  EXPECT_EQ(ErrorOf(sign_in_->Confirm(caller, kPassword, origin_)), "accounts.error.code");
  world_.clock.Advance(minutes(30));
  const auto token = sign_in_->Confirm(caller, Code(), origin_);
  ASSERT_TRUE(token);
  EXPECT_EQ(CallerOf(*token).authenticated, world_.clock.Now());
}

TEST_P(SignInTest, ALinkIsGoodOnceAndForItsPurpose) {
  const auto link = accounts_->NewLink(ana_, "welcome", "system");
  const std::string token = link->path.substr(9);
  EXPECT_EQ(ErrorOf(sign_in_->UseLink("reset", token, "another good pass phrase", origin_)), "accounts.error.link");
  EXPECT_EQ(ErrorOf(sign_in_->UseLink("welcome", token, "short", origin_)), "crypto.password.short");
  const auto old = sessions_->Begin(ana_, Method::kPassword, "", "");
  const auto entered = sign_in_->UseLink("welcome", token, "another good pass phrase", origin_);
  ASSERT_TRUE(entered);
  EXPECT_EQ(CallerOf(entered->token).id, ana_);
  EXPECT_FALSE(*sessions_->Identify(old->token));
  EXPECT_EQ(ErrorOf(sign_in_->UseLink("welcome", token, "yet another pass phrase", origin_)), "accounts.error.link");
}

TEST_P(SignInTest, ANewLinkEndsTheEarlierAndTimeEndsBoth) {
  const auto first = accounts_->NewLink(ana_, "reset", "system");
  const auto second = accounts_->NewLink(ana_, "reset", "system");
  EXPECT_FALSE(sign_in_->LookAt("reset", first->path.substr(7)));
  EXPECT_TRUE(sign_in_->LookAt("reset", second->path.substr(7)));
  world_.clock.Advance(hours(2));
  EXPECT_FALSE(sign_in_->LookAt("reset", second->path.substr(7)));
}

// A mailbox that somebody else reads must not be a way past the second factor.
TEST_P(SignInTest, AResetLinkStillAsksForTheCode) {
  TurnOn();
  const auto link = accounts_->NewLink(ana_, "reset", "system");
  const auto entered = sign_in_->UseLink("reset", link->path.substr(7), "another good pass phrase", origin_);
  ASSERT_TRUE(entered);
  EXPECT_TRUE(entered->code_asked);
  EXPECT_FALSE(*sessions_->Identify(entered->token));
}

TEST_P(SignInTest, ADisabledAccountsLinkIsDead) {
  const auto link = accounts_->NewLink(ana_, "reset", "system");
  ASSERT_TRUE(accounts_->Disable(ana_, "system"));
  EXPECT_FALSE(sign_in_->LookAt("reset", link->path.substr(7)));
  EXPECT_EQ(ErrorOf(sign_in_->As(ana_, Method::kDemo, origin_)), "accounts.error.sign_in");
}

TEST_P(SignInTest, OldHashesAreMadeAnewAtSignIn) {
  crypto::PasswordHasher stronger{{.memory_bytes = 128 << 10, .passes = 2}};
  Accounts::Deps deps{db(), places_, sealer_, stronger, nullptr, config_, world_.clock, world_.random, world_.log};
  SignIn sign_in({deps, *sessions_, *factor_, *throttle_, *catalog_});
  ASSERT_TRUE(sign_in.WithPassword("ana@example.org", kPassword, origin_));
  EXPECT_EQ(Count("accounts_account WHERE password LIKE '$argon2id$v=19$m=128,t=2,%'"), 1);
  EXPECT_TRUE(sign_in.WithPassword("ana@example.org", kPassword, origin_));
}

class ForgotTest : public SignInTest {
 protected:
  void SetUp() override {
    SignInTest::SetUp();
    if (!fresh_) return;
    config_.hub.base_url = "https://trust.example.org";
    config_.mail.server = "smtp://127.0.0.1:1";
    config_.mail.from = "trust@example.org";
    sender_ = std::make_unique<mail::Sender>(config_.mail, world_.clock, world_.random, world_.log);
    runner_ = std::make_unique<jobs::Runner>(db(), world_.clock, world_.random, world_.log);
    post_ = std::make_unique<mail::Post>(*sender_, sealer_, nullptr, world_.clock, world_.random);
    Build();
    sign_in_->Handle(*runner_);
  }
  std::unique_ptr<mail::Sender> sender_;
  std::unique_ptr<jobs::Runner> runner_;
};
CONCORD_ON_BOTH_ENGINES(ForgotTest);

TEST_P(ForgotTest, OnlyAnAccountGetsALetterAndOnlyTheQueueKnows) {
  ASSERT_TRUE(sign_in_->MailsLinks());
  ASSERT_TRUE(sign_in_->Forgot("Ana@example.org ", "en", origin_));
  ASSERT_TRUE(sign_in_->Forgot("nobody@example.org", "en", origin_));
  // Until here both left the same behind.
  EXPECT_EQ(Count("job WHERE kind = 'accounts.forgot'"), 2);
  EXPECT_EQ(Count("job WHERE payload LIKE '%example.org%'"), 0);
  EXPECT_EQ(Count("accounts_link"), 0);
  while (runner_->RunOne()) {
  }
  EXPECT_EQ(Count("accounts_link WHERE purpose = 'reset' AND account_id = '" + ana_.ToString() + "'"), 1);
  EXPECT_EQ(Count("accounts_link"), 1);
  EXPECT_EQ(Count("job WHERE kind = 'mail.send'"), 1);
}

TEST_P(ForgotTest, AMailboxIsNotFloodedAndTheAnswerStaysTheSame) {
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(sign_in_->Forgot("ana@example.org", "en", origin_));
  EXPECT_EQ(Count("job WHERE kind = 'accounts.forgot'"), 5);
  int refused = 0;
  for (int i = 0; i < 120; ++i) refused += !sign_in_->Forgot("p" + std::to_string(i) + "@x.example", "en", origin_);
  EXPECT_EQ(refused, 40);
}

TEST_P(ForgotTest, DisabledAccountsGetNone) {
  ASSERT_TRUE(accounts_->Disable(ana_, "system"));
  ASSERT_TRUE(sign_in_->Forgot("ana@example.org", "en", origin_));
  while (runner_->RunOne()) {
  }
  EXPECT_EQ(Count("accounts_link"), 0);
}

// A link in a letter has the hub's own address, never one that a request named: without one no letter is sent.
TEST_P(ForgotTest, WithoutAnAddressOfItsOwnTheHubMailsNoLinks) {
  config_.hub.base_url.clear();
  Build();
  EXPECT_FALSE(sign_in_->MailsLinks());
  ASSERT_TRUE(sign_in_->Forgot("ana@example.org", "en", origin_));
  EXPECT_EQ(Count("job"), 0);
}

}  // namespace
}  // namespace concord::accounts
