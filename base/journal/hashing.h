// What the journal hashes, and how: docs/journal.md writes the same down for outsiders. Pure; safe from any thread.
// Everything is SHA-256 (FIPS 180-4). Fields are led by their length as eight bytes, most significant first, so that no
// two different lists of fields give the same bytes; numbers go in as decimals, hashes and salts as their bytes.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace concord::journal {

using Hash = std::array<uint8_t, 32>;
inline constexpr size_t kSaltBytes = 16;

Hash Sha256(std::string_view bytes);
Hash HashFields(std::initializer_list<std::string_view> fields);
std::string_view BytesOf(const Hash& hash);
std::string Hex(std::string_view bytes);  // lower case
inline std::string Hex(const Hash& hash) { return Hex(BytesOf(hash)); }
inline std::string HexOrNone(const std::string& digest) { return digest.empty() ? "" : Hex(digest); }
// Lower case only, exactly 64 digits: a hash is written in one way.
std::optional<Hash> ParseHash(std::string_view hex);
std::optional<std::string> ParseHex(std::string_view hex);

// The public part of an entry: what is published, and what the chain binds.
struct Link {
  int64_t number = 0;  // from 1
  int64_t at = 0;      // milliseconds since 1970, UTC
  std::string action;
  Hash sealed{};  // binds the private part
  Hash hash{};    // binds all of this and the entry before
};

// The hash that `link` must have after `previous` (nullopt before the first). link.hash is not read.
Hash HashOf(std::string_view community, const std::optional<Hash>& previous, const Link& link);

// The private part has two halves with a salt each, so that the person can be forgotten and the record still be proven,
// or shown without the person. `salt`: kSaltBytes bytes, not hex.
Hash ContentDigest(std::string_view salt, std::string_view side, std::string_view text);  // side: "before", "after"
Hash ActorSeal(std::string_view salt, std::string_view actor);
// `before`, `after`: a ContentDigest in hex, or empty where there was or is no record.
Hash RecordSeal(std::string_view salt, std::string_view subject, std::string_view before, std::string_view after);
Hash SealOf(const Hash& actor_seal, const Hash& record_seal);

}  // namespace concord::journal
