// Tokens against cross-site request forgery, bound to a seed that the browser holds (a session, or a cookie before
// there is one). Masked anew for each response, so that compression of a page tells nothing about them (the BREACH
// attack). Pure functions, safe from any thread.
#pragma once
#include <string>
#include <string_view>

#include "base/core/random.h"

namespace concord::crypto {

// base64url(mask || mask xor HMAC-SHA-256(key, "csrf" || seed)): 86 characters.
std::string CsrfToken(std::string_view key, std::string_view seed, Random& random);
bool CsrfMatches(std::string_view key, std::string_view seed, std::string_view token);

}  // namespace concord::crypto
