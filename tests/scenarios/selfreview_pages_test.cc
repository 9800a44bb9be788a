// A self-review's pages in a whole hub: nobody, in any role, finds a single person's answer on any of them.
#include <gmock/gmock.h>

#include <algorithm>

#include "base/testing/needs.h"
#include "features/selfreview/reviews/reviews.h"
#include "tests/scenarios/route_walk.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using selfreview::Group;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kComment[] = "Only the marmalade sergeant knows this";
constexpr char kEvidence[] = "https://example.org/marmalade";

class SelfreviewPages : public ::testing::Test {
 protected:
  app::Hub& hub() { return town_.web().hub(); }

  // Every page and file that belongs to the community's reviews or its journal.
  void ExpectNowhere(const std::string& secret, const std::string& when) {
    for (const Viewer& viewer : town_.Viewers()) {
      Browser browser(town_.web());
      if (viewer.person) browser.SignInAs(viewer.person->id);
      for (const auto& route : town_.web().site().router.routes()) {
        if (route->method != http::Method::kGet || !route->pattern.starts_with("/c/:community")) continue;
        if (route->pattern.find("self-review") == std::string::npos &&
            route->pattern.find("journal") == std::string::npos)
          continue;
        const auto target = TargetOf(*route, town_, town_.own);
        ASSERT_TRUE(target) << route->pattern;
        EXPECT_THAT(browser.Get(*target).body, Not(HasSubstr(secret)))
            << *target << " for " << viewer.name << ", " << when;
      }
    }
  }

  Town town_;
  selfreview::Reviews reviews_{{*hub().database, *hub().instruments, *hub().sealer, hub().clock, hub().random}};
};

TEST_F(SelfreviewPages, ShowNobodyASinglePersonsAnswer) {
  const auto review = reviews_.Find(town_.own.id, town_.own.review);
  ASSERT_TRUE(review);
  const auto officer = *accounts::AccountId::Parse(town_.own.people.at(accounts::Role::kOfficer).id);
  const auto begun = reviews_.BeginByAccount(*review, officer, Group::kOfficer);
  ASSERT_TRUE(begun);
  const auto kept = reviews_.InstrumentOf(*review);
  std::string item;
  for (const auto& one : kept->instrument.items) {
    if (item.empty() && one.asks.contains(Group::kOfficer)) item = one.id;
  }
  ASSERT_TRUE(reviews_.Save(*review, begun->respondent, {{item, 3, kComment, kEvidence}}));

  // The officer alone finds it, on the page where it was given.
  Browser own = town_.SignedIn(town_.own.people.at(accounts::Role::kOfficer));
  const auto& instrument = kept->instrument;
  const std::string part = instrument.dimensions[instrument.items[*instrument.Find(item)].dimension];
  const std::string page = "/c/" + town_.own.slug + "/self-review/" + town_.own.review + "/answer/" + part;
  EXPECT_THAT(own.Get(page).body, HasSubstr(kComment));
  for (const auto role : {accounts::Role::kCommunityAdmin, accounts::Role::kCommander}) {
    Browser other = town_.SignedIn(town_.own.people.at(role));
    EXPECT_THAT(other.Get(page).body, Not(HasSubstr(kComment)));
  }
  Browser nobody(town_.web());
  EXPECT_EQ(nobody.Get(page).status, 303);
  ExpectNowhere(begun->respondent.id, "under way");

  ASSERT_TRUE(reviews_.Close(*review, 1, "system"));
  for (const std::string& secret : {std::string(kComment), std::string(kEvidence), begun->respondent.id})
    ExpectNowhere(secret, "closed");
  EXPECT_EQ(own.Get(page).status, 303) << "the officer's own way back has ended";
  EXPECT_FALSE(reviews_.FindByAccount(*review, officer)->has_value());
}

