#include "app/hub_key.h"

#include <fstream>
#include <iterator>

#include "base/core/text.h"
#include "base/crypto/seal.h"
#include "base/crypto/token.h"

namespace concord::app {
namespace {

constexpr char kKey[] = "hub.key";           // the key itself, where no file holds it
constexpr char kKeyDigest[] = "hub.key_id";  // what tells keys apart

std::string DigestOf(const std::string& key) {
  return crypto::Hex(crypto::HkdfSha256(key, "", "concord key id")).substr(0, 32);
}

std::optional<std::string> FromHex(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i += 2) {
    int byte = 0;
    for (const char c : text.substr(i, 2)) {
      const size_t digit = std::string_view("0123456789abcdef").find(static_cast<char>(c | 0x20));
      if (digit == std::string_view::npos) return std::nullopt;
      byte = byte * 16 + static_cast<int>(digit);
    }
    out += static_cast<char>(byte);
  }
  return out;
}

Result<std::string> ReadKeyFile(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Fail(ErrorKind::kUnavailable, "key.unreadable", {{"file", file}});
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (bytes.size() == 32) return bytes;
  const std::string_view trimmed = text::Trim(bytes);
  if (trimmed.size() == 64) {
    if (auto key = FromHex(trimmed)) return std::move(*key);
  }
  return Fail(ErrorKind::kInvalid, "key.malformed", {{"file", file}});
}

void Keep(db::Transaction& t, const char* name, const std::string& value) {
  t.Execute("INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING", name, value);
}

std::string Kept(db::Session& s, const char* name) {
  const auto row = s.One("SELECT value FROM setting WHERE key = :key", name);
  return row ? row->Text(0) : std::string();
}

}  // namespace

Result<std::string> LoadHubKey(db::Database& database, const Config& config, Random& random) {
  const std::string& file = config.hub.key_file;
  std::string from_file;
  if (!file.empty()) {
    auto read = ReadKeyFile(file);
    if (!read) return read;
    from_file = std::move(*read);
  }
  struct Found {
    std::string key, digest;
  };
  const auto find = [](db::Session& s) -> Result<Found> { return Found{Kept(s, kKey), Kept(s, kKeyDigest)}; };
  auto found = database.Read(find);
  if (!found) return std::unexpected(found.error());
  if (found->digest.empty()) {
    // Two nodes may come here at once: the first to write wins, and both read what is there then.
    const std::string key = from_file.empty() ? crypto::NewKey(random) : from_file;
    auto kept = database.Write([&](db::Transaction& t) -> Result<Found> {
      Keep(t, kKeyDigest, DigestOf(key));
      if (Kept(t, kKeyDigest) == DigestOf(key) && from_file.empty()) Keep(t, kKey, crypto::Base64Url(key));
      return find(t);
    });
    if (!kept) return std::unexpected(kept.error());
    found = std::move(kept);
  }
  std::string key = from_file;
  if (key.empty()) key = crypto::FromBase64Url(found->key).value_or("");
  if (key.size() != 32 || DigestOf(key) != found->digest)
    return Fail(ErrorKind::kInvalid, "key.other", {{"file", file.empty() ? "hub.key_file" : file}});
  return key;
}

}  // namespace concord::app
