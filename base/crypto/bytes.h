// What the files of this folder share: bytes as libsodium takes them, wiping, and its start. Not for other folders.
#pragma once
#include <sodium.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/core/random.h"

namespace concord::crypto {

// Lets libsodium choose what this processor does best. Needed before hashing passwords and sealing; once is enough, and
// any thread may ask. Throws std::runtime_error where libsodium finds no randomness.
void EnsureSodium();

std::string RandomBytes(Random& random, size_t size);

inline const unsigned char* Raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
inline unsigned char* Raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

inline void Wipe(std::string& bytes) { sodium_memzero(bytes.data(), bytes.size()); }

// Bytes that leave nothing behind in memory.
class Secret {
 public:
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { Wipe(bytes_); }
  const std::string& operator*() const { return bytes_; }
  const std::string* operator->() const { return &bytes_; }

 private:
  std::string bytes_;
};

}  // namespace concord::crypto
