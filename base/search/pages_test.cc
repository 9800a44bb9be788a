// Words on the pages of documents: what is found there, which page is shown, and how the index keeps them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include <map>
#include <random>
#include <thread>

#include "base/core/text.h"
#include "base/search/format.h"
#include "base/search/page_text.h"
#include "base/search/testing.h"

namespace concord::search {
namespace {

using testing::Ask;
using testing::Doc;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Ids;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempFolder;
using testing::TestSchema;

Document Paged(std::string id, std::string title, std::vector<std::string> pages, std::string language = "") {
  Document document = Doc(id, std::move(title));
  document.paged = {{id + ".pdf", std::move(language), std::move(pages)}};
  return document;
}

std::optional<PageHit> PageOf(const Searcher& searcher, Query query, const std::string& id) {
  query.passage_chars = 200;
  const auto results = searcher.Search(query);
  EXPECT_TRUE(results) << results.error().cause;
  for (const Hit& hit : results->hits) {
    if (hit.id == id) return hit.page;
  }
  ADD_FAILURE() << id << " is not found by " << query.words;
  return std::nullopt;
}
int PageNumber(const Searcher& searcher, const std::string& words, const std::string& id) {
  const auto page = PageOf(searcher, Ask(words), id);
  return page ? page->page : 0;
}

class PagesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Document two = Doc("two", "A toolkit");
    two.paged = {{"english", "en", {"Introduction", "Complaints are answered within thirty days."}},
                 {"spanish", "es", {"Introducción", "", "Las quejas se responden en treinta días."}}};
    testing::Fill(
        folder_.Index(),
        {Paged("report", "Annual report on oversight",
               {"Contents", "The board reviewed the use of force by officers. Use of force fell.",
                "Mediation brings a resident and an officer to one table. Mediation takes an hour.",
                "Training for chiefs of police. The force may use it.", "Community-\npolicing and commu-\nnity trust"}),
         Paged("manual", "Mediation manual", {"How to begin", "Officers who volunteer", "Residents who complain"}),
         Doc("plain", "Mediation of complaints", "A summary on use of force"), two});
    searcher_ = testing::OpenIndex(folder_.Index(), "CIT, crisis intervention team\nchief, head of police\n");
    ASSERT_TRUE(searcher_);
  }
  TempFolder folder_;
  std::unique_ptr<Searcher> searcher_;
};

TEST_F(PagesTest, FindsWordsThatStandOnPagesOnly) {
  EXPECT_THAT(Ids(*searcher_, "resident"), ElementsAre("manual", "report"));
  EXPECT_EQ(PageNumber(*searcher_, "resident", "report"), 3);
  EXPECT_EQ(PageNumber(*searcher_, "residents", "manual"), 3);
  EXPECT_THAT(Ids(*searcher_, "mediate"), ElementsAre("manual", "plain", "report"));
  EXPECT_THAT(Ids(*searcher_, "nosuchword"), IsEmpty());
}

TEST_F(PagesTest, AllWordsStandInTheFieldsAndOnOnePageTogether) {
  EXPECT_THAT(Ids(*searcher_, "mediation resident"), ElementsAre("manual", "report"));
  EXPECT_EQ(PageNumber(*searcher_, "mediation resident", "report"), 3) << "both on that page";
  EXPECT_EQ(PageNumber(*searcher_, "mediation complain", "manual"), 3) << "one in the title, one on the page";
  EXPECT_THAT(Ids(*searcher_, "volunteer residents"), IsEmpty()) << "on two pages";
  EXPECT_THAT(Ids(*searcher_, "mediation volunteer residents"), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "manual officers volunteer"), ElementsAre("manual"));
}

TEST_F(PagesTest, WordsInFieldsNeedNoPage) {
  EXPECT_THAT(Ids(*searcher_, "mediation manual"), ElementsAre("manual"));
  EXPECT_EQ(PageNumber(*searcher_, "mediation manual", "manual"), 0) << "no page says any of it";
  EXPECT_FALSE(PageOf(*searcher_, Ask("complaints"), "plain"));
}

