// Resources like one of the library, and what is said that they share: on an index as the server has it.
#include "features/library/related.h"

#include <gmock/gmock.h>

#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/library/indexer.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class RelatedTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    Take(R"({"topics":[{"slug":"stops","title":{"en":"Traffic stops","es":"Paradas"}},
                       {"slug":"patrol","title":{"en":"Patrol"}},{"slug":"training","title":{"en":"Training"}}],
      "resources":[
      {"slug":"pj","title":"Procedural justice in traffic encounters","topics":["stops","training"],
       "keywords":["body cameras"],"summary":"What drivers recall."},
      {"slug":"pj-review","title":"A review of procedural justice","topics":["training"]},
      {"slug":"stop-data","title":"Collecting data on drivers","topics":["stops"]},
      {"slug":"camera","title":"Body cameras and what they record","topics":["patrol"]},
      {"slug":"walk","title":"Foot patrol in Newark","topics":["patrol"]},
      {"slug":"walk-2","title":"Foot patrols of Philadelphia","topics":["patrol"]},
      {"slug":"noise-1","title":"Budget of a county office"},{"slug":"noise-2","title":"Hiring dispatchers"},
      {"slug":"noise-3","title":"Uniform colours"},{"slug":"noise-4","title":"Radio towers"},
      {"slug":"noise-5","title":"Parking garages"},{"slug":"noise-6","title":"Records retention"}]})");
  }
  void Take(const std::string& json) {
    const auto report = library_->Import("a.json", json, std::nullopt, {});
    ASSERT_TRUE(report && report->applied);
    const std::string folder = folder_.path() / "search";
    ASSERT_TRUE(Reindex(*library_, folder, [](int64_t) {}));
    searcher_ = std::move(*search::Searcher::Open(folder, SearchSchema(), {}));
    board_ = std::make_unique<RelatedBoard>(*library_, *searcher_);
  }
  RelatedResources Of(const std::string& slug) { return *board_->Of(*library_->Find(slug)); }
  static std::vector<std::string> Slugs(const RelatedResources& related) {
    std::vector<std::string> slugs;
    for (const auto& one : related) slugs.push_back(one.row.slug);
    return slugs;
  }
  static std::vector<std::string> SharesOf(const RelatedResources& related, const std::string& slug) {
    std::vector<std::string> texts;
    for (const auto& one : related) {
      if (one.row.slug != slug) continue;
      for (const auto& shared : one.shares) texts.push_back((shared.topic ? "#" : "") + shared.text);
    }
    return texts;
  }

  testing::TempDir folder_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<search::Searcher> searcher_;
  std::unique_ptr<RelatedBoard> board_;
};
CONCORD_ON_BOTH_ENGINES(RelatedTest);

TEST_P(RelatedTest, RareThingsSharedCountMostAndAreNamed) {
  const auto related = Of("pj");
  ASSERT_FALSE(related.empty());
  EXPECT_EQ(related[0].row.slug, "pj-review");
  EXPECT_THAT(SharesOf(related, "pj-review"), Contains("procedural justice"));
  EXPECT_THAT(SharesOf(related, "pj-review"), Contains("#training"));
  EXPECT_THAT(SharesOf(related, "stop-data"), Contains("#stops"));
  EXPECT_THAT(SharesOf(related, "camera"), Contains("body cameras")) << "its keyword";
  EXPECT_THAT(Slugs(related), Not(Contains("pj"))) << "not itself";
  for (const auto& one : related) EXPECT_THAT(one.row.slug, Not(::testing::HasSubstr("noise")));
  for (size_t i = 1; i < related.size(); ++i) EXPECT_GE(related[i - 1].likeness, related[i].likeness);
}

TEST_P(RelatedTest, FormsOfAWordAreTheSameWord) {
  EXPECT_EQ(Of("walk")[0].row.slug, "walk-2");
  EXPECT_THAT(SharesOf(Of("walk"), "walk-2"), Contains("foot patrol"));
}

TEST_P(RelatedTest, WhatSharesNothingHasNone) { EXPECT_THAT(Of("noise-4"), IsEmpty()); }

TEST_P(RelatedTest, FollowsTheLibrary) {
  EXPECT_THAT(Slugs(Of("noise-4")), IsEmpty());
  Take(R"({"resources":[{"slug":"towers","title":"Inspecting radio towers"}]})");
  EXPECT_THAT(Slugs(Of("noise-4")), ElementsAre("towers"));
}

}  // namespace
}  // namespace concord::library
