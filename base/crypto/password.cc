#include "base/crypto/password.h"

#include <charconv>
#include <limits>
#include <new>
#include <stdexcept>

#include "base/crypto/bytes.h"
#include "base/crypto/normalize.h"

namespace concord::crypto {
namespace {

constexpr size_t kMostMemory = size_t{1} << 30;
constexpr unsigned kMostPasses = 64;
constexpr size_t kHashSigns = 43;  // 32 bytes in base64

PasswordCost Checked(PasswordCost cost, int at_once) {
  const bool fine = cost.memory_bytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN && cost.memory_bytes <= kMostMemory &&
                    cost.passes >= crypto_pwhash_argon2id_OPSLIMIT_MIN && cost.passes <= kMostPasses && at_once >= 1;
  if (!fine) throw std::invalid_argument("no password can be hashed at this cost");
  EnsureSodium();
  return cost;
}

// The number after `name` in a well-formed encoded form.
uint64_t ParameterOf(std::string_view encoded, std::string_view name) {
  const size_t at = encoded.find(name);
  uint64_t value = std::numeric_limits<uint64_t>::max();
  if (at == encoded.npos) return value;
  std::from_chars(encoded.data() + at + name.size(), encoded.data() + encoded.size(), value);
  return value;
}

// Whether libsodium can read the form, and what it asks for may be spent.
bool IsBearable(const std::string& encoded) {
  if (encoded.size() >= crypto_pwhash_argon2id_STRBYTES || encoded.contains('\0')) return false;
  // A form that was cut short is still one of Argon2id, with a hash that is shorter than any made here.
  if (encoded.size() - (encoded.rfind('$') + 1) != kHashSigns) return false;
  // Any limits do: only -1, "malformed", matters here.
  if (crypto_pwhash_argon2id_str_needs_rehash(encoded.c_str(), crypto_pwhash_argon2id_OPSLIMIT_MIN,
                                              crypto_pwhash_argon2id_MEMLIMIT_MIN) < 0) {
    return false;
  }
  return ParameterOf(encoded, "$m=") <= kMostMemory / 1024 && ParameterOf(encoded, ",t=") <= kMostPasses;
}

// Salt and hash of zero bytes: as much work as any other form, and no password is known that has it.
std::string Decoy(const PasswordCost& cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.memory_bytes / 1024) + ",t=" + std::to_string(cost.passes) +
         ",p=1$" + std::string(22, 'A') + "$" + std::string(kHashSigns, 'A');
}

class Turn {
 public:
  explicit Turn(std::counting_semaphore<>& free) : free_(free) { free_.acquire(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { free_.release(); }

 private:
  std::counting_semaphore<>& free_;
};

}  // namespace

PasswordHasher::PasswordHasher(PasswordCost cost, int at_once)
    : cost_(Checked(cost, at_once)), decoy_(Decoy(cost)), free_(at_once) {}

std::string PasswordHasher::Hash(std::string_view password) {
  const Secret normal(Nfkc(password));
  char encoded[crypto_pwhash_argon2id_STRBYTES];
  const Turn turn(free_);
  if (crypto_pwhash_argon2id_str(encoded, normal->data(), normal->size(), cost_.passes, cost_.memory_bytes) != 0) {
    throw std::bad_alloc();
  }
  return encoded;
}

bool PasswordHasher::Matches(const std::string& encoded, std::string_view password) {
  const Secret normal(Nfkc(password));
  const Turn turn(free_);
  return crypto_pwhash_argon2id_str_verify(encoded.c_str(), normal->data(), normal->size()) == 0;
}

bool PasswordHasher::Verify(std::string_view encoded, std::string_view password) {
  const std::string form(encoded);
  if (IsBearable(form)) return Matches(form, password);
  Pretend(password);
  return false;
}

void PasswordHasher::Pretend(std::string_view password) { Matches(decoy_, password); }

bool PasswordHasher::NeedsRehash(std::string_view encoded) const {
  const std::string form(encoded);
  return !IsBearable(form) ||
         crypto_pwhash_argon2id_str_needs_rehash(form.c_str(), cost_.passes, cost_.memory_bytes) != 0;
}

}  // namespace concord::crypto
