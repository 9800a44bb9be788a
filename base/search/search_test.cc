// What a search finds, how it is marked, and what is suggested.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/core/text.h"
#include "base/search/testing.h"

namespace concord::search {
namespace {

using testing::Ask;
using testing::Doc;
using ::testing::ElementsAre;
using testing::Ids;
using ::testing::IsEmpty;

class SearchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    testing::Fill(
        folder_.Index(),
        {Doc("a", "Community policing", "Officers walk a beat and build trust. The chief of police agrees."),
         Doc("b", "Foot patrol", "A randomized trial of patrols on foot; crime fell. Policed areas."),
         Doc("c", "Crisis Intervention Team programs", "Training officers for mental health calls"),
         Doc("d", "CIT in small agencies", "What works"),
         Doc("e", "La policía y la comunidad", "Comunicaciones con los vecinos y confianza", "es"),
         Doc("f", "Trust in the team", "The intervention came before the crisis"),
         Doc("g", "Comunicación policial", "Un manual", "es"), Doc("h", "The Who", "To be or not to be, on stage")});
    searcher_ = testing::OpenIndex(folder_.Index(), "CIT, crisis intervention team\ncops, police\n");
    ASSERT_TRUE(searcher_);
  }
  std::vector<std::string> Marked(const std::string& words, const std::string& text,
                                  const std::string& language = "en") {
    std::vector<std::string> out;
    for (const Span& span : searcher_->Highlight(Ask(words), text, language)) {
      out.push_back(text.substr(span.begin, span.end - span.begin));
    }
    return out;
  }
  testing::TempFolder folder_;
  std::unique_ptr<Searcher> searcher_;
};

TEST_F(SearchTest, RequiresAllWordsByTheirStems) {
  EXPECT_THAT(Ids(*searcher_, "policing"), ElementsAre("a", "b"));
  EXPECT_THAT(Ids(*searcher_, "officers trust"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "officer's walking"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "nosuchword"), IsEmpty());
}

TEST_F(SearchTest, TriesEachLanguagesStemsAndFoldsAccents) {
  EXPECT_THAT(Ids(*searcher_, "comunicacion"), ElementsAre("e", "g"));
  EXPECT_THAT(Ids(*searcher_, "COMUNICACIONES"), ElementsAre("e", "g"));
  EXPECT_THAT(Ids(*searcher_, "policías"), ElementsAre("e"));
}

TEST_F(SearchTest, PhrasesAreExactWordsInSequence) {
  EXPECT_THAT(Ids(*searcher_, "\"crisis intervention team\""), ElementsAre("c"));
  EXPECT_THAT(Ids(*searcher_, "\"chief of police\""), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "\"police of chief\""), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "\"officer walk\""), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "\"policing\""), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "“foot patrol”"), ElementsAre("b"));
  EXPECT_THAT(Ids(*searcher_, "\"policing officers\""), IsEmpty())
      << "a phrase does not run from one field into the next";
  EXPECT_THAT(Ids(*searcher_, "\"to be or not to be\""), ElementsAre("h"));
}

TEST_F(SearchTest, Excludes) {
  EXPECT_THAT(Ids(*searcher_, "trust -team"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "trust -\"the team\""), ElementsAre("a"));
  EXPECT_EQ(Ids(*searcher_, "-trust").size(), 6u);
}

TEST_F(SearchTest, AsksForWordsInAField) {
  EXPECT_THAT(Ids(*searcher_, "title:trust"), ElementsAre("f"));
  EXPECT_THAT(Ids(*searcher_, "title:policed"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "summary:trusts"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher_, "title:\"the team\""), ElementsAre("f"));
  EXPECT_THAT(Ids(*searcher_, "trust -title:trust"), ElementsAre("a"));
}

TEST_F(SearchTest, StopWordsForceNothingButStandForThemselvesAlone) {
  EXPECT_THAT(Ids(*searcher_, "what about the patrol"), ElementsAre("b"));
  EXPECT_THAT(Ids(*searcher_, "the who"), ElementsAre("h"));
  EXPECT_THAT(Ids(*searcher_, "la"), ElementsAre("e"));
}

