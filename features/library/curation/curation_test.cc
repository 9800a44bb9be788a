// Drafts, review and history on both engines.
#include "features/library/curation/curation.h"

#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "features/library/change.h"
#include "features/library/curation/curation_fixture.h"
#include "features/library/store.h"

namespace concord::library::curation {
namespace {

TEST_P(CurationTest, APublishedRecordStaysAsItIsUntilASecondCuratorPublishesTheDraft) {
  auto draft = BeginDraft(kAda);
  EXPECT_EQ(Shown("walk"), "A trial of foot patrol and trust.");
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kAda));
  draft = Reread(draft);
  EXPECT_EQ(draft.state, DraftState::kReview);
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kAda)), "library.curation.error.own");
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, true, kAda)), "library.curation.error.own");
  EXPECT_EQ(Shown("walk"), "A trial of foot patrol and trust.");
  const auto published = curation_->Publish(draft.id, draft.version, false, kBen);
  ASSERT_TRUE(published);
  EXPECT_EQ(published->slug, "walk");
  EXPECT_FALSE(published->unread);
  EXPECT_EQ(Shown("walk"), "A new summary.");
  EXPECT_EQ(Reread(draft).state, DraftState::kPublished);

  const auto history = *curation_->History(At("walk").resource.id);
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].number, 2);
  EXPECT_EQ(history[0].kind, "edit");
  EXPECT_EQ(history[0].why, "Clearer");
  EXPECT_EQ(history[0].actor, kAda);
  EXPECT_EQ(history[0].reader, kBen);
  EXPECT_EQ(history[1].kind, "import");
  EXPECT_EQ(history[1].why, "small.json");
}

TEST_P(CurationTest, WhatNobodyAskedToBeReadIsNotPublished) {
  const auto draft = BeginDraft(kAda);
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kBen)), "library.curation.error.not_asked");
  EXPECT_EQ(KeyOf(curation_->SendBack(draft.id, draft.version, "No", kBen)), "library.curation.error.not_asked");
}

// Asking for the review of what somebody else wrote does not make one its second reader.
TEST_P(CurationTest, WhoeverAskedForTheReviewIsNotTheSecondReader) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kBen));
  draft = Reread(draft);
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kBen)), "library.curation.error.own");
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kAda)), "library.curation.error.own");
}

TEST_P(CurationTest, AReviewEndsWhenTheDraftIsWrittenAnew) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kAda));
  draft = Reread(draft);
  draft.record.summary = "Ben's words.";
  const auto saved = curation_->Save(draft.id, draft.version, {draft.record, draft.why, draft.base}, kBen);
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->state, DraftState::kDraft);
  EXPECT_EQ(saved->written_by, kBen);
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kBen)), "library.curation.error.changed");
  ASSERT_TRUE(curation_->AskForReview(saved->id, saved->version, kBen));
  EXPECT_TRUE(curation_->Publish(saved->id, saved->version + 1, false, kAda)) << "Ada reads what Ben wrote last";
  EXPECT_EQ(Shown("walk"), "Ben's words.");
}

TEST_P(CurationTest, ADraftIsSentBackWithWords) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kAda));
  draft = Reread(draft);
  EXPECT_EQ(KeyOf(curation_->SendBack(draft.id, draft.version, "  ", kBen)), "library.curation.error.words");
  ASSERT_TRUE(curation_->SendBack(draft.id, draft.version, "Which city?", kBen));
  draft = Reread(draft);
  EXPECT_EQ(draft.state, DraftState::kSentBack);
  const auto events = *curation_->EventsOf(draft.id);
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].kind, "send_back");
  EXPECT_EQ(events[0].words, "Which city?");
  EXPECT_EQ(events[0].actor, kBen);
}

TEST_P(CurationTest, TheOnlyCuratorPublishesAloneAndTheHistorySaysSo) {
  curators_ = 1;
  const auto draft = BeginDraft(kAda);
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version, false, kAda)), "library.curation.error.alone");
  const auto published = curation_->Publish(draft.id, draft.version, true, kAda);
  ASSERT_TRUE(published);
  EXPECT_TRUE(published->unread);
  const auto history = *curation_->History(At("walk").resource.id);
  EXPECT_TRUE(history[0].unread);
  EXPECT_EQ(history[0].reader, "");
  ASSERT_TRUE(journal::LinkAll(db()));
  const int64_t stated = *db().Read([](db::Session& s) -> Result<int64_t> {
    return s.One("SELECT COUNT(*) FROM journal_entry WHERE action = 'library.draft.publish_unread'")->Int(0);
  });
  EXPECT_EQ(stated, 1);
}

