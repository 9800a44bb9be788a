// Many tests at once: p values raised so that what still lies under a bound is believed at the promised rate. Pure.
#pragma once
#include <span>
#include <vector>

namespace concord::stats {

enum class Adjustment {
  kBonferroni,
  kHolm,                // Holm 1979: the chance of any false finding stays under the bound, whatever the dependence
  kHochberg,            // Hochberg 1988: as Holm's, stronger, for independent tests or positively dependent ones
  kBenjaminiHochberg,   // Benjamini & Hochberg 1995: the share of false findings, for such tests
  kBenjaminiYekutieli,  // Benjamini & Yekutieli 2001: the same, whatever the dependence
};

// In the order of `p`, each at most 1: what R's p.adjust gives. NaN (a test that could not be made) stays NaN and does
// not count among the tests.
std::vector<double> AdjustP(std::span<const double> p, Adjustment adjustment);

}  // namespace concord::stats
