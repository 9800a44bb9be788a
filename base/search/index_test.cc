// Writing, durability, repair, and readers beside a writer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/search/testing.h"

namespace concord::search {
namespace {

namespace fs = std::filesystem;
using testing::Ask;
using testing::Doc;
using ::testing::ElementsAre;
using testing::Ids;
using testing::TempFolder;
using testing::TestSchema;

std::vector<std::pair<std::string, std::string>> AllIds(const Searcher& searcher) {
  std::vector<std::pair<std::string, std::string>> all;
  searcher.ForEachId([&](std::string_view id, std::string_view digest) { all.emplace_back(id, digest); });
  return all;
}

TEST(Index, ReplacesAndRemoves) {
  TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "first words"), Doc("b", "other words")});
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(searcher->Cursor(), "filled");
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_TRUE(writer);
  EXPECT_EQ((*writer)->Cursor(), "filled");
  ASSERT_TRUE((*writer)->Put(Doc("a", "changed once")));
  ASSERT_TRUE((*writer)->Put(Doc("a", "changed twice")));
  ASSERT_TRUE((*writer)->Remove("b"));
  ASSERT_TRUE((*writer)->Remove("never"));
  ASSERT_TRUE((*writer)->Put(Doc("c", "new words")));
  EXPECT_THAT(Ids(*searcher, "words"), ElementsAre("a", "b")) << "nothing shows before the commit";
  ASSERT_TRUE((*writer)->Commit("7"));
  EXPECT_THAT(Ids(*searcher, "words"), ElementsAre("c"));
  EXPECT_THAT(Ids(*searcher, "twice"), ElementsAre("a"));
  EXPECT_THAT(Ids(*searcher, "once"), ElementsAre());
  EXPECT_EQ(searcher->Cursor(), "7");
  EXPECT_EQ(searcher->DocumentCount(), 2u);
  EXPECT_THAT(AllIds(*searcher),
              ElementsAre(std::pair<std::string, std::string>("a", DigestOf(Doc("a", "changed twice"))),
                          std::pair<std::string, std::string>("c", DigestOf(Doc("c", "new words")))));
}

TEST(Index, DropsWhatWasNotCommitted) {
  TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "kept")});
  {
    auto writer = Writer::Open(folder.Index(), TestSchema(), {});
    for (int i = 0; i < 500; ++i) ASSERT_TRUE((*writer)->Put(Doc("x" + std::to_string(i), "lost")));
  }
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(searcher->DocumentCount(), 1u);
  EXPECT_THAT(Ids(*searcher, "lost"), ElementsAre());
}

TEST(Index, ACrashBetweenTheCommitsOfTwoShardsIsRepaired) {
  TempFolder folder;
  std::vector<Document> first, second;
  for (int i = 0; i < 40; ++i) first.push_back(Doc("id" + std::to_string(i), "before"));
  for (int i = 20; i < 60; ++i) second.push_back(Doc("id" + std::to_string(i), "after"));
  testing::Fill(folder.Index(), first);
  fs::copy(folder.Index() + "/shard1", folder.Path() + "/shard1", fs::copy_options::recursive);
  {
    auto writer = Writer::Open(folder.Index(), TestSchema(), {});
    for (const Document& document : second) ASSERT_TRUE((*writer)->Put(document));
    ASSERT_TRUE((*writer)->Remove("id0"));
    ASSERT_TRUE((*writer)->Commit("second"));
  }
  // The second shard as it was before that commit.
  fs::remove_all(folder.Index() + "/shard1");
  fs::copy(folder.Path() + "/shard1", folder.Index() + "/shard1", fs::copy_options::recursive);

  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(searcher->Cursor(), "filled");
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_TRUE(writer);
  EXPECT_EQ((*writer)->Cursor(), "filled") << "goes on from the shard that is behind";
  for (const Document& document : second) ASSERT_TRUE((*writer)->Put(document));
  ASSERT_TRUE((*writer)->Remove("id0"));
  ASSERT_TRUE((*writer)->Commit("second"));
  std::vector<std::pair<std::string, std::string>> expected;
  for (int i = 1; i < 60; ++i) {
    const std::string id = "id" + std::to_string(i);
    expected.emplace_back(id, DigestOf(Doc(id, i < 20 ? "before" : "after")));
  }
  std::ranges::sort(expected);
  EXPECT_EQ(AllIds(*searcher), expected);
  EXPECT_EQ(searcher->Cursor(), "second");
  EXPECT_EQ(Ids(*searcher, "after").size(), 40u);
}