TEST_P(CurationTest, ANewResourceBeginsAsADraftAndIsNoResourceBefore) {
  exchange::Record record;
  record.title = "Foot patrol";
  record.year = 2011;
  auto draft = curation_->Begin("", {record, "", 0}, kAda);
  ASSERT_TRUE(draft);
  EXPECT_EQ(KeyOf(library_->Find("foot-patrol")), "error.not_found");
  ASSERT_TRUE(curation_->AskForReview(draft->id, 1, kAda));
  const auto published = curation_->Publish(draft->id, 2, false, kBen);
  ASSERT_TRUE(published);
  EXPECT_EQ(published->slug, "foot-patrol");
  EXPECT_EQ(curation_->History(At("foot-patrol").resource.id)->at(0).kind, "create");
  EXPECT_EQ(Reread(*draft).resource, At("foot-patrol").resource.id.ToString());
}

TEST_P(CurationTest, AResourceHasOneOpenDraft) {
  const auto draft = BeginDraft(kAda);
  const auto walk = At("walk");
  EXPECT_EQ(walk.draft->id, draft.id);
  EXPECT_EQ(KeyOf(curation_->Begin(walk.resource.id.ToString(), {walk.resource.about, "", walk.revision}, kBen)),
            "library.curation.error.open");
  ASSERT_TRUE(curation_->Discard(draft.id, draft.version, kBen));
  EXPECT_FALSE(At("walk").draft);
  EXPECT_EQ(KeyOf(curation_->Discard(draft.id, draft.version + 1, kBen)), "library.curation.error.closed");
  EXPECT_NE(BeginDraft(kBen).id, draft.id);
}

TEST_P(CurationTest, AResourceWithAnOpenDraftIsNotMergedAway) {
  const auto draft = BeginDraft(kAda);
  const std::string id = At("walk").resource.id.ToString();
  const auto merging = [&] {
    return library_->Write(kBen, [&](Change& change) { return RefuseMerge(change.transaction(), id, "another"); });
  };
  EXPECT_EQ(KeyOf(merging()), "library.curation.error.merge_open");
  ASSERT_TRUE(curation_->Discard(draft.id, draft.version, kBen));
  EXPECT_TRUE(merging());
}

TEST_P(CurationTest, NobodyWritesOverWhatTheyDidNotSee) {
  const auto draft = BeginDraft(kAda);
  auto record = draft.record;
  record.summary = "First.";
  ASSERT_TRUE(curation_->Save(draft.id, 1, {record, "", draft.base}, kAda));
  record.summary = "Second.";
  EXPECT_EQ(KeyOf(curation_->Save(draft.id, 1, {record, "", draft.base}, kBen)), "library.curation.error.changed");
  EXPECT_EQ(KeyOf(curation_->AskForReview(draft.id, 1, kBen)), "library.curation.error.changed");
  EXPECT_EQ(KeyOf(curation_->Discard(draft.id, 1, kBen)), "library.curation.error.changed");
  EXPECT_EQ(Reread(draft).record.summary, "First.");
  EXPECT_EQ(curation_->WritingAt(draft.id, 1)->summary, "A new summary.");
}

TEST_P(CurationTest, ADraftIsNotPublishedOverAChangeThatCameSince) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kAda));
  ASSERT_TRUE(library_->Write("system", [](Change& change) -> Status {
    const auto walk = *store::FindResource(change.transaction(), "walk");
    auto next = walk.about;
    next.publisher = "A harvested publisher";
    change.Because({.kind = "harvest"});
    change.Replace(walk, next);
    return {};
  }));
  EXPECT_EQ(KeyOf(curation_->Publish(draft.id, draft.version + 1, false, kBen)), "library.curation.error.moved");
  EXPECT_EQ(Shown("walk"), "A trial of foot patrol and trust.");
  const auto walk = At("walk");
  draft = Reread(draft);
  EXPECT_EQ(KeyOf(curation_->Save(draft.id, draft.version, {draft.record, "", draft.base}, kAda)),
            "library.curation.error.moved");
  auto merged = walk.resource.about;
  merged.summary = draft.record.summary;
  const auto saved = curation_->Save(draft.id, draft.version, {merged, "Clearer", walk.revision}, kAda);
  ASSERT_TRUE(saved);
  ASSERT_TRUE(curation_->AskForReview(saved->id, saved->version, kAda));
  ASSERT_TRUE(curation_->Publish(saved->id, saved->version + 1, false, kBen));
  EXPECT_EQ(library_->Find("walk")->about.publisher, "A harvested publisher");
  EXPECT_EQ(Shown("walk"), "A new summary.");
}

TEST_P(CurationTest, AnEditThatChangesNothingOrDoesNotSayWhyIsNotReviewed) {
  const auto walk = At("walk");
  const auto same =
      curation_->Begin(walk.resource.id.ToString(), {walk.resource.about, "Because", walk.revision}, kAda);
  ASSERT_TRUE(same);
  EXPECT_EQ(KeyOf(curation_->AskForReview(same->id, 1, kAda)), "library.curation.error.same");
  auto record = same->record;
  record.summary = "Other.";
  ASSERT_TRUE(curation_->Save(same->id, 1, {record, "", walk.revision}, kAda));
  EXPECT_EQ(KeyOf(curation_->AskForReview(same->id, 2, kAda)), "library.curation.error.why");
}

