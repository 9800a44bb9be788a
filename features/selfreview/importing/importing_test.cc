// Instruments that a hub imports, on both engines: kept byte for byte, fixed once used, and carried on by the next.
#include "features/selfreview/importing/importing.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "base/db/outbox.h"
#include "base/testing/databases.h"
#include "features/selfreview/engine/testing.h"
#include "features/selfreview/results/findings.h"
#include "features/selfreview/reviews/reviews.h"
#include "features/selfreview/reviews/store.h"

namespace concord::selfreview::importing {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kSecond = Replaced(Replaced(Replaced(kStructure, "version = 1", "version = 2\nfollows = 1"),
                                              "id = \"reviewed\"", "id = \"looked-back\"\nwas = [\"reviewed\"]"),
                                     "id = \"answered\"", "id = \"answered\"\nwas = []");
const std::string kSecondEnglish = Replaced(kEnglish, "[items.reviewed]", "[items.looked-back]");

Checked Second(const std::string& structure = kSecond) {
  return Check({{"2.toml", structure}, {"2.en.toml", kSecondEnglish}});
}
// Differs from Second() in no more than a comment.
Checked Mended() { return Second("# mended\r\n" + kSecond); }

class ImportingTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    instruments_ = Opened();
    importing_ = std::make_unique<Importing>(
        Importing::Deps{db(), *instruments_, world_.clock, world_.random, [this] { ++changes_; }});
    reviews_ = std::make_unique<Reviews>(Reviews::Deps{db(), *instruments_, sealer_, world_.clock, world_.random});
    town_ = CommunityId::New(world_.clock, world_.random);
  }
  // As another process on the same database has them.
  std::unique_ptr<Instruments> Opened(std::vector<embed::File> more = {}) {
    std::vector<embed::File> files = {{"instruments/small/1.toml", kStructure},
                                      {"instruments/small/1.en.toml", kEnglish}};
    files.insert(files.end(), more.begin(), more.end());
    auto instruments = Instruments::Load(files, &db());
    EXPECT_TRUE(instruments) << instruments.error().cause;
    return std::move(*instruments);
  }
  ReviewDraft Draft(int version) {
    ReviewDraft draft;
    draft.title["en"] = "Where we stand";
    draft.instrument = "small";
    draft.version = version;
    draft.asked = {Group::kLeadership, Group::kOfficer, Group::kResident};
    draft.opens = world_.clock.Now();
    draft.closes = world_.clock.Now() + days(30);
    return draft;
  }
  // Opened, answered by 12 officers and 12 residents with these levels, and closed.
  Review Closed(int version, std::array<int, 3> levels) {
    auto made = reviews_->Create(town_, Draft(version), "admin");
    EXPECT_TRUE(made) << made.error().key << made.error().cause;
    EXPECT_TRUE(reviews_->Open(*made, "admin"));
    Responses answers{.items = 3, .groups = {}, .answers = {}};
    for (int n = 0; n < 24; ++n) {
      answers.groups.push_back(n % 2 == 0 ? Group::kOfficer : Group::kResident);
      for (const int level : levels) answers.answers.push_back(static_cast<Answer>(level));
    }
    EXPECT_TRUE(reviews_->PutResponses(*made, answers, "admin"));
    EXPECT_TRUE(reviews_->Close(*made, 1, "admin"));
    world_.clock.Advance(days(1));
    return *reviews_->Find(town_, made->slug);
  }
  std::vector<std::string> Acts() {
    std::vector<std::string> acts;
    EXPECT_TRUE(db().Read([&](db::Session& s) -> Status {
      for (const auto& bytes : db::PeekAttached(s, "")) {
        for (const char* act : {"import", "replace", "remove"}) {
          if (bytes.find(std::string("selfreview.instrument.") + act) != std::string::npos) acts.push_back(act);
        }
      }
      return {};
    }));
    return acts;
  }

  crypto::Sealer sealer_{std::string(32, 'k')};
  std::unique_ptr<Instruments> instruments_;
  std::unique_ptr<Importing> importing_;
  std::unique_ptr<Reviews> reviews_;
  CommunityId town_;
  std::atomic<int> changes_ = 0;
};
CONCORD_ON_BOTH_ENGINES(ImportingTest);

