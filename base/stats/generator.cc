#include "base/stats/generator.h"

#include <algorithm>
#include <cmath>

namespace concord::stats {
namespace {

constexpr double kFewSucceed = 10;  // expected; from here on rejection is faster, and its bounds hold

// log k!, less its Stirling approximation (Hörmann 1993, section 3, after Loader).
double StirlingTail(double k) {
  static constexpr double kTail[] = {0.0810614667953272,  0.0413406959554092, 0.0276779256849983, 0.02079067210376509,
                                     0.0166446911898211,  0.0138761288230707, 0.0118967099458917, 0.0104112652619720,
                                     0.00925546218271273, 0.00833056343336287};
  if (k <= 9) return kTail[static_cast<int>(k)];
  const double square = (k + 1) * (k + 1);
  return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
}

}  // namespace

double Generator::Uniform() {
  for (;;) {
    const uint64_t bits = Next() >> 11;
    if (bits != 0) return static_cast<double>(bits) * 0x1p-53;
  }
}

void Generator::Places(size_t count, std::span<uint16_t> out) {
  // Whole bytes of one number where they do, which is four times as fast; else halves of it, scaled: no place is then
  // likelier than another by more than 2^-16.
  const bool bytes = count == 256;
  const size_t in_one = bytes ? 8 : 2;
  for (size_t i = 0; i < out.size(); i += in_one) {
    uint64_t bits = Next();
    for (size_t k = i; k < std::min(i + in_one, out.size()); ++k) {
      out[k] = static_cast<uint16_t>(bytes ? bits & 255 : (bits & 0xffffffff) * count >> 32);
      bits >>= bytes ? 8 : 32;
    }
  }
}

int64_t Generator::Binomial(int64_t n, double p) {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - Binomial(n, 1 - p);
  return static_cast<double>(n) * p < kFewSucceed ? Invert(n, p) : Reject(n, p);
}

// Geometric steps from one success to the next (Devroye 1986, chapter X, second waiting time method).
int64_t Generator::Invert(int64_t n, double p) {
  const double log_failure = std::log1p(-p);
  int64_t successes = 0;
  double trials = 0;
  for (;;) {
    trials += std::ceil(std::log(Uniform()) / log_failure);
    if (trials > static_cast<double>(n)) return successes;
    ++successes;
  }
}

int64_t Generator::Reject(int64_t trials, double p) {
  const auto n = static_cast<double>(trials);
  const double deviation = std::sqrt(n * p * (1 - p));
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double c = n * p + 0.5;
  const double v_r = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * deviation;
  const double m = std::floor((n + 1) * p);
  for (;;) {
    const double u = Uniform() - 0.5;
    double v = Uniform();
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / us + b) * u + c);
    if (us >= 0.07 && v <= v_r) return static_cast<int64_t>(k);
    if (k < 0 || k > n) continue;
    v = std::log(v * alpha / (a / (us * us) + b));
    const double bound = (m + 0.5) * std::log((m + 1) / (p / (1 - p) * (n - m + 1))) +
                         (n + 1) * std::log((n - m + 1) / (n - k + 1)) +
                         (k + 0.5) * std::log(p / (1 - p) * (n - k + 1) / (k + 1)) + StirlingTail(m) +
                         StirlingTail(n - m) - StirlingTail(k) - StirlingTail(n - k);
    if (v <= bound) return static_cast<int64_t>(k);
  }
}

}  // namespace concord::stats