TEST_F(PagesTest, PhrasesAreExactOnPages) {
  EXPECT_THAT(Ids(*searcher_, "\"use of force\""), ElementsAre("plain", "report"));
  const auto page = PageOf(*searcher_, Ask("\"use of force\""), "report");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->page, 2);
  EXPECT_EQ(page->pages, 1u);
  EXPECT_THAT(Ids(*searcher_, "\"force of use\""), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "\"use the force\""), IsEmpty()) << "function words between count";
  EXPECT_THAT(Ids(*searcher_, "\"use force\""), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "\"chiefs of police\""), ElementsAre("report"));
  EXPECT_THAT(Ids(*searcher_, "\"chief of police\""), IsEmpty()) << "not its stem";
  EXPECT_THAT(Ids(*searcher_, "\"reviewed the use\""), ElementsAre("report"));
  EXPECT_THAT(Ids(*searcher_, "\"fell mediation\""), IsEmpty()) << "not from one page into the next";
  EXPECT_THAT(Ids(*searcher_, "\"oversight contents\""), IsEmpty()) << "nor from a field into a page";
  EXPECT_THAT(Ids(*searcher_, "mediation \"one table\""), ElementsAre("report"));
  EXPECT_THAT(Ids(*searcher_, "\"use of force\" \"one table\""), IsEmpty()) << "two pages";
}

TEST_F(PagesTest, SynonymsAreFoundOnPages) {
  TempFolder folder;
  testing::Fill(folder.Index(),
                {Paged("a", "One", {"A crisis intervention team came"}),
                 Paged("b", "Two", {"The team", "a crisis", "an intervention"}), Paged("c", "Three", {"the CIT"})});
  const auto searcher = testing::OpenIndex(folder.Index(), "CIT, crisis intervention team\n");
  EXPECT_THAT(Ids(*searcher, "cit"), ElementsAre("a", "c"));
  EXPECT_THAT(Ids(*searcher, "crisis intervention teams"), ElementsAre("a", "c"));
}

TEST_F(PagesTest, AFieldsWordIsNotAskedOfPages) {
  EXPECT_THAT(Ids(*searcher_, "title:mediation"), ElementsAre("manual", "plain"));
  EXPECT_THAT(Ids(*searcher_, "title:resident"), IsEmpty());
}

TEST_F(PagesTest, AnExcludedWordTakesAPageOutOrInAFieldTheDocument) {
  EXPECT_THAT(Ids(*searcher_, "mediation -table"), ElementsAre("manual", "plain")) << "no page of the report is left";
  EXPECT_THAT(Ids(*searcher_, "officers -volunteer"), ElementsAre("report"));
  EXPECT_EQ(PageNumber(*searcher_, "officer -resident", "report"), 2);
  EXPECT_THAT(Ids(*searcher_, "officer -oversight"), ElementsAre("manual"));
  Query any = Ask("officer residents -table");
  any.any = true;
  EXPECT_THAT(Ids(*searcher_, any), ElementsAre("manual", "report"));
  any.words = "hour -table";
  EXPECT_THAT(Ids(*searcher_, any), IsEmpty());
}

TEST_F(PagesTest, ShowsThePassageOfThePageThatSaysMost) {
  const auto page = PageOf(*searcher_, Ask("mediation"), "report");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, "report.pdf");
  EXPECT_EQ(page->page, 3);
  EXPECT_THAT(page->passage, HasSubstr("Mediation takes an hour"));
  EXPECT_FALSE(searcher_->Search(Ask("mediation"))->hits.front().page) << "only where it is asked for";
  const auto spanish = PageOf(*searcher_, Ask("queja"), "two");
  ASSERT_TRUE(spanish);
  EXPECT_EQ(spanish->text, "spanish");
  EXPECT_EQ(spanish->language, "es");
  EXPECT_EQ(spanish->page, 3) << "an empty page counts";
  EXPECT_EQ(PageOf(*searcher_, Ask("complaint"), "two")->text, "english");
}

