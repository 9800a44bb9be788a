// Random numbers that are the same for the same seed on every machine and compiler: for resampling, never for secrets.
// The standard's own distributions may differ from library to library. One thread at a time.
#pragma once
#include <cstdint>
#include <random>
#include <span>

namespace concord::stats {

class Generator {
 public:
  explicit Generator(uint64_t seed) : engine_(seed) {}
  uint64_t Next() { return engine_(); }
  // 0 < u < 1, all multiples of 2^-53 but 0 alike.
  double Uniform();
  // Draws with replacement: each of `out` is one of 0 .. count - 1, all alike; 1 <= count <= 65536.
  void Places(size_t count, std::span<uint16_t> out);
  // How many of `n` independent trials succeed, each with probability `p`. n >= 0, 0 <= p <= 1. By inversion where few
  // succeed, otherwise by transformed rejection (Hörmann 1993, algorithm BTRS), whose time does not grow with n.
  int64_t Binomial(int64_t n, double p);

 private:
  int64_t Invert(int64_t n, double p);
  int64_t Reject(int64_t n, double p);
  std::mt19937_64 engine_;  // the standard states its numbers
};

}  // namespace concord::stats
