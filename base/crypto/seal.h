// Secrets that must lie in the database and be read again (the seeds of second factors, keys), sealed with the hub's
// key: XChaCha20-Poly1305 with a random nonce (libsodium). What was sealed for one row does not open for another.
// Immutable; safe from any thread. Keys are wiped when a Sealer goes.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/random.h"

namespace concord::crypto {

class Sealer {
 public:
  // `key`: exactly 32 bytes; throws std::invalid_argument otherwise. It is used through HKDF alone, so that sealing and
  // each Derive have keys of their own.
  explicit Sealer(std::string key);
  Sealer(const Sealer&) = default;
  Sealer& operator=(const Sealer&) = default;
  ~Sealer();

  // Text that begins with the version, "s1.", then base64url. `context` names the one place where this belongs
  // ("totp:<account id>"); it is bound to the text, not held in it.
  std::string Seal(std::string_view plain, std::string_view context, Random& random) const;
  // nullopt: not sealed with this key, for this context, or changed since.
  std::optional<std::string> Open(std::string_view sealed, std::string_view context) const;
  // 32 bytes: another key for each purpose ("csrf"), the same one each time.
  std::string Derive(std::string_view purpose) const;

 private:
  using Key = std::array<unsigned char, 32>;
  Key root_;
  Key sealing_;
};

// 32 random bytes.
std::string NewKey(Random& random);

}  // namespace concord::crypto
