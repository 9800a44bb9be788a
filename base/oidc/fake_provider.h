// A provider inside the test: it answers discovery, keys, tokens and userinfo, and lies wherever the test tells it to.
// Keys and signatures are made by libcjose. Safe from any thread while the test does not change what it says.
#pragma once
#include <cjose/cjose.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/crypto/token.h"
#include "base/oidc/client.h"
#include "base/oidc/fetch.h"

namespace concord::oidc {

using nlohmann::json;

inline constexpr std::string_view kIssuer = "https://login.agency.example";
inline constexpr std::string_view kRedirect = "https://hub.example/sign-in/callback";
inline constexpr int64_t kNow = 1'795'000'000;  // seconds: a day in November 2026

class TestKey {
 public:
  static TestKey Rsa(std::string kid, size_t bits = 2048) {
    cjose_err error{};
    return {cjose_jwk_create_RSA_random(bits, reinterpret_cast<const uint8_t*>("\x01\x00\x01"), 3, &error),
            std::move(kid)};
  }
  static TestKey Ec(std::string kid, cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256) {
    cjose_err error{};
    return {cjose_jwk_create_EC_random(curve, &error), std::move(kid)};
  }
  static TestKey Secret(std::string_view bytes) {
    cjose_err error{};
    return {cjose_jwk_create_oct_spec(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), &error), ""};
  }

  const std::string& kid() const { return kid_; }
  json Public() const { return Json(false); }
  json Private() const { return Json(true); }

  // A JWS in compact form; `extra`: more header parameters.
  std::string Sign(const std::string& algorithm, const std::string& kid, const std::string& payload,
                   const std::map<std::string, std::string>& extra = {}) const {
    cjose_err error{};
    std::unique_ptr<cjose_header_t, void (*)(cjose_header_t*)> header(cjose_header_new(&error), cjose_header_release);
    cjose_header_set(header.get(), "alg", algorithm.c_str(), &error);
    if (!kid.empty()) cjose_header_set(header.get(), "kid", kid.c_str(), &error);
    for (const auto& [name, raw] : extra) cjose_header_set_raw(header.get(), name.c_str(), raw.c_str(), &error);
    std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(
        cjose_jws_sign(key_.get(), header.get(), reinterpret_cast<const uint8_t*>(payload.data()), payload.size(),
                       &error),
        cjose_jws_release);
    const char* compact = nullptr;
    if (!jws || !cjose_jws_export(jws.get(), &compact, &error)) return "cannot sign: " + std::string(error.message);
    return compact;
  }

 private:
  TestKey(cjose_jwk_t* key, std::string kid)
      : key_(key, [](cjose_jwk_t* held) { cjose_jwk_release(held); }), kid_(std::move(kid)) {}
  json Json(bool with_private) const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(key_.get(), with_private, &error);
    json key = json::parse(text);
    cjose_get_dealloc()(text);
    if (!kid_.empty()) key["kid"] = kid_;
    return key;
  }

  std::shared_ptr<cjose_jwk_t> key_;
  std::string kid_;
};

// Making an RSA key takes a while: one for all tests that need no other.
inline const TestKey& FirstKey() {
  static const TestKey key = TestKey::Rsa("first");
  return key;
}
inline const TestKey& SecondKey() {
  static const TestKey key = TestKey::Rsa("second");
  return key;
}

class FakeProvider final : public HttpFetcher {
 public:
  FakeProvider() {
    const std::string issuer(kIssuer);
    metadata = {{"issuer", issuer},
                {"authorization_endpoint", issuer + "/authorize"},
                {"token_endpoint", issuer + "/token"},
                {"userinfo_endpoint", issuer + "/me"},
                {"jwks_uri", issuer + "/jwks"},
                {"response_types_supported", {"code"}},
                {"subject_types_supported", {"public"}},
                {"id_token_signing_alg_values_supported", {"RS256", "PS256", "ES256", "HS256", "none"}}};
    keys = json::array({FirstKey().Public()});
    claims = {{"iss", issuer},          {"sub", "officer-7"}, {"aud", "concord"},
              {"exp", kNow + 600},      {"iat", kNow},        {"email", "ana@agency.example"},
              {"email_verified", true}, {"name", "Ana Ruiz"}};
    userinfo = {{"sub", "officer-7"}, {"email", "ana@agency.example"}, {"email_verified", true}, {"name", "Ana Ruiz"}};
  }

  // What it says. `sign` turns the claims into a token.
  json metadata, keys, claims, userinfo;
  std::function<std::string(const json& claims)> sign = [](const json& all) {
    return FirstKey().Sign("RS256", "first", all.dump());
  };
  // Set: what is answered instead, by the address's last part ("jwks").
  std::map<std::string, Result<Answer>> instead;
  // The form and the user of the last redemption.
  Form form;
  std::string basic, bearer;

  int Count(const std::string& what) {
    std::lock_guard lock(mutex_);
    return counts_[what];
  }

  Result<Answer> Get(std::string_view url, std::string_view token) override {
    const std::string what = Register(url);
    if (what == "me") bearer = token;
    if (const auto other = instead.find(what); other != instead.end()) return other->second;
    if (what == "openid-configuration") return Json(200, metadata);
    if (what == "jwks") return Json(200, {{"keys", keys}});
    if (what == "me") return Json(200, userinfo);
    return Json(404, {});
  }

  Result<Answer> PostForm(std::string_view url, const Form& sent, std::string_view user) override {
    const std::string what = Register(url);
    std::lock_guard lock(mutex_);
    form = sent;
    basic = user;
    if (const auto other = instead.find(what); other != instead.end()) return other->second;
    return Json(200, {{"id_token", sign(claims)}, {"access_token", "access-1"}, {"token_type", "Bearer"}});
  }

  static Answer Json(int status, const json& body) { return {status, "application/json", body.dump()}; }

 private:
  std::string Register(std::string_view url) {
    const std::string what(url.substr(url.rfind('/') + 1));
    std::lock_guard lock(mutex_);
    ++counts_[what];
    return what;
  }

  std::mutex mutex_;
  std::map<std::string, int> counts_;
};

// A client with a held clock beside its provider.
struct Desk {
  FakeProvider fake;
  ManualClock clock{Time(milliseconds(kNow * 1000))};
  SeededRandom random{11};
  Log log{clock, 2, LogLevel::kOff};
  Client client{fake, clock, random, log};
  Provider provider{.issuer = std::string(kIssuer), .client_id = "concord", .client_secret = "s3cret/+ &"};

  // A whole sign-in, the provider putting the right nonce in.
  Result<Identity> SignIn(bool ask_again = false) {
    const auto begun = client.Begin(provider, kRedirect, ask_again);
    if (!begun) return std::unexpected(begun.error());
    fake.claims["nonce"] = begun->nonce;
    return Finish(*begun);
  }
  Result<Identity> Finish(const Begun& begun) {
    return client.Finish(provider, begun, kRedirect, begun.state, "code-1", "");
  }
};

}  // namespace concord::oidc