TEST_F(PagesTest, JoinsWordsThatALinesEndParted) {
  EXPECT_EQ(PageNumber(*searcher_, "\"community trust\"", "report"), 5);
  EXPECT_EQ(Flowing("commu-\n  nity  trust\n\n2010-\n2012 \t a-b -\nc Smith-\nJones\n"),
            "community trust 2010-2012 a-b - c Smith-Jones");
  EXPECT_EQ(Flowing("polic\xC3\xAD-\na"),
            "polic\xC3\xAD"
            "a");
  EXPECT_EQ(Flowing(""), "");
  EXPECT_EQ(Flowing("-\n"), "-");
}

TEST_F(PagesTest, AnyOfTheWordsMayStandOnAnyPage) {
  Query query = Ask("volunteer residents");
  query.any = true;
  EXPECT_THAT(Ids(*searcher_, query), ElementsAre("manual", "report"));
  const auto results = searcher_->Search(Ask("volunteer residents"));
  EXPECT_TRUE(results->widened);
  EXPECT_EQ(results->hits.front().id, "manual");
  EXPECT_EQ(PageNumber(*searcher_, "volunteer residents", "manual"), 2) << "the rarer word's";
}

TEST_F(PagesTest, FieldsGoBeforePages) {
  const auto results = searcher_->Search(Ask("mediation"));
  ASSERT_EQ(results->total, 3u);
  EXPECT_EQ(results->hits.back().id, "report");
}

TEST_F(PagesTest, FacetsCountDocumentsNotPages) {
  TempFolder folder;
  Document a = Paged("a", "One", {"patrol", "patrol", "patrol"}), b = Paged("b", "Two", {"patrol"});
  a.facets[0] = b.facets[0] = {"x"};
  b.facets[1] = {"y"};
  testing::Fill(folder.Index(), {a, b});
  const auto searcher = testing::OpenIndex(folder.Index());
  Query query = Ask("patrol");
  const auto results = searcher->Search(query);
  EXPECT_EQ(results->total, 2u);
  EXPECT_EQ(results->facets[0].values.front().count, 2u);
  query.selected["type"] = {"y"};
  EXPECT_THAT(Ids(*searcher, query), ElementsAre("b"));
}

TEST_F(PagesTest, SuggestsAndFindsSimilarByFieldsAlone) {
  EXPECT_THAT(searcher_->Suggest("resid", 5), IsEmpty());
  EXPECT_EQ(searcher_->Suggest("mediat", 5).size(), 2u);
  for (const Hit& hit : searcher_->Similar("plain", 5)) EXPECT_NE(hit.id, "two");
}

TEST_F(PagesTest, AReplacedDocumentsPagesAreReplaced) {
  auto writer = Writer::Open(folder_.Index(), TestSchema(), {});
  ASSERT_TRUE(writer);
  ASSERT_TRUE((*writer)->Put(Paged("report", "Annual report", {"Only this page, on arbitration"})));
  ASSERT_TRUE((*writer)->Remove("two"));
  ASSERT_TRUE((*writer)->Put(Doc("manual", "Without pages now")));
  EXPECT_EQ(PageNumber(*searcher_, "resident", "report"), 3) << "nothing shows before the commit";
  ASSERT_TRUE((*writer)->Commit("2"));
  EXPECT_THAT(Ids(*searcher_, "resident"), IsEmpty());
  EXPECT_THAT(Ids(*searcher_, "quejas"), IsEmpty());
  EXPECT_EQ(PageNumber(*searcher_, "arbitration", "report"), 1);
  EXPECT_THAT(Ids(*searcher_, "\"use of force\""), ElementsAre("plain"));
  // Their text is gone from the disk's tables too.
  writer->reset();
  size_t texts = 0;
  for (int shard = 0; shard < 2; ++shard) {
    const Xapian::Database db(ShardPath(folder_.Index(), shard));
    for (auto it = db.metadata_keys_begin("t"); it != db.metadata_keys_end("t"); ++it) ++texts;
  }
  EXPECT_EQ(texts, 2u) << "one document with one block";
}

TEST_F(PagesTest, TheDigestKnowsPages) {
  const Document with = Paged("a", "One", {"text"});
  Document other = with;
  other.paged.front().pages.front() = "texts";
  Document moved = with;
  moved.paged.front().id = "elsewhere";
  Document split = with;
  split.paged.front().pages = {"te", "xt"};
  EXPECT_NE(DigestOf(with), DigestOf(Doc("a", "One")));
  EXPECT_NE(DigestOf(with), DigestOf(other));
  EXPECT_NE(DigestOf(with), DigestOf(moved));
  EXPECT_NE(DigestOf(with), DigestOf(split));
}