TEST(Index, AsksForARebuildWhereItIsDamagedOrOfAnotherSchema) {
  TempFolder folder;
  Schema newer = TestSchema();
  newer.version = 2;
  EXPECT_EQ(Searcher::Open(folder.Index(), newer, {}).error().kind, ErrorKind::kNotFound);
  testing::Fill(folder.Index(), {Doc("a", "words")});
  EXPECT_EQ(Writer::Open(folder.Index(), newer, {}).error().key, "search.rebuild_needed");
  EXPECT_EQ(Searcher::Open(folder.Index(), newer, {}).error().kind, ErrorKind::kConflict);
  std::ofstream(folder.Index() + "/shard1/iamglass", std::ios::trunc) << "rubbish";
  EXPECT_EQ(Searcher::Open(folder.Index(), TestSchema(), {}).error().key, "search.rebuild_needed");
  EXPECT_EQ(Writer::Open(folder.Index(), TestSchema(), {}).error().key, "search.rebuild_needed");
  fs::remove_all(folder.Index() + "/shard1");
  EXPECT_EQ(Searcher::Open(folder.Index(), TestSchema(), {}).error().key, "search.rebuild_needed");
  ASSERT_TRUE(Writer::Reset(folder.Index()));
  ASSERT_TRUE(Writer::Reset(folder.Index()));
  testing::Fill(folder.Index(), {Doc("a", "words")});
  EXPECT_THAT(Ids(*testing::OpenIndex(folder.Index()), "words"), ElementsAre("a"));
}

TEST(Index, AReaderGoesOnAfterAReset) {
  TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "old"), Doc("b", "old"), Doc("c", "old")});
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(Ids(*searcher, "old").size(), 3u);
  ASSERT_TRUE(Writer::Reset(folder.Index()));
  std::vector<Document> documents;
  for (int i = 0; i < 20; ++i) documents.push_back(Doc("n" + std::to_string(i), "new"));
  testing::Fill(folder.Index(), documents);
  EXPECT_EQ(Ids(*searcher, "new").size(), 20u);
  EXPECT_EQ(Ids(*searcher, "old").size(), 0u);
}

TEST(Index, LetsOneWriterInAtATime) {
  TempFolder folder;
  auto first = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_TRUE(first);
  const auto second = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().key, "search.locked");
}

