// The library on both engines: import as a whole or not at all, duplicates, journal, outbox.
#include "features/library/library.h"

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/testing/databases.h"

namespace concord::library {
namespace {

constexpr char kVocabulary[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"use-of-force","title":{"en":"Use of Force","es":"Uso de la fuerza"}},
           {"slug":"community-policing","title":{"en":"Community Policing"}}],
 "types":[{"slug":"report","title":{"en":"Report"}},{"slug":"other","title":{"en":"Other"}}]})";

constexpr char kResources[] = R"({"format":"concord-catalog","version":1,"resources":[
 {"slug":"trust","title":"Building trust","year":2014,"types":["report"],"topics":["community-policing"],"languages":["en"],
  "authors":[{"family":"Tyler","given":"Tom"}],"doi":"10.1000/trust","facts":[{"field":"year","basis":"listing","source":"https://x.org"}]},
 {"slug":"force","title":"Reducing force","year":null,"types":["report"],"topics":["use-of-force"],"url":"https://x.org/force"}]})";

class LibraryTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    Take("v.json", kVocabulary);
  }

  ImportReport Take(std::string_view name, std::string_view bytes, ImportOptions options = {}) {
    auto report = library_->Import(name, bytes, std::nullopt, options);
    EXPECT_TRUE(report) << (report ? "" : report.error().cause);
    return report ? *report : ImportReport();
  }

  int64_t CountOf(const char* table) {
    return *db().Read(
        [&](db::Session& s) -> Result<int64_t> { return s.One(std::string("SELECT COUNT(*) FROM ") + table)->Int(0); });
  }

  std::unique_ptr<Library> library_;
};

TEST_P(LibraryTest, KeepsEverythingARecordSays) {
  const auto report = Take("r.json", kResources);
  EXPECT_EQ(report.added, 2);
  const auto trust = library_->Find("trust");
  ASSERT_TRUE(trust);
  EXPECT_EQ(trust->about.title, "Building trust");
  EXPECT_EQ(trust->about.year, 2014);
  EXPECT_EQ(trust->about.topics, (std::vector<std::string>{"community-policing"}));
  EXPECT_EQ(trust->about.authors.at(0).family, "Tyler");
  EXPECT_EQ(trust->about.facts.at(0), (exchange::Fact{"year", "listing", "https://x.org"}));
  EXPECT_EQ(library_->Find("force")->about.year, std::nullopt);
  EXPECT_EQ(library_->Find("nothing").error().kind, ErrorKind::kNotFound);
}

TEST_P(LibraryTest, ASecondImportOfTheSameChangesNothing) {
  Take("r.json", kResources);
  const int64_t entries = CountOf("outbox");
  const auto again = Take("r.json", kResources);
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(again.added + again.updated, 0);
  EXPECT_EQ(CountOf("outbox"), entries);
}

TEST_P(LibraryTest, ADryRunReportsAndWritesNothing) {
  const auto report = Take("r.json", kResources, {.dry_run = true});
  EXPECT_FALSE(report.applied);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(CountOf("library_resource"), 0);
}

TEST_P(LibraryTest, AFileWithARecordThatCannotBeTakenIsNotTakenAtAll) {
  const char* file = "id,title,year\n1,Good,2001\n2,,\n3,Also good,2002\n";
  auto report = Take("r.csv", file);
  EXPECT_FALSE(report.applied);
  EXPECT_EQ(report.rejected, 1);
  EXPECT_EQ(CountOf("library_resource"), 0);
  const auto bad = std::find_if(report.items.begin(), report.items.end(),
                                [](const auto& i) { return i.outcome == Outcome::kReject; });
  ASSERT_NE(bad, report.items.end());
  EXPECT_EQ(bad->line, 3);
  EXPECT_FALSE(bad->reason.key.empty());
  report = Take("r.csv", file, {.skip_invalid = true});
  EXPECT_TRUE(report.applied);
  EXPECT_EQ(CountOf("library_resource"), 2);
}

TEST_P(LibraryTest, DuplicatesAreFoundInTheLibraryAndInTheFile) {
  Take("r.json", kResources);
  const auto report = Take("d.csv",
                           "title,year,doi,url\n"
                           "Another title,1990,10.1000/TRUST,\n"
                           "Third title,1990,,http://www.x.org/force/\n"
                           "Building Trust!,2014,,\n"
                           "New one,2020,,\n"
                           "NEW ONE,2020,,\n");
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(report.duplicates, 4);
  EXPECT_TRUE(report.applied);
  EXPECT_EQ(report.items.at(0).reason.key, "library.import.duplicate_doi");
  EXPECT_EQ(report.items.at(1).reason.key, "library.import.duplicate_url");
  EXPECT_EQ(report.items.at(2).reason.key, "library.import.duplicate_title_year");
  EXPECT_EQ(report.items.at(4).reason.key, "library.import.duplicate_line_title_year");
}

