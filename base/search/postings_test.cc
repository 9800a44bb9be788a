// Posting lists in a shard's metadata.
#include "base/search/postings.h"

#include <gtest/gtest.h>

#include <random>

#include "base/search/testing.h"

namespace concord::search {
namespace {

using Row = std::pair<Xapian::docid, unsigned>;

std::vector<Row> All(const Xapian::Database& shard, const std::string& term) {
  std::vector<Row> rows;
  for (PostingReader reader(shard, term); reader.Current() != kNoDocument; reader.Next()) {
    rows.emplace_back(reader.Current(), reader.Frequency());
  }
  return rows;
}

TEST(Postings, KeepWhatIsAppendedInManyParts) {
  testing::TempFolder folder;
  Xapian::WritableDatabase shard(folder.Index(), Xapian::DB_CREATE_OR_OPEN);
  std::mt19937 random(5);
  std::vector<Row> expected;
  Xapian::docid document = 0;
  for (int part = 0; part < 20; ++part) {
    PendingPostings pending;
    for (unsigned n = 1 + random() % 3000; n > 0; --n) {
      document += 1 + random() % (random() % 50 == 0 ? 100'000 : 3);
      const unsigned frequency = random() % 20 == 0 ? 1000 : 1 + random() % 4;
      pending.Add(document, frequency);
      expected.emplace_back(document, frequency);
    }
    AppendPostings(shard, "eword", pending);
  }
  EXPECT_EQ(All(shard, "eword"), expected);
  EXPECT_EQ(TermFrequency(shard, "eword"), expected.size());
  EXPECT_EQ(TermFrequency(shard, "eother"), 0u);
  EXPECT_TRUE(All(shard, "eother").empty());
  EXPECT_TRUE(All(shard, "ewor").empty());

  for (int round = 0; round < 200; ++round) {
    PostingReader reader(shard, "eword");
    Xapian::docid target = 0;
    for (int step = 0; step < 30; ++step) {
      target += random() % (document / 20);
      reader.Seek(target);
      const auto it = std::lower_bound(expected.begin(), expected.end(), Row(std::max<Xapian::docid>(target, 1), 0));
      ASSERT_EQ(reader.Current(), it == expected.end() ? kNoDocument : it->first);
      if (it == expected.end()) break;
      ASSERT_EQ(reader.Frequency(), it->second);
      target = reader.Current();
    }
  }
}

TEST(Postings, APurgeLeavesWhatIsThere) {
  testing::TempFolder folder;
  Xapian::WritableDatabase shard(folder.Index(), Xapian::DB_CREATE_OR_OPEN);
  PendingPostings many, gone;
  std::vector<Row> expected;
  for (Xapian::docid document = 1; document <= 30'000; ++document) {
    many.Add(document, 2);
    if (document % 7 == 0) expected.emplace_back(document, 2);
    if (document == 8) gone.Add(document, 1);
  }
  AppendPostings(shard, "emany", many);
  AppendPostings(shard, "egone", gone);
  PurgePostings(shard, [](Xapian::docid document) { return document % 7 == 0; });
  EXPECT_EQ(All(shard, "emany"), expected);
  EXPECT_EQ(TermFrequency(shard, "emany"), expected.size());
  EXPECT_EQ(TermFrequency(shard, "egone"), 0u);
  PendingPostings more;
  more.Add(30'001, 5);
  expected.emplace_back(30'001, 5);
  AppendPostings(shard, "emany", more);
  EXPECT_EQ(All(shard, "emany"), expected);
}

}  // namespace
}  // namespace concord::search
