// Reviews on both engines: opened, answered, closed; and what nobody may find out on the way.
#include "features/selfreview/reviews/reviews.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/core/text.h"
#include "base/journal/linker.h"
#include "base/testing/databases.h"
#include "features/selfreview/engine/score.h"
#include "features/selfreview/engine/testing.h"
#include "features/selfreview/reviews/personal.h"
#include "features/selfreview/reviews/store.h"

namespace concord::selfreview {
namespace {

using std::chrono::days;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReviewsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    const embed::File files[] = {{"instruments/small/1.toml", kStructure}, {"instruments/small/1.en.toml", kEnglish}};
    auto instruments = Instruments::Load(files);
    ASSERT_TRUE(instruments) << instruments.error().cause;
    instruments_ = std::move(*instruments);
    reviews_ = std::make_unique<Reviews>(Reviews::Deps{db(), *instruments_, sealer_, world_.clock, world_.random});
    town_ = CommunityId::New(world_.clock, world_.random);
  }

  ReviewDraft Draft() {
    ReviewDraft draft;
    draft.title["en"] = " Where we   stand ";
    draft.instrument = "small";
    draft.version = 1;
    draft.units = {"Patrol", " Patrol", ""};
    draft.asked = {Group::kLeadership, Group::kOfficer, Group::kResident};
    draft.opens = world_.clock.Now();
    draft.closes = world_.clock.Now() + days(30);
    return draft;
  }
  Review Opened() {
    auto review = reviews_->Create(town_, Draft(), "admin");
    EXPECT_TRUE(review) << review.error().key << review.error().cause;
    EXPECT_TRUE(reviews_->Open(*review, "admin"));
    return *reviews_->Find(town_, review->slug);
  }
  ReviewLink OpenLink(const Review& review, Group group = Group::kResident) {
    ReviewLink wanted;
    wanted.group = group;
    auto link = reviews_->AddLink(review, wanted, "admin");
    EXPECT_TRUE(link) << link.error().key << link.error().cause;
    return *link;
  }
  Respondent Answered(const Review& review, const ReviewLink& link, Answer answer, const std::string& comment = "") {
    const auto begun = reviews_->BeginByLink(review, link);
    EXPECT_TRUE(begun) << begun.error().key << begun.error().cause;
    EXPECT_TRUE(reviews_->Save(review, begun->respondent,
                               {{"asked", answer, comment.empty() ? std::nullopt : std::optional(comment), {}}}));
    return begun->respondent;
  }
  accounts::AccountId SomeAccount() { return accounts::AccountId::New(world_.clock, world_.random); }
  int64_t Count(const std::string& what) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM " + what)->Int(0); });
  }
  // Every text and number of the feature's tables but those of the snapshot.
  std::string EverythingKept() {
    std::string all;
    EXPECT_TRUE(db().Read([&](db::Session& s) -> Status {
      for (const char* table : {"selfreview_review", "selfreview_link", "selfreview_respondent", "selfreview_answer",
                                "selfreview_remark", "selfreview_action"}) {
        for (const auto& row : s.Query(std::string("SELECT * FROM ") + table)) {
          for (size_t i = 0; i < row.columns.size(); ++i) {
            if (const auto* text = std::get_if<std::string>(&row.columns[i])) all += *text + "\n";
          }
        }
      }
      return {};
    }));
    return all;
  }
  struct Entry {
    std::string actor, action, before, after;
  };

  crypto::Sealer sealer_{std::string(32, 'k')};
  std::unique_ptr<Instruments> instruments_;
  std::unique_ptr<Reviews> reviews_;
  CommunityId town_;
};
CONCORD_ON_BOTH_ENGINES(ReviewsTest);

TEST_P(ReviewsTest, ADraftIsCleanedKeptAndChangedUntilItOpens) {
  auto made = reviews_->Create(town_, Draft(), "admin");
  ASSERT_TRUE(made) << made.error().key << made.error().cause;
  const auto found = reviews_->Find(town_, "where-we-stand");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->TitleIn("es"), "Where we stand") << "in English where there is no other";
  EXPECT_THAT(found->about.units, ElementsAre("Patrol"));
  EXPECT_EQ(found->about.asked, Draft().asked);
  EXPECT_EQ(found->state, ReviewState::kDraft);
  EXPECT_FALSE(reviews_->Find(CommunityId::New(world_.clock, world_.random), "where-we-stand"));
  ReviewDraft changed = Draft();
  changed.title["es"] = "Dónde estamos";
  changed.smallest_inside = 7;
  ASSERT_TRUE(reviews_->Edit(*found, changed, "admin"));
  EXPECT_EQ(reviews_->Find(town_, found->slug)->TitleIn("es"), "Dónde estamos");
  EXPECT_EQ(reviews_->Create(town_, Draft(), "admin")->slug, "where-we-stand-2");
  ASSERT_TRUE(reviews_->Open(*found, "admin"));
  const auto late = reviews_->Edit(*found, Draft(), "admin");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().key, "reviews.error.not_draft");
  EXPECT_EQ(reviews_->Find(town_, found->slug)->about.smallest_inside, 7);
  EXPECT_FALSE(reviews_->Open(*found, "admin")) << "only once";
}

