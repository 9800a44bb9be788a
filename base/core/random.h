// Randomness comes in as an argument: SystemRandom for the running server, SeededRandom where a run must repeat.
#pragma once
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace concord {

// Safe from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void Fill(std::span<std::byte> out) = 0;
  uint64_t Next64();
};

// The kernel's generator (getrandom): fit for keys and tokens.
class SystemRandom final : public Random {
 public:
  void Fill(std::span<std::byte> out) override;
};

// A Mersenne twister: repeatable, never for secrets.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : engine_(seed) {}
  void Fill(std::span<std::byte> out) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace concord
