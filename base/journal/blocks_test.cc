// Chains of which parts lie in blocks and parts in rows of their own: read, proven, erased and tampered with.
#include "base/journal/blocks.h"

#include <gmock/gmock.h>

#include <sstream>

#include "base/journal/days.h"
#include "base/journal/exported.h"
#include "base/journal/proofs.h"
#include "base/journal/tables.h"

#include "base/testing/databases.h"
// After it: the fixture stands on it.
#include "base/journal/testing.h"

namespace concord::journal {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Entries 1 to 5 in rows, 6 to 45 in a block, 46 to 48 in rows, 49 to 348 in blocks of 256 and 44.
class BlocksTest : public ChainTest {
 protected:
  void SetUp() override {
    ChainTest::SetUp();
    if (!fresh_) return;
    AppendSome(5);
    AppendAtOnce(40);
    AppendSome(3);
    AppendAtOnce(300);
    ASSERT_THAT(Column("SELECT first FROM journal_block ORDER BY number"), ElementsAre("6", "49", "305"));
    ASSERT_EQ(Column("SELECT number FROM journal_entry").size(), 8u);
  }
  void AppendAtOnce(int count) {
    Write([&](db::Transaction& t) {
      for (int i = 0; i < count; ++i) {
        Entry entry = Made(i);
        if (i % 10 == 3) entry.actor = "account-1", entry.action = "library.resource.update";
        Append(t, entry, world_.clock, world_.random);
      }
    });
  }
  // The block of these numbers, with its bytes as they are and as `change` leaves them.
  void Rewrite(int64_t number, const std::function<void(std::string&)>& change) {
    Unlinked([&](db::Transaction& t) {
      auto block = BlockFrom(t, kHub, number);
      ASSERT_TRUE(block);
      change(block->entries);
      t.Execute("UPDATE journal_block SET entries = :entries WHERE number = :number", db::Bytes{block->entries},
                block->number);
    });
  }
  // Applies `sql`, expects one finding that holds `finding`, and puts everything back.
  void Finds(const std::string& sql, const std::string& finding) {
    SCOPED_TRACE(sql);
    Tamper(
        "CREATE TABLE kept_entry AS SELECT * FROM journal_entry; CREATE TABLE kept_block AS SELECT * FROM "
        "journal_block");
    Tamper(sql);
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr("journal hub: " + finding)));
    Tamper(
        "DELETE FROM journal_entry; INSERT INTO journal_entry SELECT * FROM kept_entry; DROP TABLE kept_entry;"
        "DELETE FROM journal_block; INSERT INTO journal_block SELECT * FROM kept_block; DROP TABLE kept_block");
    EXPECT_THAT(Faults(), IsEmpty());
  }
};
CONCORD_ON_BOTH_ENGINES(BlocksTest);

TEST_P(BlocksTest, AChainReadsTheSameWhereverItsEntriesLie) {
  const auto entries = Entries();
  ASSERT_EQ(entries.size(), 348u);
  for (size_t i = 0; i < entries.size(); ++i) EXPECT_EQ(entries[i].link.number, static_cast<int64_t>(i) + 1);
  EXPECT_EQ(entries[5].record->subject, "resource-0");
  EXPECT_EQ(entries[44].record->subject, "resource-39");
  EXPECT_EQ(entries[47].record->subject, "resource-2");
  EXPECT_EQ(entries[347].record->subject, "resource-299");
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(VerifiedChain("hub").size, 348);
  Reading([&](db::Session& s) {
    EXPECT_EQ(SizeOf(s, "hub"), 348);
    for (const int64_t number : {1, 5, 6, 20, 45, 46, 48, 49, 304, 305, 348}) {
      const auto entry = EntryAt(s, "hub", number);
      EXPECT_TRUE(entry && entry->link.hash == entries[static_cast<size_t>(number - 1)].link.hash) << number;
    }
    EXPECT_FALSE(EntryAt(s, "hub", 0));
    EXPECT_FALSE(EntryAt(s, "hub", 349));
    EXPECT_FALSE(EntryAt(s, "riverbend", 1));
    std::vector<int64_t> numbers;
    ForEachEntry(s, "hub", 44, 50, [&](const Stored& entry) {
      numbers.push_back(entry.link.number);
      return entry.link.number < 49;
    });
    EXPECT_THAT(numbers, ElementsAre(44, 45, 46, 47, 48, 49));
    return 0;
  });
}

