// The checks of an ID token's claims, once its signature is known to be good, and of userinfo. Pure functions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/oidc/client.h"
#include "base/oidc/fetch.h"

namespace concord::oidc {

// Clocks of two houses differ.
inline constexpr milliseconds kLeeway{120'000};

struct Expected {
  std::string issuer, client_id, nonce;
  std::string access_token, code;  // for at_hash and c_hash
  Time now{};
  std::optional<Time> signed_in_since{};  // where a fresh sign-in was asked for
};

// OpenID Connect Core, section 3.1.3.7, but for the signature (6 to 8); at_hash by 3.1.3.8, c_hash by 3.3.2.11, both
// where present, with SHA-256, which all accepted algorithms share. Errors: forbidden "oidc.forged".
Result<Identity> CheckIdToken(std::string_view payload, const Expected& expected);

// Fills in what the ID token did not say: email, and the name where that is empty too (Core, section 5.3.2 and 5.3.4).
// Errors: forbidden "oidc.forged": userinfo is about another person; invalid "oidc.misconfigured", unavailable
// "oidc.unreachable".
Status AddUserinfo(const Answer& answer, Identity& identity);

}  // namespace concord::oidc
