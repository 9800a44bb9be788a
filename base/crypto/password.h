// Passwords: hashed with Argon2id (RFC 9106, by libsodium), and judged by length, by what leaked and by who chose them,
// never by composition (NIST SP 800-63B, 5.1.1.2). Hashing is slow and takes much memory on purpose: call it from
// worker threads alone. Safe from any thread. Every function takes the password as it was typed and works on its NFKC
// form, so that "é" is one letter however a keyboard sends it; bytes that are not UTF-8 are taken as they are.
#pragma once
#include <cstddef>
#include <memory>
#include <semaphore>
#include <span>
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "base/crypto/breached.h"

namespace concord::crypto {

struct PasswordCost {
  size_t memory_bytes = 64u << 20;
  unsigned passes = 2;
};

class PasswordHasher {
 public:
  // `at_once`: hashings that may run at the same time; others wait, so that memory is bounded.
  // Throws std::invalid_argument for a cost under 8 KiB, over 1 GiB, without a pass or over 64, and for at_once < 1.
  explicit PasswordHasher(PasswordCost cost, int at_once = 2);
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  // The encoded form "$argon2id$v=19$m=...,t=...,p=1$salt$hash", under 128 bytes, with a new random salt.
  // Throws std::bad_alloc where the memory cannot be had.
  std::string Hash(std::string_view password);
  // False also for a malformed encoded form (an account without a password has an empty one) and for one that asks for
  // more than the constructor takes; both take as long as Pretend. False too where the memory cannot be had.
  bool Verify(std::string_view encoded, std::string_view password);
  // Takes as long as Verify: for accounts that do not exist.
  void Pretend(std::string_view password);
  // Whether `encoded` was made at another cost than this one, or is malformed.
  bool NeedsRehash(std::string_view encoded) const;

 private:
  bool Matches(const std::string& encoded, std::string_view password);

  const PasswordCost cost_;
  const std::string decoy_;  // an encoded form of this cost that no password has
  std::counting_semaphore<> free_;
};

constexpr size_t kMinPasswordSigns = 12;
constexpr size_t kMaxPasswordSigns = 256;

// Whether a person may choose this password. `personal`: their e-mail address, their name, the hub's name; a password
// that is little more than these is refused. `breached` may be null.
// Errors: invalid, with one of "crypto.password.short" {min}, "crypto.password.long" {max} (code points of the NFKC
// form), "crypto.password.repeated" (one sign over and over), "crypto.password.personal", "crypto.password.breached".
Status CheckPassword(std::string_view password, std::span<const std::string_view> personal,
                     const BreachedPasswords* breached);

}  // namespace concord::crypto
