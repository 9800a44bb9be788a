// Files beside answers on both engines: what is taken, who finds it, what becomes of it.
#include "features/selfreview/evidence/evidence.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "base/backup/backup.h"
#include "base/journal/linker.h"
#include "base/pdf/sample_fixture.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/selfreview/engine/testing.h"
#include "features/selfreview/reviews/personal.h"
#include "migrations_embedded.h"

namespace concord::selfreview {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class EvidenceTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    const embed::File files[] = {{"instruments/small/1.toml", kStructure}, {"instruments/small/1.en.toml", kEnglish}};
    auto instruments = Instruments::Load(files);
    ASSERT_TRUE(instruments) << instruments.error().cause;
    instruments_ = std::move(*instruments);
    reviews_ = std::make_unique<Reviews>(Reviews::Deps{db(), *instruments_, sealer_, world_.clock, world_.random});
    Open(100 << 20);
    town_ = CommunityId::New(world_.clock, world_.random);
    review_ = Opened();
  }
  void Open(uint64_t review_bytes) {
    pdf::Limits limits;
    limits.program = CONCORD_PDF;
    evidence_ = std::make_unique<Evidence>(Evidence::Deps{.database = db(),
                                                          .reviews = *reviews_,
                                                          .clock = world_.clock,
                                                          .random = world_.random,
                                                          .log = world_.log,
                                                          .review_bytes = review_bytes,
                                                          .folder = folder_.path().string(),
                                                          .pdf = limits});
  }
  Review Opened() {
    ReviewDraft draft;
    draft.title["en"] = "Where we stand";
    draft.instrument = "small";
    draft.version = 1;
    draft.asked = {Group::kLeadership, Group::kOfficer, Group::kResident, Group::kCommunityPartner};
    draft.opens = world_.clock.Now();
    draft.closes = world_.clock.Now() + days(30);
    auto review = reviews_->Create(town_, draft, "admin");
    EXPECT_TRUE(review) << review.error().key;
    EXPECT_TRUE(reviews_->Open(*review, "admin"));
    return *reviews_->Find(town_, review->slug);
  }
  Respondent Begun(const Review& review, Group group = Group::kResident) {
    ReviewLink wanted;
    wanted.group = group;
    const auto begun = reviews_->BeginByLink(review, *reviews_->AddLink(review, wanted, "admin"));
    EXPECT_TRUE(begun) << begun.error().key;
    return begun->respondent;
  }
  std::string Add(const Respondent& me, const std::string& bytes, const std::string& item = "asked") {
    const auto added = evidence_->Add(review_, me, item, bytes);
    if (added) return "added";
    const std::string& key = added.error().key;
    return key.starts_with("reviews.files.error.") ? key.substr(20) : key;
  }
  std::vector<OwnFile> FilesOf(const Respondent& me) { return *evidence_->FilesOf(review_, me); }
  std::string BytesOf(const Evidence::Kept& kept) {
    std::string all;
    EXPECT_TRUE(objects::ReadAll(db(), kept.object, [&](std::string_view more) -> Status {
      all += more;
      return {};
    }));
    return all;
  }
  std::string Kept(const Respondent& me) {
    return BytesOf(*evidence_->FindOwn(review_, me, FilesOf(me).at(0).file.id));
  }
  // Five people answer the item "asked"; the files of the first are there before.
  void Close(const Respondent& first) {
    ASSERT_TRUE(reviews_->Save(review_, first, {{"asked", 2, {}, {}}}));
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(reviews_->Save(review_, Begun(review_), {{"asked", 3, {}, {}}}));
    ASSERT_TRUE(reviews_->Close(review_, 1, "admin"));
    review_ = *reviews_->Find(town_, review_.slug);
  }
  int64_t Count(const std::string& what) {
    return *db().Read([&](db::Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM " + what)->Int(0); });
  }

  testing::TempDir folder_;
  crypto::Sealer sealer_{std::string(32, 'k')};
  std::unique_ptr<Instruments> instruments_;
  std::unique_ptr<Reviews> reviews_;
  std::unique_ptr<Evidence> evidence_;
  CommunityId town_;
  Review review_;
};
CONCORD_ON_BOTH_ENGINES(EvidenceTest);

// The smallest that is one, with a comment by its maker.
std::string Photo(const std::string& pixels = "pixels") {
  return "\xFF\xD8\xFF\xFE" + std::string("\0\x06Jane", 6) + "\xFF\xC0" +
         std::string("\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0", 11) + "\xFF\xDA" +
         std::string("\0\x08\x01\x01\0\0\x3F\0", 8) + pixels + "\xFF\xD9";
}

TEST_P(EvidenceTest, AFileIsTakenByWhatItIsAndWithoutItsMaker) {
  const Respondent me = Begun(review_);
  EXPECT_EQ(Add(me, Photo()), "added");
  const auto files = FilesOf(me);
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].item, "asked");
  EXPECT_EQ(files[0].number, 1);
  EXPECT_EQ(files[0].file.kind, media::Kind::kJpeg);
  EXPECT_THAT(Kept(me), AllOf(HasSubstr("pixels"), Not(HasSubstr("Jane"))));
  EXPECT_EQ(files[0].file.bytes, static_cast<int64_t>(Kept(me).size()));
  EXPECT_EQ(Add(me, Photo()), "added") << "twice";
  EXPECT_EQ(FilesOf(me).size(), 1u) << "is once";
  EXPECT_EQ(Add(me, pdf::Pdf({.contents = {pdf::Line("Walks")}, .trailer = "/Info<</Author(Jane)>>"})), "added");
  EXPECT_EQ(Add(me, "place,walks\nRiverside,4\n"), "added");
  EXPECT_EQ(FilesOf(me).at(1).file.kind, media::Kind::kPdf);
  EXPECT_EQ(FilesOf(me).at(2).file.kind, media::Kind::kText);
  EXPECT_EQ(Add(me, "one more"), "many");
  ASSERT_TRUE(evidence_->Remove(review_, me, FilesOf(me).at(0).file.id));
  EXPECT_EQ(Add(me, "one more"), "added");
  std::vector<int64_t> numbers;
  for (const auto& one : FilesOf(me)) numbers.push_back(one.number);
  EXPECT_THAT(numbers, ElementsAre(2, 3, 4)) << "the others keep their numbers";
}

