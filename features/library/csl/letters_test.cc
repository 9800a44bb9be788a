#include "features/library/csl/letters.h"

#include <gtest/gtest.h>

#include "features/library/csl/renderer.h"

namespace concord::library::csl {
namespace {

const QuoteMarks kEnglish{"“", "”", "‘", "’"};
const QuoteMarks kSpanish{"«", "»", "“", "”"};

TEST(Initials, OfGivenNames) {
  EXPECT_EQ(Initials("Jerry H.", ". ", true), "J. H.");
  EXPECT_EQ(Initials("Jean-Paul", ". ", true), "J.-P.");
  EXPECT_EQ(Initials("Jean-Paul", "", false), "JP");
  EXPECT_EQ(Initials("J.H.", ". ", true), "J. H.");
  EXPECT_EQ(Initials("Émile", ". ", true), "É.");
  EXPECT_EQ(Initials("Th.", ". ", true), "Th.");
  EXPECT_EQ(Initials("Shi-gang", ". ", true), "S.");
  EXPECT_EQ(Initials("", ". ", true), "");
  EXPECT_EQ(Initials("习", ". ", true).empty(), false);
}

TEST(InCase, TitlesAreCapitalizedAsChicagoHasIt) {
  EXPECT_EQ(InCase("the effects of hot-spots policing on crime", "title"),
            "The Effects of Hot-Spots Policing on Crime");
  EXPECT_EQ(InCase("police use-of-force: a review", "title"), "Police Use-of-Force: A Review");
  EXPECT_EQ(InCase("what officers don't say", "title"), "What Officers Don't Say");
  EXPECT_EQ(InCase("iPad use in NYPD", "title"), "iPad Use in NYPD");
  EXPECT_EQ(InCase("what it is for", "title"), "What It Is For");
  EXPECT_EQ(InCase("ÉTUDES and más", "lowercase"), "études and más");
  EXPECT_EQ(InCase("“quoted” text", "capitalize-first"), "“quoted” text");
  EXPECT_EQ(InCase("A New Police", "sentence"), "A new police");
}

TEST(WithCurlyQuotes, FollowTheLanguageAndTheDepth) {
  EXPECT_EQ(WithCurlyQuotes("It's \"new\"", kEnglish, false).text, "It’s “new”");
  EXPECT_EQ(WithCurlyQuotes("It's \"new\"", kEnglish, true).text, "It’s ‘new’");
  EXPECT_EQ(WithCurlyQuotes("It's \"new\"", kSpanish, false).text, "It’s «new»");
  EXPECT_EQ(WithCurlyQuotes("“w ‘v’”", kEnglish, true).text, "‘w “v”’");
  EXPECT_EQ(WithCurlyQuotes("“w ‘v’”", kSpanish, true).text, "“w ‘v’”");
  EXPECT_EQ(WithCurlyQuotes("Officers' rights", kEnglish, false).closing, 0u);
  EXPECT_EQ(WithCurlyQuotes("of “stops”", kEnglish, false).closing, std::string("”").size());
}

TEST(IsNumeric, TakesRangesAndLists) {
  for (const char* yes : {"2", "2nd", "3-5", "1, 2 & 4", "e12", "12–15"}) EXPECT_TRUE(IsNumeric(yes)) << yes;
  for (const char* no : {"", "Revised edition", "Second", "A1B2 C", "3-"}) EXPECT_FALSE(IsNumeric(no)) << no;
}

TEST(Append, MergesPunctuationThatMeets) {
  const auto joined = [](std::string_view a, std::string_view b) {
    Runs out{{std::string(a)}};
    Append(out, b, true);
    return PlainText(out);
  };
  EXPECT_EQ(joined("What works?", ". "), "What works? ");
  EXPECT_EQ(joined("Jr.", ". "), "Jr. ");
  EXPECT_EQ(joined("a ", " b"), "a b");
  EXPECT_EQ(joined("ed.", ", "), "ed., ");
}

TEST(Html, EscapesAndMarks) {
  EXPECT_EQ(Html({{"<b> & ", kPlain}, {"Title", kItalic}, {" x", kItalic}}), "&lt;b&gt; &amp; <i>Title x</i>");
}

TEST(ParseXml, RefusesWhatIsNotWellFormed) {
  EXPECT_TRUE(ParseXml("<?xml version=\"1.0\"?><!-- c --><a b='1 &amp; &#8212;'><c/>t</a>"));
  for (const char* bad : {"", "<a>", "<a></b>", "<a b></a>", "<a b=1/>", "text", "<a b=\"></a>"})
    EXPECT_FALSE(ParseXml(bad)) << bad;
}

}  // namespace
}  // namespace concord::library::csl