TEST_P(ImportingTest, AVersionIsKeptByteForByteAndSeenByEveryProcess) {
  const auto other = Opened();
  EXPECT_EQ(other->Newest("small")->instrument.version, 1);
  ASSERT_TRUE(importing_->Keep(Mended(), "", "kim"));
  EXPECT_EQ(changes_, 1);
  for (const Instruments* one : {&*instruments_, &*other}) {
    const KeptPtr kept = one->Find("small", 2);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->structure.bytes, "# mended\r\n" + kSecond);
    ASSERT_NE(kept->FileNamed("2.en.toml"), nullptr);
    EXPECT_EQ(kept->FileNamed("2.en.toml")->bytes, kSecondEnglish);
    EXPECT_EQ(kept->added, world_.clock.Now());
    EXPECT_EQ(one->Newest("small"), kept) << "and parsed once";
    EXPECT_THAT(one->All(), SizeIs(1));
    EXPECT_THAT(one->VersionsOf("small"), SizeIs(2));
  }
  EXPECT_FALSE(instruments_->Find("small", 1)->added);
  ASSERT_TRUE(importing_->Keep(Mended(), "", "kim")) << "the same once more is no change";
  EXPECT_EQ(changes_, 1);
  EXPECT_THAT(Acts(), ElementsAre("import"));
}

TEST_P(ImportingTest, WhatTheProgramCarriesCannotBeReplacedOrRemoved) {
  const auto kept = importing_->Keep(Check({{"1.toml", kStructure}, {"1.en.toml", kEnglish}}), "", "kim");
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().key, "selfreview.importing.error.carried");
  const auto removed = importing_->Remove("small", 1, "kim");
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().key, "selfreview.importing.error.carried");
  EXPECT_EQ(importing_->Remove("small", 7, "kim").error().kind, ErrorKind::kNotFound);
  const auto broken = importing_->Keep(Check({{"1.toml", "nonsense"}, {"1.en.toml", kEnglish}}), "", "kim");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(Acts(), IsEmpty());
}

TEST_P(ImportingTest, AnUnusedVersionIsReplacedByWhoSawItAndRemoved) {
  const auto other = Opened();
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const KeptPtr first = other->Find("small", 2);
  ASSERT_TRUE(first);
  const auto blind = importing_->Keep(Mended(), "", "ana");
  ASSERT_FALSE(blind);
  EXPECT_EQ(blind.error().key, "selfreview.importing.error.there");
  EXPECT_EQ(importing_->Keep(Mended(), "of something else", "ana").error().kind, ErrorKind::kConflict);
  ASSERT_TRUE(importing_->Keep(Mended(), first->digest, "ana"));
  EXPECT_THAT(other->Find("small", 2)->structure.bytes, HasSubstr("# mended"));
  EXPECT_EQ(first->structure.bytes, kSecond) << "whoever holds it has what they had";
  ASSERT_TRUE(importing_->Remove("small", 2, "ana"));
  EXPECT_EQ(other->Find("small", 2), nullptr);
  EXPECT_EQ(other->Newest("small")->instrument.version, 1);
  EXPECT_THAT(Acts(), ElementsAre("import", "replace", "remove"));
  EXPECT_EQ(changes_, 3);
}

TEST_P(ImportingTest, AUsedVersionStaysAsItIs) {
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const std::string digest = instruments_->Find("small", 2)->digest;
  const auto refused = [&](const char* when) {
    const auto replaced = importing_->Keep(Mended(), digest, "kim");
    ASSERT_FALSE(replaced) << when;
    EXPECT_EQ(replaced.error().key, "selfreview.importing.error.used") << when;
    const auto removed = importing_->Remove("small", 2, "kim");
    ASSERT_FALSE(removed) << when;
    EXPECT_EQ(removed.error().key, "selfreview.importing.error.used") << when;
    EXPECT_FALSE(importing_->Find("small", 2)->MayChange()) << when;
    EXPECT_EQ(instruments_->Find("small", 2)->structure.bytes, kSecond) << when;
  };
  auto draft = reviews_->Create(town_, Draft(2), "admin");
  ASSERT_TRUE(draft) << draft.error().key << draft.error().cause;
  refused("by a draft");
  ASSERT_TRUE(reviews_->Discard(*draft, "admin"));
  EXPECT_TRUE(importing_->Find("small", 2)->MayChange()) << "the draft was thrown away";
  draft = reviews_->Create(town_, Draft(1), "admin");
  ASSERT_TRUE(reviews_->Edit(*draft, Draft(2), "admin"));
  refused("by a draft that was changed");
  ASSERT_TRUE(reviews_->Open(*draft, "admin"));
  refused("by an open one");
  Closed(2, {1, 1, 1});
  ASSERT_TRUE(reviews_->Discard(*draft, "admin"));
  refused("by a closed one");
}