TEST_P(ReviewsTest, WhatIsMissingIsSaidAtItsField) {
  ReviewDraft draft;
  draft.smallest_inside = 4;
  draft.smallest_public = 9;
  std::vector<std::string> fields;
  for (const auto& fault : reviews_->Check(draft)) fields.push_back(fault.field);
  EXPECT_THAT(fields,
              ElementsAre("title", "instrument", "asked", "opens", "closes", "smallest_inside", "smallest_public"));
  draft = Draft();
  EXPECT_THAT(reviews_->Check(draft), IsEmpty());
  const auto field = [&](const ReviewDraft& wrong) {
    const auto made = reviews_->Create(town_, wrong, "admin");
    return made ? "" : made.error().params.at("field") + " " + made.error().key;
  };
  draft.closes = draft.opens;
  EXPECT_EQ(field(draft), "closes reviews.error.closes_early");
  draft.closes = draft.opens + days(400);
  EXPECT_EQ(field(draft), "closes reviews.error.closes_late");
  draft = Draft();
  draft.asked = {Group::kSupervisor};
  EXPECT_EQ(field(draft), "asked reviews.error.asks_nothing") << "the instrument has nothing to ask them";
  draft = Draft();
  draft.smallest_inside = 12;
  EXPECT_EQ(field(draft), "smallest_public reviews.error.smallest") << "in public never fewer than inside";
  draft = Draft();
  draft.units.assign(41, "x");
  for (size_t i = 0; i < draft.units.size(); ++i) draft.units[i] += std::to_string(i);
  EXPECT_EQ(field(draft), "units reviews.error.units");
  EXPECT_EQ(Count("selfreview_review"), 0);
}

TEST_P(ReviewsTest, AnAccountFindsItsAnswersAgainAndTheTablesDoNotNameIt) {
  const Review review = Opened();
  const auto account = SomeAccount();
  EXPECT_FALSE(reviews_->FindByAccount(review, account)->has_value());
  const auto begun = reviews_->BeginByAccount(review, account, Group::kOfficer);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->code, "") << "the account is the way back";
  ASSERT_TRUE(reviews_->Save(review, begun->respondent, {{"asked", 3, "Since the spring.", {}}}));
  const auto again = reviews_->BeginByAccount(review, account, Group::kLeadership);
  EXPECT_EQ(again->respondent.id, begun->respondent.id);
  EXPECT_EQ(again->respondent.group, Group::kOfficer) << "the group stays";
  const auto found = reviews_->FindByAccount(review, account);
  ASSERT_TRUE(found && *found);
  const auto answers = reviews_->AnswersOf(review, **found);
  ASSERT_EQ(answers->size(), 1u);
  EXPECT_EQ(answers->at(0).answer, 3);
  EXPECT_EQ(answers->at(0).comment, "Since the spring.");
  EXPECT_THAT(EverythingKept(), Not(HasSubstr(account.ToString())));
  const Reviews other_key({db(), *instruments_, crypto::Sealer(std::string(32, 'x')), world_.clock, world_.random});
  EXPECT_FALSE(const_cast<Reviews&>(other_key).FindByAccount(review, account)->has_value())
      << "without the hub's key nobody finds them";
}

