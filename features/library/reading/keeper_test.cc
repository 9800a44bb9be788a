#include "features/library/reading/keeper.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/core/text.h"
#include "base/db/outbox.h"
#include "base/journal/linker.h"
#include "base/objects/objects.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/databases.h"

namespace concord::library::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kResources[] = R"({"format":"concord-catalog","version":1,
 "types":[{"slug":"report","title":{"en":"Report"}}],
 "resources":[{"slug":"walk","title":"Walking","types":["report"]},{"slug":"other","title":"Other","types":["report"]}]})";

std::string Walking() {
  return pdf::Pdf({.contents = {pdf::Line("Foot patrol builds trust."), "", pdf::Line("It takes time <b>&")}});
}

class KeeperTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    ASSERT_TRUE(library_->Import("c.json", kResources, std::nullopt, {}));
    Open(8 << 20);
  }
  void TearDown() override { runner_.reset(); }
  void Open(uint64_t most, pdf::Limits limits = {}) {
    runner_ = std::make_unique<jobs::Runner>(db(), world_.clock, world_.random, world_.log);
    limits.program = CONCORD_PDF;
    keeper_ = std::make_unique<Keeper>(Keeper::Deps{*library_, world_.clock, world_.random, world_.log, most,
                                                    folder_.path().string(), limits, runner_.get(), nullptr});
    keeper_->Handle(*runner_);
  }
  Result<Document> Add(const std::string& bytes, const std::string& permission = "", const std::string& slug = "walk") {
    return keeper_->Add({slug, "Report.pdf", permission, "someone"}, SourceOf(std::span(bytes)));
  }
  // Added and read.
  Document Taken(const std::string& bytes, const std::string& permission = "") {
    const auto added = Add(bytes, permission);
    EXPECT_TRUE(added) << added.error().key << added.error().cause;
    if (!added) return {};
    EXPECT_TRUE(runner_->RunOne());
    return Find(added->id).value();
  }
  std::optional<Document> Find(const std::string& id) {
    return *db().Read([&](db::Session& s) -> Result<std::optional<Document>> { return documents::Find(s, id); });
  }
  std::vector<std::string> Texts(const Document& document) {
    return *db().Read([&](db::Session& s) -> Result<std::vector<std::string>> {
      std::vector<std::string> texts;
      PagesOf(s, document.resource_id, [&](const Document&, const Page& page) {
        texts.push_back(std::to_string(page.number) + ": " + std::string(text::Trim(page.text)));
        return true;
      });
      return texts;
    });
  }
  int64_t Count(const std::string& from) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT COUNT(*) FROM " + from)->Int(0); });
  }
  std::vector<std::string> Faults() {
    auto faults = *db().Read([&](db::Session& s) -> Result<std::vector<std::string>> { return Check(s); });
    const auto objects = objects::Check(db()).value();
    faults.insert(faults.end(), objects.begin(), objects.end());
    return faults;
  }
  std::string Journaled() {
    EXPECT_TRUE(journal::LinkAll(db()));
    return *db().Read([](db::Session& s) -> Result<std::string> {
      std::string actions;
      for (const auto& row : s.Query("SELECT action FROM journal_entry ORDER BY number")) {
        if (row.Text(0).starts_with("library.document.")) actions += row.Text(0).substr(17) + " ";
      }
      return actions;
    });
  }

  testing::TempDir folder_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<jobs::Runner> runner_;
  std::unique_ptr<Keeper> keeper_;
};
CONCORD_ON_BOTH_ENGINES(KeeperTest);

TEST_P(KeeperTest, APdfIsTakenInAndReadPageByPage) {
  const auto added = Add(Walking(), "  CC BY 4.0\n ");
  ASSERT_TRUE(added);
  EXPECT_EQ(Find(added->id)->state, State::kWaiting);
  EXPECT_TRUE(runner_->RunOne());
  const auto read = Find(added->id).value();
  EXPECT_EQ(read.state, State::kRead);
  EXPECT_EQ(read.pages, 3);
  EXPECT_TRUE(read.has_text);
  EXPECT_TRUE(read.IsGivenOut());
  EXPECT_EQ(read.permission, "CC BY 4.0");
  EXPECT_EQ(read.name, "Report.pdf");
  EXPECT_THAT(Texts(read), ElementsAre("1: Foot patrol builds trust.", "3: It takes time <b>&"));
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(Journaled(), "add text ");
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path())) << "nothing of it is left on the disk";
}

TEST_P(KeeperTest, TheIndexIsToldOfEveryChange) {
  const auto cursor = [&] { return *db().Read([](db::Session& s) -> Result<std::string> { return db::Head(s); }); };
  std::string before = cursor();
  const auto told = [&] {
    const auto tail = *db().Read([&](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, before, 100); });
    before = tail.cursor;
    return tail.changes.size();
  };
  const auto document = Taken(Walking());
  EXPECT_EQ(told(), 2u);
  ASSERT_TRUE(keeper_->Permit(document.id, "public domain", "someone"));
  EXPECT_EQ(told(), 1u);
  ASSERT_TRUE(keeper_->Permit(document.id, "public domain", "someone"));
  EXPECT_EQ(told(), 0u) << "nothing changed";
  ASSERT_TRUE(keeper_->Remove(document.id, "someone"));
  EXPECT_EQ(told(), 1u);
}