TEST(Pages, UncommittedPagesAreDropped) {
  TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "kept")});
  {
    auto writer = Writer::Open(folder.Index(), TestSchema(), {});
    for (int i = 0; i < 200; ++i) ASSERT_TRUE((*writer)->Put(Paged("x" + std::to_string(i), "lost", {"lost too"})));
    ASSERT_TRUE((*writer)->Put(Paged("a", "changed", {"lost as well"})));
  }
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_THAT(Ids(*searcher, "lost"), IsEmpty());
  EXPECT_THAT(Ids(*searcher, "kept"), ElementsAre("a"));
  testing::Fill(folder.Index(), {Paged("x1", "found", {"lost and found"})});
  EXPECT_THAT(Ids(*searcher, "\"lost and found\""), ElementsAre("x1"));
}

TEST(Pages, HugePagesAreSearchedInParts) {
  TempFolder folder;
  std::string huge;
  for (int i = 0; huge.size() < 300'000; ++i) huge += "palabra" + std::to_string(i % 500) + " señal ";
  huge += "needle in haystack";
  std::string solid(200'000, 'x');  // one word without a space
  std::string accents;
  for (int i = 0; i < 50'000; ++i) accents += "é";
  testing::Fill(folder.Index(), {Paged("a", "One", {"first", huge, solid, accents, "last"}), Paged("b", "Two", {""})});
  const auto searcher = testing::OpenIndex(folder.Index());
  const auto page = PageOf(*searcher, Ask("needle haystack"), "a");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->page, 2);
  EXPECT_TRUE(text::IsValidUtf8(page->passage));
  EXPECT_LE(text::CountCodePoints(page->passage), 200u);
  EXPECT_EQ(PageNumber(*searcher, "last", "a"), 5);
  EXPECT_EQ(PageNumber(*searcher, "señal", "a"), 2);
  for (const std::string_view part : PartsOf(huge)) {
    EXPECT_LE(part.size(), kMaxPartBytes);
    EXPECT_TRUE(text::IsValidUtf8(part));
  }
  for (const std::string_view part : PartsOf(accents)) EXPECT_TRUE(text::IsValidUtf8(part));
  EXPECT_THAT(PartsOf(" .,; "), IsEmpty());
}

TEST(Pages, AnyBytesArePages) {
  TempFolder folder;
  std::mt19937 random(3);
  std::vector<Document> documents;
  for (int i = 0; i < 30; ++i) {
    std::vector<std::string> pages;
    for (int page = 0; page < 5; ++page) {
      std::string text;
      for (int n = 0; n < 2000; ++n) text += static_cast<char>(random());
      pages.push_back(text + " findable " + std::string("z\0z", 3));
    }
    documents.push_back(Paged("id" + std::to_string(i), "title", pages));
  }
  testing::Fill(folder.Index(), documents);
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(Ids(*searcher, "findable").size(), 30u);
  Query query = Ask("findable");
  query.passage_chars = 250;
  query.limit = 30;
  const auto results = searcher->Search(query);
  ASSERT_TRUE(results);
  for (const Hit& hit : results->hits) EXPECT_THAT(hit.page->passage, HasSubstr("findable"));
}

TEST(Pages, ManyTextsOfOneDocument) {
  TempFolder folder;
  Document document = Doc("a", "One");
  for (int i = 0; i < 300; ++i) {
    document.paged.push_back({"text" + std::to_string(i), "", {"common", "unique" + std::to_string(i) + " words"}});
  }
  testing::Fill(folder.Index(), {document});
  const auto searcher = testing::OpenIndex(folder.Index());
  for (const int i : {0, 1, 63, 64, 150, 299}) {
    const auto page = PageOf(*searcher, Ask("unique" + std::to_string(i)), "a");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->text, "text" + std::to_string(i));
    EXPECT_EQ(page->page, 2);
  }
  EXPECT_EQ(PageOf(*searcher, Ask("common"), "a")->pages, 300u);
}

// What a search over a made-up library finds is what reading every text finds, over many replacements and purges.
TEST(Pages, AgreeWithReadingEverything) {
  TempFolder folder;
  std::mt19937 random(11);
  const std::vector<std::string> vocabulary = {"alpha", "beta",  "gamma", "delta",  "of",    "the",
                                               "kappa", "sigma", "and",   "lambda", "omega", "police"};
  struct Held {
    std::string title;
    std::vector<std::string> pages;
  };
  std::map<std::string, Held> held;
  const auto text = [&](size_t most) {
    std::string out;
    for (size_t n = 1 + random() % most; n > 0; --n) out += vocabulary[random() % vocabulary.size()] + " ";
    return out;
  };
  auto writer = Writer::Open(folder.Index(), TestSchema(), {2});
  ASSERT_TRUE(writer);
  for (int round = 0; round < 12; ++round) {
    for (int n = 0; n < 400; ++n) {
      const std::string id = "id" + std::to_string(random() % 150);
      if (random() % 10 == 0) {
        held.erase(id);
        ASSERT_TRUE((*writer)->Remove(id));
        continue;
      }
      Held one{text(3), {}};
      for (size_t pages = random() % 4; pages > 0; --pages) one.pages.push_back(text(8));
      ASSERT_TRUE((*writer)->Put(Paged(id, one.title, one.pages)));
      held[id] = one;
    }
    ASSERT_TRUE((*writer)->Commit(std::to_string(round)));
  }
  const auto searcher = testing::OpenIndex(folder.Index());
  const auto has = [](const std::string& where, const std::string& what) {
    return (" " + where).find(" " + what + " ") != std::string::npos;
  };
  const auto expect = [&](const std::vector<std::string>& needed) {
    std::vector<std::string> ids;
    for (const auto& [id, one] : held) {
      const auto all_in = [&](const std::string* page) {
        return std::ranges::all_of(
            needed, [&](const std::string& what) { return has(one.title, what) || (page && has(*page, what)); });
      };
      bool found = all_in(nullptr);
      for (const std::string& page : one.pages) found |= all_in(&page);
      if (found) ids.push_back(id);
    }
    return ids;
  };
  for (int i = 0; i < 300; ++i) {
    std::vector<std::string> needed;
    std::string words;
    for (size_t n = 1 + random() % 3; n > 0; --n) {
      std::string what = vocabulary[random() % vocabulary.size()];
      if (what.size() <= 3) what = "omega";
      if (random() % 2 == 0) {
        const std::string between = random() % 2 ? "" : vocabulary[random() % vocabulary.size()] + " ";
        what += " " + between + "kappa";
      }
      needed.push_back(what);
      words += "\"" + what + "\" ";
    }
    EXPECT_EQ(Ids(*searcher, words), expect(needed)) << words;
  }
}

TEST(Pages, AreReadWhileTheyAreReplaced) {
  TempFolder folder;
  auto writer = Writer::Open(folder.Index(), TestSchema(), {2});
  ASSERT_TRUE(writer);
  const auto put_all = [&](int commit) {
    for (int i = 0; i < 50; ++i) {
      const std::string word = "commit" + std::to_string(commit);
      ASSERT_TRUE((*writer)->Put(Paged("id" + std::to_string(i), "title", {"first", "common " + word})));
    }
    ASSERT_TRUE((*writer)->Commit(std::to_string(commit)));
  };
  put_all(0);
  const auto searcher = testing::OpenIndex(folder.Index());
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) {
      Query query = Ask("common");
      query.passage_chars = 100;
      query.limit = 50;
      const auto results = searcher->Search(query);
      if (!results) {
        ADD_FAILURE() << results.error().cause;
        return;
      }
      EXPECT_EQ(results->total, 50u);
      for (const Hit& hit : results->hits) {
        EXPECT_TRUE(hit.page && hit.page->page == 2);
        if (!hit.page) continue;
        EXPECT_EQ(hit.page->passage, results->hits.front().page->passage) << "two commits in one result";
      }
    }
  });
  for (int commit = 1; commit <= 25; ++commit) put_all(commit);
  done = true;
  reader.join();
}

}  // namespace
}  // namespace concord::search
