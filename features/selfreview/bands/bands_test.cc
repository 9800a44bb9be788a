// Bands of several communities on both engines: who is in them, who sees them, and what two looks cannot give away.
#include "features/selfreview/bands/bands.h"

#include <gmock/gmock.h>

#include "base/testing/databases.h"
#include "features/selfreview/bands/concepts.h"
#include "features/selfreview/engine/testing.h"

namespace concord::selfreview::bands {
namespace {

using std::chrono::days;
using ::testing::IsEmpty;
using ::testing::Not;

// "asked-now" carries on "asked", "answered" itself, and "looked-at" is new.
std::string SecondStructure() {
  std::string text = Replaced(kStructure, "version = 1", "version = 2\nfollows = 1");
  text = Replaced(text, "id = \"asked\"", "id = \"asked-now\"\nwas = [\"asked\"]");
  text = Replaced(text, "item = \"asked\"", "item = \"asked-now\"");
  return Replaced(text, "id = \"reviewed\"", "id = \"looked-at\"");
}
std::string SecondEnglish() {
  return Replaced(Replaced(kEnglish, "[items.asked]", "[items.asked-now]"), "[items.reviewed]", "[items.looked-at]");
}

class BandsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    const std::string second = SecondStructure(), english = SecondEnglish();
    const embed::File files[] = {{"instruments/small/1.toml", kStructure},
                                 {"instruments/small/1.en.toml", kEnglish},
                                 {"instruments/small/2.toml", second},
                                 {"instruments/small/2.en.toml", english}};
    auto instruments = Instruments::Load(files);
    ASSERT_TRUE(instruments) << instruments.error().cause;
    instruments_ = std::move(*instruments);
    reviews_ = std::make_unique<Reviews>(Reviews::Deps{db(), *instruments_, sealer_, world_.clock, world_.random});
    bands_ = std::make_unique<Bands>(Bands::Deps{
        db(), *reviews_, *instruments_, [this] { return Result<std::set<CommunityId>>(made_up_); }, world_.clock});
  }

  CommunityId NewTown() { return CommunityId::New(world_.clock, world_.random); }

  struct Wanted {
    int officers = 12, residents = 12, version = 1;
    Answer answer = 2;
    std::vector<std::string> units = {};
    bool generated = false;
  };
  Review Closed(const CommunityId& town, const Wanted& wanted) {
    ReviewDraft draft;
    draft.title["en"] = "Where we stand";
    draft.instrument = "small";
    draft.version = wanted.version;
    draft.units = wanted.units;
    draft.asked = {Group::kLeadership, Group::kOfficer, Group::kOverseer, Group::kCommunityPartner, Group::kResident};
    draft.opens = world_.clock.Now();
    draft.closes = world_.clock.Now() + days(30);
    draft.generated = wanted.generated;
    const auto review = reviews_->Create(town, draft, "admin");
    EXPECT_TRUE(review) << review.error().key << review.error().cause;
    EXPECT_TRUE(reviews_->Open(*review, "admin"));
    Responses answers{.items = 3, .groups = {}, .answers = {}};
    answers.groups.assign(static_cast<size_t>(wanted.officers), Group::kOfficer);
    answers.groups.resize(static_cast<size_t>(wanted.officers + wanted.residents), Group::kResident);
    answers.answers.assign(answers.groups.size() * 3, wanted.answer);
    EXPECT_TRUE(reviews_->PutResponses(*review, answers, "admin"));
    EXPECT_TRUE(reviews_->Close(*review, 1, "admin"));
    world_.clock.Advance(std::chrono::hours(1));
    return *reviews_->Find(town, review->slug);
  }
  Review Agreed(const CommunityId& town, const Wanted& wanted) {
    const Review review = Closed(town, wanted);
    Choose(review, true);
    return *reviews_->Find(town, review.slug);
  }
  void Choose(const Review& review, bool compares) {
    const auto status = bands_->Choose(review, compares, "admin");
    ASSERT_TRUE(status) << status.error().key << status.error().cause;
  }
  std::vector<Review> Neighbours(int count, const Wanted& wanted) {
    std::vector<Review> all;
    for (int n = 0; n < count; ++n) all.push_back(Agreed(NewTown(), wanted));
    return all;
  }
  // As the review is now.
  std::optional<Others> Beside(const Review& review) {
    const auto others = bands_->Beside(*reviews_->Find(review.community, review.slug));
    EXPECT_TRUE(others) << others.error().key << others.error().cause;
    return *others;
  }

