// Writing resources on both engines: a row, its entry and its outbox together, or none of them.
#include "features/library/change.h"

#include "base/journal/linker.h"
#include "base/testing/databases.h"

namespace concord::library {
namespace {

exchange::Record Titled(const char* title) {
  exchange::Record record;
  record.title = title;
  record.status = "published";
  return record;
}

class ChangeTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
  }

  int64_t CountOf(const std::string& what) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT COUNT(*) FROM " + what)->Int(0); });
  }
  void Do(const std::function<void(Change&)>& work) {
    ASSERT_TRUE(library_->Write("curator-1", [&](Change& change) -> Status {
      work(change);
      return {};
    }));
  }

  std::unique_ptr<Library> library_;
};

TEST_P(ChangeTest, GivesEachAnAddressOfItsOwn) {
  Do([](Change& change) {
    EXPECT_EQ(change.Add(Titled("Foot patrol")).about.slug, "foot-patrol");
    EXPECT_EQ(change.Add(Titled("Foot patrol")).about.slug, "foot-patrol-2");
    exchange::Record dated = Titled("Foot patrol");
    dated.year = 2011;
    EXPECT_EQ(change.Add(std::move(dated)).about.slug, "foot-patrol-2011");
    for (int i = 0; i < 30; ++i) change.Add(Titled("Foot patrol"));
  });
  EXPECT_EQ(CountOf("library_resource"), 33);
}

TEST_P(ChangeTest, EntersWhoDidWhatInTheJournal) {
  Do([](Change& change) { change.Add(Titled("Foot patrol")); });
  const auto added = library_->Find("foot-patrol");
  ASSERT_TRUE(added);
  Do([&](Change& change) {
    exchange::Record next = added->about;
    EXPECT_FALSE(change.Replace(*added, next)) << "nothing differs";
    next.year = 2009;
    EXPECT_TRUE(change.Replace(*added, next));
  });
  const auto changed = library_->Find("foot-patrol");
  ASSERT_TRUE(changed);
  Do([&](Change& change) { change.Remove(*changed); });
  ASSERT_TRUE(journal::LinkAll(db()));
  for (const char* action : {"create", "update", "remove"}) {
    EXPECT_EQ(
        CountOf(std::string("journal_entry WHERE actor = 'curator-1' AND action = 'library.resource.") + action + "'"),
        1)
        << action;
  }
  EXPECT_EQ(CountOf("library_resource"), 0);
}

TEST_P(ChangeTest, WritesNothingWhereTheWorkFails) {
  const int64_t left = CountOf("outbox");
  const uint64_t version = library_->Version();
  const Status refused = library_->Write("curator-1", [&](Change& change) -> Status {
    change.Add(Titled("Foot patrol"));
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(CountOf("library_resource"), 0);
  EXPECT_EQ(CountOf("outbox"), left);
  EXPECT_EQ(library_->Version(), version);
}

CONCORD_ON_BOTH_ENGINES(ChangeTest);

}  // namespace
}  // namespace concord::library
