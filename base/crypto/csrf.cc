#include "base/crypto/csrf.h"

#include "base/crypto/bytes.h"
#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

constexpr size_t kSize = 32;

std::string Expected(std::string_view key, std::string_view seed) {
  return HmacSha256(key, std::string("csrf").append(seed));
}

// `bytes` xor the first bytes of `mask`.
std::string Masked(std::string bytes, std::string_view mask) {
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ mask[i]);
  return bytes;
}

}  // namespace

std::string CsrfToken(std::string_view key, std::string_view seed, Random& random) {
  const std::string mask = RandomBytes(random, kSize);
  return Base64Url(mask + Masked(Expected(key, seed), mask));
}

bool CsrfMatches(std::string_view key, std::string_view seed, std::string_view token) {
  const auto bytes = FromBase64Url(token);
  if (!bytes || bytes->size() != 2 * kSize) return false;
  return SameBytes(Masked(bytes->substr(kSize), *bytes), Expected(key, seed));
}

}  // namespace concord::crypto