TEST_P(ReviewsTest, LinksLeadWhereTheyShouldUntilTheyAreRevoked) {
  const Review review = Opened();
  const ReviewLink open = OpenLink(review);
  EXPECT_EQ(OpenLink(review).id, open.id) << "one for each group";
  EXPECT_THAT(EverythingKept(), Not(HasSubstr(reviews_->TokenOf(review, open))));
  const auto found = reviews_->FindLink(review, reviews_->TokenOf(review, open));
  ASSERT_TRUE(found);
  const auto one = reviews_->BeginByLink(review, *found), two = reviews_->BeginByLink(review, *found);
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->respondent.id, two->respondent.id) << "an open link is everyone's";
  EXPECT_EQ(one->code.size(), 19u);
  EXPECT_EQ((*reviews_->FindByCode(review, " " + text::LowerAscii(one->code)))->id, one->respondent.id);
  EXPECT_FALSE(reviews_->FindByCode(review, "K7QF-92MX-0ABT-4WZ3")->has_value());
  EXPECT_FALSE(reviews_->FindByCode(review, "")->has_value());

  ReviewLink wanted;
  wanted.kind = ReviewLink::Kind::kPersonal;
  wanted.email = " Ana@Example.org ";
  const auto personal = reviews_->AddLink(review, wanted, "admin");
  ASSERT_TRUE(personal);
  EXPECT_EQ(personal->email, "ana@example.org");
  const auto first = reviews_->BeginByLink(review, *personal), second = reviews_->BeginByLink(review, *personal);
  EXPECT_EQ(first->respondent.id, second->respondent.id) << "a personal one is one person's";
  EXPECT_EQ(first->code, second->code) << "on the second device too, and the first one still goes on";

  ASSERT_TRUE(reviews_->RevokeLink(review, open.id, "admin"));
  ASSERT_TRUE(reviews_->RevokeLink(review, personal->id, "admin"));
  EXPECT_FALSE(reviews_->RevokeLink(review, personal->id, "admin"));
  EXPECT_FALSE(reviews_->FindLink(review, reviews_->TokenOf(review, open)));
  EXPECT_FALSE(reviews_->BeginByLink(review, open)) << "also for who has its page open";
  EXPECT_TRUE(reviews_->FindByCode(review, one->code)->has_value()) << "who began can go on";
  EXPECT_FALSE(reviews_->FindByCode(review, first->code)->has_value()) << "who was not meant cannot";
  wanted.group = Group::kOverseer;
  EXPECT_EQ(reviews_->AddLink(review, wanted, "admin").error().key, "reviews.error.group");
}

// Whoever leads the review has seen the address of a link to hand over, and may have kept it.
TEST_P(ReviewsTest, ALinkToHandOverLeadsNowhereOnceThereIsAnAnswer) {
  const Review review = Opened();
  ReviewLink wanted;
  wanted.kind = ReviewLink::Kind::kPersonal;
  const auto link = *reviews_->AddLink(review, wanted, "admin");
  ASSERT_TRUE(link.HandedOver());
  const auto curious = reviews_->BeginByLink(review, link);
  ASSERT_TRUE(curious);
  EXPECT_FALSE(*reviews_->Used(review, link)) << "somebody looked, and said nothing";
  const auto meant = reviews_->BeginByLink(review, link);
  ASSERT_TRUE(meant) << meant.error().key;
  EXPECT_EQ(Count("selfreview_respondent"), 1) << "one person";
  EXPECT_FALSE(reviews_->FindByCode(review, curious->code)->has_value()) << "who began before has no way in any more";
  EXPECT_FALSE(reviews_->Save(review, curious->respondent, {{"asked", 0, {}, {}}}));
  ASSERT_TRUE(reviews_->Save(review, meant->respondent, {{"asked", 3, "Mine", {}}}));
  EXPECT_TRUE(*reviews_->Used(review, link));
  const auto again = reviews_->BeginByLink(review, link);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().key, "reviews.error.link_used");
  EXPECT_EQ((*reviews_->FindByCode(review, meant->code))->id, meant->respondent.id) << "the code alone leads back";

  const auto other = *reviews_->AddLink(review, wanted, "admin");
  EXPECT_NE(other.id, link.id);
  ASSERT_TRUE(reviews_->Finish(review, reviews_->BeginByLink(review, other)->respondent));
  EXPECT_FALSE(reviews_->BeginByLink(review, other)) << "having said that one is done is an answer too";
  ASSERT_TRUE(reviews_->RevokeLink(review, link.id, "admin"));
  EXPECT_FALSE(reviews_->FindByCode(review, meant->code)->has_value());
}

TEST_P(ReviewsTest, ALinkOfOneReviewOpensNoOther) {
  const Review one = Opened(), two = Opened();
  const ReviewLink link = OpenLink(one);
  EXPECT_FALSE(reviews_->FindLink(two, reviews_->TokenOf(one, link)));
  const auto begun = reviews_->BeginByLink(one, link);
  EXPECT_FALSE(reviews_->FindByCode(two, begun->code)->has_value());
  EXPECT_FALSE(reviews_->Save(two, begun->respondent, {{"asked", 1, {}, {}}}));
}