TEST_F(SearchTest, SynonymsWorkBothWays) {
  EXPECT_THAT(Ids(*searcher_, "cit"), ElementsAre("c", "d"));
  EXPECT_THAT(Ids(*searcher_, "CIT agencies"), ElementsAre("d"));
  EXPECT_THAT(Ids(*searcher_, "Crisis Intervention Teams"), ElementsAre("c", "d", "f"));
  EXPECT_THAT(Ids(*searcher_, "cops"), ElementsAre("a", "b"));
  EXPECT_THAT(Ids(*searcher_, "\"cit\""), ElementsAre("d")) << "quotes ask for the word itself";
}

TEST_F(SearchTest, WidensWhereLittleHasAllWords) {
  Query query = Ask("patrol mental trust");
  auto results = searcher_->Search(query);
  ASSERT_TRUE(results);
  EXPECT_TRUE(results->widened);
  EXPECT_EQ(results->total, 4u);
  query.widen_below = 0;
  EXPECT_EQ(searcher_->Search(query)->total, 0u);
  EXPECT_FALSE(searcher_->Search(Ask("\"officers patrol\""))->widened);
  EXPECT_FALSE(searcher_->Search(Ask("trust"))->widened);
  query = Ask("officers trust");
  results = searcher_->Search(query);
  EXPECT_TRUE(results->widened);
  EXPECT_EQ(results->hits.front().id, "a") << "what has all words comes first";
  query.any = true;
  EXPECT_FALSE(searcher_->Search(query)->widened);
  EXPECT_EQ(searcher_->Search(query)->total, results->total);
}

TEST_F(SearchTest, SuggestsWhatFindsMore) {
  EXPECT_EQ(searcher_->Search(Ask("comunity"))->suggestion, "community");
  EXPECT_EQ(searcher_->Search(Ask("pollicing  trust"))->suggestion, "policing  trust");
  EXPECT_EQ(searcher_->Search(Ask("community"))->suggestion, "");
  EXPECT_EQ(searcher_->Search(Ask("comunicasion"))->suggestion, "comunicación");
  EXPECT_EQ(searcher_->Search(Ask("comunity nosuchword"))->suggestion, "") << "it would find no more";
}

TEST_F(SearchTest, HighlightsWhatMatched) {
  EXPECT_THAT(Marked("policing", "Police, POLICED and politics"), ElementsAre("Police", "POLICED"));
  EXPECT_THAT(Marked("cops", "The police's cops"), ElementsAre("police's", "cops"));
  EXPECT_THAT(Marked("cit", "A crisis intervention teams' CIT; the crisis"),
              ElementsAre("crisis intervention teams", "CIT"));
  EXPECT_THAT(Marked("\"foot patrol\"", "foot; foot patrol, patrol"), ElementsAre("foot patrol"));
  EXPECT_THAT(Marked("\"foot patrol\"", "foot patrols"), IsEmpty());
  EXPECT_THAT(Marked("comunicacion", "La Comunicación y comunicaciones", "es"),
              ElementsAre("Comunicación", "comunicaciones"));
  EXPECT_THAT(Marked("trust -team the", "the team trusts"), ElementsAre("trusts"));
  EXPECT_THAT(Marked("", "anything"), IsEmpty());
}

TEST_F(SearchTest, CutsAPassageAroundMatches) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "señal palabra ";
  text += "about trust and policing here ";
  for (int i = 0; i < 200; ++i) text += "more words ";
  const std::string passage = searcher_->Passage(Ask("trust police"), text, "en", 80);
  EXPECT_LE(text::CountCodePoints(passage), 80u);
  EXPECT_NE(passage.find("trust and policing"), std::string::npos) << passage;
  EXPECT_TRUE(passage.starts_with("…") && passage.ends_with("…")) << passage;
  EXPECT_TRUE(text::IsValidUtf8(passage));
  EXPECT_EQ(searcher_->Passage(Ask("trust"), "short", "en", 80), "short");
  for (size_t max = 0; max < 120; ++max) {
    EXPECT_LE(text::CountCodePoints(searcher_->Passage(Ask("trust"), text, "en", max)), max) << max;
  }
}