TEST_P(EvidenceTest, WhatCannotBeTakenIsRefusedWithItsReason) {
  const Respondent me = Begun(review_);
  EXPECT_EQ(Add(me, ""), "empty");
  EXPECT_EQ(Add(me, std::string("PK\x03\x04\0", 5)), "kind");
  EXPECT_EQ(Add(me, std::string(kMaxEvidenceFile + 1, 'a')), "large");
  EXPECT_EQ(Add(me, "\xFF\xD8\xFF"), "damaged");
  EXPECT_EQ(Add(me, "%PDF-1.7\nnothing"), "damaged");
  EXPECT_EQ(Add(me, "text", "no-such-item"), "error.not_found");
  EXPECT_EQ(Add(Begun(review_, Group::kCommunityPartner), "text", "reviewed"), "error.not_found")
      << "not asked of them";
  EXPECT_THAT(FilesOf(me), IsEmpty());
  EXPECT_EQ(Count("core_object WHERE state = 'sealed'"), 0) << "nothing is left of what was refused";
  Open(0);
  EXPECT_EQ(Add(me, "text"), "off");
  Open(100 << 20);
  world_.clock.Advance(days(40));
  EXPECT_EQ(Add(me, "text"), "reviews.error.not_taking");
}

TEST_P(EvidenceTest, RespondentsAndReviewsHaveBounds) {
  const Respondent me = Begun(review_), other = Begun(review_);
  const std::string large(9 << 20, 'a');
  for (const std::string item : {"asked", "answered"}) {
    for (const std::string end : {"1", "2", "3"}) {
      const std::string got = Add(me, large + end, item);
      EXPECT_EQ(got, item == "answered" && end == "3" ? "yours" : "added") << item << end;
    }
  }
  Open(50 << 20);
  EXPECT_EQ(Add(other, large), "full");
  EXPECT_EQ(Add(other, "small"), "added");
  ASSERT_TRUE(evidence_->Remove(review_, me, FilesOf(me).at(0).file.id));
  EXPECT_EQ(Add(other, large), "added") << "what is removed makes room";
}

