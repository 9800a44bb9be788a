#include "features/library/difference.h"

#include <gtest/gtest.h>

#include <random>

namespace concord::library {
namespace {

using In = Passage::In;

std::string Side(const std::vector<Passage>& passages, In other) {
  std::string out;
  for (const auto& p : passages) {
    if (p.in == other) continue;
    for (const auto& text : p.texts) out += text;
  }
  return out;
}

TEST(Difference, SaysWhichWordsWentAndCame) {
  const auto found =
      WordDifference("Foot patrol lowers crime in hot spots.", "Foot patrol lowers violent crime in hot spots.");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], (Passage{In::kBoth, {"Foot patrol lowers "}}));
  EXPECT_EQ(found[1], (Passage{In::kAfter, {"violent "}}));
  EXPECT_EQ(found[2], (Passage{In::kBoth, {"crime in hot spots."}}));
}

TEST(Difference, PutsWhatWasReplacedBeforeWhatReplacedIt) {
  const auto found = WordDifference("a small quick test of it", "a large slow test of it");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[1], (Passage{In::kBefore, {"small quick "}}));
  EXPECT_EQ(found[2], (Passage{In::kAfter, {"large slow "}}));
}

TEST(Difference, OfNothingToSomethingIsAllNew) {
  EXPECT_EQ(WordDifference("", "new words"), (std::vector<Passage>{{In::kAfter, {"new words"}}}));
  EXPECT_EQ(WordDifference("old words", ""), (std::vector<Passage>{{In::kBefore, {"old words"}}}));
  EXPECT_TRUE(WordDifference("", "").empty());
}

// Both texts can be read out of any difference, whatever they are; also of texts too unlike to be compared word by
// word.
TEST(Difference, LosesNothingOfEitherText) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string texts[2];
    for (auto& text : texts) {
      const int words = round == 0 ? 3000 : static_cast<int>(random() % 40);
      for (int i = 0; i < words; ++i) {
        text += std::string(1 + random() % 5, static_cast<char>('a' + random() % (round == 0 ? 26 : 4)));
        text += random() % 6 ? " " : "\n\n";
      }
    }
    const auto found = WordDifference(texts[0], texts[1]);
    EXPECT_EQ(Side(found, In::kAfter), texts[0]);
    EXPECT_EQ(Side(found, In::kBefore), texts[1]);
  }
}

TEST(Difference, OfListsKeepsTheirItemsWhole) {
  const auto found = ListDifference({"a b", "c", "d"}, {"a b", "d", "e f"});
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[1], (Passage{In::kBefore, {"c"}}));
  EXPECT_EQ(found[3], (Passage{In::kAfter, {"e f"}}));
}

exchange::Record Full() {
  exchange::Record r;
  r.title = "Less <than> & \"more\"";
  r.summary = "One.\n\nTwo &lt;b&gt;.";
  r.authors = {{"Tyler", "Tom", ""}, {"", "", "Police, Inc."}};
  r.year = 2014;
  r.date = "2014-05";
  r.topics = {"trust"};
  r.url = "https://x.org/a?b=1&c=2";
  r.facts = {{"year", "listing", "https://x.org"}};
  r.evidence = {{"crime", "falls", "high", "US", "review", "2020"}};
  r.extra = {{"shelf", "12"}};
  r.slug = "less";
  r.status = "published";
  r.key = "k1";
  return r;
}

TEST(Difference, ARecordIsKeptAsItIs) {
  const auto record = Full();
  const auto back = RecordFrom(KeptText(record));
  EXPECT_TRUE(IsSame(record, back));
  EXPECT_EQ(back.key, "k1");
  EXPECT_EQ(back.authors, record.authors);
  EXPECT_EQ(KeptText(back), KeptText(record));
}

TEST(Difference, NamesTheFieldsThatDiffer) {
  auto after = Full();
  after.year = 2015;
  after.topics = {"trust", "force"};
  const auto found = Differences(Full(), after);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].field, "year");
  EXPECT_EQ(found[1].field, "topics");
  EXPECT_TRUE(found[1].list);
  EXPECT_TRUE(Differences(Full(), Full()).empty());
}

TEST(Difference, TwoChangesOfOneRecordAreBroughtTogether) {
  const auto base = Full();
  auto mine = base, theirs = base;
  mine.title = "Mine";
  mine.year = 2015;
  theirs.summary = "Theirs";
  theirs.year = 2016;
  theirs.publisher = mine.publisher = "Both";
  const auto merged = Merge(base, mine, theirs);
  EXPECT_EQ(merged.record.title, "Mine");
  EXPECT_EQ(merged.record.summary, "Theirs");
  EXPECT_EQ(merged.record.year, 2015);
  EXPECT_EQ(merged.conflicts, (std::vector<std::string>{"year"}));
  EXPECT_EQ(merged.taken, (std::vector<std::string>{"summary"}));
}

}  // namespace
}  // namespace concord::library
