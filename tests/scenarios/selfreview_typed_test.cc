// What people type into a self-review in a whole hub: nothing of it is lost, whatever happens to the page meanwhile.
#include <gmock/gmock.h>

#include <algorithm>

#include "features/selfreview/reviews/reviews.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SelfreviewTyped : public ::testing::Test {
 protected:
  app::Hub& hub() { return town_.web().hub(); }
  const Person& officer() { return town_.own.people.at(accounts::Role::kOfficer); }

  void SetUp() override {
    review_ = *reviews_.Find(town_.own.id, town_.own.review);
    const auto kept = reviews_.InstrumentOf(review_);
    const auto& items = kept->instrument.items;
    const auto asked =
        std::ranges::find_if(items, [](const auto& i) { return i.asks.contains(selfreview::Group::kOfficer); });
    ASSERT_NE(asked, items.end());
    item_ = asked->id;
    part_ = base_ + "/answer/" + kept->instrument.dimensions[asked->dimension];
    ASSERT_EQ(desk_.Post(base_ + "/answer", {{"group", "officer"}}).status, 303);
  }

  // The form of the part, as that browser has it open.
  Form FormIn(Browser& browser) {
    for (auto& form : FormsOf(browser.Get(part_).body)) {
      if (form.action == part_) return form;
    }
    ADD_FAILURE() << "no form on " << part_;
    return {};
  }
  std::string Comment() {
    const auto id = *accounts::AccountId::Parse(officer().id);
    const auto given = *reviews_.AnswersOf(review_, **reviews_.FindByAccount(review_, id));
    const auto found = std::ranges::find(given, item_, &selfreview::Given::item);
    return found == given.end() ? "" : found->comment;
  }

  Town town_;
  selfreview::Reviews reviews_{{*hub().database, *hub().instruments, *hub().sealer, hub().clock, hub().random}};
  selfreview::Review review_;
  std::string base_ = "/c/" + town_.own.slug + "/self-review/" + town_.own.review, part_, item_;
  Browser desk_ = town_.SignedIn(officer()), phone_ = town_.SignedIn(officer());
};

TEST_F(SelfreviewTyped, AnOldTabWritesOverNothingThatWasTypedElsewhere) {
  const Form old = FormIn(desk_), other = FormIn(phone_);
  ASSERT_EQ(phone_.Submit(other, {{"c." + item_, "From the phone"}, {"a." + item_, "3"}}, part_).status, 303);
  ASSERT_EQ(desk_.Submit(old, {}, part_).status, 303) << "an old tab with nothing typed into it";
  EXPECT_EQ(Comment(), "From the phone");

  const Answer both = desk_.Submit(old, {{"c." + item_, "From the <desk>"}}, part_);
  EXPECT_EQ(both.status, 409);
  EXPECT_THAT(both.body, HasSubstr(">From the phone</textarea>"));
  EXPECT_THAT(both.body, HasSubstr("From the &lt;desk&gt;</pre>"));
  EXPECT_EQ(Comment(), "From the phone") << "kept until somebody decides";
  for (auto& form : FormsOf(both.body)) {
    if (form.action != part_) continue;
    EXPECT_EQ(desk_.Submit(form, {{"c." + item_, "From both"}}, part_).status, 303);
  }
  EXPECT_EQ(Comment(), "From both");

  // The same for a script, which goes on with what it has sent.
  const Values late = {{"csrf", phone_.Token()}, {"was.c." + item_, ""}, {"c." + item_, "From a pocket"}};
  const Answer refused = phone_.PostAsIs(part_, late, "X-Concord-Save: 1\r\n");
  EXPECT_THAT(refused.body, HasSubstr(R"("clashes":{"c.)" + item_));
  EXPECT_EQ(Comment(), "From both");
  const Values now = {
      {"csrf", phone_.Token()}, {"was.c." + item_, selfreview::MarkOf("From both")}, {"c." + item_, "From a pocket"}};
  const Answer taken = phone_.PostAsIs(part_, now, "X-Concord-Save: 1\r\n");
  EXPECT_THAT(taken.body, HasSubstr(R"("was":{"c.)" + item_ + "\":\"" + selfreview::MarkOf("From a pocket")));
  EXPECT_EQ(Comment(), "From a pocket");
}

