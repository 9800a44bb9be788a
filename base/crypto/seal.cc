#include "base/crypto/seal.h"

#include <algorithm>
#include <stdexcept>

#include "base/crypto/bytes.h"
#include "base/crypto/token.h"

namespace concord::crypto {
namespace {

constexpr std::string_view kVersion = "s1.";
constexpr std::string_view kSalt = "concord";
constexpr size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// The version is bound too, so that no other version's text can pass for this one's.
std::string AssociatedData(std::string_view context) { return std::string(kVersion).append(context); }

std::string_view View(const std::array<unsigned char, 32>& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

}  // namespace

Sealer::Sealer(std::string key) {
  static_assert(sizeof sealing_ == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  EnsureSodium();
  const Secret held(std::move(key));
  if (held->size() != root_.size()) throw std::invalid_argument("a key for sealing has 32 bytes");
  std::ranges::copy(*held, root_.begin());
  // "seal" and Derive's "derive:..." can never be the same purpose.
  const Secret sealing(HkdfSha256(*held, kSalt, "seal"));
  std::ranges::copy(*sealing, sealing_.begin());
}

Sealer::~Sealer() {
  sodium_memzero(root_.data(), root_.size());
  sodium_memzero(sealing_.data(), sealing_.size());
}

std::string Sealer::Seal(std::string_view plain, std::string_view context, Random& random) const {
  const std::string data = AssociatedData(context);
  std::string box = RandomBytes(random, kNonce);
  const std::string nonce = box;
  box.resize(kNonce + plain.size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Raw(box) + kNonce, nullptr, Raw(plain), plain.size(), Raw(data),
                                             data.size(), nullptr, Raw(nonce), sealing_.data());
  return std::string(kVersion) + Base64Url(box);
}

std::optional<std::string> Sealer::Open(std::string_view sealed, std::string_view context) const {
  if (!sealed.starts_with(kVersion)) return std::nullopt;
  const auto box = FromBase64Url(sealed.substr(kVersion.size()));
  if (!box || box->size() < kNonce + kTag) return std::nullopt;
  const std::string data = AssociatedData(context);
  std::string plain(box->size() - kNonce - kTag, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Raw(plain), nullptr, nullptr, Raw(*box) + kNonce, box->size() - kNonce,
                                                 Raw(data), data.size(), Raw(*box), sealing_.data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

std::string Sealer::Derive(std::string_view purpose) const {
  return HkdfSha256(View(root_), kSalt, std::string("derive:").append(purpose));
}

std::string NewKey(Random& random) { return RandomBytes(random, 32); }

}  // namespace concord::crypto