TEST_P(ReviewsTest, WhatIsNotSentStaysAndWhatIsNotAskedIsNotTaken) {
  const Review review = Opened();
  const auto begun = reviews_->BeginByLink(review, OpenLink(review));
  const auto& me = begun->respondent;
  ASSERT_TRUE(reviews_->Save(review, me, {{"asked", 2, "One", "https://example.org/plan"}, {"no-item", 2, {}, {}}}));
  ASSERT_TRUE(reviews_->Save(review, me, {{"asked", kDontKnow, {}, {}}, {"reviewed", {}, "Later", {}}}));
  const auto answers = reviews_->AnswersOf(review, me);
  ASSERT_EQ(answers->size(), 2u);
  EXPECT_EQ(answers->at(0).answer, kDontKnow);
  EXPECT_EQ(answers->at(0).comment, "One");
  EXPECT_EQ(answers->at(0).evidence, "https://example.org/plan");
  EXPECT_EQ(answers->at(1).answer, kNotAnswered);
  EXPECT_EQ(answers->at(1).comment, "Later");
  const auto key = [&](const GivenChange& change) {
    const auto saved = reviews_->Save(review, me, {{"answered", 4, {}, {}}, change});
    return saved ? "" : saved.error().key;
  };
  EXPECT_EQ(key({"asked", {}, std::string(2001, 'x'), {}}), "reviews.error.comment_long");
  EXPECT_EQ(key({"asked", {}, {}, "javascript:alert(1)"}), "reviews.error.evidence");
  EXPECT_EQ(reviews_->AnswersOf(review, me)->size(), 2u) << "and nothing else of that form is taken";
  ASSERT_TRUE(reviews_->Save(review, me, {{"asked", static_cast<Answer>(9), {}, ""}}));
  EXPECT_EQ(reviews_->AnswersOf(review, me)->at(0).answer, kDontKnow);
  EXPECT_EQ(reviews_->AnswersOf(review, me)->at(0).evidence, "");
}

// Two devices, or two windows: each form says what it had shown.
TEST_P(ReviewsTest, AnOldPageWritesOverNothing) {
  const Review review = Opened();
  const auto me = reviews_->BeginByLink(review, OpenLink(review))->respondent;
  ASSERT_TRUE(reviews_->Save(review, me, {{"asked", 1, "At first\nin two lines", "https://example.org/a"}}));
  const std::string was = MarkOf(" At first\r\nin two lines"), was_link = MarkOf("https://example.org/a");
  EXPECT_EQ(MarkOf(" \r\n"), "");
  const auto send = [&](const std::string& comment, const std::string& evidence) {
    GivenChange change{"asked", {}, comment, evidence, was, was_link};
    const auto clashes = reviews_->Save(review, me, {change, {"reviewed", 2, {}, {}}});
    EXPECT_TRUE(clashes) << clashes.error().key;
    return *clashes;
  };
  const auto kept = [&] { return reviews_->AnswersOf(review, me)->at(0); };
  EXPECT_THAT(send("From the phone", "https://example.org/b"), IsEmpty());
  EXPECT_EQ(kept().comment, "From the phone");

  EXPECT_THAT(send("At first\r\nin two lines", "https://example.org/a"), IsEmpty()) << "as the old page had shown it";
  EXPECT_EQ(kept().comment, "From the phone");
  EXPECT_EQ(kept().evidence, "https://example.org/b");
  EXPECT_THAT(send("From the phone", "https://example.org/b"), IsEmpty()) << "the same in both";

  const auto clashes = send("From the desk", "https://example.org/a");
  ASSERT_EQ(clashes.size(), 1u);
  EXPECT_EQ(clashes[0].item, "asked");
  EXPECT_EQ(clashes[0].field, 'c');
  EXPECT_EQ(clashes[0].typed, "From the desk");
  EXPECT_EQ(kept().comment, "From the phone");
  EXPECT_EQ(reviews_->AnswersOf(review, me)->at(1).answer, 2) << "all else is taken";
  ASSERT_TRUE(reviews_->Save(review, me, {{"asked", {}, "Both", {}, MarkOf("From the phone")}}));
  EXPECT_EQ(kept().comment, "Both");
}

TEST_P(ReviewsTest, AnswersAreTakenBetweenTheTwoDatesAlone) {
  ReviewDraft draft = Draft();
  draft.opens = world_.clock.Now() + days(1);
  draft.closes = world_.clock.Now() + days(3);
  const Review review = *reviews_->Create(town_, draft, "admin");
  ReviewLink wanted;
  const auto link = reviews_->AddLink(review, wanted, "admin");
  EXPECT_EQ(reviews_->BeginByLink(review, *link).error().key, "reviews.error.not_taking") << "a draft";
  ASSERT_TRUE(reviews_->Open(review, "admin"));
  EXPECT_FALSE(reviews_->BeginByLink(review, *link)) << "not yet";
  world_.clock.Advance(days(2));
  const auto begun = reviews_->BeginByLink(review, *link);
  ASSERT_TRUE(begun);
  world_.clock.Advance(days(2));
  EXPECT_EQ(reviews_->Save(review, begun->respondent, {{"asked", 1, {}, {}}}).error().key, "reviews.error.not_taking");
  EXPECT_FALSE(reviews_->Extend(review, world_.clock.Now(), "admin"));
  ASSERT_TRUE(reviews_->Extend(review, world_.clock.Now() + days(5), "admin"));
  EXPECT_TRUE(reviews_->Save(review, begun->respondent, {{"asked", 1, {}, {}}}));
  EXPECT_EQ(reviews_->Discard(review, "admin").error().key, "reviews.error.has_answers");
  const auto draft_only = reviews_->Create(town_, Draft(), "admin");
  ASSERT_TRUE(reviews_->Discard(*draft_only, "admin"));
  EXPECT_FALSE(reviews_->Find(town_, draft_only->slug));
}