TEST_P(EvidenceTest, SeveralAtOnceDoNotPassTheReviewsBound) {
  Open(250);
  std::vector<Respondent> people;
  for (int n = 0; n < 6; ++n) people.push_back(Begun(review_));
  std::vector<std::string> came(people.size());
  std::vector<std::thread> threads;
  for (size_t n = 0; n < people.size(); ++n)
    threads.emplace_back([&, n] { came[n] = Add(people[n], std::string(100, static_cast<char>('a' + n))); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::ranges::count(came, "added"), 2);
  EXPECT_EQ(std::ranges::count(came, "full"), 4);
}

TEST_P(EvidenceTest, NobodyFindsAnothersFile) {
  const Respondent me = Begun(review_), other = Begun(review_);
  ASSERT_EQ(Add(me, "mine"), "added");
  const std::string id = FilesOf(me).at(0).file.id;
  EXPECT_TRUE(evidence_->FindOwn(review_, me, id));
  EXPECT_FALSE(evidence_->FindOwn(review_, other, id));
  EXPECT_FALSE(evidence_->FindOwn(review_, me, ""));
  EXPECT_FALSE(evidence_->FindOwn(review_, {}, id)) << "nobody is not everybody";
  EXPECT_FALSE(evidence_->Remove(review_, other, id));
  const Review second = Opened();
  EXPECT_FALSE(evidence_->FindOwn(second, me, id));
  Review elsewhere = review_;
  elsewhere.community = CommunityId::New(world_.clock, world_.random);
  EXPECT_FALSE(evidence_->FindOwn(elsewhere, me, id));
  EXPECT_FALSE(evidence_->FindRemarks(review_, id)) << "while the review is open";
}

TEST_P(EvidenceTest, NothingTellsWhenAFileCame) {
  const Respondent me = Begun(review_);
  ASSERT_EQ(Add(me, "mine"), "added");
  EXPECT_EQ(Count("core_object WHERE created_at <> 0 OR touched_at <> 0"), 0);
  const std::string id = FilesOf(me).at(0).file.object_id;
  EXPECT_EQ(id.size(), 32u) << "random, where other objects' ids begin with the time";
  ASSERT_TRUE(journal::LinkAll(db()));
  EXPECT_EQ(Count("journal_entry WHERE action LIKE 'selfreview.evidence%'"), 0) << "an entry has a time";
}

TEST_P(EvidenceTest, AtClosingFilesGoWithTheirRemarks) {
  const Respondent me = Begun(review_);
  ASSERT_EQ(Add(me, "first"), "added");
  ASSERT_EQ(Add(me, "second"), "added");
  ASSERT_TRUE(reviews_->Save(review_, me, {{"asked", 2, "See both", {}}}));
  const Respondent other = Begun(review_);
  ASSERT_EQ(Add(other, "without a word"), "added");
  const auto before = FilesOf(me);
  Close(me);
  const auto remarks = *reviews_->RemarksOf(review_);
  ASSERT_EQ(remarks.size(), 2u);
  const Remark& both = remarks[0].comment.empty() ? remarks[1] : remarks[0];
  const Remark& one = remarks[0].comment.empty() ? remarks[0] : remarks[1];
  EXPECT_EQ(both.comment, "See both");
  ASSERT_EQ(both.files.size(), 2u);
  ASSERT_EQ(one.files.size(), 1u);
  EXPECT_EQ(BytesOf(*evidence_->FindRemarks(review_, one.files[0].id)), "without a word");
  EXPECT_EQ(BytesOf(*evidence_->FindRemarks(review_, both.files[0].id)) +
                BytesOf(*evidence_->FindRemarks(review_, both.files[1].id)),
            both.files[0].bytes == 5 ? "firstsecond" : "secondfirst");
  for (const auto& was : before) EXPECT_FALSE(evidence_->FindRemarks(review_, was.file.id)) << "a new id";
  EXPECT_FALSE(evidence_->FindOwn(review_, me, before[0].file.id)) << "not even its owner";
  EXPECT_EQ(Count("selfreview_answer_file"), 0);
  EXPECT_THAT(*objects::Check(db()), IsEmpty());
}

TEST_P(EvidenceTest, FilesOfWhatFewAnsweredAreDeletedAtClosing) {
  const Respondent me = Begun(review_);
  ASSERT_TRUE(reviews_->Save(review_, me, {{"reviewed", 1, {}, {}}}));
  ASSERT_EQ(Add(me, "of few", "reviewed"), "added");
  ASSERT_EQ(Add(me, "of many"), "added");
  Close(me);
  const auto remarks = *reviews_->RemarksOf(review_);
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].item, "asked");
  EXPECT_EQ(Count("selfreview_remark"), 1) << "not kept and hidden, but gone";
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object"), 1);
}

TEST_P(EvidenceTest, WhoLeavesTakesTheirFilesAlong) {
  const auto account = accounts::AccountId::New(world_.clock, world_.random);
  const auto begun = reviews_->BeginByAccount(review_, account, Group::kOfficer);
  ASSERT_EQ(Add(begun->respondent, "mine"), "added");
  const auto part = PersonalAnswers(sealer_);
  const auto told = db().Read([&](db::Session& s) -> Result<std::string> { return part.tell(s, account); });
  EXPECT_THAT(*told, HasSubstr(R"("files":[{"item":"asked","kind":"text","bytes":4}])"));
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    part.forget(t, account);
    return {};
  }));
  EXPECT_EQ(Count("selfreview_answer_file"), 0);
  ASSERT_TRUE(objects::Sweep(db(), world_.clock));
  EXPECT_EQ(Count("core_object"), 0);
}

TEST_P(EvidenceTest, GoesThroughABackup) {
  const Respondent me = Begun(review_);
  ASSERT_EQ(Add(me, "shown"), "added");
  Close(me);
  const std::string file = folder_.File("hub.concord");
  ASSERT_TRUE(
      backup::Write(db(), file, backup::IfThere::kRefuse, {"0.1.0", "Riverbend", "", {}, "inside"}, world_.clock, {}));
  testing::FreshDatabase into(GetParam());
  backup::Restoring restoring{migrations::Files(), true};
  ASSERT_TRUE(backup::Restore(*into, file, restoring, world_.clock, world_.random));
  Reviews restored({*into, *instruments_, sealer_, world_.clock, world_.random});
  Evidence evidence({.database = *into,
                     .reviews = restored,
                     .clock = world_.clock,
                     .random = world_.random,
                     .log = world_.log,
                     .review_bytes = 0,
                     .folder = ""});
  const auto remarks = restored.RemarksOf(*restored.Find(town_, review_.slug));
  ASSERT_EQ(remarks->size(), 1u);
  EXPECT_TRUE(evidence.FindRemarks(*restored.Find(town_, review_.slug), remarks->at(0).files.at(0).id));
  EXPECT_THAT(*objects::Check(*into), IsEmpty());
}

}  // namespace
}  // namespace concord::selfreview