TEST_F(SelfreviewTyped, AFormThatIsNotBelievedComesBackFilledIn) {
  const Values typed = {{"csrf", "of-another-day"}, {"go", "next"},         {"was.a." + item_, ""},
                        {"a." + item_, "2"},        {"was.c." + item_, ""}, {"c." + item_, "Half an hour's <work>"}};
  const Answer again = desk_.PostAsIs(part_, typed);
  EXPECT_EQ(again.status, 403);
  EXPECT_THAT(again.body, HasSubstr("Half an hour&#39;s &lt;work&gt;</textarea>"));
  EXPECT_EQ(Comment(), "") << "nothing is taken of it";
  for (auto& form : FormsOf(again.body)) {
    if (form.action != part_) continue;
    EXPECT_EQ(desk_.Submit(form, {}, part_).status, 303) << "one press of the button later";
  }
  EXPECT_EQ(Comment(), "Half an hour's <work>");

  Browser nobody(town_.web());
  const Answer gone = nobody.PostAsIs(part_, typed);
  EXPECT_EQ(gone.status, 403);
  EXPECT_THAT(gone.body, HasSubstr("Half an hour&#39;s &lt;work&gt;</pre>"));
  EXPECT_THAT(gone.body, HasSubstr("/sign-in?next="));
  EXPECT_THAT(gone.body, HasSubstr(base_ + "/resume\""));
  const Answer unknown = nobody.Post(part_, {{"c." + item_, "Half an hour's work"}});
  EXPECT_EQ(unknown.status, 409) << "a form that is believed, and nobody's answers";
  EXPECT_THAT(unknown.body, HasSubstr("Half an hour&#39;s work</pre>"));

  // A window that was left open, and somebody else has begun in the same browser meanwhile.
  const Answer anothers = desk_.Post(part_, {{"of", "another's"}, {"a." + item_, "0"}, {"c." + item_, "Not mine"}});
  EXPECT_EQ(anothers.status, 409);
  EXPECT_THAT(anothers.body, HasSubstr("Not mine</pre>"));
  EXPECT_EQ(Comment(), "Half an hour's <work>");

  const Answer elsewhere = desk_.PostAsIs(part_, typed, "Sec-Fetch-Site: cross-site\r\n");
  EXPECT_EQ(elsewhere.status, 403);
  EXPECT_THAT(elsewhere.body, Not(HasSubstr("Half an hour"))) << "no other site puts its words here";
  const std::string hidden = "/c/" + town_.hidden.slug + "/self-review/" + town_.hidden.review;
  const Answer secret = nobody.PostAsIs(hidden + part_.substr(base_.size()), typed);
  EXPECT_EQ(secret.status, 403);
  EXPECT_THAT(secret.body, Not(HasSubstr(town_.hidden.name)));
}

TEST_F(SelfreviewTyped, WhatWasTypedWhenTheReviewClosedIsGivenBack) {
  ASSERT_EQ(phone_.Post(part_, {{"a." + item_, "3"}, {"c." + item_, "As I saved it"}}).status, 303);
  const Form form = FormIn(desk_);
  ASSERT_TRUE(reviews_.Close(review_, 1, "system"));
  const Answer late = desk_.Submit(form, {{"c." + item_, "Typed too late"}}, part_);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Typed too late</pre>"));
  EXPECT_THAT(late.body, Not(HasSubstr("As I saved it"))) << "what was saved is not lost";
  EXPECT_THAT(late.body, HasSubstr("This review is closed"));
}

}  // namespace
}  // namespace concord::scenarios