TEST_P(LibraryTest, ADuplicateCanFillInWhatWasMissing) {
  Take("r.json", kResources);
  const auto report = Take("d.csv", "title,year,url,publisher\nReducing force,2016,https://x.org/force,PERF\n",
                           {.update_duplicates = true});
  EXPECT_EQ(report.updated, 1);
  const auto force = library_->Find("force");
  EXPECT_EQ(force->about.year, 2016);
  EXPECT_EQ(force->about.publisher, "PERF");
  EXPECT_EQ(force->about.topics, (std::vector<std::string>{"use-of-force"}));
}

TEST_P(LibraryTest, ForeignWordsAreMappedOrKeptAsKeywords) {
  const auto report = Take("k.csv", "title,keywords\nOn force,Use of Force; batons\n");
  EXPECT_EQ(report.added, 1);
  const auto resource = library_->Find("on-force");
  ASSERT_TRUE(resource);
  EXPECT_EQ(resource->about.topics, (std::vector<std::string>{"use-of-force"}));
  EXPECT_EQ(resource->about.keywords.size(), 2u);
}

TEST_P(LibraryTest, SlugsStayApart) {
  Take("s.csv", "title,year,author\nAnnual report,2001,Ann A\nAnnual report,2002,Ann A\nAnnual report,2002,Bob B\n");
  EXPECT_TRUE(library_->Find("annual-report"));
  EXPECT_TRUE(library_->Find("annual-report-2002"));
  EXPECT_TRUE(library_->Find("annual-report-2"));
}

TEST_P(LibraryTest, DraftsAndWithdrawnResourcesAreNotShown) {
  Take(
      "d.json",
      R"({"resources":[{"slug":"a","title":"A draft","status":"draft"},{"slug":"b","title":"Gone","status":"withdrawn"}]})");
  EXPECT_FALSE(library_->Find("a"));
  EXPECT_FALSE(library_->Find("b"));
  EXPECT_EQ((*library_->Shelves())->counts.resources, 0);
  // Nor through a reading list that names them, which is exported whole.
  Take(
      "l.json",
      R"({"collections":[{"slug":"l","title":{"en":"L"},"introduction":{"en":"i"},"resources":["a","b"]}],"resources":[]})");
  EXPECT_TRUE((*library_->Shelves())->FindCollection("l")->resources.empty());
  EXPECT_TRUE(library_->FindAll({"a", "b"})->empty());
}

TEST_P(LibraryTest, EveryWriteIsInTheJournalAndTheOutbox) {
  Take("r.json", kResources);
  ASSERT_TRUE(library_->Remove("trust", "system"));
  const auto tail = db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, "", 100); });
  ASSERT_TRUE(tail);
  EXPECT_EQ(tail->changes.size(), 3u);
  ASSERT_TRUE(journal::LinkAll(db()));
  const auto faults = db().Read([](db::Session& s) -> Result<std::vector<std::string>> { return journal::Verify(s); });
  EXPECT_TRUE(faults && faults->empty());
  EXPECT_GE(CountOf("journal_entry"), 4);
  EXPECT_EQ(library_->Remove("trust", "system").error().kind, ErrorKind::kNotFound);
}

TEST_P(LibraryTest, ListsModulesSitesAndCollections) {
  Take("r.json", kResources);
  const auto report = Take(
      "c.json",
      R"({"modules":[{"slug":"m","title":{"en":"M"},"lead":{"en":"l"},"overview":{"en":"o"},"topics":["use-of-force"]}],
    "sites":[{"slug":"s","name":"S","place":"P","modules":["m"]}],
    "collections":[{"slug":"c","title":{"en":"C"},"introduction":{"en":"i"},"resources":["force","trust","missing"]}],"resources":[]})");
  EXPECT_TRUE(report.applied);
  const auto shelf = *library_->Shelves();
  EXPECT_EQ(shelf->FindModule("m")->topics, (std::vector<std::string>{"use-of-force"}));
  EXPECT_EQ(shelf->FindModule("none"), nullptr);
  EXPECT_EQ(shelf->FindSite("s")->place, "P");
  EXPECT_EQ(shelf->FindCollection("c")->resources, (std::vector<std::string>{"force", "trust"}));
  ASSERT_EQ(report.problems.size(), 1u);
  EXPECT_EQ(report.problems[0].key, "library.import.collection_missing");
  EXPECT_EQ(library_->RowsOf({"trust", "gone", "force"})->at(1).slug, "force");
}

TEST_P(LibraryTest, QuotesAndSignsOfSqlAreOnlyText) {
  const std::string title = "Robert'); DROP TABLE library_resource;-- \"%_\\ :x ::y";
  Take("q.json", R"({"resources":[{"slug":"q","title":"Robert'); DROP TABLE library_resource;-- \"%_\\ :x ::y"}]})");
  EXPECT_EQ(library_->Find("q")->about.title, title);
  EXPECT_FALSE(library_->Find("q' OR '1'='1"));
}

CONCORD_ON_BOTH_ENGINES(LibraryTest);

}  // namespace
}  // namespace concord::library
