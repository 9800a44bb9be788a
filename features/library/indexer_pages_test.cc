// The pages of resources' documents in the index: they follow the tables, survive a crash, and are compared; on both
// engines.
#include <gmock/gmock.h>

#include "base/db/outbox.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/library/documents/documents.h"
#include "features/library/indexer.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

using ::testing::HasSubstr;

class IndexerPagesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    const char* resources =
        R"({"format": "concord", "resources": [
            {"slug": "walk", "title": "Foot patrol", "languages": ["en", "es"]},
            {"slug": "talk", "title": "Listening sessions"}]})";
    ASSERT_TRUE(library_->Import("r.json", resources, std::nullopt, {}));
  }
  std::string IdOf(const std::string& slug) { return (*library_->FindAll({slug})).front().id.ToString(); }

  // A document that has been read, and the announcement that reading it makes.
  std::string AddDocument(const std::string& slug, const std::vector<std::string>& pages,
                          const std::string& language = "") {
    documents::Document document;
    document.id = "document-" + std::to_string(++made_);
    document.resource_id = IdOf(slug);
    document.name = "Report.pdf";
    document.sha256 = std::string(64, '0');
    document.language = language;
    document.pages = static_cast<int>(pages.size());
    document.has_text = true;
    document.created = world_.clock.Now();
    document.read = document.created;
    std::vector<documents::Page> read;
    for (size_t i = 0; i < pages.size(); ++i) read.push_back({static_cast<int>(i + 1), "", pages[i]});
    EXPECT_TRUE(db().Write([&](db::Transaction& t) -> Status {
      documents::Insert(t, document);
      EXPECT_TRUE(documents::PutRead(t, document, read));
      db::Announce(t, "library.resource", document.resource_id, world_.clock);
      return {};
    }));
    return document.id;
  }
  void RemoveDocument(const std::string& id) {
    EXPECT_TRUE(db().Write([&](db::Transaction& t) -> Status {
      const auto document = documents::Find(t, id);
      documents::Delete(t, *document, world_.clock.Now());
      db::Announce(t, "library.resource", document->resource_id, world_.clock);
      return {};
    }));
  }
  int CatchUp() {
    auto indexer = Indexer::Open(*library_, Folder(), world_.log);
    EXPECT_TRUE(indexer) << (indexer ? "" : indexer.error().cause);
    return indexer ? (*indexer)->CatchUp().value_or(-1) : -1;
  }
  // The page that answers, of the first hit; none where nothing is found.
  std::optional<search::PageHit> PageFor(const std::string& words) {
    auto searcher = search::Searcher::Open(Folder(), SearchSchema(), {});
    EXPECT_TRUE(searcher);
    search::Query query;
    query.words = words;
    query.passage_chars = 200;
    const auto results = (*searcher)->Search(query);
    EXPECT_TRUE(results);
    return results->hits.empty() ? std::nullopt : results->hits.front().page;
  }
  std::vector<std::string> Faults() {
    auto searcher = search::Searcher::Open(Folder(), SearchSchema(), {});
    EXPECT_TRUE(searcher);
    return CompareIndex(*library_, **searcher)->faults;
  }
  size_t Waiting() {
    auto searcher = search::Searcher::Open(Folder(), SearchSchema(), {});
    EXPECT_TRUE(searcher);
    return CompareIndex(*library_, **searcher)->waiting;
  }
  std::string Folder() const { return folder_.File("search"); }

  testing::TempDir folder_;
  std::unique_ptr<Library> library_;
  int made_ = 0;
};
CONCORD_ON_BOTH_ENGINES(IndexerPagesTest);

TEST_P(IndexerPagesTest, ADocumentsPagesAreFoundOnceItWasRead) {
  EXPECT_EQ(CatchUp(), 2);
  EXPECT_FALSE(PageFor("recruits"));
  const std::string id = AddDocument("walk", {"Contents", "", "Recruits walk with a mentor for a year."});
  EXPECT_EQ(Waiting(), 1u) << "the tables are ahead";
  EXPECT_TRUE(Faults().empty()) << "and that is no fault";
  EXPECT_EQ(CatchUp(), 1);
  const auto page = PageFor("recruits mentor");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->text, id);
  EXPECT_EQ(page->page, 3);
  EXPECT_THAT(page->passage, HasSubstr("walk with a mentor"));
  EXPECT_TRUE(Faults().empty());
}

TEST_P(IndexerPagesTest, SeveralDocumentsEachInItsLanguage) {
  AddDocument("walk", {"Complaints are answered."}, "en-US");
  const std::string spanish = AddDocument("walk", {"Las quejas se responden."}, "es-419");
  const std::string other = AddDocument("walk", {"Unanswered letters"}, "fr");
  EXPECT_EQ(CatchUp(), 2);
  EXPECT_EQ(PageFor("queja")->text, spanish);
  EXPECT_EQ(PageFor("queja")->language, "es");
  EXPECT_EQ(PageFor("letter")->text, other) << "a language that the resource is not in is not believed";
}

TEST_P(IndexerPagesTest, ARemovedDocumentsPagesAreGone) {
  const std::string id = AddDocument("talk", {"Interpreters sat at each table."});
  EXPECT_EQ(CatchUp(), 2);
  EXPECT_TRUE(PageFor("interpreters"));
  RemoveDocument(id);
  EXPECT_EQ(Waiting(), 1u);
  EXPECT_EQ(CatchUp(), 1);
  EXPECT_FALSE(PageFor("interpreters"));
  EXPECT_TRUE(Faults().empty());
  ASSERT_TRUE(library_->Remove("talk", "system"));
  EXPECT_EQ(CatchUp(), 1);
  EXPECT_TRUE(Faults().empty());
}

TEST_P(IndexerPagesTest, ReindexBuildsWhatFollowingBuilds) {
  AddDocument("walk", {"First page", "Second page on recruits"});
  AddDocument("talk", {"Interpreters sat at each table."});
  ASSERT_TRUE(Reindex(*library_, Folder(), [](int64_t) {}));
  EXPECT_EQ(CatchUp(), 0);
  EXPECT_TRUE(Faults().empty());
  EXPECT_EQ(PageFor("recruits")->page, 2);
}

}  // namespace
}  // namespace concord::library
