#include "base/core/random.h"

#include <sys/random.h>

#include <cerrno>
#include <stdexcept>

namespace concord {

uint64_t Random::Next64() {
  uint64_t value;
  Fill(std::as_writable_bytes(std::span(&value, 1)));
  return value;
}

void SystemRandom::Fill(std::span<std::byte> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw std::runtime_error("the kernel gives no random bytes");
    out = out.subspan(static_cast<size_t>(got));
  }
}

void SeededRandom::Fill(std::span<std::byte> out) {
  std::lock_guard lock(mutex_);
  for (auto& byte : out) byte = static_cast<std::byte>(engine_());
}

}  // namespace concord