TEST_F(SearchTest, SuggestsTitlesAsTyped) {
  const auto ids = [](const std::vector<Hit>& hits) {
    std::vector<std::string> out;
    for (const Hit& hit : hits) out.push_back(hit.id);
    return out;
  };
  EXPECT_THAT(ids(searcher_->Suggest("crisis int", 5)), ElementsAre("c"));
  EXPECT_THAT(ids(searcher_->Suggest("pol", 5)), ::testing::UnorderedElementsAre("a", "e", "g"));
  EXPECT_EQ(ids(searcher_->Suggest("com", 5)).size(), 3u);
  EXPECT_EQ(ids(searcher_->Suggest("the w", 5)).front(), "h");
  EXPECT_THAT(ids(searcher_->Suggest("zzz", 5)), IsEmpty());
  EXPECT_THAT(ids(searcher_->Suggest(" \"-", 5)), IsEmpty());
  EXPECT_EQ(ids(searcher_->Suggest("com", 1)).size(), 1u);
}

TEST_F(SearchTest, FindsSimilarDocuments) {
  const auto similar = searcher_->Similar("c", 5);
  ASSERT_FALSE(similar.empty());
  EXPECT_EQ(similar.front().id, "f");
  for (const Hit& hit : similar) EXPECT_NE(hit.id, "c");
  EXPECT_THAT(searcher_->Similar("nobody", 5), IsEmpty());
}

TEST_F(SearchTest, TakesAnyBytes) {
  std::mt19937 random(1);
  const std::vector<std::string> parts = {"\"",  "-",   "title:", "police", "trust",        " ", "(", "“", "\xFF", "*",
                                          "the", "cit", ":",      "crisis", "intervention", "\n"};
  for (int i = 0; i < 2000; ++i) {
    std::string words;
    for (unsigned n = random() % 30; n > 0; --n) words += parts[random() % parts.size()];
    if (i % 7 == 0) words += static_cast<char>(random());
    const auto results = searcher_->Search(Ask(words));
    ASSERT_TRUE(results) << words;
    EXPECT_LE(results->total, 8u);
    for (const Span& span : searcher_->Highlight(Ask(words), words, "en")) ASSERT_LE(span.end, words.size());
    (void)searcher_->Suggest(words, 3);
  }
  EXPECT_TRUE(searcher_->Search(Ask(std::string(1'000'000, '"'))));
  EXPECT_TRUE(searcher_->Search(Ask(std::string(1'000'000, 'a'))));
}

// Every hit that words found is marked somewhere, and what is not found by one word alone is not marked by it.
TEST_F(SearchTest, MarksAgreeWithMatches) {
  const std::vector<std::pair<std::string, std::string>> titles = {{"a", "Community policing"},
                                                                   {"b", "Foot patrol"},
                                                                   {"c", "Crisis Intervention Team programs"},
                                                                   {"d", "CIT in small agencies"},
                                                                   {"f", "Trust in the team"}};
  for (const char* word : {"cit", "crisis", "team", "patrols", "communities", "agency", "trusting", "police", "cops"}) {
    const auto found = Ids(*searcher_, std::string("title:") + word);
    const auto anywhere = Ids(*searcher_, word);
    for (const auto& [id, title] : titles) {
      const bool marked = !Marked(word, title).empty();
      if (marked) {
        EXPECT_THAT(anywhere, ::testing::Contains(id)) << word;
      }
      if (std::ranges::find(found, id) != found.end()) {
        EXPECT_TRUE(marked) << word << " in " << title;
      }
    }
  }
}

}  // namespace
}  // namespace concord::search
