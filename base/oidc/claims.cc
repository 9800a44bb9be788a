#include "base/oidc/claims.h"

#include <algorithm>
#include <cmath>

#include "base/core/text.h"
#include "base/crypto/token.h"
#include "base/oidc/errors.h"
#include "base/oidc/json.h"

namespace concord::oidc {
namespace {

using nlohmann::json;

constexpr size_t kMaxSubject = 255;  // Core, section 2
constexpr size_t kMaxEmail = 254;    // RFC 5321, section 4.5.3.1.3
constexpr size_t kMaxName = 200;     // letters
constexpr size_t kMaxMethods = 20;

bool IsControl(char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; }

// A NumericDate (RFC 7519, section 2); nullopt: absent, no number, or beyond the year 9999.
std::optional<Time> FindTime(const json& claims, const char* name) {
  const auto it = claims.find(name);
  if (it == claims.end() || !it->is_number()) return std::nullopt;
  const double seconds = it->get<double>();
  if (!(seconds >= 0 && seconds <= 253402300799.0)) return std::nullopt;
  return Time(milliseconds(static_cast<int64_t>(std::floor(seconds * 1000))));
}

Status CheckAudience(const json& claims, const std::string& client_id) {
  const std::string* one = FindText(claims, "aud");
  const auto several = FindTexts(claims, "aud");
  if (!one && !several) return Forged("aud is missing");
  const bool named = one ? *one == client_id : std::ranges::find(*several, client_id) != several->end();
  if (!named) return Forged("aud is another client");
  const bool has_azp = claims.contains("azp");
  if (several && claims.at("aud").size() > 1 && !has_azp) return Forged("aud names several clients, azp none");
  if (has_azp && TextOr(claims, "azp") != client_id) return Forged("azp is another client");
  return {};
}

Status CheckTimes(const json& claims, const Expected& expected) {
  const auto expires = FindTime(claims, "exp"), issued = FindTime(claims, "iat");
  if (!expires) return Forged("exp is missing or no time");
  if (expected.now >= *expires + kLeeway) return Forged("exp: the token has expired");
  if (!issued) return Forged("iat is missing or no time");
  if (*issued > expected.now + kLeeway) return Forged("iat: issued in the future");
  if (claims.contains("nbf")) {
    const auto begins = FindTime(claims, "nbf");
    if (!begins || *begins > expected.now + kLeeway) return Forged("nbf: not valid yet");
  }
  const auto signed_in = FindTime(claims, "auth_time");
  if (claims.contains("auth_time") && !signed_in) return Forged("auth_time is no time");
  if (signed_in && *signed_in > expected.now + kLeeway) return Forged("auth_time: signed in in the future");
  if (!expected.signed_in_since) return {};
  if (!signed_in) return Forged("auth_time is missing where a fresh sign-in was asked for");
  if (*signed_in + kLeeway < *expected.signed_in_since)
    return Forged("auth_time: not the fresh sign-in that was asked for");
  return {};
}

// The left half of the SHA-256 of what came beside the token, in base64url.
Status CheckHash(const json& claims, const char* name, std::string_view value) {
  if (!claims.contains(name)) return {};
  const std::string half = crypto::Base64Url(crypto::Sha256(value).substr(0, 16));
  if (!crypto::SameBytes(TextOr(claims, name), half)) return Forged(std::string(name) + " does not match");
  return {};
}

bool IsSubject(const std::string& subject) {
  return !subject.empty() && subject.size() <= kMaxSubject && std::ranges::none_of(subject, IsControl);
}

// Enough to tell an address from something else; whether mail arrives there is not known by looking.
bool IsEmail(const std::string& email) {
  const auto at = email.find('@');
  return email.size() <= kMaxEmail && at != email.npos && at > 0 && at + 1 < email.size() &&
         email.find('@', at + 1) == email.npos && std::ranges::none_of(email, [](char c) {
           return c == ' ' || c == '<' || c == '>' || c == ',' || IsControl(c);
         });
}

void TakeEmail(const json& claims, Identity& identity) {
  const std::string email = TextOr(claims, "email");
  if (!IsEmail(email)) return;
  identity.email = email;
  const auto verified = claims.find("email_verified");
  // A text where Core, section 5.1, wants a boolean: some large providers send that.
  identity.email_verified = verified != claims.end() && (*verified == true || *verified == "true");
}

void TakeName(const json& claims, Identity& identity) {
  std::string name = text::CollapseSpace(text::Clean(TextOr(claims, "name")));
  if (name.empty()) {
    name = text::CollapseSpace(text::Clean(TextOr(claims, "given_name") + " " + TextOr(claims, "family_name")));
  }
  identity.name = text::Shorten(name, kMaxName);
}

}  // namespace

Result<Identity> CheckIdToken(std::string_view payload, const Expected& expected) {
  const auto claims = ReadObject(payload);
  if (!claims) return Forged("the ID token's payload is no JSON object");
  Identity identity;
  identity.issuer = TextOr(*claims, "iss");
  if (identity.issuer != expected.issuer) return Forged("iss is " + Quoted(identity.issuer));
  identity.subject = TextOr(*claims, "sub");
  if (!IsSubject(identity.subject)) return Forged("sub is missing or none");
  for (const Status& status :
       {CheckAudience(*claims, expected.client_id), CheckTimes(*claims, expected),
        CheckHash(*claims, "at_hash", expected.access_token), CheckHash(*claims, "c_hash", expected.code)}) {
    if (!status) return std::unexpected(status.error());
  }
  const std::string* nonce = FindText(*claims, "nonce");
  if (!nonce) return Forged("nonce is missing");
  if (expected.nonce.empty() || !crypto::SameBytes(*nonce, expected.nonce)) return Forged("nonce is another one");
  TakeEmail(*claims, identity);
  TakeName(*claims, identity);
  identity.methods = FindTexts(*claims, "amr").value_or(std::vector<std::string>{});
  if (identity.methods.size() > kMaxMethods) identity.methods.resize(kMaxMethods);
  identity.context = TextOr(*claims, "acr");
  identity.authenticated = FindTime(*claims, "auth_time").value_or(Time{});
  return identity;
}

Status AddUserinfo(const Answer& answer, Identity& identity) {
  if (answer.status != 200) {
    const std::string cause = "userinfo answered " + std::to_string(answer.status);
    if (answer.status >= 500 || answer.status == 429) return Unreachable(cause);
    return Misconfigured("userinfo_endpoint", cause);
  }
  if (answer.type == "application/jwt") return Misconfigured("userinfo_signed_response_alg", "userinfo is signed");
  const auto claims = ReadObject(answer.body);
  if (!claims) return Misconfigured("userinfo_endpoint", "userinfo is no JSON object");
  if (TextOr(*claims, "sub") != identity.subject) return Forged("userinfo: sub is another person's");
  TakeEmail(*claims, identity);
  if (identity.name.empty()) TakeName(*claims, identity);
  return {};
}

}  // namespace concord::oidc
