// What cites resources: several sources, asked once for many, kept until something moves.
#include "features/library/ties.h"

#include <gmock/gmock.h>

#include "base/testing/databases.h"

namespace concord::library {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class TiesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    const auto report = library_->Import("a.json", R"({"sites":[{"slug":"knox","name":"Knox","place":"Ohio",
        "summary":{"en":"s"},"practices":[],"modules":[],"facts":[
          {"field":"summary","basis":"Read there","source":"https://www.example.org/report/"},
          {"field":"place","basis":"Read there","source":"https://doi.org/10.1000/xyz"}]}],
      "resources":[{"slug":"report","title":"Report","url":"http://example.org/report"},
                   {"slug":"article","title":"Article","doi":"10.1000/xyz"},{"slug":"none","title":"None"}]})",
                                         std::nullopt, {});
    ASSERT_TRUE(report && report->applied);
  }
  Resource Get(const std::string& slug) { return *library_->Find(slug); }
  // A source that counts how often it is asked.
  TieSource Counting(const std::string& key, std::vector<Tie> ties) {
    return {key, [this, ties](const std::vector<const Resource*>& resources) -> Result<TieSource::Cited> {
              ++asked_;
              if (fails_) return Fail(ErrorKind::kUnavailable, "error.busy");
              TieSource::Cited cited;
              for (const auto* one : resources) {
                if (one->about.slug != "none") cited[one->id.ToString()] = ties;
              }
              return cited;
            }};
  }

  std::unique_ptr<Library> library_;
  int asked_ = 0;
  bool fails_ = false;
  uint64_t version_ = 1;
};
CONCORD_ON_BOTH_ENGINES(TiesTest);

TEST_P(TiesTest, CountsDifferentCommunitiesOverAllSources) {
  TieBoard board(
      {Counting("one", {{"A", "/a", "c1", "C1"}, {"B", "/b", "c1", "C1"}, {"C", "/c", "", ""}}),
       Counting("two", {{"D", "/d", "c2", "C2"}})},
      [this] { return version_; }, world_.log);
  const auto ties = board.Of(Get("report"));
  ASSERT_THAT(ties->groups, SizeIs(2));
  EXPECT_EQ(ties->groups[0].heading_key, "one");
  EXPECT_THAT(ties->groups[0].ties, SizeIs(3));
  EXPECT_EQ(ties->communities, 2u);
  EXPECT_THAT(board.Of(Get("none"))->groups, IsEmpty());
}

TEST_P(TiesTest, AsksOnceForManyAndAgainWhenSomethingMoved) {
  TieBoard board(
      {Counting("one", {{"A", "/a", "", ""}})}, [this] { return version_; }, world_.log);
  const Resource report = Get("report"), none = Get("none"), article = Get("article");
  const auto all = board.Of({&report, &none, &article});
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_THAT(all[0]->groups, SizeIs(1));
  EXPECT_THAT(all[1]->groups, IsEmpty());
  EXPECT_THAT(all[2]->groups, SizeIs(1));
  EXPECT_EQ(asked_, 1);
  board.Of(report);
  board.Of(none);
  EXPECT_EQ(asked_, 1) << "what cites nothing is kept too";
  ++version_;
  board.Of(report);
  EXPECT_EQ(asked_, 2);
}

TEST_P(TiesTest, ASourceThatFailsSaysNothingAndIsAskedAgain) {
  TieBoard board(
      {Counting("one", {{"A", "/a", "", ""}})}, [this] { return version_; }, world_.log);
  fails_ = true;
  EXPECT_THAT(board.Of(Get("report"))->groups, IsEmpty());
  fails_ = false;
  EXPECT_THAT(board.Of(Get("report"))->groups, SizeIs(1));
}

TEST_P(TiesTest, ModelSitesNameWhatTheyWereDescribedFrom) {
  TieBoard board(
      {SitesThatCite(*library_)}, [this] { return library_->Version(); }, world_.log);
  for (const char* slug : {"report", "article"}) {
    const auto ties = board.Of(Get(slug));
    ASSERT_THAT(ties->groups, SizeIs(1)) << slug;
    EXPECT_EQ(ties->groups[0].ties[0].href, "/sites/knox");
  }
  EXPECT_THAT(board.Of(Get("none"))->groups, IsEmpty());
}

}  // namespace
}  // namespace concord::library
