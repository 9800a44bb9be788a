#include "features/communities/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace concord::communities {
namespace {

using ::testing::ElementsAre;

TEST(Check, KnowsMailAddressesFromOtherText) {
  for (const char* good : {"a@b.org", "first.last+tag@sub.example.org", "o'brien@example.org"}) {
    EXPECT_TRUE(LooksLikeMail(good)) << good;
  }
  for (const char* bad : {"", "a", "@b.org", "a@b", "a@b.org\r\nBcc: x@y.org", "a b@c.org", "a@b@c.org", "a@.org",
                          "a@b..org", "a@b.org?subject=x", "<a@b.org>", "a@b.org,c@d.org"}) {
    EXPECT_FALSE(LooksLikeMail(bad)) << bad;
  }
}

TEST(Check, KnowsTelephoneNumbers) {
  for (const char* good : {"311", "+1 419 555 0110", "(419) 555-0110 ext. 4"})
    EXPECT_TRUE(LooksLikePhone(good)) << good;
  for (const char* bad : {"", "12", "call me", "1234567890123456789012345", "555<script>0110"}) {
    EXPECT_FALSE(LooksLikePhone(bad)) << bad;
  }
  EXPECT_EQ(DialOf("+1 (419) 555-0110 ext. 4"), "+14195550110");
  EXPECT_EQ(DialOf("311"), "311");
}

TEST(Check, TakesWebAddressesAndNothingThatRuns) {
  EXPECT_EQ(WebAddressOf("example.org"), "https://example.org");
  EXPECT_EQ(WebAddressOf(" HTTP://example.org/a?b=c#d "), "HTTP://example.org/a?b=c#d");
  EXPECT_EQ(WebAddressOf("https://example.org:8443/x"), "https://example.org:8443/x");
  for (const char* bad : {"", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://", "https://x",
                          "a b.org", "https://a.org/\"onclick=\"x", "file:///etc/passwd", "//.org"}) {
    EXPECT_EQ(WebAddressOf(bad), "") << bad;
  }
}

TEST(Check, KnowsLanguageTagsByTheirShape) {
  for (const char* good : {"en", "es-MX", "zh-Hant-TW", "ase"}) EXPECT_TRUE(LooksLikeLanguage(good)) << good;
  for (const char* bad : {"", "e", "en-", "en_US", "123", "en--US"}) EXPECT_FALSE(LooksLikeLanguage(bad)) << bad;
}

TEST(Check, ReadsListsAsPeopleTypeThem) {
  EXPECT_THAT(ListOf("a, b,,a ,c"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(ListOf("walks, and talks\n  \n help \n"), ElementsAre("walks, and talks", "help"));
  EXPECT_TRUE(ListOf("").empty());
}

}  // namespace
}  // namespace concord::communities
