#include "base/crypto/bytes.h"

#include <stdexcept>

namespace concord::crypto {

void EnsureSodium() {
  // sodium_init may be called again and from several threads at once; it says 1 where it was called before.
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start: the kernel gives no random bytes");
}

std::string RandomBytes(Random& random, size_t size) {
  std::string bytes(size, '\0');
  random.Fill(std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

}  // namespace concord::crypto