TEST_P(ReviewsTest, ClosingGivesTheEnginesFiguresAndTheyCanBeComputedAgain) {
  const Review review = Opened();
  const ReviewLink residents = OpenLink(review), officers = OpenLink(review, Group::kOfficer);
  for (int i = 0; i < 12; ++i) Answered(review, residents, static_cast<Answer>(i % 3));
  for (int i = 0; i < 6; ++i) Answered(review, officers, 4);
  const auto looked = reviews_->BeginByLink(review, residents);  // and answered nothing
  ASSERT_TRUE(looked);
  const auto closed = reviews_->Close(review, 42, "admin");
  ASSERT_TRUE(closed) << closed.error().key << closed.error().cause;
  EXPECT_EQ(closed->respondents, 18);
  const auto kept = reviews_->SnapshotOf(review);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->figures, closed->figures);
  EXPECT_EQ((*kept)->seed, 42u);
  const Review now = *reviews_->Find(town_, review.slug);
  EXPECT_EQ(now.state, ReviewState::kClosed);

  const auto responses = reviews_->ReadResponses(now);
  ASSERT_TRUE(responses);
  const auto again = ScoreForBoth(Small(), *responses, {.seed = 42}, 10);
  EXPECT_EQ(WriteSnapshot(again.inside), closed->figures);
  EXPECT_EQ(WriteSnapshot(again.in_public), closed->public_figures);
  const auto json = nlohmann::json::parse(closed->figures), open = nlohmann::json::parse(closed->public_figures);
  EXPECT_EQ(json["items"][0]["groups"]["officer"]["people"], 6);
  EXPECT_TRUE(open["items"][0]["groups"]["officer"].is_null()) << "six are too few in public";
  EXPECT_TRUE(open["items"][0]["all"].is_null()) << "twelve of eighteen would give the six away";

  EXPECT_EQ(reviews_->Close(review, 1, "admin").error().key, "reviews.error.not_open") << "never twice";
  EXPECT_EQ((*reviews_->SnapshotOf(review))->figures, closed->figures);
  EXPECT_EQ(reviews_->Close(Opened(), 1, "admin").error().key, "reviews.error.nobody");
}

TEST_P(ReviewsTest, AnswersThatASkipRuleNamesAreNotCounted) {
  const Review review = Opened();
  const ReviewLink link = OpenLink(review);
  for (int i = 0; i < 5; ++i) {
    const auto begun = reviews_->BeginByLink(review, link);
    ASSERT_TRUE(reviews_->Save(review, begun->respondent, {{"asked", 0, {}, {}}, {"answered", 4, {}, {}}}));
  }
  const auto json = nlohmann::json::parse(reviews_->Close(review, 1, "admin")->figures);
  EXPECT_TRUE(json["items"][1]["all"].is_null());
}

TEST_P(ReviewsTest, AtClosingWhatLeadsToAPersonIsGone) {
  const Review review = Opened();
  const ReviewLink open = OpenLink(review);
  const auto account = SomeAccount();
  const auto mine = reviews_->BeginByAccount(review, account, Group::kLeadership);
  ASSERT_TRUE(reviews_->Save(review, mine->respondent, {{"asked", 0, "Only the chief knows this.", {}}}));
  std::string code;
  for (int i = 0; i < 5; ++i) {
    const auto begun = reviews_->BeginByLink(review, open);
    code = begun->code;
    ASSERT_TRUE(reviews_->Save(review, begun->respondent, {{"asked", 3, {}, {}}}));
  }
  const std::string token = reviews_->TokenOf(review, open);
  ASSERT_TRUE(reviews_->Close(review, 7, "admin"));
  for (const char* table : {"selfreview_link", "selfreview_respondent", "selfreview_answer"})
    EXPECT_EQ(Count(table), 0) << table;
  EXPECT_FALSE(reviews_->FindLink(review, token));
  EXPECT_FALSE(reviews_->FindByCode(review, code)->has_value());
  EXPECT_FALSE(reviews_->FindByAccount(review, account)->has_value());
  EXPECT_THAT(EverythingKept(), Not(HasSubstr(mine->respondent.id)));
  EXPECT_FALSE(reviews_->Save(review, mine->respondent, {{"asked", 1, {}, {}}}));
  EXPECT_FALSE(reviews_->AddLink(review, {}, "admin"));
  // Six people's answers, in the order of what they say: the chief's is nowhere by itself.
  const auto responses = *reviews_->ReadResponses(review);
  EXPECT_EQ(responses.size(), 6u);
  const Review closed = *reviews_->Find(town_, review.slug);
  const auto remarks = reviews_->RemarksOf(closed);
  ASSERT_TRUE(remarks);
  ASSERT_EQ(remarks->size(), 1u);
  EXPECT_EQ(remarks->at(0).comment, "Only the chief knows this.");
}