  crypto::Sealer sealer_{std::string(32, 'k')};
  std::unique_ptr<Instruments> instruments_;
  std::unique_ptr<Reviews> reviews_;
  std::unique_ptr<Bands> bands_;
  std::set<CommunityId> made_up_;
};
CONCORD_ON_BOTH_ENGINES(BandsTest);

TEST_P(BandsTest, WhoHasNotAgreedSeesNothing) {
  Neighbours(8, {});
  const Review review = Closed(NewTown(), {});
  EXPECT_EQ(Beside(review), std::nullopt);
  Choose(review, true);
  ASSERT_TRUE(Beside(review));
  EXPECT_THAT(Beside(review)->items, Not(IsEmpty()));
  Choose(review, false);
  EXPECT_EQ(Beside(review), std::nullopt);
}

TEST_P(BandsTest, FiveCommunitiesBesideTheOneThatLooks) {
  const auto five = Neighbours(5, {});
  ASSERT_TRUE(Beside(five[0]));
  EXPECT_TRUE(Beside(five[0])->empty()) << "of five, each would see four";
  const Review sixth = Agreed(NewTown(), {.answer = 3});
  for (const Review& review : {five[0], sixth}) {
    const auto others = Beside(review);
    ASSERT_TRUE(others && others->dimensions.contains("voice")) << review.slug;
    EXPECT_EQ(others->items.at("asked")[0]->communities, 5u);
  }
  EXPECT_EQ(Beside(sixth)->items.at("asked")[0]->low, 2);
  EXPECT_EQ(Beside(sixth)->items.at("asked")[0]->high, 2.5) << "its own is not among the others";
}

TEST_P(BandsTest, OnlyFiguresOfTenPeopleOrMore) {
  Neighbours(6, {.residents = 9});
  const Review review = Agreed(NewTown(), {});
  const auto others = Beside(review);
  ASSERT_TRUE(others->items.contains("asked"));
  EXPECT_TRUE(others->items.at("asked")[0]) << "twelve officers each";
  EXPECT_FALSE(others->items.at("asked")[1]) << "nine residents each";
  EXPECT_FALSE(others->dimensions.at("voice")[1]);
}

TEST_P(BandsTest, WhatIsMadeUpNeverStandsBesidePeople) {
  const Review real = Agreed(NewTown(), {});
  Neighbours(5, {});
  ASSERT_FALSE(Beside(real)->empty());
  const Review generated = Agreed(NewTown(), {.answer = 4, .generated = true});
  EXPECT_TRUE(Beside(generated)->empty()) << "six communities of people, and none that is made up";
  const CommunityId town = NewTown();
  made_up_.insert(town);
  const Review visitors = Agreed(town, {.answer = 4});
  EXPECT_TRUE(Beside(visitors)->empty()) << "people's answers, in a community that is made up";
  for (int n = 0; n < 4; ++n) Agreed(NewTown(), {.answer = 4, .generated = true});
  ASSERT_FALSE(Beside(generated)->empty());
  EXPECT_EQ(Beside(generated)->items.at("asked")[0]->low, 3.5);
  EXPECT_EQ(Beside(real)->items.at("asked")[0]->high, 2.5) << "untouched";
}

