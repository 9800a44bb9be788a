#include "base/journal/settle.h"

#include <gmock/gmock.h>

#include "base/db/outbox.h"
#include "base/journal/hashing.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/journal/verify.h"
#include "base/testing/databases.h"

namespace concord::journal {
namespace {

class SettleTest : public testing::DatabaseTest {
 protected:
  void Must(const std::function<void(db::Transaction&)>& work) {
    auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  Verdict Look() {
    return db().Read([](db::Session& s) -> Result<Verdict> { return VerifyChains(s); }).value();
  }
  void Append(int entries) {
    Must([&](db::Transaction& t) {
      for (int i = 0; i < entries; ++i)
        journal::Append(t, {"system", "test.write", "record", "", std::to_string(i)}, world_.clock, world_.random);
    });
  }
};
CONCORD_ON_BOTH_ENGINES(SettleTest);

TEST_P(SettleTest, WhatNoLinkerHasTakenUpIsPutIntoItsChainOnce) {
  Append(20);
  ASSERT_TRUE(LinkAll(db()));
  Append(10);
  EXPECT_EQ(Look().chains.at(0).pending, 10);
  Must([](db::Transaction& t) { Settle(t); });
  const Chain settled = Look().chains.at(0);
  ASSERT_FALSE(settled.fault) << settled.fault->what;
  EXPECT_EQ(settled.size, 30);
  EXPECT_EQ(settled.pending, 0);
  Must([](db::Transaction& t) { EXPECT_EQ(t.One("SELECT number FROM journal_head")->Int(0), 30); });
  Must([](db::Transaction& t) { Settle(t); });
  ASSERT_TRUE(LinkAll(db()));
  EXPECT_EQ(Look().chains.at(0).hash, settled.hash);  // the same chain, not a new one
}

TEST_P(SettleTest, NothingCoversThatEntriesWereCutOff) {
  Append(10);
  ASSERT_TRUE(LinkAll(db()));
  Must([](db::Transaction& t) { t.Execute("DELETE FROM journal_entry WHERE number > 7"); });
  Append(2);
  Must([](db::Transaction& t) { Settle(t); });
  EXPECT_FALSE(Look().ok());
}

TEST_P(SettleTest, AnEmptyJournalStaysEmpty) {
  Must([](db::Transaction& t) { Settle(t); });
  EXPECT_TRUE(Look().chains.empty());
}

// As after a dump of PostgreSQL was loaded into a new server: numbers of the old one stand in the outbox and in the
// position, above or below those of the new one, and some rows are linked already.
class SettleOnPostgresTest : public SettleTest {};
CONCORD_ON_POSTGRES(SettleOnPostgresTest);

TEST_P(SettleOnPostgresTest, AnOutboxOfAnotherServersNumberingLosesAndDoublesNothing) {
  Append(5);
  ASSERT_TRUE(LinkAll(db()));
  Append(3);
  Must([](db::Transaction& t) {
    t.Execute("UPDATE outbox SET xid = xid + 1000000000");
    t.Execute("UPDATE setting SET value = '1000000000:' || (SELECT max(seq) FROM outbox) WHERE key = 'journal.linked'");
    t.Execute("INSERT INTO setting (key, value) VALUES ('outbox.pruned', '1000000000:1')");
  });
  const auto follow = [&] {
    return db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, db::Head(s), 10); });
  };
  EXPECT_TRUE(follow());  // also before anyone has tidied
  Append(2);
  ASSERT_TRUE(LinkAll(db()));
  Append(1);
  ASSERT_TRUE(LinkAll(db()));
  const Chain chain = Look().chains.at(0);
  ASSERT_FALSE(chain.fault) << chain.fault->what;
  EXPECT_EQ(chain.size, 11);
  EXPECT_EQ(chain.pending, 0);
  EXPECT_TRUE(follow());
  EXPECT_FALSE(db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, "1:1", 10); }))
      << "a cursor of before";
}

}  // namespace
}  // namespace concord::journal
