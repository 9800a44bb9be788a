#include "base/oidc/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/core/text.h"
#include "base/i18n/catalog.h"
#include "base/oidc/fake_provider.h"
#include "oidc_embedded.h"

namespace concord::oidc {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

std::map<std::string, std::string> QueryOf(const std::string& location) {
  std::map<std::string, std::string> query;
  const std::string all = location.substr(location.find('?') + 1);
  for (const auto part : text::Split(all, '&')) {
    const auto equals = part.find('=');
    query[std::string(part.substr(0, equals))] = part.substr(equals + 1);
  }
  return query;
}

TEST(OidcClient, SendsTheBrowserWithPkceStateAndNonce) {
  Desk desk;
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  ASSERT_TRUE(begun) << begun.error().cause;
  EXPECT_THAT(begun->location, StartsWith("https://login.agency.example/authorize?"));
  auto query = QueryOf(begun->location);
  EXPECT_EQ(query["response_type"], "code");
  EXPECT_EQ(query["client_id"], "concord");
  EXPECT_EQ(query["redirect_uri"], "https%3A%2F%2Fhub.example%2Fsign-in%2Fcallback");
  EXPECT_EQ(query["scope"], "openid%20email%20profile");
  EXPECT_EQ(query["state"], begun->state);
  EXPECT_EQ(query["nonce"], begun->nonce);
  EXPECT_EQ(query["code_challenge_method"], "S256");
  EXPECT_EQ(query["code_challenge"], crypto::Base64Url(crypto::Sha256(begun->verifier)));
  EXPECT_FALSE(query.contains("prompt"));
  EXPECT_THAT(begun->location, Not(HasSubstr(begun->verifier)));
  for (const auto& text : {begun->state, begun->nonce, begun->verifier}) EXPECT_EQ(text.size(), 43u);
  const auto other = desk.client.Begin(desk.provider, kRedirect, false);
  EXPECT_NE(other->state, begun->state);
  EXPECT_NE(other->nonce, begun->nonce);
  EXPECT_NE(other->verifier, begun->verifier);
}

TEST(OidcClient, AddsToAnEndpointThatHasAQuery) {
  Desk desk;
  desk.fake.metadata["authorization_endpoint"] = "https://login.agency.example/authorize?tenant=7";
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  EXPECT_THAT(begun->location, StartsWith("https://login.agency.example/authorize?tenant=7&response_type=code&"));
}

TEST(OidcClient, AsksForOpenidWhateverTheSettingsSay) {
  Desk desk;
  desk.provider.scopes = {"email"};
  EXPECT_EQ(QueryOf(desk.client.Begin(desk.provider, kRedirect, false)->location)["scope"], "openid%20email");
  desk.provider.scopes = {};
  EXPECT_EQ(QueryOf(desk.client.Begin(desk.provider, kRedirect, false)->location)["scope"], "openid");
}

TEST(OidcClient, SaysWhoSignedIn) {
  Desk desk;
  desk.fake.claims["amr"] = {"pwd", "otp", 7};
  desk.fake.claims["acr"] = "urn:mfa";
  desk.fake.claims["auth_time"] = kNow - 30;
  const auto identity = desk.SignIn();
  ASSERT_TRUE(identity) << identity.error().cause;
  EXPECT_EQ(identity->issuer, kIssuer);
  EXPECT_EQ(identity->subject, "officer-7");
  EXPECT_EQ(identity->email, "ana@agency.example");
  EXPECT_TRUE(identity->email_verified);
  EXPECT_EQ(identity->name, "Ana Ruiz");
  EXPECT_THAT(identity->methods, ElementsAre("pwd", "otp"));
  EXPECT_EQ(identity->context, "urn:mfa");
  EXPECT_EQ(identity->authenticated, Time(milliseconds((kNow - 30) * 1000)));
  EXPECT_EQ(desk.fake.Count("me"), 0);  // nothing was missing
}

TEST(OidcClient, DoesNotTakeTheTokensTimeForTheSignIns) {
  Desk desk;
  EXPECT_EQ(desk.SignIn()->authenticated, Time{});
}

TEST(OidcClient, ProvesItselfInTheHeaderOrInTheFormAsTheProviderSays) {
  for (const bool in_form : {false, true}) {
    Desk desk;
    if (in_form)
      desk.fake.metadata["token_endpoint_auth_methods_supported"] = {"private_key_jwt", "client_secret_post"};
    const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
    desk.fake.claims["nonce"] = begun->nonce;
    ASSERT_TRUE(desk.Finish(*begun));
    EXPECT_THAT(desk.fake.form, Contains(Pair("grant_type", "authorization_code")));
    EXPECT_THAT(desk.fake.form, Contains(Pair("code", "code-1")));
    EXPECT_THAT(desk.fake.form, Contains(Pair("redirect_uri", std::string(kRedirect))));
    EXPECT_THAT(desk.fake.form, Contains(Pair("code_verifier", begun->verifier)));
    if (in_form) {
      EXPECT_THAT(desk.fake.basic, IsEmpty());
      EXPECT_THAT(desk.fake.form, Contains(Pair("client_id", "concord")));
      EXPECT_THAT(desk.fake.form, Contains(Pair("client_secret", "s3cret/+ &")));
    } else {
      EXPECT_EQ(desk.fake.basic, "concord:s3cret%2F%2B%20%26");  // RFC 6749, section 2.3.1
      EXPECT_THAT(desk.fake.form, Not(Contains(Pair("client_secret", ::testing::_))));
    }
  }
}

TEST(OidcClient, APublicClientSendsItsIdAlone) {
  Desk desk;
  desk.provider.client_secret = "";
  ASSERT_TRUE(desk.SignIn());
  EXPECT_THAT(desk.fake.basic, IsEmpty());
  EXPECT_THAT(desk.fake.form, Contains(Pair("client_id", "concord")));
  EXPECT_THAT(desk.fake.form, Not(Contains(Pair("client_secret", ::testing::_))));
}

TEST(OidcClient, TakesEachAcceptedAlgorithm) {
  const TestKey curve = TestKey::Ec("curve");
  for (const std::string algorithm : {"RS256", "PS256", "ES256"}) {
    Desk desk;
    const TestKey& key = algorithm == "ES256" ? curve : FirstKey();
    desk.fake.keys.push_back(curve.Public());
    desk.fake.sign = [&](const json& claims) { return key.Sign(algorithm, key.kid(), claims.dump()); };
    const auto identity = desk.SignIn();
    EXPECT_TRUE(identity) << algorithm << ": " << identity.error().cause;
  }
}

TEST(OidcClient, AsksUserinfoOnlyForAMissingEmail) {
  Desk desk;
  desk.fake.claims.erase("email");
  desk.fake.claims.erase("name");
  desk.fake.userinfo["email_verified"] = "true";
  const auto identity = desk.SignIn();
  ASSERT_TRUE(identity) << identity.error().cause;
  EXPECT_EQ(identity->email, "ana@agency.example");
  EXPECT_TRUE(identity->email_verified);
  EXPECT_EQ(identity->name, "Ana Ruiz");
  EXPECT_EQ(desk.fake.bearer, "access-1");
  EXPECT_EQ(desk.fake.Count("me"), 1);
}

TEST(OidcClient, AnEmailThatNobodyVerifiedIsNotCalledVerified) {
  Desk desk;
  desk.fake.claims.erase("email_verified");
  EXPECT_FALSE(desk.SignIn()->email_verified);
  for (const json& said : std::vector<json>{false, "false", 1, nullptr, json::array({true})}) {
    desk.fake.claims["email_verified"] = said;
    EXPECT_FALSE(desk.SignIn()->email_verified) << said;
  }
  // The ID token vouches for an address that it does not name; userinfo names one and vouches for nothing.
  desk.fake.claims.erase("email");
  desk.fake.claims["email_verified"] = true;
  desk.fake.userinfo.erase("email_verified");
  EXPECT_EQ(desk.SignIn()->email, "ana@agency.example");
  EXPECT_FALSE(desk.SignIn()->email_verified);
}

TEST(OidcClient, AFreshSignInMustBeFresh) {
  Desk desk;
  const auto begun = desk.client.Begin(desk.provider, kRedirect, true);
  auto query = QueryOf(begun->location);
  EXPECT_EQ(query["prompt"], "login");
  EXPECT_EQ(query["max_age"], "0");
  desk.fake.claims["nonce"] = begun->nonce;
  const auto unsaid = desk.Finish(*begun);
  ASSERT_FALSE(unsaid);
  EXPECT_EQ(unsaid.error().key, "oidc.forged");
  EXPECT_THAT(unsaid.error().cause, HasSubstr("auth_time is missing"));
  desk.fake.claims["auth_time"] = kNow - 121;
  EXPECT_THAT(desk.Finish(*begun).error().cause, HasSubstr("auth_time: not the fresh"));
  desk.fake.claims["auth_time"] = kNow - 119;
  EXPECT_TRUE(desk.Finish(*begun));
  desk.fake.claims["auth_time"] = kNow - 90'000;
  EXPECT_TRUE(desk.SignIn(false));  // nobody asked
  // What was kept has been tampered with: no sign-in is fresh enough.
  Begun odd = *begun;
  odd.nonce = "abc.def";
  desk.fake.claims["nonce"] = odd.nonce;
  desk.fake.claims["auth_time"] = kNow;
  EXPECT_FALSE(desk.Finish(odd));
}

TEST(OidcClient, KeepsMetadataAndKeysForAnHour) {
  Desk desk;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(desk.SignIn());
  EXPECT_EQ(desk.fake.Count("openid-configuration"), 1);
  EXPECT_EQ(desk.fake.Count("jwks"), 1);
  desk.clock.Advance(std::chrono::minutes(61));
  desk.fake.claims["iat"] = kNow + 3660;
  desk.fake.claims["exp"] = kNow + 4000;
  ASSERT_TRUE(desk.SignIn());
  EXPECT_EQ(desk.fake.Count("openid-configuration"), 2);
  EXPECT_EQ(desk.fake.Count("jwks"), 2);
}

TEST(OidcClient, FollowsKeysThatChange) {
  Desk desk;
  ASSERT_TRUE(desk.SignIn());
  desk.fake.keys = json::array({SecondKey().Public()});
  desk.fake.sign = [](const json& claims) { return SecondKey().Sign("RS256", "second", claims.dump()); };
  const auto identity = desk.SignIn();
  ASSERT_TRUE(identity) << identity.error().cause;
  EXPECT_EQ(desk.fake.Count("jwks"), 2);
  // And the old key is worth nothing any more.
  desk.fake.sign = [](const json& claims) { return FirstKey().Sign("RS256", "first", claims.dump()); };
  EXPECT_EQ(desk.SignIn().error().key, "oidc.forged");
}

TEST(OidcClient, FollowsKeysThatChangeWhereTokensNameNone) {
  Desk desk;
  desk.fake.sign = [](const json& claims) { return FirstKey().Sign("RS256", "", claims.dump()); };
  ASSERT_TRUE(desk.SignIn());
  desk.fake.keys = json::array({SecondKey().Public()});
  desk.fake.sign = [](const json& claims) { return SecondKey().Sign("RS256", "", claims.dump()); };
  EXPECT_TRUE(desk.SignIn());
}

TEST(OidcClient, UnknownKeysDoNotMakeAFlood) {
  Desk desk;
  ASSERT_TRUE(desk.SignIn());
  int named = 0;
  desk.fake.sign = [&](const json& claims) {
    return SecondKey().Sign("RS256", "unknown-" + std::to_string(++named), claims.dump());
  };
  for (int i = 0; i < 50; ++i) EXPECT_EQ(desk.SignIn().error().key, "oidc.forged");
  EXPECT_EQ(desk.fake.Count("jwks"), 2);
  desk.clock.Advance(std::chrono::seconds(61));
  for (int i = 0; i < 50; ++i) EXPECT_EQ(desk.SignIn().error().key, "oidc.forged");
  EXPECT_EQ(desk.fake.Count("jwks"), 3);
  // A provider that fails when asked again is not asked more often either; who knows their key still signs in.
  desk.clock.Advance(std::chrono::seconds(61));
  desk.fake.instead.emplace("jwks", Answer{503, "", ""});
  EXPECT_EQ(desk.SignIn().error().key, "oidc.unreachable");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(desk.SignIn().error().key, "oidc.forged");
  EXPECT_EQ(desk.fake.Count("jwks"), 4);
  desk.fake.sign = [](const json& claims) { return FirstKey().Sign("RS256", "first", claims.dump()); };
  EXPECT_TRUE(desk.SignIn());
}

TEST(OidcClient, ComesBackAfterAProviderThatWasDown) {
  Desk desk;
  desk.fake.instead.emplace("openid-configuration", Fail(ErrorKind::kUnavailable, "oidc.unreachable", {}, "no route"));
  const auto down = desk.client.Begin(desk.provider, kRedirect, false);
  ASSERT_FALSE(down);
  EXPECT_EQ(down.error().key, "oidc.unreachable");
  EXPECT_EQ(down.error().kind, ErrorKind::kUnavailable);
  desk.fake.instead.clear();
  EXPECT_TRUE(desk.SignIn());
}

TEST(OidcClient, ChecksWhoAnswersTheBrowser) {
  Desk desk;
  desk.fake.metadata["authorization_response_iss_parameter_supported"] = true;
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  desk.fake.claims["nonce"] = begun->nonce;
  const auto finish = [&](std::string_view iss) {
    return desk.client.Finish(desk.provider, *begun, kRedirect, begun->state, "code-1", iss);
  };
  EXPECT_TRUE(finish(kIssuer));
  EXPECT_THAT(finish("").error().cause, HasSubstr("lacks the iss"));
  EXPECT_THAT(finish("https://other.example").error().cause, HasSubstr("callback's iss"));
  EXPECT_EQ(finish("https://login.agency.example/").error().key, "oidc.forged");
  EXPECT_EQ(desk.fake.Count("token"), 1);  // the code went to nobody else
}

TEST(OidcClient, ThreadsShareOneFetch) {
  Desk desk;
  std::atomic<int> good = 0;
  const TestKey& key = FirstKey();
  Begun kept{"", "state", "nonce", "verifier"};
  desk.fake.claims["nonce"] = "nonce";
  desk.fake.sign = [&](const json& claims) { return key.Sign("RS256", "first", claims.dump()); };
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) good += desk.Finish(kept).has_value() ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 40);
  EXPECT_EQ(desk.fake.Count("openid-configuration"), 1);
  EXPECT_EQ(desk.fake.Count("jwks"), 1);
}

