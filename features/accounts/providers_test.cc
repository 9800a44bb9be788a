// Signing in through an organization's provider: whom it may bring in, and everything that a hostile one cannot.
#include "features/accounts/providers.h"

#include "base/core/text.h"
#include "base/oidc/fake_provider.h"
#include "features/accounts/accounts_fixture.h"

namespace concord::accounts {
namespace {

constexpr char kCallback[] = "https://trust.example.org/sign-in/callback";

class ProvidersTest : public AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (!fresh_) return;
    client_ = std::make_unique<oidc::Client>(fake_, world_.clock, world_.random, world_.log);
    providers_ = std::make_unique<Providers>(accounts_->deps(), *client_);
    police_named_ = places_.organizations[riverbend_][0];
    ASSERT_TRUE(providers_->Save(riverbend_, police_named_, Wish(), "system"));
  }
  static ProviderWish Wish() {
    ProviderWish wish;
    wish.issuer = oidc::kIssuer;
    wish.client_id = "concord";
    wish.secret = "s3cret-of-the-agency";
    wish.email_domains = "agency.example";
    wish.role = Role::kOfficer;
    return wish;
  }
  Providers::Started Start() { return Start(places_.places[0], police_named_); }
  Providers::Started Start(const Place& place, const Places::Named& organization) {
    auto started = providers_->Start(place, organization, kCallback, "/c/riverbend");
    EXPECT_TRUE(started) << started.error().key << " " << started.error().cause;
    return started ? *started : Providers::Started{};
  }
  static std::string InQuery(const std::string& location, const std::string& name) {
    const size_t at = location.find(name + "=") + name.size() + 1;
    return location.substr(at, location.find('&', at) - at);
  }
  Providers::Back BackFrom(const Providers::Started& started) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(world_.clock.Now().time_since_epoch());
    fake_.claims["nonce"] = InQuery(started.location, "nonce");
    fake_.claims["iat"] = seconds.count();
    fake_.claims["exp"] = seconds.count() + 600;
    Providers::Back back;
    back.state = InQuery(started.location, "state");
    back.code = "code-1";
    back.browser = started.browser;
    back.language = "es";
    return back;
  }
  Result<Providers::Arrived> Finish(const Providers::Back& back) { return providers_->Finish(back, kCallback); }
  Result<Providers::Arrived> SignIn() { return Finish(BackFrom(Start())); }
  template <typename T>
  std::string Key(const T& result) {
    return result ? "" : result.error().key;
  }
  void Put(const AccountId& id, Role role) { ASSERT_TRUE(accounts_->Join(id, {riverbend_, police_, role}, "system")); }

  oidc::FakeProvider fake_;
  std::unique_ptr<oidc::Client> client_;
  std::unique_ptr<Providers> providers_;
  Places::Named police_named_;
};
CONCORD_ON_BOTH_ENGINES(ProvidersTest);

TEST_P(ProvidersTest, BringsNewPeopleInWithTheRoleOfTheSettings) {
  const auto arrived = SignIn();
  ASSERT_TRUE(arrived) << arrived.error().key << " " << arrived.error().cause;
  EXPECT_TRUE(arrived->is_new);
  EXPECT_EQ(arrived->next, "/c/riverbend");
  EXPECT_EQ(arrived->method, Method::kProvider);
  const auto account = accounts_->Find(arrived->account);
  EXPECT_EQ(account->email, "ana@agency.example");
  EXPECT_EQ(account->name, "Ana Ruiz");
  EXPECT_EQ(account->language, "es");
  EXPECT_FALSE(account->has_password);
  EXPECT_EQ(Count("accounts_membership WHERE account_id = '" + arrived->account.ToString() + "' AND role = 'officer'"),
            1);
  EXPECT_EQ(Entries("action = 'accounts.identity.add'"), 1);
  // The same person again, under another address: it is the subject that counts.
  fake_.claims["email"] = "ana.ruiz@agency.example";
  const auto again = SignIn();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->account, arrived->account);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(Count("accounts_account"), 1);
}

