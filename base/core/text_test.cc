#include "base/core/text.h"

#include <gtest/gtest.h>

namespace concord::text {
namespace {

TEST(Text, SeesBrokenUtf8) {
  EXPECT_TRUE(IsValidUtf8("Ñandú — 警察"));
  EXPECT_FALSE(IsValidUtf8("\xC3"));
  EXPECT_FALSE(IsValidUtf8("\xED\xA0\x80"));  // a surrogate
  EXPECT_FALSE(IsValidUtf8("\xC0\xAF"));      // overlong
}

TEST(Text, CleanKeepsTextAndDropsControls) {
  EXPECT_EQ(Clean("a\xFF"
                  "b\x01\n"),
            "a\uFFFDb\n");
}

TEST(Text, FoldsCaseAndMarks) {
  EXPECT_EQ(Fold("POLICÍA Ñandú"), "policia nandu");
  EXPECT_EQ(Fold("ﬁre"), "fire");
}

TEST(Text, NormalizesTitles) {
  EXPECT_EQ(NormalizeTitle("  The Police: Trust & Community—2nd ed. "), "the police trust community 2nd ed");
  EXPECT_EQ(NormalizeTitle("Officer’s Duty"), "officers duty");
  EXPECT_EQ(NormalizeTitle("???"), "");
}

TEST(Text, SlugsAreAsciiAndCutAtAWord) {
  EXPECT_EQ(Slugify("Building Trust: A Guide"), "building-trust-a-guide");
  EXPECT_EQ(Slugify("Ñandú y policía"), "nandu-y-policia");
  EXPECT_EQ(Slugify("one two three four", 11), "one-two");
  EXPECT_EQ(Slugify("警察"), "");
}

TEST(Text, RepairsDoubleEncodingOnlyWhereProven) {
  EXPECT_EQ(RepairDoubleEncoding("AndrÃ© Klip"), "André Klip");
  EXPECT_EQ(RepairDoubleEncoding("Law â€“ A Comparative"), "Law – A Comparative");
  EXPECT_EQ(RepairDoubleEncoding("André Klip"), std::nullopt);
  EXPECT_EQ(RepairDoubleEncoding("plain"), std::nullopt);
  EXPECT_EQ(RepairDoubleEncoding("AndrÃ© 警"), std::nullopt);  // a character that Windows-1252 never gave
}

TEST(Text, ShortensAtAWord) {
  EXPECT_EQ(Shorten("one two three", 9), "one two…");
  EXPECT_EQ(Shorten("one", 9), "one");
}

}  // namespace
}  // namespace concord::text
