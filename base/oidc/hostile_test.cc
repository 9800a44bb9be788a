// Answers that a hostile or a broken provider, or someone between, could give. Each must be refused, for its own
// reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/oidc/fake_provider.h"

namespace concord::oidc {
namespace {

using ::testing::HasSubstr;

struct Attack {
  std::string name;
  std::function<void(Desk&)> prepare;  // after Begin; the right nonce is in the claims
  std::string key;
  std::string cause;  // part of it
};

// Without the name, GoogleTest would print the functions' bytes.
void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.name; }

Attack Claim(std::string name, std::string claim, json value, std::string cause) {
  return {std::move(name), [=](Desk& desk) { desk.fake.claims[claim] = value; }, "oidc.forged", std::move(cause)};
}
Attack Without(std::string name, std::string claim, std::string cause) {
  return {std::move(name), [=](Desk& desk) { desk.fake.claims.erase(claim); }, "oidc.forged", std::move(cause)};
}
Attack Token(std::string name, std::function<std::string(const json&)> sign, std::string cause) {
  return {std::move(name), [=](Desk& desk) { desk.fake.sign = sign; }, "oidc.forged", std::move(cause)};
}
Attack Says(std::string name, std::string where, Result<Answer> answer, std::string key, std::string cause) {
  return {std::move(name), [=](Desk& desk) { desk.fake.instead.insert_or_assign(where, answer); }, std::move(key),
          std::move(cause)};
}

std::string Unsigned(const std::string& header, const json& claims, const std::string& signature = "") {
  return crypto::Base64Url(header) + "." + crypto::Base64Url(claims.dump()) + "." + signature;
}

const TestKey& SmallKey() {
  static const TestKey key = TestKey::Rsa("small", 1024);
  return key;
}
const TestKey& WideCurve() {
  static const TestKey key = TestKey::Ec("wide", CJOSE_JWK_EC_P_384);
  return key;
}

std::string FirstSigns(const json& claims) { return FirstKey().Sign("RS256", "first", claims.dump()); }

// Signed wrongly, or not at all.
std::vector<Attack> Signatures() {
  return {
      Token(
          "AnotherKey", [](const json& c) { return SecondKey().Sign("RS256", "first", c.dump()); }, "not by key"),
      Token(
          "AnotherKeyNamingNone", [](const json& c) { return SecondKey().Sign("RS256", "", c.dump()); }, "no key"),
      Token(
          "ChangedPayload",
          [](const json& c) {
            json other = c;
            other["sub"] = "chief";
            const std::string good = FirstSigns(c), bad = FirstSigns(other);
            return bad.substr(0, bad.rfind('.')) + good.substr(good.rfind('.'));
          },
          "not by key"),
      Token(
          "NoSignature",
          [](const json& c) {
            const std::string good = FirstSigns(c);
            return good.substr(0, good.rfind('.') + 1);
          },
          "a part is empty"),
      Token(
          "AlgorithmNone", [](const json& c) { return Unsigned(R"({"alg":"none","kid":"first"})", c); },
          "a part is empty"),
      Token(
          "AlgorithmNoneWithSignature",
          [](const json& c) {
            const std::string good = FirstSigns(c);
            return Unsigned(R"({"alg":"none","kid":"first"})", c, good.substr(good.rfind('.') + 1));
          },
          "\"none\""),
      Token(
          "AlgorithmNoneInCapitals", [](const json& c) { return Unsigned(R"({"alg":"NONE"})", c, "AAAA"); },
          "known algorithm"),
      Token(
          "NoAlgorithm", [](const json& c) { return Unsigned(R"({"kid":"first"})", c, "AAAA"); },
          "no header with an algorithm"),
      // The public key, in the forms that everybody can have it, as the secret of a symmetric algorithm.
      Token(
          "PublicKeyAsSecret",
          [](const json& c) { return TestKey::Secret(FirstKey().Public().dump()).Sign("HS256", "first", c.dump()); },
          "HS256"),
      Token(
          "ModulusAsSecret",
          [](const json& c) {
            const auto n = crypto::FromBase64Url(FirstKey().Public().at("n").get<std::string>());
            return TestKey::Secret(*n).Sign("HS256", "first", c.dump());
          },
          "HS256"),
      Token(
          "ClientSecretAsSecret",
          [](const json& c) { return TestKey::Secret("s3cret/+ &").Sign("HS256", "", c.dump()); }, "HS256"),
      Token(
          "LongerHash", [](const json& c) { return FirstKey().Sign("RS512", "first", c.dump()); }, "RS512"),
      Token(
          "CriticalHeader",
          [](const json& c) {
            return FirstKey().Sign("RS256", "first", c.dump(), {{"crit", R"(["b64"])"}, {"b64", "false"}});
          },
          "critical"),
      // A key that the token brings along itself.
      Token(
          "KeyInTheHeader",
          [](const json& c) {
            return SecondKey().Sign("RS256", "second", c.dump(), {{"jwk", SecondKey().Public().dump()}});
          },
          "no key"),
  };
}

// Signed by a key that is not the provider's to sign with.
std::vector<Attack> Keys() {
  return {
      {"KeySaysAnotherAlgorithm", [](Desk& desk) { desk.fake.keys[0]["alg"] = "PS256"; }, "oidc.forged", "no key"},
      {"AlgorithmNotInTheMetadata",
       [](Desk& desk) {
         desk.fake.metadata["id_token_signing_alg_values_supported"] = {"RS256"};
         EXPECT_TRUE(desk.client.Probe(desk.provider));
         desk.fake.sign = [](const json& c) { return FirstKey().Sign("PS256", "first", c.dump()); };
       },
       "oidc.forged", "PS256"},
      {"WiderCurve",
       [](Desk& desk) {
         desk.fake.keys.push_back(WideCurve().Public());
         desk.fake.sign = [](const json& c) { return WideCurve().Sign("ES256", "wide", c.dump()); };
       },
       "oidc.forged", "64 bytes"},
      {"KeyForEncryption",
       [](Desk& desk) {
         desk.fake.keys.push_back(SecondKey().Public());
         desk.fake.keys[1]["use"] = "enc";
         desk.fake.sign = [](const json& c) { return SecondKey().Sign("RS256", "second", c.dump()); };
       },
       "oidc.forged", "no key"},
      {"PublishedPrivateKey",
       [](Desk& desk) {
         desk.fake.keys.push_back(SecondKey().Private());
         desk.fake.sign = [](const json& c) { return SecondKey().Sign("RS256", "second", c.dump()); };
       },
       "oidc.forged", "no key"},
      {"ShortKey",
       [](Desk& desk) {
         desk.fake.keys.push_back(SmallKey().Public());
         desk.fake.sign = [](const json& c) { return SmallKey().Sign("RS256", "small", c.dump()); };
       },
       "oidc.forged", "no key"},
      {"SeveralKeysAndNoneNamed",
       [](Desk& desk) {
         desk.fake.keys.push_back(SecondKey().Public());
         desk.fake.sign = [](const json& c) { return FirstKey().Sign("RS256", "", c.dump()); };
       },
       "oidc.forged", "no key"},
  };
}

// Not a token, or none that says anything.
std::vector<Attack> Forms() {
  return {
      Token(
          "Encrypted", [](const json&) { return "eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA"; }, "not a JWS"),
      Token(
          "Rubbish", [](const json&) { return "not a token"; }, "not a JWS"),
      Token(
          "Dots", [](const json&) { return ".."; }, "not a JWS"),
      Token(
          "Endless", [](const json& c) { return FirstSigns(c) + std::string(70'000, 'A'); }, "too long"),
      // Each of these could end the process inside libcjose.
      Token(
          "HeaderNoBase64", [](const json& c) { return "%" + FirstSigns(c); }, "base64url"),
      Token(
          "PaddedBase64", [](const json& c) { return "eyJ=" + FirstSigns(c); }, "base64url"),
      Token(
          "AlgorithmNoText", [](const json& c) { return Unsigned(R"({"alg":7,"kid":"first"})", c, "AAAA"); },
          "no header with an algorithm"),
      Token(
          "AlgorithmNull", [](const json& c) { return Unsigned(R"({"alg":null})", c, "AAAA"); },
          "no header with an algorithm"),
      Token(
          "KeyNameNoText", [](const json& c) { return Unsigned(R"({"alg":"RS256","kid":{}})", c, "AAAA"); }, "kid"),
      Token(
          "HeaderNoObject", [](const json& c) { return Unsigned("[]", c, "AAAA"); }, "no header"),
      Token(
          "ShortCurveSignature", [](const json& c) { return Unsigned(R"({"alg":"ES256","kid":"first"})", c, "AAAA"); },
          "64 bytes"),
      Token(
          "PayloadNoObject", [](const json&) { return FirstKey().Sign("RS256", "first", "[1]"); }, "payload"),
      Token(
          "PayloadNoJson", [](const json&) { return FirstKey().Sign("RS256", "first", "{\"iss\":"); }, "payload"),
  };
}

std::vector<Attack> Claims() {
  return {
      Claim("OtherIssuer", "iss", "https://evil.example", "iss is"),
      Claim("IssuerWithSlash", "iss", "https://login.agency.example/", "iss is"),
      Claim("IssuerNoText", "iss", json::array({std::string(kIssuer)}), "iss is"),
      Without("NoIssuer", "iss", "iss is"),
      Claim("OtherAudience", "aud", "another-client", "aud is another"),
      Claim("OtherAudiences", "aud", {"a", "b"}, "aud is another"),
      Claim("NoAudiences", "aud", json::array(), "aud is another"),
      Claim("AudienceNoText", "aud", 7, "aud is missing"),
      Without("NoAudience", "aud", "aud is missing"),
      Claim("SeveralAudiencesWithoutAzp", "aud", {"concord", "another-client"}, "azp none"),
      Claim("SeveralAudiencesOneNoText", "aud", {"concord", 7}, "azp none"),
      Claim("OtherAzp", "azp", "another-client", "azp is another"),
      Claim("AzpNoText", "azp", nullptr, "azp is another"),
      Claim("Expired", "exp", kNow - 121, "exp: the token"),
      Claim("ExpiresNever", "exp", 1e300, "exp is missing"),
      Claim("ExpiresInText", "exp", "2099-01-01", "exp is missing"),
      Without("NoExpiry", "exp", "exp is missing"),
      Claim("IssuedInTheFuture", "iat", kNow + 121, "issued in the future"),
      Claim("IssuedInText", "iat", "now", "iat is missing"),
      Claim("IssuedBeforeTime", "iat", -5, "iat is missing"),
      Without("NoIssuedAt", "iat", "iat is missing"),
      Claim("NotYetValid", "nbf", kNow + 121, "nbf"),
      Claim("SignedInInTheFuture", "auth_time", kNow + 121, "auth_time"),
      Claim("SignedInInText", "auth_time", "yes", "auth_time"),
      Without("NoNonce", "nonce", "nonce is missing"),
      Claim("OtherNonce", "nonce", "AAAA", "nonce is another"),
      Claim("EmptyNonce", "nonce", "", "nonce is another"),
      Claim("NonceNoText", "nonce", 1, "nonce is missing"),
      Without("NoSubject", "sub", "sub is missing"),
      Claim("EmptySubject", "sub", "", "sub is missing"),
      Claim("SubjectNoText", "sub", 7, "sub is missing"),
      Claim("LongSubject", "sub", std::string(256, 'x'), "sub is missing"),
      Claim("SubjectWithNul", "sub", std::string("officer-7\0admin", 15), "sub is missing"),
      Claim("OtherAccessToken", "at_hash", "AAAAAAAAAAAAAAAAAAAAAA", "at_hash"),
      Claim("AccessTokenHashNoText", "at_hash", 1, "at_hash"),
      Claim("OtherCode", "c_hash", "AAAAAAAAAAAAAAAAAAAAAA", "c_hash"),
  };
}

Answer Says(int status, std::string body) { return {status, "application/json", std::move(body)}; }

std::vector<Attack> Answers() {
  const auto down = Fail(ErrorKind::kUnavailable, "oidc.unreachable", {}, "connection refused");
  return {
      Says("TokenEndpointDown", "token", down, "oidc.unreachable", "connection refused"),
      Says("TokenEndpointFails", "token", Says(503, "<html>"), "oidc.unreachable", "503"),
      Says("TokenEndpointIsBusy", "token", Says(429, "{}"), "oidc.unreachable", "429"),
      Says("CodeReplayed", "token", Says(400, R"({"error":"invalid_grant","error_description":"used before"})"),
           "oidc.refused", "used before"),
      Says("SaysNoWithoutReason", "token", Says(400, "no"), "oidc.refused", "without a reason"),
      Says("SecretIsWrong", "token", Says(401, R"({"error":"invalid_client"})"), "oidc.misconfigured",
           "invalid_client"),
      Says("SaysNoWithSuccess", "token", Says(200, R"({"error":"invalid_grant"})"), "oidc.refused", "invalid_grant"),
      Says("Redirects", "token", Answer{302, "text/html", ""}, "oidc.misconfigured", "302"),
      Says("TokensAreNoJson", "token", Says(200, "{\"id_token\":"), "oidc.misconfigured", "no JSON"),
      Says("TokensAreAList", "token", Says(200, "[]"), "oidc.misconfigured", "no JSON"),
      Says("TokensAreDeep", "token", Says(200, std::string(500'000, '[')), "oidc.misconfigured", "no JSON"),
      Says("NoIdToken", "token", Says(200, R"({"access_token":"a","token_type":"Bearer"})"), "oidc.misconfigured",
           "lacks an id_token"),
      Says("IdTokenNoText", "token", Says(200, R"({"id_token":{},"access_token":"a","token_type":"Bearer"})"),
           "oidc.misconfigured", "lacks an id_token"),
      Says("OtherTokenType", "token", Says(200, R"({"id_token":"a.b.c","access_token":"a","token_type":"DPoP"})"),
           "oidc.misconfigured", "Bearer"),
      Says("HeaderInTheAccessToken", "token",
           Says(200, R"({"id_token":"a.b.c","access_token":"a\r\nX-Evil: 1","token_type":"Bearer"})"),
           "oidc.misconfigured", "header"),
      Says("KeysDown", "jwks", down, "oidc.unreachable", "connection refused"),
      Says("KeysFail", "jwks", Says(500, ""), "oidc.unreachable", "500"),
      Says("KeysGone", "jwks", Says(404, ""), "oidc.misconfigured", "404"),
      Says("KeysRedirect", "jwks", Says(302, ""), "oidc.misconfigured", "302"),
      Says("KeysAreNoJson", "jwks", Says(200, "keys"), "oidc.misconfigured", "no JSON"),
      Says("KeysAreNoList", "jwks", Says(200, R"({"keys":{}})"), "oidc.misconfigured", "no list"),
      Says(
          "KeysAreRubbish", "jwks",
          Says(200,
               R"({"keys":[1,null,{"kty":"RSA"},{"kty":"RSA","n":"!","e":"AQAB"},{"kty":"RSA","n":"AAAAA","e":"A"}]})"),
          "oidc.misconfigured", "no key"),
      Says("KeysAreSymmetric", "jwks", Says(200, R"({"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"first"}]})"),
           "oidc.misconfigured", "no key"),
  };
}

std::vector<Attack> Userinfos() {
  const auto without_email = [](Attack attack) {
    attack.name = "Userinfo" + attack.name;
    attack.prepare = [inner = attack.prepare](Desk& desk) {
      desk.fake.claims.erase("email");
      inner(desk);
    };
    return attack;
  };
  return {
      without_email(Says("AboutAnother", "me", Says(200, R"({"sub":"chief","email":"chief@agency.example"})"),
                         "oidc.forged", "sub is another")),
      without_email(
          Says("AboutNobody", "me", Says(200, R"({"email":"chief@agency.example"})"), "oidc.forged", "sub is another")),
      without_email(Says("NoJson", "me", Says(200, "sub"), "oidc.misconfigured", "no JSON")),
      without_email(Says("Signed", "me", Answer{200, "application/jwt", "a.b.c"}, "oidc.misconfigured", "signed")),
      without_email(Says("Fails", "me", Says(502, ""), "oidc.unreachable", "502")),
      without_email(Says("Forbids", "me", Says(403, ""), "oidc.misconfigured", "403")),
  };
}

class OidcHostile : public ::testing::TestWithParam<Attack> {};

TEST_P(OidcHostile, IsRefused) {
  Desk desk;
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  ASSERT_TRUE(begun) << begun.error().cause;
  desk.fake.claims["nonce"] = begun->nonce;
  GetParam().prepare(desk);
  const auto identity = desk.Finish(*begun);
  ASSERT_FALSE(identity) << "signed in as " << identity->subject;
  EXPECT_EQ(identity.error().key, GetParam().key) << identity.error().cause;
  EXPECT_THAT(identity.error().cause, HasSubstr(GetParam().cause));
  EXPECT_FALSE(identity.error().cause.empty());
  EXPECT_EQ(identity.error().params.contains("why"), GetParam().key == "oidc.misconfigured");
}

std::string NameOf(const ::testing::TestParamInfo<Attack>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Signature, OidcHostile, ::testing::ValuesIn(Signatures()), NameOf);
INSTANTIATE_TEST_SUITE_P(Key, OidcHostile, ::testing::ValuesIn(Keys()), NameOf);
INSTANTIATE_TEST_SUITE_P(Form, OidcHostile, ::testing::ValuesIn(Forms()), NameOf);
INSTANTIATE_TEST_SUITE_P(Claim, OidcHostile, ::testing::ValuesIn(Claims()), NameOf);
INSTANTIATE_TEST_SUITE_P(Answer, OidcHostile, ::testing::ValuesIn(Answers()), NameOf);
INSTANTIATE_TEST_SUITE_P(Userinfo, OidcHostile, ::testing::ValuesIn(Userinfos()), NameOf);

// What stands beside each refusal above: the same with the right value is let in.
TEST(OidcHostileTwin, RightValuesAreTaken) {
  const std::string at_hash = crypto::Base64Url(crypto::Sha256("access-1").substr(0, 16));
  const std::string c_hash = crypto::Base64Url(crypto::Sha256("code-1").substr(0, 16));
  const std::vector<json> all{
      {{"aud", json::array({"concord"})}},
      {{"aud", json::array({"concord", "another-client"})}, {"azp", "concord"}},
      {{"azp", "concord"}},
      {{"exp", kNow - 119}},
      {{"exp", kNow + 0.5}},
      {{"iat", kNow + 119}},
      {{"nbf", kNow + 119}},
      {{"auth_time", kNow + 119}},
      {{"sub", std::string(255, 'x')}},
      {{"at_hash", at_hash}},
      {{"c_hash", c_hash}},
  };
  for (const auto& changes : all) {
    Desk desk;
    desk.fake.claims.update(changes);
    const auto identity = desk.SignIn();
    EXPECT_TRUE(identity) << changes << ": " << identity.error().cause;
  }
}

// The example of OpenID Connect Core, appendix A.3: this access token has this at_hash.
TEST(OidcHostileTwin, TheStandardsOwnAccessTokenHash) {
  EXPECT_EQ(crypto::Base64Url(crypto::Sha256("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y").substr(0, 16)),
            "77QmUPtjPfzWtF2AnpK9RQ");
}

TEST(OidcHostileCallback, OnlyTheKeptVisitIsFinished) {
  Desk desk;
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  desk.fake.claims["nonce"] = begun->nonce;
  const auto finish = [&](const Begun& kept, std::string_view state, std::string_view code) {
    return desk.client.Finish(desk.provider, kept, kRedirect, state, code, "");
  };
  for (const std::string& state : {std::string(), begun->state + "x", begun->state.substr(1), begun->nonce}) {
    const auto identity = finish(*begun, state, "code-1");
    ASSERT_FALSE(identity) << state;
    EXPECT_EQ(identity.error().key, "oidc.forged");
    EXPECT_THAT(identity.error().cause, HasSubstr("state"));
  }
  EXPECT_EQ(finish(Begun{}, "", "code-1").error().key, "oidc.forged");  // nothing kept matches nothing sent
  EXPECT_EQ(finish(*begun, begun->state, "").error().key, "oidc.refused");
  EXPECT_EQ(desk.fake.Count("token"), 0);
  EXPECT_TRUE(finish(*begun, begun->state, "code-1"));
}

TEST(OidcHostileCallback, ATokenOfAnotherVisitIsRefused) {
  Desk desk;
  ASSERT_TRUE(desk.SignIn());  // its token is what the provider goes on giving
  const auto begun = desk.client.Begin(desk.provider, kRedirect, false);
  const auto identity = desk.Finish(*begun);
  ASSERT_FALSE(identity);
  EXPECT_THAT(identity.error().cause, HasSubstr("nonce is another"));
}

}  // namespace
}  // namespace concord::oidc
