// The index follows the tables, whatever is interrupted in between; on both engines.
#include "features/library/indexer.h"

#include "base/db/outbox.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

class IndexerTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
  }
  void Take(const std::string& csv) {
    const auto report = library_->Import("x.csv", csv, std::nullopt, {});
    ASSERT_TRUE(report && report->applied);
  }
  int CatchUp() {
    auto indexer = Indexer::Open(*library_, Folder(), world_.log);
    EXPECT_TRUE(indexer) << (indexer ? "" : indexer.error().cause);
    return indexer ? (*indexer)->CatchUp().value_or(-1) : -1;
  }
  std::unique_ptr<search::Searcher> Open() {
    auto searcher = search::Searcher::Open(Folder(), SearchSchema(), {});
    EXPECT_TRUE(searcher) << (searcher ? "" : searcher.error().cause);
    return searcher ? std::move(*searcher) : nullptr;
  }
  uint64_t Found(const search::Searcher& searcher, const std::string& words) {
    search::Query query;
    query.words = words;
    return searcher.Search(query)->total;
  }
  std::vector<std::string> Faults(const search::Searcher& searcher) {
    return CompareIndex(*library_, searcher)->faults;
  }
  std::string Folder() const { return folder_.File("search"); }

  testing::TempDir folder_;
  std::unique_ptr<Library> library_;
};

TEST_P(IndexerTest, FollowsAdditionsChangesAndRemovals) {
  Take("title,year,summary\nFoot patrol,2011,Walking\nBody cameras,2014,Recording\n");
  EXPECT_EQ(CatchUp(), 2);
  const auto searcher = Open();
  ASSERT_TRUE(searcher);
  EXPECT_EQ(searcher->DocumentCount(), 2u);
  EXPECT_EQ(Found(*searcher, "patrol"), 1u);
  ASSERT_TRUE(library_->Remove("foot-patrol", "system"));
  EXPECT_EQ(CompareIndex(*library_, *searcher)->waiting, 1u);  // the tables are ahead of the index: that is no fault
  EXPECT_TRUE(Faults(*searcher).empty());
  EXPECT_EQ(CatchUp(), 1);
  EXPECT_EQ(Found(*searcher, "patrol"), 0u);
  EXPECT_TRUE(Faults(*searcher).empty());
  EXPECT_EQ(CatchUp(), 0);
}

// What others announce moves the position that is read on from; it is not worth a commit of the index each time.
TEST_P(IndexerTest, WhatIsNotForTheIndexIsPassedByWithoutACommit) {
  Take("title\nOne title\n");
  auto indexer = Indexer::Open(*library_, Folder(), world_.log);
  ASSERT_TRUE(indexer);
  EXPECT_EQ((*indexer)->CatchUp().value_or(-1), 1);
  const auto searcher = Open();
  ASSERT_TRUE(searcher);
  const std::string committed = searcher->Cursor();
  for (int i = 0; i < 600; ++i) {  // more than one batch
    ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
      db::Announce(t, "communities.community", "x", world_.clock);
      return {};
    }));
  }
  EXPECT_EQ((*indexer)->CatchUp().value_or(-1), 0);
  EXPECT_EQ(Open()->Cursor(), committed);
  Take("title\nSecond title\n");
  EXPECT_EQ((*indexer)->CatchUp().value_or(-1), 1);
  EXPECT_NE(Open()->Cursor(), committed);
  EXPECT_TRUE(Faults(*Open()).empty());
}

TEST_P(IndexerTest, ACrashBetweenTheTwoCommitsLosesNothing) {
  Take("title\nOne title\n");
  EXPECT_EQ(CatchUp(), 1);
  Take("title\nSecond title\n");
  {
    // A process that read the outbox, put the documents, and died before it committed the index.
    auto writer = search::Writer::Open(Folder(), SearchSchema(), {});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(library_->ForEach(
        [&](const Resource& r) { return (*writer)->Put(ToDocument(r, *library_->Terms())).has_value(); }));
  }
  const auto searcher = Open();
  ASSERT_TRUE(searcher);
  EXPECT_EQ(Found(*searcher, "second"), 0u);
  EXPECT_EQ(CatchUp(), 1);
  EXPECT_EQ(Found(*searcher, "second"), 1u);
  EXPECT_TRUE(Faults(*searcher).empty());
}

TEST_P(IndexerTest, WhatIsNotAsTheTablesHaveItIsFound) {
  Take("title\nOne title\nSecond title\n");
  EXPECT_EQ(CatchUp(), 2);
  {
    auto writer = search::Writer::Open(Folder(), SearchSchema(), {});
    ASSERT_TRUE(writer);
    auto first = *library_->Find("one-title");
    auto second = *library_->Find("second-title");
    first.about.title = "Another title";
    ASSERT_TRUE((*writer)->Put(ToDocument(first, *library_->Terms())));
    ASSERT_TRUE((*writer)->Remove(second.id.ToString()));
    second.id = Id<Resource>::New(world_.clock, world_.random);
    ASSERT_TRUE((*writer)->Put(ToDocument(second, *library_->Terms())));
    ASSERT_TRUE((*writer)->Commit((*writer)->Cursor()));
  }
  EXPECT_EQ(Faults(*Open()).size(), 3u);
  EXPECT_EQ(CompareIndex(*library_, *Open())->waiting, 0u);
  // A change that waits hides no other fault; an index of other tables is compared whole.
  Take("title\nThird title\n");
  EXPECT_EQ(Faults(*Open()).size(), 3u);
  EXPECT_EQ(CompareIndex(*library_, *Open())->waiting, 1u);
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    db::BeginAnew(t, world_.random);
    return {};
  }));
  EXPECT_EQ(Faults(*Open()).size(), 4u);
}

TEST_P(IndexerTest, OnlyOneProcessWritesAnIndex) {
  auto first = Indexer::Open(*library_, Folder(), world_.log);
  ASSERT_TRUE(first);
  auto second = Indexer::Open(*library_, Folder(), world_.log);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().key, "search.locked");
}

TEST_P(IndexerTest, ReindexBuildsWhatFollowingWouldHaveBuilt) {
  Take("title,year\nFoot patrol,2011\nBody cameras,2014\n");
  const auto count = Reindex(*library_, Folder(), [](int64_t) {});
  ASSERT_TRUE(count) << count.error().cause;
  EXPECT_EQ(*count, 2);
  EXPECT_EQ(CatchUp(), 0);
  const auto searcher = Open();
  ASSERT_TRUE(searcher);
  EXPECT_TRUE(Faults(*searcher).empty());
}

TEST_P(IndexerTest, FollowsFromItsOwnThreadWhenWoken) {
  auto indexer = Indexer::Open(*library_, Folder(), world_.log);
  ASSERT_TRUE(indexer);
  std::mutex mutex;
  std::condition_variable changed;
  bool seen = false;
  (*indexer)->Follow([&] {
    std::lock_guard lock(mutex);
    seen = true;
    changed.notify_one();
  });
  library_->OnChange([&] { (*indexer)->Wake(); });
  Take("title\nFoot patrol\n");
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, std::chrono::seconds(20), [&] { return seen; }));
  lock.unlock();
  (*indexer)->Stop();
}

CONCORD_ON_BOTH_ENGINES(IndexerTest);

}  // namespace
}  // namespace concord::library