// The attack: somebody looks, a neighbour withdraws (or comes), and somebody looks again.
TEST_P(BandsTest, NobodyIsWorkedOutByLookingTwice) {
  const Review me = Agreed(NewTown(), {});
  Neighbours(5, {});
  const auto before = Beside(me);
  ASSERT_FALSE(before->empty());
  const Review comes = Agreed(NewTown(), {.answer = 4});
  const auto same = [&](const char* when) {
    const auto now = Beside(me);
    ASSERT_EQ(now->items.size(), before->items.size()) << when;
    for (const auto& [id, bands] : now->items) {
      EXPECT_EQ(bands[0]->communities, before->items.at(id)[0]->communities) << when;
      EXPECT_EQ(bands[0]->low, before->items.at(id)[0]->low) << when;
      EXPECT_EQ(bands[0]->high, before->items.at(id)[0]->high) << when;
    }
  };
  same("one came");
  ASSERT_FALSE(Beside(comes)->empty()) << "who comes sees the band at once";
  EXPECT_EQ(Beside(comes)->items.at("asked")[0]->communities, 6u);
  Choose(comes, false);
  same("it went");
  Choose(comes, true);
  same("and came back");
  for (int n = 0; n < 4; ++n) Agreed(NewTown(), {.answer = 4});
  same("five came");
  Agreed(NewTown(), {.answer = 4});
  EXPECT_EQ(Beside(me)->items.at("asked")[0]->communities, 11u) << "six came: five of them besides one that looks";
}

TEST_P(BandsTest, WhoWithdrewIsGoneAfterThirtyDays) {
  const Review me = Agreed(NewTown(), {});
  const auto five = Neighbours(5, {});
  Choose(five[2], false);
  EXPECT_FALSE(Beside(me)->empty()) << "not at once: the difference would be what it gave";
  world_.clock.Advance(days(29));
  EXPECT_FALSE(Beside(me)->empty());
  world_.clock.Advance(days(2));
  EXPECT_TRUE(Beside(me)->empty()) << "no band holds it any more";
  Neighbours(4, {});
  EXPECT_TRUE(Beside(me)->empty()) << "one went and four came: five changes";
  Neighbours(1, {});
  EXPECT_EQ(Beside(me)->items.at("asked")[0]->communities, 9u);
}

TEST_P(BandsTest, ANewerReviewTakesThePlaceOfItsCommunitysOlderOne) {
  const Review me = Agreed(NewTown(), {});
  const auto others = Neighbours(6, {.answer = 1});
  for (const Review& one : others) Agreed(one.community, {.answer = 3});
  const auto beside = Beside(me);
  EXPECT_EQ(beside->items.at("asked")[0]->communities, 6u) << "each once";
  EXPECT_EQ(beside->items.at("asked")[0]->low, 3);
  EXPECT_FALSE(Beside(others[0])->empty()) << "the older review shows the band too";
  EXPECT_EQ(Beside(others[0])->items.at("asked")[0]->communities, 6u) << "but not its own community's";
}

TEST_P(BandsTest, VersionsAreComparedWhereAnItemCarriesAnotherOn) {
  Neighbours(6, {.version = 1});
  const Review me = Agreed(NewTown(), {.version = 2});
  const auto others = Beside(me);
  ASSERT_TRUE(others && others->items.contains("asked-now"));
  EXPECT_FALSE(others->items.contains("looked-at")) << "new";
  EXPECT_FALSE(others->dimensions.contains("review")) << "of other items";
}

TEST_P(BandsTest, OnlyClosedReviewsOfWholeAgencies) {
  const Review units = Closed(NewTown(), {.units = {"Patrol"}});
  EXPECT_EQ(bands_->Choose(units, true, "admin").error().key, "reviews.error.compares_units");
  ReviewDraft draft = units.about;
  draft.closes = world_.clock.Now() + days(9);
  const auto open = reviews_->Create(units.community, draft, "admin");
  EXPECT_EQ(bands_->Choose(*open, true, "admin").error().key, "reviews.error.not_closed");
}

TEST_P(BandsTest, TheSameCommunitiesGiveTheSameBandsInAnyOrder) {
  std::vector<Review> reviews;
  for (int n = 0; n < 7; ++n) reviews.push_back(Closed(NewTown(), {.answer = static_cast<Answer>(n % 5)}));
  for (auto one = reviews.rbegin(); one != reviews.rend(); ++one) Choose(*one, true);
  // The state of the first six stands: the seventh, reviews[0], is seen by all once five more come.
  const auto beside = Beside(reviews[0]);
  ASSERT_TRUE(beside->items.contains("asked"));
  // 1, 2, 3, 4, 0, 1: R's quantile(type = 7) gives 1 and 2.75.
  EXPECT_EQ(beside->items.at("asked")[0]->low, 1);
  EXPECT_EQ(beside->items.at("asked")[0]->high, 3);
}

}  // namespace
}  // namespace concord::selfreview::bands