// An officer answers as an officer, and as nobody else.
TEST_F(SelfreviewPages, TakeAPersonForTheGroupsOfTheirOwn) {
  Browser browser = town_.SignedIn(town_.own.people.at(accounts::Role::kOfficer));
  const std::string base = "/c/" + town_.own.slug + "/self-review/" + town_.own.review;
  ASSERT_EQ(browser.Post(base + "/answer", {{"group", "officer"}}).status, 303);
  const auto review = reviews_.Find(town_.own.id, town_.own.review);
  const auto officer = *accounts::AccountId::Parse(town_.own.people.at(accounts::Role::kOfficer).id);
  const auto me = reviews_.FindByAccount(*review, officer);
  ASSERT_TRUE(me && *me);
  EXPECT_EQ((*me)->group, Group::kOfficer);
  ASSERT_EQ(browser.Post(base + "/answer", {{"group", "resident"}}).status, 422) << "not a group of an officer's";

  // A script saves while one types: what can be taken is taken, and what cannot is named.
  const auto& instrument = reviews_.InstrumentOf(*review)->instrument;
  const auto asked =
      std::ranges::find_if(instrument.items, [](const auto& i) { return i.asks.contains(Group::kOfficer); });
  ASSERT_NE(asked, instrument.items.end());
  const Answer saved = browser.PostAsIs(base + "/answer/" + instrument.dimensions[asked->dimension],
                                        {{"csrf", browser.Token()}, {"a." + asked->id, "2"}, {"e." + asked->id, "htt"}},
                                        "X-Concord-Save: 1\r\n");
  EXPECT_EQ(saved.status, 200);
  EXPECT_THAT(saved.body, HasSubstr(R"("saved":true,"refused":{"e.)" + asked->id));
  const auto given = reviews_.AnswersOf(*review, **me);
  ASSERT_EQ(given->size(), 1u);
  EXPECT_EQ(given->at(0).answer, 2);
  EXPECT_EQ(given->at(0).evidence, "");
  ASSERT_EQ(browser.Post(base + "/finish", {}).status, 303);
  EXPECT_TRUE((*reviews_.FindByAccount(*review, officer))->finished);
}

// Ownville is in Chicago, where clocks go forward on March 14, 2027.
TEST_F(SelfreviewPages, DaysAreThoseOfTheCommunitysTimeZone) {
  CONCORD_NEEDS(communities::IsTimeZone("America/Chicago"), "this machine has no tzdata");
  Browser admin = town_.SignedIn(town_.own.people.at(accounts::Role::kCommunityAdmin));
  const std::string all = "/c/" + town_.own.slug + "/self-review";
  const Answer made = admin.Post(all + "/new", {{"instrument", "public-transparency/1"},
                                                {"title_en", "One day"},
                                                {"asked", "resident"},
                                                {"opens", "2027-03-14"},
                                                {"closes", "2027-03-14"},
                                                {"smallest_inside", "5"},
                                                {"smallest_public", "10"}});
  ASSERT_EQ(made.status, 303) << made.body;
  const auto review = reviews_.Find(town_.own.id, "one-day");
  ASSERT_TRUE(review);
  EXPECT_EQ(FormatRfc3339(review->about.opens), "2027-03-14T06:00:00Z");
  EXPECT_EQ(FormatRfc3339(review->about.closes), "2027-03-15T05:00:00Z") << "a day of 23 hours";
  ASSERT_EQ(admin.Post(all + "/one-day/open").status, 303);
  EXPECT_THAT(admin.Get(all + "/one-day/desk").body, HasSubstr("value=\"2027-03-14\""));
  Browser anyone(town_.web());
  EXPECT_THAT(anyone.Get(all).body, HasSubstr("March 14, 2027"));
  EXPECT_THAT(anyone.Get(all).body, Not(HasSubstr("March 15, 2027")));
  EXPECT_EQ(admin.Post(all + "/one-day/extend", {{"closes", "2027-11-07"}}).status, 303);
  EXPECT_EQ(FormatRfc3339(reviews_.Find(town_.own.id, "one-day")->about.closes), "2027-11-08T06:00:00Z");
}

}  // namespace
}  // namespace concord::scenarios
