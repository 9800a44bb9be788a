// The whole way through a certified provider (oidc-provider, run by tests/oidc/provider.mjs), with its real redirects,
// cookies and forms. Skipped only where there is no Node.js; where the provider is not installed, this fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/oidc/client.h"
#include "base/oidc/node_provider.h"
#include "base/testing/needs.h"

namespace concord::oidc {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr std::string_view kCallback = "https://hub.example/sign-in/callback";

class OidcCertifiedProvider : public ::testing::Test {
 protected:
  void SetUp() override {
    CONCORD_NEEDS(HasNode(), "there is no Node.js here to run a provider with");
    if (!std::filesystem::exists(std::string(CONCORD_SOURCE_DIR) + "/tests/oidc/node_modules/oidc-provider")) {
      FAIL() << "the provider is not installed: ./test does it, or npm ci --prefix tests/oidc";
    }
  }

  void Start(json options = json::object()) {
    options["redirectUri"] = std::string(kCallback);
    program_.reset();  // the port must be free before the next takes it
    program_ = std::make_unique<NodeProgram>("provider.mjs", options);
    ASSERT_NE(program_->issuer(), "") << "the provider did not start";
    provider_.issuer = program_->issuer();
  }

  Result<Identity> Finish(const Begun& kept, std::map<std::string, std::string> query) {
    return client_.Finish(provider_, kept, kCallback, query["state"], query["code"], query["iss"]);
  }

  Result<Identity> SignIn(Browser& browser, bool ask_again = false) {
    const auto begun = client_.Begin(provider_, kCallback, ask_again);
    if (!begun) return std::unexpected(begun.error());
    return Finish(*begun, browser.SignIn(begun->location, kCallback, "ana"));
  }

  SystemClock clock_;
  SystemRandom random_;
  Log log_{clock_, 2, LogLevel::kOff};
  CurlFetcher fetcher_;
  Client client_{fetcher_, clock_, random_, log_};
  // As tests/oidc/provider.mjs has it.
  Provider provider_{.issuer = "", .client_id = "concord", .client_secret = "a secret: with/odd+signs & spaces"};
  std::unique_ptr<NodeProgram> program_;
};

TEST_F(OidcCertifiedProvider, SignsIn) {
  for (const char* algorithm : {"RS256", "PS256", "ES256"}) {
    SCOPED_TRACE(algorithm);
    ASSERT_NO_FATAL_FAILURE(Start({{"algorithm", algorithm}}));
    ASSERT_TRUE(client_.Probe(provider_));
    Browser browser;
    const auto identity = SignIn(browser);
    ASSERT_TRUE(identity) << identity.error().cause;
    EXPECT_EQ(identity->issuer, provider_.issuer);
    EXPECT_EQ(identity->subject, "ana");
    EXPECT_EQ(identity->email, "ana@agency.example");
    EXPECT_TRUE(identity->email_verified);
    EXPECT_EQ(identity->name, "Officer ana");
    EXPECT_LT(clock_.Now() - identity->authenticated, std::chrono::minutes(1));
  }
}

TEST_F(OidcCertifiedProvider, SignsInWithTheSecretInTheFormAndTheEmailInTheToken) {
  ASSERT_NO_FATAL_FAILURE(Start({{"clientAuth", "client_secret_post"}, {"emailInToken", true}}));
  Browser browser;
  const auto identity = SignIn(browser);
  ASSERT_TRUE(identity) << identity.error().cause;
  EXPECT_EQ(identity->email, "ana@agency.example");
}

TEST_F(OidcCertifiedProvider, AsksAgainWhereAFreshSignInIsWanted) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Browser browser;
  ASSERT_TRUE(SignIn(browser));
  EXPECT_EQ(browser.logins, 1);
  ASSERT_TRUE(SignIn(browser));
  EXPECT_EQ(browser.logins, 1);  // the provider remembered
  const auto fresh = SignIn(browser, true);
  ASSERT_TRUE(fresh) << fresh.error().cause;
  EXPECT_EQ(browser.logins, 2);
}

TEST_F(OidcCertifiedProvider, FollowsItsNewKeys) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Browser before, after;
  ASSERT_TRUE(SignIn(before));
  ASSERT_NO_FATAL_FAILURE(Start({{"port", program_->port()}}));
  const auto identity = SignIn(after);
  ASSERT_TRUE(identity) << identity.error().cause;
  EXPECT_EQ(identity->subject, "ana");
}

TEST_F(OidcCertifiedProvider, ACodeServesOnce) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Browser browser;
  const auto begun = client_.Begin(provider_, kCallback, false);
  ASSERT_TRUE(begun);
  const auto query = browser.SignIn(begun->location, kCallback, "ana");
  ASSERT_TRUE(Finish(*begun, query));
  const auto again = Finish(*begun, query);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "oidc.refused");
  EXPECT_THAT(again.error().cause, HasSubstr("invalid_grant"));
}

TEST_F(OidcCertifiedProvider, RefusesAnotherVerifierAnotherSecretAndAnotherCallback) {
  ASSERT_NO_FATAL_FAILURE(Start());
  const auto visit = [&](const auto& change, std::string_view callback) {
    Browser browser;
    auto begun = client_.Begin(provider_, kCallback, false);
    auto query = browser.SignIn(begun->location, kCallback, "ana");
    Provider provider = provider_;
    change(provider, *begun);
    return client_.Finish(provider, *begun, callback, query["state"], query["code"], query["iss"]);
  };
  const auto verifier = visit([](Provider&, Begun& kept) { kept.verifier = std::string(43, 'x'); }, kCallback);
  ASSERT_FALSE(verifier);
  EXPECT_EQ(verifier.error().key, "oidc.refused");
  const auto secret = visit([](Provider& provider, Begun&) { provider.client_secret = "guess"; }, kCallback);
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().key, "oidc.misconfigured");
  EXPECT_EQ(secret.error().params.at("why"), "invalid_client");
  const auto callback = visit([](Provider&, Begun&) {}, "https://hub.example/other");
  ASSERT_FALSE(callback);
  EXPECT_EQ(callback.error().key, "oidc.refused");
  EXPECT_TRUE(visit([](Provider&, Begun&) {}, kCallback));
}

TEST_F(OidcCertifiedProvider, APersonMayGiveUp) {
  ASSERT_NO_FATAL_FAILURE(Start());
  Browser browser;
  const auto begun = client_.Begin(provider_, kCallback, false);
  ASSERT_TRUE(begun);
  auto query = browser.SignIn(begun->location, kCallback, "");
  EXPECT_EQ(query["error"], "access_denied");
  const auto identity = Finish(*begun, query);
  ASSERT_FALSE(identity);
  EXPECT_EQ(identity.error().key, "oidc.refused");
}

TEST_F(OidcCertifiedProvider, MustCallItselfAsTheSettingsDo) {
  ASSERT_NO_FATAL_FAILURE(Start());
  provider_.issuer = "http://localhost:" + std::to_string(program_->port());
  const auto begun = client_.Begin(provider_, kCallback, false);
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().key, "oidc.misconfigured");
  EXPECT_EQ(begun.error().params.at("why"), "issuer");
}

TEST_F(OidcCertifiedProvider, IsNotBelievedWithoutAGoodCertificate) {
  const NodeProgram untrusted("untrusted.mjs", json::object());
  ASSERT_NE(untrusted.issuer(), "");
  const auto answer = fetcher_.Get(untrusted.issuer() + "/.well-known/openid-configuration", "");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().key, "oidc.unreachable");
  EXPECT_THAT(answer.error().cause, HasSubstr("certificate"));
}

}  // namespace
}  // namespace concord::oidc
