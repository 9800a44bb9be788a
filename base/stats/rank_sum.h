// Whether two groups answered an ordinal question differently: the Wilcoxon-Mann-Whitney test. Pure.
#pragma once
#include "base/stats/levels.h"

namespace concord::stats {

struct RankSum {
  // Of all pairs of one answer from each group, in how many the first group's is the higher; ties count half.
  double w = 0;
  // w as a share of all pairs: the chance that the first group's answer is the higher one, ties halved (Vargha &
  // Delaney 2000, "A"). 0.5: neither answers higher. NaN where a group is empty.
  double superiority = 0;
  double p = 1;        // two-sided; NaN where a group is empty, 1 where all answers are the same
  bool exact = false;  // p is of the permutation distribution itself, not of its normal approximation
};

// `a`, `b`: of the same number of levels. Where groups are small, p is exact, given the ties: the share of all ways to
// deal the answers to two groups of these sizes whose w lies at least as far from its expectation (Streitberg & Röhmel
// 1986). Otherwise by the normal approximation, with the variance that ties leave and a continuity correction
// (Hollander & Wolfe 1999, section 4.1; R's wilcox.test with exact = FALSE).
RankSum TestRankSum(Levels a, Levels b);

// The approximation alone, also for small groups.
RankSum ApproximateRankSum(Levels a, Levels b);

}  // namespace concord::stats
