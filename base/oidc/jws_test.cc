#include "base/oidc/jws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/oidc/fake_provider.h"

namespace concord::oidc {
namespace {

const std::vector<std::string> kAll(kAlgorithms.begin(), kAlgorithms.end());

// RFC 7515, appendices A.2 (RS256) and A.3 (ES256): keys, tokens and their payload.
constexpr const char* kRsaKey =
    R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPM)"
    R"(EzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5)"
    R"(rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-D)"
    R"(WNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
constexpr const char* kRsaToken =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19"
    "yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt"
    "_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
    "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI"
    "8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
constexpr const char* kEcKey =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue6)"
    R"(59LNpXW6pCyStikYjKIWI5a0"})";
constexpr const char* kEcToken =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19"
    "yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU"
    "1Q";
constexpr const char* kPayload = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

KeySet SetOf(const json& keys) { return KeySet::Parse(json{{"keys", keys}}.dump()).value(); }

TEST(OidcJws, VerifiesTheStandardsExamples) {
  const KeySet keys = SetOf(json::array({json::parse(kRsaKey), json::parse(kEcKey)}));
  for (const std::string token : {kRsaToken, kEcToken}) {
    auto jws = Jws::Read(token, kAll);
    ASSERT_TRUE(jws) << jws.error().cause;
    std::string payload;
    EXPECT_EQ(keys.Verify(*jws, payload), Verdict::kVerified);
    EXPECT_EQ(payload, kPayload);
  }
}

// One changed sign anywhere in header, payload or signature is seen, at each place of a whole token.
TEST(OidcJws, OneChangedSignIsSeen) {
  const KeySet keys = SetOf(json::array({json::parse(kEcKey)}));
  const std::string token = kEcToken;
  for (size_t at = 0; at + 1 < token.size(); ++at) {  // the last sign carries bits that say nothing
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    auto jws = Jws::Read(changed, kAll);
    std::string payload;
    EXPECT_FALSE(jws && keys.Verify(*jws, payload) == Verdict::kVerified) << at;
    EXPECT_EQ(payload, "") << at;
  }
}

TEST(OidcJws, TriesEachKeyOfOneName) {
  std::vector<json> keys;
  for (const TestKey& key : {TestKey::Ec("a"), TestKey::Ec("a")}) keys.push_back(key.Public());
  keys.push_back(json::parse(kEcKey));
  keys.back()["kid"] = "a";
  const TestKey last = TestKey::Ec("a");
  keys.push_back(last.Public());
  auto jws = Jws::Read(last.Sign("ES256", "a", "{}"), kAll);
  std::string payload;
  EXPECT_EQ(SetOf(keys).Verify(*jws, payload), Verdict::kVerified);
  EXPECT_EQ(payload, "{}");
}

TEST(OidcJws, TakesOnlyAcceptedAlgorithms) {
  EXPECT_FALSE(Jws::Read(kRsaToken, std::vector<std::string>{"ES256"}));
  EXPECT_FALSE(Jws::Read(kRsaToken, {}));
  const auto jws = Jws::Read(kRsaToken, kAll);
  EXPECT_EQ(jws->algorithm(), "RS256");
  EXPECT_EQ(jws->key_id(), "");
}

// libcjose asserts on such base64, and the provider could end the hub with a key set.
TEST(OidcKeys, MalformedKeysDoNotEndTheProcess) {
  for (const char* name : {"n", "e"}) {
    const std::string good = json::parse(kRsaKey).at(name);
    for (const std::string& bad : {good + "A=", good + "=", std::string("A"), good.substr(0, 5), "A" + good,
                                   std::string(), std::string("AA==A"), good.substr(1), std::string(5, '\0')}) {
      json key = json::parse(kRsaKey);
      key[name] = bad;
      KeySet::Parse(json{{"keys", {key}}}.dump());
    }
  }
  for (const json& bad : std::vector<json>{"A", "AAAAA", 7, nullptr, json::object()}) {
    for (const char* name : {"x", "y", "crv", "kty"}) {
      json key = json::parse(kEcKey);
      key[name] = bad;
      EXPECT_FALSE(KeySet::Parse(json{{"keys", {key}}}.dump())) << key;
    }
  }
  json off_the_curve = json::parse(kEcKey);
  off_the_curve["x"] = off_the_curve["y"];
  EXPECT_FALSE(KeySet::Parse(json{{"keys", {off_the_curve}}}.dump()));
}

TEST(OidcKeys, OnlyThoseOfUseAreKept) {
  const auto count = [](const json& keys) {
    const auto set = KeySet::Parse(json{{"keys", keys}}.dump());
    return set ? set->size() : 0;
  };
  json rsa = FirstKey().Public();
  EXPECT_EQ(count(json::array({rsa, TestKey::Ec("e").Public(), 7, {{"kty", "OKP"}, {"crv", "Ed25519"}}})), 2u);
  EXPECT_EQ(count(json::array({TestKey::Ec("e", CJOSE_JWK_EC_P_521).Public()})), 0u);
  EXPECT_EQ(count(json::array({FirstKey().Private()})), 0u);
  rsa["key_ops"] = {"verify"};
  EXPECT_EQ(count(json::array({rsa})), 1u);
  rsa["key_ops"] = {"encrypt"};
  EXPECT_EQ(count(json::array({rsa})), 0u);
  EXPECT_EQ(count(json(std::vector<json>(500, FirstKey().Public()))), 100u);
}

}  // namespace
}  // namespace concord::oidc
