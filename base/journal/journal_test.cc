// Writing entries and linking them, on both engines: order, erasing, reads, many writers, two communities.
#include "base/journal/journal.h"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include "base/journal/hashing.h"

#include "base/testing/databases.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class JournalTest : public ChainTest {};
CONCORD_ON_BOTH_ENGINES(JournalTest);

TEST(Digest, IsSha256) {  // FIPS 180-2, appendix B.1
  EXPECT_EQ(Digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// Computed with Python's hashlib from what docs/journal.md says.
TEST(Hashing, FollowsTheDocument) {
  const std::string salt(16, '\x11');
  const Hash actor = ActorSeal(salt, "system");
  const Hash record = RecordSeal(salt, "resource-1", "", Hex(ContentDigest(salt, "after", "text")));
  Link link{1, 1795247700000, "library.resource.create", SealOf(actor, record), {}};
  EXPECT_EQ(Hex(actor), "335fbbdd250b8acb11f850c8b6557b59abcc60bd7412bb0c0f673f84685508ea");
  EXPECT_EQ(Hex(record), "f24266b4ef9256e23052fcd47d58b818957b5534191c5a73d99c03312b677cc5");
  EXPECT_EQ(Hex(link.sealed), "5d073ab72766476bbf502ade65ad05280524648d4afca866435559b156ddd18f");
  link.hash = HashOf("hub", std::nullopt, link);
  EXPECT_EQ(Hex(link.hash), "9147b0dfa95e895d936df49b19bad65b4008760d212400ca844f10ec5418fdfe");
  link.number = 2;
  EXPECT_EQ(Hex(HashOf("hub", link.hash, link)), "ce65363b98a4c1b1fce6b783447cf02d7d571b96dfd189767468f1d2133ad941");
}

TEST_P(JournalTest, EntriesOfOneTransactionKeepTheirOrder) {
  Write([&](db::Transaction& t) { AppendAll(t, {Made(7), Made(3), Made(5), Made(1)}, world_.clock, world_.random); });
  EXPECT_THAT(Column("SELECT subject FROM journal_entry ORDER BY number"),
              ElementsAre("resource-7", "resource-3", "resource-5", "resource-1"));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, TheStoreHoldsSaltedDigestsOfRecordsAlone) {
  AppendSome(2);
  Write([&](db::Transaction& t) { Append(t, Made(1), world_.clock, world_.random); });  // the same as the second
  const auto digests = Column("SELECT after_digest FROM journal_entry ORDER BY number");
  EXPECT_EQ(digests[1].size(), 64u);
  EXPECT_NE(digests[1], digests[2]);
  EXPECT_NE(digests[1], Digest("the text of 1"));
  const auto salts = Column("SELECT record_salt FROM journal_entry ORDER BY number");
  EXPECT_EQ(digests[1], Hex(ContentDigest(ParseHex(salts[1]).value(), "after", "the text of 1")));
  EXPECT_THAT(Column("SELECT before_digest FROM journal_entry"), ::testing::Each(""));
}

TEST_P(JournalTest, ARolledBackChangeLeavesNoEntry) {
  (void)db().Write([&](db::Transaction& t) -> Status {
    Append(t, Made(6), world_.clock, world_.random);
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  AppendSome(1);
  EXPECT_EQ(Column("SELECT number FROM journal_entry").size(), 1u);
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, AReadIsAnEntryOfItsOwn) {
  auto status = RecordRead(db(), {.actor = "overseer", .action = "voice.complaint", .subject = "complaint-1"},
                           world_.clock, world_.random);
  ASSERT_TRUE(status) << status.error().cause;
  Linked();
  EXPECT_THAT(Column("SELECT action FROM journal_entry"), ElementsAre("voice.complaint.read"));
}

TEST_P(JournalTest, ManyWritersMakeOneChain) {
  std::atomic<int> failures = 0;
  {
    Linker linker(db(), world_.clock, world_.log, milliseconds(1));
    std::vector<std::jthread> writers;
    for (int w = 0; w < 4; ++w) {
      writers.emplace_back([&, w] {
        for (int i = 0; i < 20; ++i) {
          auto status = db().Write([&](db::Transaction& t) -> Status {
            Entry fresh = Made(i);
            fresh.community = "new-" + std::to_string(i);  // chains that several writers begin at once
            AppendAll(t, {Made(w), fresh}, world_.clock, world_.random);
            return {};
          });
          if (!status) ++failures;
        }
      });
    }
  }
  EXPECT_EQ(failures, 0);
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_THAT(Column("SELECT number FROM journal_head WHERE community_id = 'hub'"), ElementsAre("80"));
  EXPECT_EQ(VerifiedChain("hub").pending, 0);
}

TEST_P(JournalTest, ADamagedHeadIsAFindingAndStopsNobody) {
  Entry other = Made(9);
  other.community = "riverbend";
  for (const char* damage :
       {"UPDATE journal_head SET hash = 'no'", "UPDATE journal_head SET number = 1", "DELETE FROM journal_head"}) {
    SCOPED_TRACE(damage);
    AppendSome(2);
    Tamper(std::string(damage) + (std::string(damage).starts_with("U") ? " WHERE community_id = 'hub'" : ""));
    Write([&](db::Transaction& t) { AppendAll(t, {Made(1), other}, world_.clock, world_.random); });
    EXPECT_EQ(VerifiedChain("hub").pending, 0);
    EXPECT_TRUE(VerifiedChain("hub").fault);
  }
  EXPECT_EQ(Column("SELECT number FROM journal_entry WHERE community_id = 'hub'").size(), 9u);
  EXPECT_EQ(Column("SELECT number FROM journal_entry WHERE community_id = 'riverbend'").size(), 3u);
}

TEST_P(JournalTest, TextThatNoEngineCouldStoreIsRefusedWhereItIsWritten) {
  Entry odd = Made(1);
  odd.subject = std::string("a\0b", 3);
  const auto status = db().Write([&](db::Transaction& t) -> Status {
    Append(t, odd, world_.clock, world_.random);
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
}

TEST_P(JournalTest, TwoNodesLinkOneChain) {
  auto other = fresh_->OpenAgain();
  {
    Linker one(db(), world_.clock, world_.log, milliseconds(1));
    Linker two(*other, world_.clock, world_.log, milliseconds(1));
    AppendSome(60);
  }
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(Entries().size(), 60u);
}

TEST_P(JournalTest, WhatACrashLeftUnlinkedIsLinkedAtTheNextStart) {
  Unlinked([&](db::Transaction& t) { Append(t, Made(1), world_.clock, world_.random); });
  { Linker next(db(), world_.clock, world_.log, milliseconds(1)); }
  EXPECT_THAT(Column("SELECT number FROM journal_head"), ElementsAre("1"));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, ErasingAPersonLeavesTheActAndTheRecord) {
  AppendSome(5);
  Entry mine = Made(9);
  mine.actor = "account-1";
  Entry elsewhere = mine;
  elsewhere.community = "riverbend";
  Entry about = Made(8);
  about.subject = "account-1";
  Write([&](db::Transaction& t) { AppendAll(t, {mine, elsewhere, about}, world_.clock, world_.random); });
  const auto before = Column("SELECT hash FROM journal_entry ORDER BY community_id, number");
  int64_t erased = 0;
  Write([&](db::Transaction& t) {
    erased = Erase(t, {.actor = "account-1", .subject = "account-1", .community = {}}, world_.clock, world_.random);
  });
  EXPECT_EQ(erased, 3);
  EXPECT_THAT(Faults(), IsEmpty());
  for (const char* column : {"actor", "subject"})
    EXPECT_THAT(Column(std::string("SELECT ") + column + " FROM journal_entry"),
                ::testing::Not(::testing::Contains("account-1")));
  EXPECT_THAT(Column("SELECT subject FROM journal_entry WHERE actor IS NULL"), ElementsAre("resource-9", "resource-9"));
  EXPECT_THAT(Column("SELECT actor FROM journal_entry WHERE subject IS NULL"), ElementsAre("system"));
  EXPECT_THAT(Column("SELECT community_id FROM journal_entry WHERE action = 'journal.erase' ORDER BY community_id"),
              ElementsAre("hub", "riverbend"));
  const auto after =
      Column("SELECT hash FROM journal_entry WHERE action <> 'journal.erase' ORDER BY community_id, number");
  EXPECT_EQ(before, after);  // every published head still holds
  EXPECT_EQ(VerifiedChain("hub").erased, 2);
}

TEST_P(JournalTest, AnEntryOfTheErasingTransactionIsErasedToo) {
  Entry last = Made(9);
  last.actor = "account-1";
  Write([&](db::Transaction& t) {
    Append(t, last, world_.clock, world_.random);
    Erase(t, {.actor = "account-1", .subject = "", .community = {}}, world_.clock, world_.random);
  });
  EXPECT_THAT(Column("SELECT actor FROM journal_entry ORDER BY number"), ElementsAre("NULL", "system"));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, AThousandEntriesOfOneTransactionKeepTheirPlaces) {
  std::vector<Entry> many;
  for (int i = 0; i < 1000; ++i) many.push_back(Made(i));
  Write([&](db::Transaction& t) { AppendAll(t, many, world_.clock, world_.random); });
  const auto entries = Entries();
  ASSERT_EQ(entries.size(), 1000u);
  EXPECT_EQ(entries[123].record->subject, "resource-123");
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(JournalTest, WhatWaitsForTheLinkerIsErasedToo) {
  Unlinked([&](db::Transaction& t) { Append(t, Made(1), world_.clock, world_.random); });
  Unlinked([&](db::Transaction& t) {
    EXPECT_EQ(Erase(t, {.actor = "", .subject = "resource-1", .community = "hub"}, world_.clock, world_.random), 1);
  });
  Linked();
  EXPECT_THAT(Column("SELECT number FROM journal_entry WHERE subject = 'resource-1'"), IsEmpty());
  EXPECT_THAT(Faults(), IsEmpty());
}

class JournalOnPostgresTest : public ChainTest {};
CONCORD_ON_POSTGRES(JournalOnPostgresTest);

// One transaction holds its entry uncommitted; others commit meanwhile, in its community and elsewhere.
TEST_P(JournalOnPostgresTest, WritersDoNotWaitForEachOther) {
  AppendSome(1);
  std::latch open(1), done(1);
  auto slow = std::async(std::launch::async, [&] {
    return db().Write([&](db::Transaction& t) -> Status {
      Append(t, Made(1), world_.clock, world_.random);
      t.RunDeferred();
      open.count_down();
      done.wait();
      return {};
    });
  });
  open.wait();
  Entry other = Made(2);
  other.community = "riverbend";
  Unlinked([&](db::Transaction& t) { Append(t, other, world_.clock, world_.random); });
  Unlinked([&](db::Transaction& t) { Append(t, Made(3), world_.clock, world_.random); });
  EXPECT_EQ(slow.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
  Linked();  // nor does the Linker wait: what follows the slow one's place stays for later
  EXPECT_EQ(VerifiedChain("hub").pending, 1);
  done.count_down();
  EXPECT_TRUE(slow.get());
  Linked();
  EXPECT_THAT(Column("SELECT number FROM journal_head WHERE community_id = 'hub'"), ElementsAre("3"));
  EXPECT_THAT(Column("SELECT number FROM journal_head WHERE community_id = 'riverbend'"), ElementsAre("1"));
  EXPECT_THAT(Faults(), IsEmpty());
}

}  // namespace
}  // namespace concord::journal
