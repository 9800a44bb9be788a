// libcrypto's plain functions use the processor's own SHA instructions, which the writers' throughput needs; its newer
// interface looks the algorithm up and allocates at each hash.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/journal/hashing.h"

#include <openssl/sha.h>

#include <algorithm>

namespace concord::journal {
namespace {

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

int Digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Hash Sha256(std::string_view bytes) {
  static_assert(SHA256_DIGEST_LENGTH == std::tuple_size_v<Hash>);
  Hash hash;
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, Bytes(bytes), bytes.size());
  SHA256_Final(hash.data(), &state);
  return hash;
}

Hash HashFields(std::initializer_list<std::string_view> fields) {
  SHA256_CTX state;
  SHA256_Init(&state);
  for (std::string_view field : fields) {
    std::array<unsigned char, 8> length;
    for (int i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(uint64_t{field.size()} >> (56 - 8 * i));
    SHA256_Update(&state, length.data(), length.size());
    SHA256_Update(&state, Bytes(field), field.size());
  }
  Hash hash;
  SHA256_Final(hash.data(), &state);
  return hash;
}

std::string_view BytesOf(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string Hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(2 * bytes.size(), '\0');
  char* to = out.data();
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    *to++ = kDigits[byte >> 4];
    *to++ = kDigits[byte & 15];
  }
  return out;
}

std::optional<std::string> ParseHex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(hex.size() / 2);
  for (size_t i = 0; i < hex.size(); i += 2) {
    const int high = Digit(hex[i]), low = Digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high << 4 | low));
  }
  return out;
}

std::optional<Hash> ParseHash(std::string_view hex) {
  if (hex.size() != 2 * std::tuple_size_v<Hash>) return std::nullopt;
  const auto bytes = ParseHex(hex);
  if (!bytes) return std::nullopt;
  Hash hash;
  std::copy(bytes->begin(), bytes->end(), hash.begin());
  return hash;
}

Hash HashOf(std::string_view community, const std::optional<Hash>& previous, const Link& link) {
  return HashFields({"concord-journal-entry-v1", previous ? BytesOf(*previous) : std::string_view(), community,
                     std::to_string(link.number), std::to_string(link.at), link.action, BytesOf(link.sealed)});
}

Hash ContentDigest(std::string_view salt, std::string_view side, std::string_view text) {
  return HashFields({"concord-journal-content-v1", salt, side, text});
}

Hash ActorSeal(std::string_view salt, std::string_view actor) {
  return HashFields({"concord-journal-actor-v1", salt, actor});
}

Hash RecordSeal(std::string_view salt, std::string_view subject, std::string_view before, std::string_view after) {
  return HashFields({"concord-journal-record-v1", salt, subject, before, after});
}

Hash SealOf(const Hash& actor_seal, const Hash& record_seal) {
  return HashFields({"concord-journal-private-v1", BytesOf(actor_seal), BytesOf(record_seal)});
}

}  // namespace concord::journal