TEST_P(BlocksTest, EveryByteOfABlockIsGuarded) {
  const size_t size = Reading([](db::Session& s) { return BlockFrom(s, kHub, 45)->entries.size(); });
  ASSERT_GT(size, 4000u);
  // A step that meets every field of an entry, and every place in a field, in some entry.
  for (size_t at = 0; at < size; at += 37) {
    const char bit = static_cast<char>(1 << at % 8);
    Rewrite(45, [&](std::string& bytes) { bytes[at] ^= bit; });
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr("journal hub: entry "))) << at;
    Rewrite(45, [&](std::string& bytes) { bytes[at] ^= bit; });
  }
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(BlocksTest, TheFirstBrokenEntryOfABlockIsNamed) {
  for (const int number : {6, 17, 45}) {
    SCOPED_TRACE(number);
    const auto change = [&](const std::function<void(Placed&)>& how) {
      Rewrite(45, [&](std::string& bytes) {
        auto entries = UnpackPlaced(bytes).value();
        how(entries.at(static_cast<size_t>(number - 6)));
        bytes.clear();
        for (const Placed& placed : entries) PackPlaced(placed, bytes);
      });
    };
    const std::string entry = "journal hub: entry " + std::to_string(number);
    std::string action;
    change([&](Placed& placed) { action = std::exchange(placed.entry.action, "library.resource.remove"); });
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr(entry + " was changed, or does not follow")));
    change([&](Placed& placed) { placed.entry.action = action; });
    change([&](Placed& placed) { placed.entry.record->subject += "x"; });
    EXPECT_THAT(Faults(), ElementsAre(HasSubstr(entry + " was changed: its actor or record")));
    change([&](Placed& placed) { placed.entry.record->subject.pop_back(); });
    EXPECT_THAT(Faults(), IsEmpty());
  }
}

TEST_P(BlocksTest, EntriesThatWerePutInTakenOutOrSwappedAreFound) {
  const auto with_entries = [&](const std::function<void(std::vector<Placed>&)>& how) {
    std::string before;
    Rewrite(45, [&](std::string& bytes) {
      before = bytes;
      auto entries = UnpackPlaced(bytes).value();
      how(entries);
      bytes.clear();
      for (const Placed& placed : entries) PackPlaced(placed, bytes);
    });
    const auto faults = Faults();
    Rewrite(45, [&](std::string& bytes) { bytes = before; });
    return faults;
  };
  EXPECT_THAT(with_entries([](auto& all) { std::swap(all[10], all[11]); }), ElementsAre(HasSubstr("entry 16 was")));
  EXPECT_THAT(with_entries([](auto& all) { all.erase(all.begin() + 10); }), ElementsAre(HasSubstr("entry 6 was")));
  EXPECT_THAT(with_entries([](auto& all) { all.push_back(all.back()); }), ElementsAre(HasSubstr("entry 6 was")));
  EXPECT_THAT(with_entries([](auto& all) { all.clear(); }), ElementsAre(HasSubstr("entry 6 was")));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(BlocksTest, WhatABlockSaysOfItselfIsGuarded) {
  Finds("DELETE FROM journal_block WHERE number = 45", "entry 6 is missing");
  Finds("DELETE FROM journal_block WHERE number = 348", "entry 305 is missing: the head counts 348");
  Finds("DELETE FROM journal_block WHERE number > 45; DELETE FROM journal_entry WHERE number > 45",
        "entry 46 is missing: the head counts 348");
  Finds("UPDATE journal_block SET first = first + 1 WHERE number = 45", "entry 6 was changed");
  Finds("UPDATE journal_block SET number = 44 WHERE number = 45", "entry 6 was changed");
  Finds("UPDATE journal_block SET first = first - 1, number = number - 1 WHERE number = 45", "entry 5 was changed");
  Finds("UPDATE journal_block SET earliest = earliest - 1 WHERE number = 45", "entry 6 was changed");
  Finds("UPDATE journal_block SET latest = latest + 1 WHERE number = 304", "entry 49 was changed");
  Finds(
      "UPDATE journal_block SET entries = (SELECT b.entries FROM journal_block b WHERE b.number = 304) WHERE number = "
      "348",
      "entry 305 was changed");
}

// Readers pass such rows over, so that the chain itself goes on.
TEST_P(BlocksTest, WhatLiesBesideABlocksEntryIsFound) {
  constexpr char kCopy[] =
      "INSERT INTO journal_entry (community_id, number, at, action, sealed, hash, actor_salt, actor, record_salt, "
      "subject, before_digest, after_digest) SELECT community_id, 20, at, action, sealed, hash, actor_salt, actor, "
      "record_salt, subject, before_digest, after_digest FROM journal_entry WHERE number = 5";
  Finds(kCopy, "entry 20 was put in beside the one of its number");
  Finds(
      "INSERT INTO journal_block (community_id, first, number, earliest, latest, entries) SELECT community_id, first, "
      "44, earliest, latest, entries FROM journal_block WHERE number = 45",
      "entry 6 was changed");
}

TEST_P(BlocksTest, ErasingReachesIntoBlocks) {
  const auto before = Entries();
  const auto acts = Reading([](db::Session& s) { return ActsOf(s, "account-1").size(); });
  EXPECT_EQ(acts, 34u);
  int64_t erased = 0;
  Write([&](db::Transaction& t) {
    erased = Erase(t, {.actor = "account-1", .subject = "resource-7", .community = {}}, world_.clock, world_.random);
  });
  EXPECT_EQ(erased, 34 + 2);
  EXPECT_THAT(Faults(), IsEmpty());
  EXPECT_EQ(Reading([](db::Session& s) { return ActsOf(s, "account-1").size(); }), 0u);
  EXPECT_THAT(Reading([](db::Session& s) { return BlocksWith(s, kHub, "account-1"); }), IsEmpty());
  const auto after = Entries();
  ASSERT_EQ(after.size(), before.size() + 1);  // "journal.erase"
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].link.hash, before[i].link.hash);
    EXPECT_EQ(after[i].actor.has_value(), before[i].actor->id != "account-1");
    EXPECT_EQ(after[i].record.has_value(), before[i].record->subject != "resource-7");
  }
  EXPECT_EQ(VerifiedChain("hub").erased, 36);
}