TEST_P(ReviewsTest, CommentsOnItemsThatFewAnsweredAreNotShown) {
  const Review review = Opened();
  const ReviewLink link = OpenLink(review);
  const auto first = Answered(review, link, 2, "Everyone answered this.");
  for (int i = 0; i < 4; ++i) Answered(review, link, 2);
  ASSERT_TRUE(reviews_->Save(review, first, {{"reviewed", 1, "I alone answered this.", {}}}));
  ASSERT_TRUE(reviews_->Close(review, 7, "admin"));
  const auto remarks = reviews_->RemarksOf(*reviews_->Find(town_, review.slug));
  ASSERT_EQ(remarks->size(), 1u);
  EXPECT_EQ(remarks->at(0).comment, "Everyone answered this.");
}

TEST_P(ReviewsTest, ProgressNeverCountsFewerThanFive) {
  const Review review = Opened();
  const ReviewLink residents = OpenLink(review), officers = OpenLink(review, Group::kOfficer);
  std::vector<Respondent> people;
  for (int i = 0; i < 6; ++i) people.push_back(Answered(review, residents, 1));
  for (int i = 0; i < 4; ++i) Answered(review, officers, 1);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(reviews_->Finish(review, people[static_cast<size_t>(i)]));
  auto progress = *reviews_->ProgressOf(review);
  ASSERT_EQ(progress.size(), 3u);
  EXPECT_EQ(progress[0].group, Group::kLeadership);
  EXPECT_EQ(progress[0].began, std::nullopt) << "nobody looks the same as four";
  EXPECT_EQ(progress[1].began, std::nullopt);
  EXPECT_EQ(progress[2].began, 6);
  EXPECT_EQ(progress[2].finished, std::nullopt);
  ASSERT_TRUE(reviews_->Finish(review, people[4]));
  progress = *reviews_->ProgressOf(review);
  EXPECT_EQ(progress[2].finished, 5);
}

TEST_P(ReviewsTest, ProgressCountsNoFewerThanTheReviewShowsResultsOf) {
  ReviewDraft draft = Draft();
  draft.smallest_inside = draft.smallest_public = 20;
  const Review made = *reviews_->Create(town_, draft, "admin");
  ASSERT_TRUE(reviews_->Open(made, "admin"));
  const Review review = *reviews_->Find(town_, made.slug);
  const ReviewLink residents = OpenLink(review);
  for (int i = 0; i < 19; ++i) ASSERT_TRUE(reviews_->Finish(review, Answered(review, residents, 1)));
  EXPECT_EQ(reviews_->ProgressOf(review)->at(2).began, std::nullopt);
  EXPECT_EQ(reviews_->ProgressOf(review)->at(2).finished, std::nullopt);
  Answered(review, residents, 1);
  EXPECT_EQ(reviews_->ProgressOf(review)->at(2).began, 20);
  EXPECT_EQ(reviews_->ProgressOf(review)->at(2).finished, std::nullopt);
}

TEST_P(ReviewsTest, RemindersGoToThoseWhoHaveNotFinished) {
  const Review review = Opened();
  const auto done = SomeAccount(), begun = SomeAccount(), never = SomeAccount();
  const auto a = reviews_->BeginByAccount(review, done, Group::kOfficer);
  ASSERT_TRUE(reviews_->Finish(review, a->respondent));
  ASSERT_TRUE(reviews_->BeginByAccount(review, begun, Group::kOfficer));
  ReviewLink wanted;
  wanted.kind = ReviewLink::Kind::kPersonal;
  wanted.email = "ana@example.org";
  const auto ana = *reviews_->AddLink(review, wanted, "admin");
  wanted.email = "bo@example.org";
  const auto bo = *reviews_->AddLink(review, wanted, "admin");
  ASSERT_TRUE(reviews_->Finish(review, reviews_->BeginByLink(review, bo)->respondent));
  const auto waiting = *reviews_->WaitingOf(review, {done, begun, never});
  EXPECT_THAT(waiting.accounts, ElementsAre(begun, never));
  ASSERT_EQ(waiting.links.size(), 1u);
  EXPECT_EQ(waiting.links[0].id, ana.id);
  int sent = 0;
  const auto send = [&](db::Transaction&) { ++sent; };
  ASSERT_TRUE(reviews_->Remind(review, send, "admin"));
  EXPECT_EQ(reviews_->Remind(review, send, "admin").error().key, "reviews.error.reminded");
  EXPECT_EQ(sent, 1);
  world_.clock.Advance(days(1));
  ASSERT_TRUE(reviews_->Remind(review, send, "admin"));
  EXPECT_EQ(sent, 2);
}