TEST_P(ImportingTest, AReviewThatIsBeingMadeHoldsItsVersion) {
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  Review review;
  review.community = town_;
  review.id = Uuid::V7(world_.clock, world_.random).ToString();
  review.slug = "made-meanwhile";
  review.about = Draft(2);
  std::atomic<bool> began = false, done = false;
  Status removed;
  std::thread curator;
  const Status made = db().Write([&](db::Transaction& t) -> Status {
    EXPECT_TRUE(instruments_->Hold(t, "small", 2));
    curator = std::thread([&] {
      began = true;
      removed = importing_->Remove("small", 2, "kim");
      done = true;
    });
    while (!began) std::this_thread::yield();
    std::this_thread::sleep_for(milliseconds(150));
    EXPECT_FALSE(done) << "waits for whoever holds it";
    sql::InsertReview(t, review);
    return {};
  });
  curator.join();
  ASSERT_TRUE(made) << made.error().cause;
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().key, "selfreview.importing.error.used") << removed.error().cause;
  EXPECT_TRUE(instruments_->Find("small", 2));
}

TEST_P(ImportingTest, NeverBothAReviewAndARemoval) {
  for (int round = 0; round < 12; ++round) {
    ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
    Result<Review> made = Fail(ErrorKind::kInternal, "not run");
    Status removed;
    std::thread admin([&] { made = reviews_->Create(town_, Draft(2), "admin"); });
    std::thread curator([&] { removed = importing_->Remove("small", 2, "kim"); });
    admin.join();
    curator.join();
    ASSERT_NE(made.has_value(), removed.has_value()) << "round " << round;
    EXPECT_EQ(instruments_->Find("small", 2) != nullptr, made.has_value());
    if (made) {
      EXPECT_EQ(removed.error().key, "selfreview.importing.error.used") << removed.error().cause;
      ASSERT_TRUE(reviews_->Discard(*made, "admin"));
    } else {
      EXPECT_EQ(made.error().key, "reviews.error.instrument") << made.error().cause;
    }
  }
}

TEST_P(ImportingTest, ReadersAndWritersAtOnceSeeWholeVersions) {
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0, seen = 0;
  const auto other = Opened();
  std::vector<std::thread> readers;
  for (int n = 0; n < 3; ++n) {
    readers.emplace_back([&] {
      while (!stop) {
        const KeptPtr kept = other->Find("small", 2);
        if (!kept || kept->digest != DigestOf(kept->Files())) ++wrong;
        if (other->VersionsOf("small").size() != 2) ++wrong;
        ++seen;
      }
    });
  }
  while (seen == 0) std::this_thread::yield();
  for (int n = 0; n < 6; ++n) {
    const Checked next = Second("# " + std::to_string(n) + "\n" + kSecond);
    ASSERT_TRUE(importing_->Keep(next, instruments_->Find("small", 2)->digest, "kim"));
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

TEST_P(ImportingTest, FilesThatAreNotThoseThatWereImportedAreFound) {
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const auto faults = [&] {
    return *db().Read([](db::Session& s) -> Result<std::vector<std::string>> { return Instruments::Check(s); });
  };
  EXPECT_THAT(faults(), IsEmpty());
  ASSERT_TRUE(db().Write([](db::Transaction& t) -> Status {
    t.Execute("UPDATE selfreview_instrument_file SET bytes = 'changed' WHERE name = '2.en.toml'");
    return {};
  }));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("small, version 2")));
  EXPECT_EQ(Opened()->Find("small", 2), nullptr) << "and it is not shown";
}

TEST_P(ImportingTest, AVersionThatALaterProgramCarriesTooStaysTheHubs) {
  ASSERT_TRUE(importing_->Keep(Mended(), "", "kim"));
  const auto later = Opened({{"instruments/small/2.toml", kSecond}, {"instruments/small/2.en.toml", kSecondEnglish}});
  EXPECT_THAT(later->Find("small", 2)->structure.bytes, HasSubstr("# mended"));
  EXPECT_THAT(later->Newest("small")->structure.bytes, HasSubstr("# mended"));
  ASSERT_TRUE(importing_->Remove("small", 2, "kim"));
  EXPECT_EQ(later->Find("small", 2)->structure.bytes, kSecond);
}

