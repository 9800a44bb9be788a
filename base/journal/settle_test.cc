#include "base/journal/settle.h"

#include <gmock/gmock.h>

#include "base/journal/journal.h"
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
  // As the other engine leaves its rows: on SQLite as if some were still pending, on PostgreSQL without a head.
  void MakePending(int64_t from) {
    Must([&](db::Transaction& t) {
      t.Execute(
          "INSERT INTO journal_pending (community_id, seq, at, action, sealed, actor_salt, actor, record_salt, "
          "subject, "
          "before_digest, after_digest) SELECT community_id, number + 100, at, action, sealed, actor_salt, actor, "
          "record_salt, subject, before_digest, after_digest FROM journal_entry WHERE number >= :from",
          from);
      t.Execute("DELETE FROM journal_entry WHERE number >= :from", from);
      t.Execute("DELETE FROM journal_head");
    });
  }
};
CONCORD_ON_BOTH_ENGINES(SettleTest);

TEST_P(SettleTest, PendingEntriesAreLinkedAndHeadsStandAtTheEnd) {
  Append(30);
  Must([](db::Transaction& t) { Settle(t); });
  const Chain before = Look().chains.at(0);
  EXPECT_EQ(before.size, 30);
  EXPECT_EQ(before.pending, 0);
  MakePending(21);
  Must([](db::Transaction& t) { Settle(t); });
  const Verdict verdict = Look();
  ASSERT_TRUE(verdict.ok()) << verdict.chains.at(0).fault->what;
  EXPECT_EQ(verdict.chains.at(0).size, 30);
  EXPECT_EQ(verdict.chains.at(0).hash, before.hash);  // the same chain, not a new one
  EXPECT_EQ(verdict.chains.at(0).pending, 0);
  Must([](db::Transaction& t) {
    EXPECT_EQ(t.One("SELECT number FROM journal_head")->Int(0), 30);
    Settle(t);
  });
  EXPECT_EQ(Look().chains.at(0).hash, before.hash);
}

TEST_P(SettleTest, NothingCoversThatEntriesWereCutOff) {
  Append(10);
  Must([](db::Transaction& t) { Settle(t); });
  Must([](db::Transaction& t) { t.Execute("DELETE FROM journal_entry WHERE number > 7"); });
  Must([](db::Transaction& t) { Settle(t); });
  EXPECT_FALSE(Look().ok());
}

TEST_P(SettleTest, AnEmptyJournalStaysEmpty) {
  Must([](db::Transaction& t) { Settle(t); });
  EXPECT_TRUE(Look().chains.empty());
}

}  // namespace
}  // namespace concord::journal