TEST_P(ReviewsTest, WhoLeavesIsToldTheirAnswersAndTakesThemAlong) {
  const Review review = Opened();
  const auto account = SomeAccount(), other = SomeAccount();
  for (const auto& one : {account, other}) {
    const auto begun = reviews_->BeginByAccount(review, one, Group::kOfficer);
    ASSERT_TRUE(reviews_->Save(review, begun->respondent, {{"asked", 3, "Mine", {}}}));
  }
  const auto part = PersonalAnswers(sealer_);
  const auto told = db().Read([&](db::Session& s) -> Result<std::string> { return part.tell(s, account); });
  const auto json = nlohmann::json::parse(*told);
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["answers"][0]["answer"], 3);
  EXPECT_EQ(json[0]["answers"][0]["comment"], "Mine");
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    part.forget(t, account);
    return {};
  }));
  EXPECT_FALSE(reviews_->FindByAccount(review, account)->has_value());
  EXPECT_TRUE(reviews_->FindByAccount(review, other)->has_value());
  EXPECT_EQ(Count("selfreview_answer"), 1);
}

TEST_P(ReviewsTest, TheJournalSaysThatSomebodyAnsweredAndNeverWhoOrWhat) {
  const Review review = Opened();
  const auto account = SomeAccount();
  const auto mine = reviews_->BeginByAccount(review, account, Group::kOfficer);
  ASSERT_TRUE(reviews_->Save(review, mine->respondent, {{"asked", 3, "A comment of mine.", "https://example.org/x"}}));
  ASSERT_TRUE(reviews_->Save(review, mine->respondent, {{"asked", 3, {}, {}}})) << "nothing new is no act";
  ASSERT_TRUE(reviews_->Finish(review, mine->respondent));
  ASSERT_TRUE(reviews_->Close(review, 7, "admin"));
  ASSERT_TRUE(journal::LinkAll(db()));
  std::vector<std::string> actions;
  std::string everything;
  ASSERT_TRUE(db().Read([&](db::Session& s) -> Status {
    for (const auto& row : s.Query("SELECT * FROM journal_entry WHERE community_id = :c", town_.ToString())) {
      for (size_t i = 0; i < row.columns.size(); ++i) {
        if (const auto* text = std::get_if<std::string>(&row.columns[i])) everything += *text + "\n";
      }
    }
    for (const auto& row :
         s.Query("SELECT action FROM journal_entry WHERE community_id = :c ORDER BY number", town_.ToString()))
      actions.push_back(row.Text(0));
    return {};
  }));
  EXPECT_THAT(actions, ElementsAre("selfreview.review.create", "selfreview.review.open", "selfreview.review.close"));
  for (const std::string& secret : {account.ToString(), mine->respondent.id, std::string("A comment of mine."),
                                    std::string("example.org"), std::string("officer")})
    EXPECT_THAT(everything, Not(HasSubstr(secret)));
}

TEST_P(ReviewsTest, WhatIsPublishedIsWhatWasChosen) {
  const Review review = Opened();
  const ReviewLink link = OpenLink(review);
  for (int i = 0; i < 5; ++i) Answered(review, link, 2);
  EXPECT_EQ(reviews_->Publish(review, Published::kWhole, {}, "admin").error().key, "reviews.error.not_closed");
  ASSERT_TRUE(reviews_->Close(review, 7, "admin"));
  EXPECT_FALSE(reviews_->Find(town_, review.slug)->Shows("asked")) << "nothing at first";
  ASSERT_TRUE(reviews_->Publish(review, Published::kItems, {"asked", "no-item"}, "admin"));
  Review now = *reviews_->Find(town_, review.slug);
  EXPECT_TRUE(now.Shows("asked"));
  EXPECT_FALSE(now.Shows("reviewed"));
  EXPECT_FALSE(now.published_items.contains("no-item"));
  ASSERT_TRUE(reviews_->Publish(review, Published::kWhole, {}, "admin"));
  EXPECT_TRUE(reviews_->Find(town_, review.slug)->Shows("reviewed"));
}

