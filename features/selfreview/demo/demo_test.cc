#include "features/selfreview/demo/demo.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/testing/databases.h"
#include "content_embedded.h"
#include "features/selfreview/bands/bands.h"
#include "features/selfreview/results/findings.h"

namespace concord::selfreview::demo {
namespace {

class DemoTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    auto instruments = Instruments::Load(content::Files());
    ASSERT_TRUE(instruments) << instruments.error().cause;
    instruments_ = std::move(*instruments);
  }
  Reviews::Deps Deps() { return {db(), *instruments_, sealer_, world_.clock, world_.random}; }
  std::unique_ptr<Instruments> instruments_;
  const crypto::Sealer sealer_{std::string(32, 'k')};
};

CONCORD_ON_BOTH_ENGINES(DemoTest);

TEST_P(DemoTest, TwoAreFinishedAYearApartAndOneIsUnderWay) {
  const Town town{CommunityId::New(world_.clock, world_.random), "agency"};
  const auto loaded = Load(Deps(), town, "system");
  ASSERT_TRUE(loaded) << loaded.error().key << " " << loaded.error().cause;
  Reviews reviews(Deps());
  const auto all = reviews.Of(town.community);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3u);
  std::vector<Review> closed;
  for (const Review& one : *all) {
    if (one.state == ReviewState::kClosed) closed.push_back(one);
    EXPECT_TRUE(one.TitleIn("en").ends_with("(made-up answers)")) << "the data say what they are";
    EXPECT_TRUE(one.TitleIn("es").ends_with("(respuestas inventadas)"));
  }
  ASSERT_EQ(closed.size(), 2u);
  const auto apart = std::chrono::abs(*closed[0].closed - *closed[1].closed);
  EXPECT_EQ(std::chrono::round<std::chrono::days>(apart).count(), 365);

  // There is something to see on every part of the report.
  const bool first_is_later = *closed[0].closed > *closed[1].closed;
  const Review &later = closed[first_is_later ? 0 : 1], &earlier = closed[first_is_later ? 1 : 0];
  const auto now = ReadSnapshot((*reviews.SnapshotOf(later))->public_figures);
  const auto before = ReadSnapshot((*reviews.SnapshotOf(earlier))->public_figures);
  ASSERT_TRUE(now && before);
  EXPECT_FALSE(results::ItemsThat(*now, selfreview::Standing::kGap).empty());
  EXPECT_FALSE(results::ItemsThat(*now, selfreview::Standing::kStrength).empty());
  EXPECT_FALSE(results::Disagreements(*now).empty());
  EXPECT_FALSE(results::NotKnown(*now).empty());
  const Instrument& instrument = reviews.InstrumentOf(later)->instrument;
  const auto changes = results::Changes(instrument, *now, instrument, *before);
  EXPECT_TRUE(std::ranges::any_of(changes, [](const auto& one) { return one.found; }));
  EXPECT_EQ(reviews.ActionsOf(later)->size(), 3u);
}

TEST(GenerateTest, TheSameSeedGivesTheSameAnswers) {
  const auto instruments = Instruments::Load(content::Files());
  ASSERT_TRUE(instruments);
  const Instrument& instrument = (*instruments)->Newest("public-transparency")->instrument;
  const std::array<int, kGroups> people = {3, 3, 3, 3, 3, 3, 3};
  const Responses one = Generate(instrument, people, 0, 5);
  EXPECT_EQ(one.answers, Generate(instrument, people, 0, 5).answers);
  EXPECT_NE(one.answers, Generate(instrument, people, 0, 6).answers);
  EXPECT_EQ(one.size(), 21u);
  Responses again = one;
  EXPECT_EQ(DropUnasked(instrument, again), 0);
}

// With six neighbours there are bands to look at, and the data that they rest on say what they are.
TEST_P(DemoTest, TheLaterReviewStandsBesideItsNeighbours) {
  Town town{CommunityId::New(world_.clock, world_.random), "agency"};
  for (int n = 0; n < 6; ++n) town.neighbours.push_back(CommunityId::New(world_.clock, world_.random));
  const auto loaded = Load(Deps(), town, "system");
  ASSERT_TRUE(loaded) << loaded.error().key << " " << loaded.error().cause;
  Reviews reviews(Deps());
  const bands::Bands bands({db(), reviews, *instruments_,
                            [] { return Result<std::set<CommunityId>>(std::set<CommunityId>()); }, world_.clock});
  size_t with_bands = 0;
  const auto all = reviews.Of(town.community);
  for (const Review& one : *all) {
    EXPECT_TRUE(one.about.generated);
    const auto others = bands.Beside(one);
    ASSERT_TRUE(others);
    if (!*others) continue;
    EXPECT_GE((*others)->dimensions.size(), 5u);
    EXPECT_EQ((*others)->dimensions.begin()->second[0]->communities, 6u);
    ++with_bands;
  }
  EXPECT_EQ(with_bands, 2u);
}

}  // namespace
}  // namespace concord::selfreview::demo