TEST_P(ImportingTest, ChangeOverTimeSurvivesANewVersion) {
  const Review before = Closed(1, {1, 2, 1});
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const Review now = Closed(2, {3, 2, 4});
  const auto figures = [&](const Review& review) { return *ReadSnapshot((*reviews_->SnapshotOf(review))->figures); };
  const auto changes = results::Changes(reviews_->InstrumentOf(now)->instrument, figures(now),
                                        reviews_->InstrumentOf(before)->instrument, figures(before));
  std::map<std::string, double> everyones;
  for (const auto& change : changes) {
    if (change.audience == 0) everyones[figures(now).items[change.item].id] = change.now - change.before;
  }
  EXPECT_THAT(everyones, ElementsAre(std::pair("asked", 2.0), std::pair("looked-back", 3.0)))
      << "by its own id, and by the one that it was; what is asked anew has no past";
}

TEST_P(ImportingTest, ChangeOverTimeSurvivesTwoNewVersions) {
  const Review before = Closed(1, {1, 2, 1});
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  ASSERT_TRUE(
      importing_->Keep(Check(NextVersion(*Second().instrument, Second().structure, Second().texts, 3)), "", "kim"));
  const Review now = Closed(3, {3, 2, 4});
  const auto figures = [&](const Review& review) { return *ReadSnapshot((*reviews_->SnapshotOf(review))->figures); };
  const Instrument& first = reviews_->InstrumentOf(before)->instrument;
  const Instrument direct = Following(reviews_->InstrumentOf(now)->instrument, first, reviews_->VersionsOf("small"));
  std::set<std::string> items;
  for (const auto& change : results::Changes(direct, figures(now), first, figures(before)))
    items.insert(figures(now).items[change.item].id);
  EXPECT_THAT(items, ElementsAre("asked", "looked-back"));
}

TEST_P(ImportingTest, WhoseTrendsEndIsSaidBeforeItIsKept) {
  const auto warnings = WarningsOf(*instruments_, *Second().instrument, "en");
  ASSERT_THAT(warnings, SizeIs(1));
  EXPECT_EQ(warnings[0].key, "selfreview.importing.warning.ended");
  EXPECT_THAT(warnings[0].names, ElementsAre("answered: Residents get an answer."));
  const auto keys = [&](const std::string& structure) {
    std::vector<std::string> all;
    const Checked checked = Second(structure);
    EXPECT_TRUE(checked.instrument) << checked.problems.front().key;
    for (const auto& one : WarningsOf(*instruments_, *checked.instrument, "en")) all.push_back(one.key.substr(29));
    return all;
  };
  std::string alone = Replaced(kSecond, "\nfollows = 1", "");
  for (const char* was : {"\nwas = [\"reviewed\"]", "\nwas = []"}) alone = Replaced(alone, was, "");
  EXPECT_THAT(keys(alone), ElementsAre("no_follows"));
  EXPECT_THAT(keys(Replaced(kSecond, "was = [\"reviewed\"]", "was = [\"reviewd\"]")),
              ElementsAre("strangers", "ended"));
  EXPECT_THAT(keys(Replaced(kSecond, "\nwas = []", "")), IsEmpty());
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const std::string third = Replaced(Replaced(kSecond, "version = 2\nfollows = 1", "version = 3\nfollows = 1"),
                                     "was = []", "was = [\"answered\"]");
  const Checked checked = Check({{"3.toml", third}, {"3.en.toml", kSecondEnglish}});
  ASSERT_TRUE(checked.instrument);
  const auto late = WarningsOf(*instruments_, *checked.instrument, "en");
  ASSERT_THAT(late, SizeIs(1));
  EXPECT_EQ(late[0].key, "selfreview.importing.warning.follows_older");
}

TEST_P(ImportingTest, AVersionThatAnotherFollowsIsNotRemoved) {
  ASSERT_TRUE(importing_->Keep(Second(), "", "kim"));
  const auto files = NextVersion(*Second().instrument, Second().structure, Second().texts, 3);
  ASSERT_TRUE(importing_->Keep(Check(files), "", "kim"));
  const auto removed = importing_->Remove("small", 2, "kim");
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().key, "selfreview.importing.error.followed");
  ASSERT_TRUE(importing_->Remove("small", 3, "kim"));
  EXPECT_TRUE(importing_->Remove("small", 2, "kim"));
}

}  // namespace
}  // namespace concord::selfreview::importing
