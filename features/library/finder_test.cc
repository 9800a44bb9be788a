#include "features/library/finder.h"

#include <gtest/gtest.h>

#include "features/library/library.h"

namespace concord::library {
namespace {

http::Pairs Query(std::string_view text) { return http::ParseForm(text); }

TEST(Finder, EveryStateIsAnAddressAndBack) {
  const auto state = StateFrom(Query("q=foot+patrol&topic=a&topic=b&year=2020-2024&sort=newest&page=3"));
  EXPECT_EQ(state.words, "foot patrol");
  EXPECT_EQ(AddressOf(state), "/search?q=foot%20patrol&topic=a&topic=b&year=2020-2024&sort=newest&page=3");
  EXPECT_EQ(AddressOf(StateFrom(Query(AddressOf(state).substr(8)))), AddressOf(state));
}

TEST(Finder, ChoosingGoesToTheFirstPage) {
  const auto state = StateFrom(Query("q=x&topic=a&page=3"));
  EXPECT_EQ(AddressOf(state.With("topic", "b")), "/search?q=x&topic=a&topic=b");
  EXPECT_EQ(AddressOf(state.Without("topic", "a")), "/search?q=x");
  EXPECT_EQ(AddressOf(state.With("topic", "a")), "/search?q=x&topic=a");
}

TEST(Finder, HostileParametersAreIgnoredOrCut) {
  EXPECT_EQ(StateFrom(Query("page=-1")).page, 1u);
  EXPECT_EQ(StateFrom(Query("page=99999999999999999999999")).page, kMaxPage);
  EXPECT_EQ(StateFrom(Query("page=x&sort=drop+table&evil=1")).sort, "");
  EXPECT_LE(StateFrom(Query("q=" + std::string(5000, 'a'))).words.size(), 500u);
  std::string many = "q=a";
  for (int i = 0; i < 500; ++i) many += "&topic=t" + std::to_string(i);
  EXPECT_LE(StateFrom(Query(many)).selected.size(), 50u);
  EXPECT_EQ(StateFrom(Query("q=%ff%fe%00a")).words.find('\0'), std::string::npos);
}

TEST(Finder, YearsFallIntoRanges) {
  EXPECT_EQ(YearRange(2026), "2025-2029");
  EXPECT_EQ(YearRange(2004), "2000-2004");
  EXPECT_EQ(YearRange(1999), "1990-1999");
  EXPECT_EQ(YearRange(1979), "before-1980");
  EXPECT_EQ(YearRange(std::nullopt), "unknown");
}

}  // namespace
}  // namespace concord::library
