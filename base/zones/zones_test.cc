#include "base/zones/zones.h"

#include <gtest/gtest.h>

#include "base/testing/needs.h"

namespace concord::zones {
namespace {

using std::chrono::floor;

Day On(std::string_view iso) { return floor<std::chrono::days>(*ParseRfc3339(iso)); }
std::string Begin(std::string_view day, std::string_view zone) { return FormatRfc3339(BeginOf(On(day), zone)); }
std::string DayOf(std::string_view moment, std::string_view zone) {
  return FormatRfc3339(DayAt(*ParseRfc3339(moment), zone)).substr(0, 10);
}

TEST(Zones, AZoneThatNobodyKnowsIsUtc) {
  EXPECT_FALSE(Knows("Mars/Base"));
  EXPECT_FALSE(Knows(""));
  EXPECT_FALSE(Knows("../../etc/passwd"));
  EXPECT_EQ(Begin("2026-11-21", "Mars/Base"), "2026-11-21T00:00:00Z");
  EXPECT_EQ(DayOf("2026-11-21T23:59:59Z", "Mars/Base"), "2026-11-21");
}

class WithRules : public ::testing::Test {
 protected:
  void SetUp() override { CONCORD_NEEDS(Knows("America/New_York"), "this machine has no tzdata"); }
};

TEST_F(WithRules, ADayBeginsAtItsMidnight) {
  EXPECT_EQ(Begin("2026-01-15", "America/New_York"), "2026-01-15T05:00:00Z");
  EXPECT_EQ(Begin("2026-07-15", "America/New_York"), "2026-07-15T04:00:00Z");
  EXPECT_EQ(Begin("2026-07-15", "America/Phoenix"), "2026-07-15T07:00:00Z") << "no summer time there";
  EXPECT_EQ(Begin("2026-07-15", "Asia/Kolkata"), "2026-07-14T18:30:00Z");
  EXPECT_EQ(Begin("2026-07-15", "UTC"), "2026-07-15T00:00:00Z");
}

// Clocks went forward on March 8, 2026 and back on November 1, at two in the night.
TEST_F(WithRules, TheDaysOnWhichClocksChangeAreAnHourShorterAndLonger) {
  const auto hours = [](std::string_view day) {
    return std::chrono::duration_cast<std::chrono::hours>(EndOf(On(day), "America/New_York") -
                                                          BeginOf(On(day), "America/New_York"))
        .count();
  };
  EXPECT_EQ(hours("2026-03-08"), 23);
  EXPECT_EQ(hours("2026-03-09"), 24);
  EXPECT_EQ(hours("2026-11-01"), 25);
}

// In Cairo clocks went from midnight to one on April 28, 2023; in Havana from one back to midnight on November 1, 2026.
TEST_F(WithRules, AMidnightThatIsSkippedOrComesTwice) {
  EXPECT_EQ(Begin("2023-04-28", "Africa/Cairo"), "2023-04-27T22:00:00Z");
  EXPECT_EQ(DayOf("2023-04-27T21:59:59Z", "Africa/Cairo"), "2023-04-27");
  EXPECT_EQ(DayOf("2023-04-27T22:00:00Z", "Africa/Cairo"), "2023-04-28");
  EXPECT_EQ(Begin("2026-11-01", "America/Havana"), "2026-11-01T04:00:00Z");
  EXPECT_EQ(DayOf("2026-11-01T03:59:59Z", "America/Havana"), "2026-10-31");
}

TEST_F(WithRules, EveryDayBeginsWhereTheOneBeforeEnds) {
  for (const char* zone : {"America/New_York", "Africa/Cairo", "America/Havana", "America/Santiago", "Asia/Beirut",
                           "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Honolulu", "UTC"}) {
    for (Day day = On("2023-01-01"); day < On("2027-01-01"); day += std::chrono::days(1)) {
      const Time begin = BeginOf(day, zone);
      ASSERT_EQ(DayAt(begin, zone), day) << zone;
      ASSERT_EQ(LastDayBefore(begin, zone), day - std::chrono::days(1)) << zone;
    }
  }
}

}  // namespace
}  // namespace concord::zones