TEST(Index, RefusesDocumentsThatDoNotFit) {
  TempFolder folder;
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  Document document = Doc("", "no id");
  EXPECT_EQ((*writer)->Put(document).error().key, "search.bad_document");
  document = Doc("a", "few texts");
  document.texts.pop_back();
  EXPECT_EQ((*writer)->Put(document).error().kind, ErrorKind::kInvalid);
  document = Doc(std::string(201, 'x'), "long id");
  EXPECT_FALSE((*writer)->Put(document));
  ASSERT_TRUE((*writer)->Put(Doc("ok", std::string(100'000, 'x') + " \xFF " + std::string("z\0z", 3), "")));
  ASSERT_TRUE((*writer)->Commit(""));
  EXPECT_EQ(testing::OpenIndex(folder.Index())->DocumentCount(), 1u);
}

TEST(Index, AnEmptyIndexFindsNothing) {
  TempFolder folder;
  testing::Fill(folder.Index(), {});
  const auto searcher = testing::OpenIndex(folder.Index());
  for (const char* words : {"", "police", "\"to be\"", "-x", "the"}) EXPECT_EQ(searcher->Search(Ask(words))->total, 0u);
  EXPECT_TRUE(searcher->Suggest("p", 3).empty());
}

TEST(Index, SpellingForgetsRemovedWords) {
  TempFolder folder;
  testing::Fill(folder.Index(), {Doc("a", "neighborhood"), Doc("b", "words")});
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(searcher->Search(Ask("nieghborhood"))->suggestion, "neighborhood");
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_TRUE((*writer)->Remove("a"));
  ASSERT_TRUE((*writer)->Commit("2"));
  EXPECT_EQ(searcher->Search(Ask("nieghborhood"))->suggestion, "");
}

// Documents that are put again leave their old rows in the posting lists; those are purged once they are the most.
TEST(Index, StaysExactOverManyReplacements) {
  TempFolder folder;
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  const auto size_of = [&] {
    uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder.Index()))
      bytes += entry.is_regular_file() ? entry.file_size() : 0;
    return bytes;
  };
  uintmax_t early = 0;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 300; ++i) {
      const std::string word = (i + round) % 2 ? "odd" : "even";
      ASSERT_TRUE((*writer)->Put(Doc("id" + std::to_string(i), "common " + word, "round" + std::to_string(round))));
    }
    ASSERT_TRUE((*writer)->Commit(std::to_string(round)));
    if (round == 9) early = size_of();
  }
  EXPECT_LT(size_of(), 3 * early);
  const auto searcher = testing::OpenIndex(folder.Index());
  EXPECT_EQ(Ids(*searcher, "common").size(), 300u);
  EXPECT_EQ(Ids(*searcher, "odd").size(), 150u);
  EXPECT_EQ(Ids(*searcher, "round39").size(), 300u);
  EXPECT_EQ(Ids(*searcher, "round38").size(), 0u);
}

// Every search sees one whole commit: `n` documents that all hold the word of that commit, facets included.
TEST(Index, ReadersSeeWholeCommitsWhileAWriterWorks) {
  TempFolder folder;
  constexpr int kDocuments = 60, kCommits = 25;
  const auto put_all = [&](Writer& writer, int commit) {
    for (int i = 0; i < kDocuments; ++i) {
      Document document = Doc("id" + std::to_string(i), "common commit" + std::to_string(commit));
      document.facets[0] = {"commit" + std::to_string(commit)};
      ASSERT_TRUE(writer.Put(std::move(document)));
    }
    ASSERT_TRUE(writer.Commit(std::to_string(commit)));
  };
  auto writer = Writer::Open(folder.Index(), TestSchema(), {});
  ASSERT_TRUE(writer);
  put_all(**writer, 0);
  const auto searcher = testing::OpenIndex(folder.Index());
  std::atomic<bool> done = false;
  std::atomic<int> searches = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 3; ++t) {
    readers.emplace_back([&] {
      while (!done) {
        const auto results = searcher->Search(Ask("common"));
        if (!results) {
          ADD_FAILURE() << results.error().cause;
          return;
        }
        EXPECT_EQ(results->total, static_cast<uint64_t>(kDocuments));
        EXPECT_EQ(results->facets[0].values.size(), 1u) << "documents of two commits in one result";
        ++searches;
      }
    });
  }
  for (int commit = 1; commit <= kCommits; ++commit) put_all(**writer, commit);
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_GT(searches, 10);
  const auto results = searcher->Search(Ask("commit" + std::to_string(kCommits)));
  EXPECT_EQ(results->total, static_cast<uint64_t>(kDocuments));
}

TEST(Index, ASearchOfManyDocumentsIsSharedAmongThreads) {
  TempFolder folder;
  std::vector<Document> documents;
  for (int i = 0; i < 25'000; ++i) {
    documents.push_back(Doc("id" + std::to_string(i), i % 2 ? "even" : "odd"));
    documents.back().facets[0] = {i % 3 ? "x" : "y"};
  }
  testing::Fill(folder.Index(), documents);
  const auto searcher = testing::OpenIndex(folder.Index());
  std::vector<std::thread> readers;
  for (int t = 0; t < 4; ++t) {
    readers.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        Query query;
        query.selected["topic"] = {"x"};
        EXPECT_EQ(searcher->Search(query)->total, 16'666u);
        query = Ask("even odd");
        EXPECT_EQ(searcher->Search(query)->total, 25'000u);
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace concord::search