TEST_P(ReviewsTest, OnlyAClosedReviewOfAWholeAgencyIsCompared) {
  const Review units = Opened();
  for (int i = 0; i < 5; ++i) Answered(units, OpenLink(units), 2);
  EXPECT_EQ(reviews_->Compare(units, true, "admin").error().key, "reviews.error.not_closed");
  ASSERT_TRUE(reviews_->Close(units, 7, "admin"));
  EXPECT_EQ(reviews_->Compare(units, true, "admin").error().key, "reviews.error.compares_units");
  ReviewDraft draft = Draft();
  draft.units.clear();
  const Review whole = *reviews_->Create(town_, draft, "admin");
  ASSERT_TRUE(reviews_->Open(whole, "admin"));
  for (int i = 0; i < 5; ++i) Answered(whole, OpenLink(whole), 2);
  ASSERT_TRUE(reviews_->Close(whole, 7, "admin"));
  ASSERT_TRUE(reviews_->Compare(whole, true, "admin"));
  const Review now = *reviews_->Find(town_, whole.slug);
  EXPECT_TRUE(now.compares);
  EXPECT_EQ(now.compares_since, world_.clock.Now());
  const auto compared =
      db().Read([](db::Session& s) -> Result<std::vector<Compared>> { return ComparedReviews(s, "small"); });
  ASSERT_EQ(compared->size(), 1u);
  EXPECT_EQ(compared->at(0).review.id, whole.id);
  ASSERT_TRUE(reviews_->Compare(whole, false, "admin"));
  EXPECT_FALSE(reviews_->Find(town_, whole.slug)->compares);
}

TEST_P(ReviewsTest, ActionsAreKeptWithTheirOwnerDateAndMeasure) {
  const Review review = Opened();
  ImprovementAction action;
  action.item = "asked";
  action.text = " Ask in every district ";
  action.owner = "Captain Ortiz";
  action.measure = "Districts asked";
  action.language = "en";
  action.due = world_.clock.Now() + days(90);
  const auto made = reviews_->PutAction(review, action, "admin");
  ASSERT_TRUE(made) << made.error().key << made.error().cause;
  ImprovementAction changed = *made;
  changed.state = "done";
  ASSERT_TRUE(reviews_->PutAction(review, changed, "admin"));
  const auto all = *reviews_->ActionsOf(review);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].language, "en");
  EXPECT_EQ(all[0].text, "Ask in every district");
  EXPECT_EQ(all[0].state, "done");
  EXPECT_EQ(all[0].due, action.due);
  changed.text = " ";
  EXPECT_EQ(reviews_->PutAction(review, changed, "admin").error().params.at("field"), "text");
  changed = *made;
  changed.item = "nothing";
  EXPECT_EQ(reviews_->PutAction(review, changed, "admin").error().key, "reviews.error.action_item");
  changed = *made;
  changed.id = SomeAccount().ToString();
  EXPECT_EQ(reviews_->PutAction(review, changed, "admin").error().kind, ErrorKind::kNotFound);
}

TEST_P(ReviewsTest, AnswersGatheredElsewhereAreTakenIn) {
  const Review review = Opened();
  const auto read = selfreview::ReadResponses(Small(), "group,asked,reviewed\nofficer,2,dk\nresident,na,4\n");
  ASSERT_TRUE(read.problems.empty());
  ASSERT_TRUE(reviews_->PutResponses(review, read.responses, "system"));
  const auto back = *reviews_->ReadResponses(review);
  EXPECT_EQ(back.size(), 2u);
  EXPECT_EQ(Count("selfreview_respondent WHERE finished = 1"), 2);
}

TEST(GroupsOf, FollowTheRoleAndTheOrganization) {
  using accounts::Role;
  EXPECT_THAT(GroupsOf(Role::kOfficer, "police_agency", true), ElementsAre(Group::kSupervisor, Group::kOfficer));
  EXPECT_THAT(GroupsOf(Role::kCommander, "police_agency", true), ElementsAre(Group::kLeadership, Group::kSupervisor));
  EXPECT_THAT(GroupsOf(Role::kMember, "nonprofit", false), ElementsAre(Group::kCommunityPartner));
  EXPECT_THAT(GroupsOf(Role::kOverseer, "local_government", false), ElementsAre(Group::kOverseer));
  EXPECT_THAT(GroupsOf(Role::kOfficer, "police_agency", false), ElementsAre(Group::kCommunityPartner))
      << "of an agency beside the one under review";
  EXPECT_THAT(GroupsOf(Role::kHubAdmin, "", false), IsEmpty());
}

}  // namespace
}  // namespace concord::selfreview
