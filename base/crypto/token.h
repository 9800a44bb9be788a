// Tokens and codes that prove who someone is, what is stored of them, and the digests and spellings they are made with.
// Pure functions, safe from any thread; randomness comes in, and only SystemRandom is fit for what a person is given.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/random.h"

namespace concord::crypto {

// 32 random bytes in base64url without padding: 43 characters.
std::string NewToken(Random& random);
// SHA-256 in hexadecimal: what is stored of a token, so that a copy of the database signs nobody in. A fast digest is
// right here and wrong for passwords: 256 random bits cannot be guessed.
std::string DigestToken(std::string_view token);

// A recovery code that a person can type: 16 signs of Crockford's base32 (80 random bits) in groups of four,
// "K7QF-92MX-0ABT-4WZ3".
std::string NewCode(Random& random);
// What is compared and digested of a typed code: upper case, O read as 0, I and L as 1, all but ASCII letters and
// digits dropped. "k7qf 92mx" gives "K7QF92MX".
std::string NormalizeCode(std::string_view code);

// In a time that depends on the lengths alone. Different lengths: false.
bool SameBytes(std::string_view a, std::string_view b);

// RFC 4648, section 5, without padding. Reading is strict: other signs, padding, white space and bits left over:
// nullopt.
std::string Base64Url(std::string_view bytes);
std::optional<std::string> FromBase64Url(std::string_view text);
std::string Hex(std::string_view bytes);  // lower case

std::string Sha256(std::string_view bytes);                              // 32 bytes (FIPS 180-4)
std::string HmacSha256(std::string_view key, std::string_view message);  // 32 bytes (RFC 2104)
// The first 32 bytes of HKDF with SHA-256 (RFC 5869): a key for one purpose (`info`) from another key.
std::string HkdfSha256(std::string_view key, std::string_view salt, std::string_view info);

}  // namespace concord::crypto