TEST(OidcClient, ProbeSaysWhatDoesNotFit) {
  Desk desk;
  EXPECT_TRUE(desk.client.Probe(desk.provider));
  desk.fake.keys = json::array();
  const auto status = desk.client.Probe(desk.provider);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().key, "oidc.misconfigured");
  EXPECT_EQ(status.error().params.at("why"), "jwks_uri");
  EXPECT_EQ(desk.fake.Count("jwks"), 2);  // asked each time, whatever is kept
  desk.fake.instead.emplace("openid-configuration", Answer{404, "", ""});
  EXPECT_EQ(desk.client.Probe(desk.provider).error().params.at("why"), "openid-configuration");
}

TEST(OidcMessages, AreThereInBothLanguages) {
  const auto catalog = i18n::Catalog::Load(embedded::Files(), {{"en", "English"}, {"es", "Español"}});
  ASSERT_TRUE(catalog) << catalog.error().cause;
  for (const char* key : {"oidc.unreachable", "oidc.misconfigured", "oidc.refused", "oidc.forged"}) {
    EXPECT_TRUE((*catalog)->Has(key)) << key;
  }
  EXPECT_THAT((*catalog)->Text("es", "oidc.misconfigured", {{"why", "issuer"}}), HasSubstr("(issuer)"));
}

}  // namespace
}  // namespace concord::oidc
