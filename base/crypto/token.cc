#include "base/crypto/token.h"

#include "base/crypto/bytes.h"

namespace concord::crypto {
namespace {

constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
// Douglas Crockford's base32: without I, L, O and U. https://www.crockford.com/base32.html
constexpr std::string_view kCodeSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string Hmac(std::string_view key, std::initializer_list<std::string_view> message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, Raw(key), key.size());
  for (const auto part : message) crypto_auth_hmacsha256_update(&state, Raw(part), part.size());
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, Raw(out));
  sodium_memzero(&state, sizeof state);
  return out;
}

}  // namespace

std::string NewToken(Random& random) { return Base64Url(*Secret(RandomBytes(random, 32))); }

std::string DigestToken(std::string_view token) { return Hex(Sha256(token)); }

std::string NewCode(Random& random) {
  const Secret bytes(RandomBytes(random, 16));
  std::string code;
  for (size_t i = 0; i < bytes->size(); ++i) {
    if (i != 0 && i % 4 == 0) code += '-';
    // 32 signs: the low five bits of a byte choose evenly.
    code += kCodeSigns[static_cast<unsigned char>((*bytes)[i]) % kCodeSigns.size()];
  }
  return code;
}

std::string NormalizeCode(std::string_view code) {
  std::string out;
  for (char c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) out += c;
  }
  return out;
}

bool SameBytes(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string Base64Url(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
  sodium_bin2base64(out.data(), out.size(), Raw(bytes), bytes.size(), kBase64);
  out.pop_back();  // the NUL that libsodium counts
  return out;
}

std::optional<std::string> FromBase64Url(std::string_view text) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(Raw(out), out.size(), text.data(), text.size(), nullptr, &size, &end, kBase64);
  if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
  out.resize(size);
  // libsodium 1.0.18 reads every byte over 0x7F as if it were a letter: only what it would write itself is taken.
  if (Base64Url(out) != text) return std::nullopt;
  return out;
}

std::string Hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), Raw(bytes), bytes.size());
  out.pop_back();
  return out;
}

std::string Sha256(std::string_view bytes) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(Raw(out), Raw(bytes), bytes.size());
  return out;
}

std::string HmacSha256(std::string_view key, std::string_view message) { return Hmac(key, {message}); }

std::string HkdfSha256(std::string_view key, std::string_view salt, std::string_view info) {
  const Secret extracted(Hmac(salt, {key}));
  return Hmac(*extracted, {info, std::string_view("\x01", 1)});
}

}  // namespace concord::crypto
