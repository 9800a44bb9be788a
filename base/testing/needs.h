// What a test needs of the machine beside the program: a test without it is skipped, except where the whole of the
// tests runs (./test sets CONCORD_TEST_REQUIRE_TOOLS): there it fails, so that nothing goes untested unseen.
#pragma once
#include <cstdlib>

namespace concord::testing {

inline bool MustHaveTools() { return std::getenv("CONCORD_TEST_REQUIRE_TOOLS") != nullptr; }

}  // namespace concord::testing

// In a test's body or in SetUp.
#define CONCORD_NEEDS(present, why)                         \
  if (!(present)) {                                         \
    if (::concord::testing::MustHaveTools()) FAIL() << why; \
    GTEST_SKIP() << why;                                    \
  }
