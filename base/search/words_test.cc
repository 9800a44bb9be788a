// Words, stems and the reading of queries, without an index.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/search/query_parser.h"
#include "base/search/stems.h"
#include "base/search/synonyms.h"
#include "base/search/testing.h"
#include "base/search/tokenizer.h"

namespace concord::search {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Folded(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : Words(text)) out.push_back(word.folded);
  return out;
}

TEST(Tokenizer, FoldsCaseAndAccentsAndPartsAtSigns) {
  EXPECT_THAT(Folded("Policía, comunitaria—¡ÑANDÚ! x2"), ElementsAre("policia", "comunitaria", "nandu", "x2"));
  EXPECT_THAT(Folded("anglo-american / de\u0301ja\u0300 vu"), ElementsAre("anglo", "american", "deja", "vu"));
}

TEST(Tokenizer, JoinsApostrophesAndAbbreviations) {
  EXPECT_THAT(Folded("officer's officer’s officers' 'quoted'"),
              ElementsAre("officers", "officers", "officers", "quoted"));
  EXPECT_THAT(Folded("The U.S. and U.S.A. at e.g. No. 5. a.m. x"),
              ElementsAre("the", "us", "and", "usa", "at", "eg", "no", "5", "am", "x"));
}

TEST(Tokenizer, GivesByteRangesOfTheText) {
  const std::string text = "  Él (U.S.) fin";
  const auto words = Words(text);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(text.substr(words[0].begin, words[0].end - words[0].begin), "Él");
  EXPECT_EQ(text.substr(words[1].begin, words[1].end - words[1].begin), "U.S");
}

TEST(Tokenizer, SurvivesBytesThatAreNotText) {
  EXPECT_THAT(Folded("a\xFFz \xC3"), ElementsAre("a", "z"));
  EXPECT_THAT(Folded(std::string("a\0b", 3)), ElementsAre("a", "b"));
  EXPECT_EQ(Folded(std::string(1000, 'x')).front().size(), kMaxWordBytes);
  for (const std::string& word :
       Folded(std::string("x") + std::string(31, 'y') + "ñññññññññññññññññññññññññ字字字字字字字字字字字字字")) {
    EXPECT_LE(word.size(), kMaxWordBytes);
  }
}

TEST(Stems, ConflateWithinALanguage) {
  Stems stems;
  EXPECT_EQ(stems.Term('e', "policing"), stems.Term('e', "police"));
  EXPECT_EQ(stems.Term('s', "comunicaciones"), stems.Term('s', "comunicacion"));
  EXPECT_EQ(stems.Term('s', "policias"), stems.Term('s', "policia"));
  EXPECT_EQ(stems.Term('x', "policing"), "xpolicing");
  EXPECT_EQ(LanguageLetter("es-MX"), 's');
  EXPECT_EQ(LanguageLetter("zz"), 'x');
}

TEST(QueryParser, ReadsPhrasesExclusionsAndFields) {
  const auto parsed =
      ParseQuery("trust \"foot patrol\" -school title:Police -\"use of force\" TITLE:\"a b\"", testing::TestSchema());
  ASSERT_EQ(parsed.clauses.size(), 6u);
  EXPECT_TRUE(parsed.clauses[1].phrase);
  EXPECT_TRUE(parsed.clauses[2].excluded);
  EXPECT_EQ(parsed.clauses[3].field, 0);
  EXPECT_TRUE(parsed.clauses[4].excluded && parsed.clauses[4].phrase);
  EXPECT_EQ(parsed.clauses[5].field, 0);
  EXPECT_THAT(parsed.notes, IsEmpty());
}

TEST(QueryParser, AMinusInsideOrAloneExcludesNothing) {
  for (const char* text : {"anglo-american", "red - blue", "red -", "- red", "a--b", "--", "-(a)", "one –two"}) {
    for (const Clause& clause : ParseQuery(text, testing::TestSchema()).clauses) EXPECT_FALSE(clause.excluded) << text;
  }
  EXPECT_THAT(ParseQuery("red - blue", testing::TestSchema()).notes, ElementsAre("search.note.lone_minus"));
}

TEST(QueryParser, ExcludesAHyphenatedWordAsOne) {
  const auto parsed = ParseQuery("x -anglo-american", testing::TestSchema());
  ASSERT_EQ(parsed.clauses.size(), 2u);
  EXPECT_EQ(parsed.clauses[1].words.size(), 2u);
  EXPECT_TRUE(parsed.clauses[1].excluded && parsed.clauses[1].phrase);
}

TEST(QueryParser, NotesAnUnclosedQuoteAndTooManyWords) {
  const auto parsed = ParseQuery("a \"b c", testing::TestSchema());
  EXPECT_EQ(parsed.clauses.size(), 3u);
  EXPECT_THAT(parsed.notes, ElementsAre("search.note.unclosed_quote"));
  std::string many;
  for (int i = 0; i < 500; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(ParseQuery(many, testing::TestSchema()).clauses.size(), kMaxQueryWords);
  EXPECT_THAT(ParseQuery("\"" + many + "\"", testing::TestSchema()).notes, ElementsAre("search.note.too_many_words"));
}

TEST(QueryParser, TakesAnAddressOrATimeForWords) {
  EXPECT_EQ(ParseQuery("https://example.org/x 12:30 foo:bar", testing::TestSchema()).clauses.size(), 8u);
}

TEST(Synonyms, FindsTheLongestExpression) {
  const Synonyms synonyms("# comment\nCIT, crisis intervention team\ncrisis, emergency\nlonely\n", "es");
  Stems stems;
  EXPECT_EQ(synonyms.Find({"crisis", "intervention", "teams"}, 0, stems).length, 3u);
  EXPECT_EQ(synonyms.Find({"crisis", "line"}, 0, stems).length, 1u);
  EXPECT_EQ(synonyms.Find({"cit"}, 0, stems).alternatives.size(), 1u);
  EXPECT_EQ(synonyms.Find({"lonely"}, 0, stems).length, 0u);
}

}  // namespace
}  // namespace concord::search