TEST_P(KeeperTest, WhatIsNoPdfIsRefusedBeforeItIsKept) {
  EXPECT_EQ(Add("").error().key, "library.documents.error_empty");
  EXPECT_EQ(Add("hello").error().key, "library.documents.error_not_pdf");
  EXPECT_EQ(Add(std::string(100'000, 'x') + "%PDF-1.4").error().key, "library.documents.error_not_pdf");
  EXPECT_EQ(Add(Walking(), "", "nowhere").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(Count("library_document"), 0);
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object_chunk"), 0);
}

TEST_P(KeeperTest, WhatIsTooLargeIsRefusedWithTheLimit) {
  Open(1 << 20);
  const auto refused = Add("%PDF-1.7\n" + std::string(2 << 20, ' '));
  EXPECT_EQ(refused.error().key, "library.documents.error_too_large");
  EXPECT_EQ(refused.error().params.at("mib"), "1");
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object"), 0);
}

TEST_P(KeeperTest, WhatCannotBeReadIsRefusedWithItsReasonAndItsBytesGo) {
  const auto refused = [&](const std::string& bytes) {
    const auto document = Taken(bytes, "public domain");
    EXPECT_EQ(document.state, State::kRefused);
    EXPECT_EQ(document.object_id, "");
    EXPECT_FALSE(document.IsGivenOut());
    return document.reason.key;
  };
  EXPECT_EQ(refused("%PDF-1.7\nand nothing more"), "pdf.error.broken");
  EXPECT_EQ(refused(Walking().substr(0, 300)), "pdf.error.broken");
  Open(8 << 20, {.pages = 2});
  const auto many = Taken(Walking() + "% once more");
  EXPECT_EQ(many.reason.key, "pdf.error.too_many_pages");
  EXPECT_EQ(many.reason.params.at("max"), "2");
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object"), 0);
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(Journaled(), "add refuse add refuse add refuse ");
}

TEST_P(KeeperTest, AScanIsTakenAndSaidToHaveNoText) {
  const auto scan = Taken(pdf::Pdf({.contents = {"", "0 0 100 100 re f\n"}}));
  EXPECT_EQ(scan.state, State::kRead);
  EXPECT_FALSE(scan.has_text);
  EXPECT_EQ(scan.pages, 2);
  EXPECT_THAT(Texts(scan), IsEmpty());
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(KeeperTest, TheSameFileTwiceIsOneDocumentButMayBelongToTwoResources) {
  Taken(Walking());
  const auto again = Add(Walking());
  EXPECT_EQ(again.error().key, "library.documents.error_same");
  EXPECT_EQ(again.error().params.at("name"), "Report.pdf");
  EXPECT_TRUE(Add(Walking(), "", "other"));
}

TEST_P(KeeperTest, WhatWasRefusedMayBeSentAgainAndTakesItsPlace) {
  Open(8 << 20, {.pages = 2});
  EXPECT_EQ(Taken(Walking()).state, State::kRefused);
  Open(8 << 20);
  EXPECT_EQ(Taken(Walking()).state, State::kRead);
  EXPECT_EQ(Count("library_document"), 1);
}

TEST_P(KeeperTest, WhereTheReaderIsMissingTheDocumentWaitsForIt) {
  const auto added = Add(Walking());
  ASSERT_TRUE(added);
  jobs::Runner without(db(), world_.clock, world_.random, world_.log);
  Keeper lame({*library_, world_.clock, world_.random, world_.log, 8 << 20, "", {.program = "/nowhere"}});
  EXPECT_EQ(lame.Read(added->id).error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(Find(added->id)->state, State::kWaiting);
  EXPECT_TRUE(keeper_->Read(added->id));
  EXPECT_EQ(Find(added->id)->state, State::kRead);
  EXPECT_TRUE(runner_->RunOne()) << "its job finds nothing left to do";
  EXPECT_EQ(Find(added->id)->pages, 3);
}

TEST_P(KeeperTest, ADocumentThatIsRemovedLeavesNothing) {
  const auto document = Taken(Walking(), "public domain");
  ASSERT_TRUE(keeper_->Remove(document.id, "someone"));
  EXPECT_EQ(keeper_->Remove(document.id, "someone").error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("library_document") + Count("library_document_page") + Count("core_object"), 0);
  EXPECT_EQ(Journaled(), "add text remove ");
}

TEST_P(KeeperTest, TheDocumentsOfARemovedResourceGoWithIt) {
  Taken(Walking());
  ASSERT_TRUE(library_->Remove("walk", "someone"));
  EXPECT_EQ(Count("library_document") + Count("library_document_page"), 0);
  EXPECT_THAT(Faults(), IsEmpty());
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object"), 0);
}

TEST_P(KeeperTest, TheCheckFindsPagesThatDoNotFit) {
  const auto document = Taken(Walking());
  const auto run = [&](const std::string& sql) {
    ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
      t.Script(sql);
      return {};
    }));
  };
  run("DELETE FROM library_document_page WHERE page = 2");
  EXPECT_THAT(Faults(), ElementsAre(HasSubstr("it has 2 pages where 3 were read")));
  run("UPDATE library_document SET pages = 2");
  EXPECT_THAT(Faults(), ElementsAre(HasSubstr("not numbered")));
  run("UPDATE library_document_page SET page = 2 WHERE page = 3; UPDATE library_document SET has_text = 0");
  EXPECT_THAT(Faults(), ElementsAre(HasSubstr("said to have none")));
}

TEST_P(KeeperTest, AFileThatIsNotThereOrIsAFolderIsNamed) {
  EXPECT_EQ(SourceOf(folder_.File("nothing.pdf")).error().key, "library.documents.error_no_file");
  const auto folder = SourceOf(folder_.path().string());
  EXPECT_TRUE(!folder || !(*folder)());
  auto source = SourceOf(folder_.Write("a.pdf", Walking()));
  ASSERT_TRUE(source);
  EXPECT_TRUE(keeper_->Add({"walk", "a.pdf", "", "someone"}, *source));
}

}  // namespace
}  // namespace concord::library::documents
