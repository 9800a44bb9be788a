// The second factor of an authenticator app: time-based one-time passwords (RFC 6238 with SHA-1, steps of 30 seconds
// from 1970, 6 digits, which is what every app does), by liboath. Pure functions, safe from any thread. A secret is 20
// raw bytes; where it is stored, it is sealed (seal.h).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/random.h"

namespace concord::crypto {

// 20 raw bytes, as RFC 4226 (section 4) recommends.
std::string NewTotpSecret(Random& random);

// "otpauth://totp/Riverbend:ana%40example.org?secret=...&issuer=Riverbend&algorithm=SHA1&digits=6&period=30", what an
// app reads from a QR code. Colons in the two names are dropped, because one parts them.
std::string TotpUri(std::string_view secret, std::string_view account_label, std::string_view issuer);

// The six digits of the step that `time` (not before 1970) lies in.
std::string TotpCode(std::string_view secret, Time time);

// The step that `code` belongs to, within one step before and after `now`, and later than `last_used_step` (a code is
// good once: store what this gives; -1 for a secret never used). White space in `code` is skipped. nullopt: wrong.
std::optional<int64_t> CheckTotp(std::string_view secret, std::string_view code, Time now, int64_t last_used_step);

// RFC 4648 base32 without padding, in groups of four with spaces between: for typing a secret by hand.
std::string Base32(std::string_view bytes);

}  // namespace concord::crypto
