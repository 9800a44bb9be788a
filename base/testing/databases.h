// The fixture of a store's test: derive from DatabaseTest and run it on both engines with CONCORD_ON_BOTH_ENGINES.
// Where PostgreSQL is missing, its half of each test skips, saying so; with CONCORD_TEST_REQUIRE_POSTGRES=1 it fails.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/testing/fresh_database.h"

namespace concord::testing {

// "Sqlite", "Postgres": for INSTANTIATE_TEST_SUITE_P.
inline std::string EngineName(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::kSqlite ? "Sqlite" : "Postgres";
}

class DatabaseTest : public ::testing::TestWithParam<Engine> {
 protected:
  explicit DatabaseTest(Contents contents = Contents::kMigrated) : contents_(contents) {}
  void SetUp() override {
    if (std::string why = WhyMissing(GetParam()); !why.empty()) {
      if (MustHavePostgres()) FAIL() << why;
      GTEST_SKIP() << why;
    }
    fresh_ = std::make_unique<FreshDatabase>(GetParam(), contents_);
  }

  db::Database& db() { return **fresh_; }
  bool on_sqlite() const { return GetParam() == Engine::kSqlite; }

  World world_;
  std::unique_ptr<FreshDatabase> fresh_;

 private:
  Contents contents_;
};

}  // namespace concord::testing

// Runs every TEST_P of `suite` on both engines.
#define CONCORD_ON_BOTH_ENGINES(suite)                                                         \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::ValuesIn(::concord::testing::Engines()), \
                           ::concord::testing::EngineName)
// For what only one of them can do.
#define CONCORD_ON_SQLITE(suite)                                                                   \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::Values(::concord::testing::Engine::kSqlite), \
                           ::concord::testing::EngineName)
#define CONCORD_ON_POSTGRES(suite)                                                                   \
  INSTANTIATE_TEST_SUITE_P(Engines, suite, ::testing::Values(::concord::testing::Engine::kPostgres), \
                           ::concord::testing::EngineName)