TEST_P(BlocksTest, ErasingFindsAnIdThatIsPackedAsAUuid) {
  const std::string id = "01a2001f-e0cc-7bfd-b6ea-8762d9cde23d";
  std::vector<Entry> entries;
  for (int i = 0; i < 40; ++i) {
    entries.push_back(Made(i));
    entries.back().community = id;
    entries.back().actor = id;
  }
  Write([&](db::Transaction& t) { AppendAll(t, entries, world_.clock, world_.random); });
  EXPECT_EQ(Column("SELECT number FROM journal_entry WHERE community_id = '" + id + "'").size(), 0u);
  EXPECT_EQ(Reading([&](db::Session& s) { return ActsOf(s, id).size(); }), 40u);
  int64_t erased = 0;
  Write([&](db::Transaction& t) {
    erased = Erase(t, {.actor = id, .subject = "", .community = {}}, world_.clock, world_.random);
  });
  EXPECT_EQ(erased, 40);
  EXPECT_EQ(Reading([&](db::Session& s) { return ActsOf(s, id).size(); }), 0u);
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(BlocksTest, DaysExportsAndProofsAreThoseOfOneChain) {
  world_.clock.Advance(std::chrono::hours(24));
  AppendAtOnce(50);
  ASSERT_TRUE(CloseDays(db(), world_.clock.Now()));
  EXPECT_THAT(Column("SELECT number FROM journal_day"), ElementsAre("348"));
  EXPECT_THAT(Column("SELECT entries FROM journal_day_action ORDER BY action"), ElementsAre("314", "34"));
  const Counts counts = Reading([&](db::Session& s) { return CountsOf(s, "hub", world_.clock.Now()); });
  EXPECT_EQ(counts.all.at("library.resource.create"), 314 + 45);
  EXPECT_EQ(counts.recent.at("library.resource.update"), 5);
  EXPECT_THAT(Faults(), IsEmpty());
  Reading([&](db::Session& s) {
    std::string text;
    WriteExport(s, {.community = "hub", .name = "The hub", .generated = world_.clock.Now()},
                [&](const std::string& line) {
                  text += line;
                  return true;
                });
    std::istringstream in(text);
    const auto verdict = VerifyExport(in, {});
    EXPECT_FALSE(verdict.chain.fault);
    EXPECT_EQ(verdict.chain.size, 398);
    for (const int64_t number : {5, 6, 45, 100, 398}) {
      const auto proof = ProveInclusion(s, "hub", number, {.actor = true, .record = true});
      EXPECT_TRUE(proof && CheckProof(*proof)->holds) << number;
    }
    return 0;
  });
}

TEST_P(BlocksTest, ADayThatBeginsWithinABlockIsClosedThere) {
  Write([&](db::Transaction& t) {
    for (int i = 0; i < 60; ++i) {
      if (i == 20) world_.clock.Advance(std::chrono::hours(24));
      Append(t, Made(i), world_.clock, world_.random);
    }
  });
  ASSERT_TRUE(CloseDays(db(), world_.clock.Now()));
  EXPECT_THAT(Column("SELECT number FROM journal_day"), ElementsAre("368"));
  world_.clock.Advance(std::chrono::hours(24));
  ASSERT_TRUE(CloseDays(db(), world_.clock.Now()));
  EXPECT_THAT(Column("SELECT number FROM journal_day ORDER BY number"), ElementsAre("368", "408"));
  EXPECT_THAT(Faults(), IsEmpty());
}

TEST_P(BlocksTest, LongEntriesMakeSmallerBlocks) {
  Write([&](db::Transaction& t) {
    for (int i = 0; i < 64; ++i) {
      Entry entry = Made(i);
      entry.subject = std::string(9000, 's');
      Append(t, entry, world_.clock, world_.random);
    }
  });
  EXPECT_EQ(Column("SELECT number FROM journal_block").size(), 3u + 4);
  EXPECT_EQ(Entries().size(), 348u + 64);
  EXPECT_THAT(Faults(), IsEmpty());
}

}  // namespace
}  // namespace concord::journal
