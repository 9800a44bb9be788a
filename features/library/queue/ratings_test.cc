// Evidence rated by two curators, through the pages; on both engines.
#include "features/library/queue/ratings.h"

#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "features/library/queue/queue_fixture.h"

namespace concord::library::queue {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RatingsTest : public QueueTest {
 protected:
  static Fields Rating(const std::string& direction, const std::string& certainty, const std::string& basis,
                       const std::string& outcome = "violence") {
    return {{"outcome", outcome},    {"direction", direction}, {"certainty", certainty},
            {"setting", "one city"}, {"basis", basis},         {"dated", "2011"}};
  }
  http::Response Give(const std::string& who, const Fields& rating) {
    return Post("/curation/ratings/walk-again/give", rating, who);
  }
  std::string PageFor(const std::string& who) { return Get("/curation/ratings/walk-again", who).body; }
  exchange::Evidence Line() { return library_->Find("walk-again")->about.evidence.at(0); }
};

TEST_P(RatingsTest, TwoWhoAgreePublishAndNeitherSeesTheOtherBefore) {
  EXPECT_THAT(Get("/resources/walk-again").body,
              AllOf(HasSubstr("a first reading, by one"), HasSubstr("What the words of the scale mean")));
  EXPECT_EQ(To(Give("ada", Rating("falls", "low", "Sixty places, a summer"))),
            "/curation/ratings/walk-again?done=given");
  EXPECT_THAT(PageFor("ada"), AllOf(HasSubstr("Sixty places, a summer"), HasSubstr("awaited")));
  const auto other = PageFor("ben");
  EXPECT_THAT(other, AllOf(HasSubstr("Another curator has rated it"), Not(HasSubstr("Sixty places"))));
  EXPECT_EQ(Line().certainty, "moderate");
  EXPECT_THAT(Get("/resources/walk-again").body, Not(HasSubstr("Sixty places")));
  EXPECT_THAT(Get("/curation/ratings.csv", "ben").body,
              AllOf(HasSubstr("walk-again,Foot patrol in hot spots: a trial,violence,half,"), Not(HasSubstr("low"))));
  EXPECT_EQ(Give("ada", Rating("falls", "low", "again")).status, 409u);

  EXPECT_EQ(Give("ben", Rating("falls", "low", "Ben's words")).status, 303u);
  EXPECT_EQ(Line().certainty, "low");
  EXPECT_EQ(Line().basis, "Sixty places, a summer");
  EXPECT_THAT(Get("/resources/walk-again").body, HasSubstr("by two curators, on November 21, 2026"));
  EXPECT_THAT(Get("/curation/ratings?state=rated", "ada").body, HasSubstr("violence"));
  ASSERT_TRUE(journal::LinkAll(db()));
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.rating.give'"), 2);
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.rating.publish'"), 1);
  EXPECT_EQ(CountOf("library_rating"), 0);  // who rated is no reader's business
}

TEST_P(RatingsTest, TwoWhoDifferSeeBothAndSettleItInWriting) {
  Give("ada", Rating("falls", "moderate", "Sixty places"));
  EXPECT_EQ(Give("ben", Rating("no clear effect", "low", "Twelve weeks")).status, 303u);
  EXPECT_EQ(Line().basis, "23% less");
  for (const char* who : {"ada", "ben"}) {
    EXPECT_THAT(PageFor(who), AllOf(HasSubstr("Sixty places"), HasSubstr("Twelve weeks"), HasSubstr("/settle"))) << who;
  }
  EXPECT_EQ(Give("cy", Rating("falls", "low", "A third")).status, 409u);
  EXPECT_EQ((*Ratings(*library_).CountDiffering()), 1);
  Fields settled = Rating("falls", "low", "Sixty places, twelve weeks");
  const auto wordless = Post("/curation/ratings/walk-again/settle", settled, "ada");
  EXPECT_EQ(wordless.status, 422u);
  EXPECT_THAT(wordless.body, AllOf(HasSubstr("href=\"#settled-1\""), HasSubstr("Sixty places, twelve weeks")));
  settled.emplace_back("settled", "It was short");
  EXPECT_EQ(Post("/curation/ratings/walk-again/settle", settled, "ada").status, 303u);
  EXPECT_EQ(Line().basis, "Sixty places, twelve weeks");
  EXPECT_THAT(Get("/resources/walk-again").body, AllOf(HasSubstr("They differed at first"), HasSubstr("It was short")));
  EXPECT_EQ(Post("/curation/ratings/walk-again/settle", settled, "ben").status, 409u);
}

TEST_P(RatingsTest, AnEditAfterwardsIsAFirstReadingAgain) {
  Give("ada", Rating("falls", "low", "x"));
  Give("ben", Rating("falls", "low", "y"));
  ASSERT_THAT(Get("/resources/walk-again").body, HasSubstr("by two curators"));
  ASSERT_TRUE(library_->Import(
      "e.json",
      R"({"resources":[{"slug":"walk-again","title":"Foot patrol in hot spots: a trial","types":["report"],"topics":["use-of-force"],
    "evidence":[{"outcome":"Violence","direction":"falls","certainty":"high","basis":"b"}]}]})",
      std::nullopt, {}));
  EXPECT_THAT(Get("/resources/walk-again").body,
              AllOf(Not(HasSubstr("by two curators, on")), HasSubstr("a first reading, by one")));
}

TEST_P(RatingsTest, ANewOutcomeIsRatedAndOnesOwnTakenBack) {
  const auto wrong = Give("ada", {{"outcome", ""}, {"direction", "upwards"}, {"new", "1"}, {"basis", "kept"}});
  EXPECT_EQ(wrong.status, 422u);
  EXPECT_THAT(wrong.body, AllOf(HasSubstr("href=\"#outcome-new\""), HasSubstr("href=\"#direction-new\""),
                                HasSubstr("href=\"#certainty-new\""), HasSubstr(">kept</textarea>")));
  Give("ada", Rating("rises", "low", "Asked in a survey", "Trust"));
  EXPECT_THAT(PageFor("ben"), HasSubstr("Trust"));
  EXPECT_EQ(Post("/curation/ratings/walk-again/withdraw", {{"outcome", "trust"}}, "ben").status, 404u);
  EXPECT_EQ(Post("/curation/ratings/walk-again/withdraw", {{"outcome", "trust"}}, "ada").status, 303u);
  EXPECT_EQ(CountOf("library_rating"), 0);
  Give("ada", Rating("rises", "low", "Asked in a survey", "Trust"));
  Give("ben", Rating("rises", "low", "Asked again", "trust"));
  EXPECT_EQ(library_->Find("walk-again")->about.evidence.size(), 2u);
  EXPECT_EQ(Give("member", Rating("falls", "low", "x")).status, 403u);
  EXPECT_EQ(Get("/curation/ratings", "member").status, 403u);
  EXPECT_EQ(Get("/curation/ratings/secret", "ada").status, 404u);
}

CONCORD_ON_BOTH_ENGINES(RatingsTest);

}  // namespace
}  // namespace concord::library::queue