TEST_P(ProvidersTest, BelievesItsOrganizationAboutASecondFactor) {
  const auto method = [&](const nlohmann::json& amr, const char* acr) {
    fake_.claims["amr"] = amr;
    fake_.claims["acr"] = acr;
    const auto arrived = SignIn();
    return arrived ? arrived->method : Method::kDemo;
  };
  EXPECT_EQ(method({"pwd"}, "0"), Method::kProvider);
  EXPECT_EQ(method({"pwd", "otp"}, "0"), Method::kProviderTwice);
  EXPECT_EQ(method({"hwk"}, "0"), Method::kProviderTwice);
  EXPECT_EQ(method({"pwd"}, "urn:agency:mfa"), Method::kProviderTwice);
  EXPECT_EQ(method({"pwd"}, "nomfa"), Method::kProvider);
  EXPECT_EQ(method({"pwd"}, "urn:mfa:none"), Method::kProvider);
}

TEST_P(ProvidersTest, AnAddressThatIsNotProvedOrNotTheirsMakesNoAccount) {
  fake_.claims["email_verified"] = false;
  EXPECT_EQ(Key(SignIn()), "accounts.provider.unverified");
  fake_.claims["email_verified"] = true;
  for (const char* email : {"ana@elsewhere.example", "ana@sub.agency.example", "ana@agency.example.evil.example",
                            "ana@evilagency.example"}) {
    fake_.claims["email"] = email;
    EXPECT_EQ(Key(SignIn()), "accounts.provider.other_domain") << email;
  }
  EXPECT_EQ(Count("accounts_account"), 0);
  EXPECT_EQ(Count("accounts_identity"), 0);
}

// Takeover, by every way that a hostile provider has.