TEST_P(CurationTest, WhatWasImportedAsADraftIsPublishedByReview) {
  const auto piece = At("came-as-draft");
  const auto draft =
      curation_->Begin(piece.resource.id.ToString(), {piece.resource.about, "Ready", piece.revision}, kAda);
  ASSERT_TRUE(draft);
  ASSERT_TRUE(curation_->AskForReview(draft->id, 1, kAda));
  ASSERT_TRUE(curation_->Publish(draft->id, 2, false, kBen));
  EXPECT_TRUE(library_->Find("came-as-draft"));
}

TEST_P(CurationTest, AResourceIsWithdrawnAndBroughtBack) {
  EXPECT_EQ(KeyOf(curation_->Withdraw("walk", " ", kAda)), "library.curation.error.why");
  EXPECT_EQ(KeyOf(curation_->BringBack("walk", "x", kAda)), "library.curation.error.status");
  ASSERT_TRUE(curation_->Withdraw("walk", "Retracted by its journal", kAda));
  EXPECT_EQ(Shown("walk"), "not shown");
  EXPECT_EQ(KeyOf(curation_->Withdraw("walk", "x", kAda)), "library.curation.error.status");
  ASSERT_TRUE(curation_->BringBack("walk", "The retraction was an error", kBen));
  EXPECT_EQ(Shown("walk"), "A trial of foot patrol and trust.");
  const auto history = *curation_->History(At("walk").resource.id);
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].kind, "bring_back");
  EXPECT_EQ(history[1].kind, "withdraw");
  EXPECT_EQ(history[1].why, "Retracted by its journal");
}

TEST_P(CurationTest, AResourceIsSupersededByOneThatReadersSee) {
  for (const char* wrong : {"", "walk", "came-as-draft", "nothing"})
    EXPECT_EQ(KeyOf(curation_->Supersede("walk", wrong, "Newer", kAda)), "library.curation.error.successor") << wrong;
  ASSERT_TRUE(curation_->Supersede("walk", "force", "Newer", kAda));
  EXPECT_EQ(library_->Find("walk")->about.superseded_by, "force");
  EXPECT_EQ(KeyOf(curation_->Supersede("force", "walk", "Back", kAda)), "library.curation.error.successor")
      << "not in a circle";
  ASSERT_TRUE(curation_->BringBack("walk", "It was not", kAda));
  EXPECT_EQ(library_->Find("walk")->about.status, "published");
  EXPECT_EQ(library_->Find("walk")->about.superseded_by, "");
}

TEST_P(CurationTest, AnEarlierRevisionComesBackAsADraft) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, 1, kAda));
  ASSERT_TRUE(curation_->Publish(draft.id, 2, false, kBen));
  EXPECT_EQ(KeyOf(curation_->RestoreRevision("walk", 2, "", kAda)), "library.curation.error.same");
  EXPECT_EQ(KeyOf(curation_->RestoreRevision("walk", 9, "", kAda)), "error.not_found");
  const auto restored = curation_->RestoreRevision("walk", 1, "The first was right", kAda);
  ASSERT_TRUE(restored);
  EXPECT_EQ(restored->record.summary, "A trial of foot patrol and trust.");
  EXPECT_EQ(Shown("walk"), "A new summary.") << "a draft";
  EXPECT_EQ(KeyOf(curation_->RestoreRevision("walk", 1, "", kBen)), "library.curation.error.open");
}

// Everything that changes resources goes into their history, whoever does it; also what was there before there was one.
TEST_P(CurationTest, EveryChangeLeavesARevision) {
  const auto id = At("walk").resource.id;
  ASSERT_TRUE(library_->Import(
      "again.json", R"({"resources":[{"slug":"walk","title":"Foot patrol, again","topics":["foot-patrol"]}]})",
      std::nullopt, {.actor = kBen}));
  auto history = *curation_->History(id);
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].kind, "import");
  EXPECT_EQ(history[0].actor, kBen);
  EXPECT_EQ(curation_->RecordAt(id, 1)->title, "Foot patrol");
  EXPECT_EQ(curation_->RecordAt(id, 2)->title, "Foot patrol, again");
  ASSERT_TRUE(library_->Remove("walk", kAda));
  history = *curation_->History(id);
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0].kind, "remove");
  EXPECT_EQ(curation_->RecordAt(id, 2)->title, "Foot patrol, again");
  EXPECT_FALSE(curation_->RecordAt(id, 3));
}

TEST_P(CurationTest, RecentChangesNameEachResourceOnce) {
  ASSERT_TRUE(curation_->Withdraw("walk", "a", kAda));
  Tick();
  ASSERT_TRUE(curation_->BringBack("walk", "b", kAda));
  const auto recent = *curation_->Recent(10);
  ASSERT_EQ(recent.size(), 3u);
  EXPECT_EQ(recent[0].slug, "walk");
  EXPECT_EQ(recent[0].revision.kind, "bring_back");
}

CONCORD_ON_BOTH_ENGINES(CurationTest);

}  // namespace
}  // namespace concord::library::curation
