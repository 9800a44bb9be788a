#include "base/crypto/totp.h"

#include <liboath/oath.h>

#include <algorithm>
#include <ctime>
#include <stdexcept>

#include "base/crypto/bytes.h"
#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

constexpr int64_t kStepSeconds = 30;
constexpr unsigned kDigits = 6;

int64_t StepOf(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count() / kStepSeconds;
}

std::string CodeOfStep(std::string_view secret, int64_t step) {
  char code[kDigits + 1] = {};
  const int status =
      oath_totp_generate2(secret.data(), secret.size(), static_cast<time_t>(step * kStepSeconds),
                          static_cast<unsigned>(kStepSeconds), 0, kDigits, 0 /* no flags: SHA-1 */, code);
  if (status != OATH_OK) throw std::runtime_error(std::string("liboath: ") + oath_strerror(status));
  std::string out(code, kDigits);
  sodium_memzero(code, sizeof code);
  return out;
}

std::string EncodeBase32(std::string_view bytes) {
  constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xFFF;  // at most 4 bits were left over
    for (bits += 8; bits >= 5; bits -= 5) out += kSigns[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += kSigns[held << (5 - bits) & 31];
  return out;
}

// RFC 3986: everything but unreserved characters; colons, which part the two names of a label, are left out.
std::string EncodePercent(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else if (c != ':') {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace

std::string NewTotpSecret(Random& random) { return RandomBytes(random, 20); }

std::string TotpUri(std::string_view secret, std::string_view account_label, std::string_view issuer) {
  const std::string name = EncodePercent(issuer);
  return "otpauth://totp/" + name + ":" + EncodePercent(account_label) + "?secret=" + EncodeBase32(secret) +
         "&issuer=" + name + "&algorithm=SHA1&digits=6&period=30";
}

std::string TotpCode(std::string_view secret, Time time) {
  return CodeOfStep(secret, std::max<int64_t>(0, StepOf(time)));
}

std::optional<int64_t> CheckTotp(std::string_view secret, std::string_view code, Time now, int64_t last_used_step) {
  std::string digits;
  for (const char c : code) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    if (c < '0' || c > '9' || digits.size() == kDigits) return std::nullopt;
    digits += c;
  }
  const int64_t current = StepOf(now);
  std::optional<int64_t> found;
  // All three are computed and compared whichever matches, so that the time tells nothing.
  for (const int64_t step : {current + 1, current, current - 1}) {
    const bool same = SameBytes(digits, CodeOfStep(secret, std::max<int64_t>(0, step)));
    if (same && step >= 0 && step > last_used_step) found = step;
  }
  return found;
}

std::string Base32(std::string_view bytes) {
  const Secret plain(EncodeBase32(bytes));
  std::string out;
  for (size_t i = 0; i < plain->size(); ++i) {
    if (i != 0 && i % 4 == 0) out += ' ';
    out += (*plain)[i];
  }
  return out;
}

}  // namespace concord::crypto