TEST_P(ProvidersTest, TakesNoAccountThatDoesNotBelongToTheOrganization) {
  const auto outsider = AddPerson("ana@agency.example");
  EXPECT_EQ(Key(SignIn()), "accounts.provider.not_yours");
  // In another organization of the same community, and in another community.
  ASSERT_TRUE(accounts_->Join(outsider, {riverbend_, board_, Role::kOverseer}, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.not_yours");
  ASSERT_TRUE(accounts_->Leave(outsider, {riverbend_, board_, Role::kOverseer}, "system"));
  ASSERT_TRUE(accounts_->Join(outsider, {hillside_, hillside_police_, Role::kOfficer}, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.not_yours");
  EXPECT_EQ(Count("accounts_identity"), 0);
}

TEST_P(ProvidersTest, TakesNoAccountThatHasNoPasswordYetEither) {
  const auto pending = accounts_->Create({"ana@agency.example", "Ana", "en"}, "system");
  ASSERT_TRUE(accounts_->GiveHubRole(pending->id, Role::kHubAdmin, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.not_yours");
}

TEST_P(ProvidersTest, AMemberOfTheOrganizationIsKnownByTheProvedAddressOnce) {
  const auto ana = AddPerson("ana@agency.example");
  Put(ana, Role::kCommander);
  const auto arrived = SignIn();
  ASSERT_TRUE(arrived) << arrived.error().key;
  EXPECT_EQ(arrived->account, ana);
  EXPECT_FALSE(arrived->is_new);
  // Another subject that claims the same address is told apart only by that address, which is the organization's.
  EXPECT_EQ(Count("accounts_identity WHERE account_id = '" + ana.ToString() + "'"), 1);
  EXPECT_EQ(Count("accounts_membership WHERE account_id = '" + ana.ToString() + "'"), 1);
}

TEST_P(ProvidersTest, SpeaksForNobodyWhoBelongsElsewhereToo) {
  const auto ana = AddPerson("ana@agency.example");
  Put(ana, Role::kOfficer);
  ASSERT_TRUE(SignIn());  // known from now on
  const Membership overseer{riverbend_, board_, Role::kOverseer}, other{hillside_, hillside_police_, Role::kMember};
  for (const Membership& m : {overseer, other}) {
    ASSERT_TRUE(accounts_->Join(ana, m, "system"));
    EXPECT_EQ(Key(SignIn()), "accounts.provider.elsewhere");
    ASSERT_TRUE(accounts_->Leave(ana, m, "system"));
    EXPECT_TRUE(SignIn());
  }
  ASSERT_TRUE(accounts_->GiveHubRole(ana, Role::kHubAdmin, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.elsewhere");
}

TEST_P(ProvidersTest, WhomTheOrganizationRemovedStaysRemoved) {
  const auto arrived = SignIn();
  ASSERT_TRUE(arrived);
  ASSERT_TRUE(accounts_->Leave(arrived->account, {riverbend_, police_, Role::kOfficer}, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.ended");
  EXPECT_EQ(Count("accounts_membership"), 0);
  // Nor by another subject with the same address.
  fake_.claims["sub"] = "another";
  EXPECT_EQ(Key(SignIn()), "accounts.provider.not_yours");
}

TEST_P(ProvidersTest, DisabledPeopleStayOut) {
  const auto arrived = SignIn();
  ASSERT_TRUE(accounts_->Disable(arrived->account, "system"));
  EXPECT_EQ(Key(SignIn()), "accounts.provider.disabled");
  EXPECT_FALSE(sign_in_->As(arrived->account, arrived->method, origin_));
}

// Another community's admin sets up a provider of their own, which claims the first one's people.
TEST_P(ProvidersTest, AnotherCommunitysProviderCannotClaimThem) {
  const auto arrived = SignIn();
  ASSERT_TRUE(arrived);
  ProviderWish evil = Wish();
  evil.issuer = "https://evil.example";
  const auto& there = places_.organizations[hillside_][0];
  ASSERT_TRUE(providers_->Save(hillside_, there, evil, "system"));
  fake_.metadata = nlohmann::json::parse([&] {
    std::string text = fake_.metadata.dump();
    for (size_t at; (at = text.find(oidc::kIssuer)) != text.npos;)
      text.replace(at, oidc::kIssuer.size(), "https://evil.example");
    return text;
  }());
  fake_.claims["iss"] = "https://evil.example";
  // The same subject and the same address: neither leads to the account.
  const auto stolen = Finish(BackFrom(Start(places_.places[1], there)));
  EXPECT_EQ(Key(stolen), "accounts.provider.not_yours");
  EXPECT_EQ(Count("accounts_identity"), 1);
}

// The way there and back.

TEST_P(ProvidersTest, AReplayedCallbackIsRefused) {
  const auto back = BackFrom(Start());
  ASSERT_TRUE(Finish(back));
  EXPECT_EQ(Key(Finish(back)), "accounts.provider.stale");
}

TEST_P(ProvidersTest, AnotherBrowsersCallbackIsRefusedAndUsesTheSignInUp) {
  auto back = BackFrom(Start());
  const std::string browser = back.browser;
  for (const std::string& other : {std::string(), std::string(43, 'A'), Start().browser}) {
    auto attempt = BackFrom(Start());
    attempt.browser = other;
    EXPECT_EQ(Key(Finish(attempt)), "accounts.provider.stale");
  }
  back.browser = "";
  EXPECT_EQ(Key(Finish(back)), "accounts.provider.stale");
  back.browser = browser;
  EXPECT_EQ(Key(Finish(back)), "accounts.provider.stale");
  EXPECT_EQ(Count("accounts_account"), 0);
}

TEST_P(ProvidersTest, AStateThatWasNeverGivenIsRefused) {
  auto back = BackFrom(Start());
  back.state = std::string(43, 'B');
  EXPECT_EQ(Key(Finish(back)), "accounts.provider.stale");
  back.state = "";
  EXPECT_EQ(Key(Finish(back)), "accounts.provider.stale");
}

TEST_P(ProvidersTest, ASignInLastsFifteenMinutes) {
  const auto started = Start();
  world_.clock.Advance(std::chrono::minutes(16));
  EXPECT_EQ(Key(Finish(BackFrom(started))), "accounts.provider.stale");
}

TEST_P(ProvidersTest, AProviderThatChangedMeanwhileIsNotBelieved) {
  const auto started = Start();
  ProviderWish other = Wish();
  other.issuer = "https://other.example";
  ASSERT_TRUE(providers_->Save(riverbend_, police_named_, other, "system"));
  EXPECT_EQ(Key(Finish(BackFrom(started))), "accounts.provider.stale");
  ProviderWish off = Wish();
  ASSERT_TRUE(providers_->Save(riverbend_, police_named_, off, "system"));
  const auto again = Start();
  off.active = false;
  ASSERT_TRUE(providers_->Save(riverbend_, police_named_, off, "system"));
  EXPECT_EQ(Key(Finish(BackFrom(again))), "accounts.provider.stale");
  EXPECT_EQ(Key(providers_->Start(places_.places[0], police_named_, kCallback, "/")), "error.not_found");
  EXPECT_TRUE(providers_->Links().empty());
}

TEST_P(ProvidersTest, TheProvidersNoIsSaidWithItsName) {
  auto back = BackFrom(Start());
  back.error = "access_denied";
  back.code = "";
  const auto refused = Finish(back);
  EXPECT_EQ(Key(refused), "oidc.refused");
  EXPECT_EQ(refused.error().params.at("organization"), "riverbend-police");
  fake_.claims["aud"] = "somebody-else";
  EXPECT_EQ(Key(SignIn()), "oidc.forged");
}

// Settings.

TEST_P(ProvidersTest, TheSecretIsSealedAndBelongsToItsIssuer) {
  EXPECT_EQ(Count("accounts_provider WHERE client_secret LIKE '%s3cret%'"), 0);
  EXPECT_TRUE((*providers_->Find(riverbend_, police_))->has_secret);
  ASSERT_TRUE(SignIn());
  EXPECT_THAT(fake_.basic, ::testing::HasSubstr("s3cret-of-the-agency"));
  // Saved again without one: kept. Another issuer: never sent to it.
  ProviderWish wish = Wish();
  wish.secret.reset();
  ASSERT_TRUE(providers_->Save(riverbend_, police_named_, wish, "system"));
  EXPECT_TRUE((*providers_->Find(riverbend_, police_))->has_secret);
  wish.issuer = "https://evil.example";
  ASSERT_TRUE(providers_->Save(riverbend_, police_named_, wish, "system"));
  EXPECT_FALSE((*providers_->Find(riverbend_, police_))->has_secret);
  EXPECT_EQ(Entries("action LIKE 'accounts.provider.%' AND community_id = '" + riverbend_.ToString() + "'"), 3);
}

TEST_P(ProvidersTest, RefusesSettingsThatCannotWork) {
  const auto with = [&](auto change) {
    ProviderWish wish = Wish();
    change(wish);
    return Key(providers_->Save(riverbend_, police_named_, wish, "system"));
  };
  for (const char* issuer : {"", "login.agency.example", "http://login.agency.example", "https://a b", "javascript:x",
                             "https://a.example?x=1", "http://127.0.0.1.evil.example", "ftp://a.example"}) {
    EXPECT_EQ(with([&](ProviderWish& w) { w.issuer = issuer; }), "accounts.provider.error_issuer") << issuer;
  }
  EXPECT_EQ(with([](ProviderWish& w) { w.issuer = "http://127.0.0.1:3000"; }), "");
  EXPECT_EQ(with([](ProviderWish& w) { w.client_id = " "; }), "accounts.provider.error_client");
  for (const char* domains : {"", " , ", "agency", "a@b.example", "*.example", "agency.example <x>"}) {
    EXPECT_EQ(with([&](ProviderWish& w) { w.email_domains = domains; }), "accounts.provider.error_domains") << domains;
  }
  EXPECT_EQ(with([](ProviderWish& w) { w.email_domains = "@Agency.Example; b.example\nb.example"; }), "");
  EXPECT_EQ((*providers_->Find(riverbend_, police_))->email_domains,
            (std::vector<std::string>{"agency.example", "b.example"}));
  for (const Role role : AllRoles()) {
    const bool fine = role == Role::kMember || role == Role::kOfficer || role == Role::kAnalyst;
    EXPECT_EQ(with([&](ProviderWish& w) { w.role = role; }), fine ? "" : "accounts.provider.error_role");
  }
  // An oversight body has no officers.
  EXPECT_EQ(Key(providers_->Save(riverbend_, places_.organizations[riverbend_][1], Wish(), "system")),
            "accounts.provider.error_role");
}

TEST_P(ProvidersTest, LinksLeadToActiveOnesOfOpenCommunities) {
  ASSERT_EQ(providers_->Links().size(), 1u);
  EXPECT_EQ(providers_->Links()[0].href, "/sign-in/with/riverbend/riverbend-police");
  places_.places[0].open = false;
  EXPECT_TRUE(providers_->Links().empty());
}

TEST_P(ProvidersTest, TestAsksTheProvider) {
  EXPECT_TRUE(providers_->Test(riverbend_, police_));
  fake_.metadata["issuer"] = "https://another.example";
  EXPECT_EQ(Key(providers_->Test(riverbend_, police_)), "oidc.misconfigured");
  EXPECT_EQ(Key(providers_->Test(riverbend_, board_)), "error.not_found");
}

}  // namespace
}  // namespace concord::accounts
