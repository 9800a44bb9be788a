// Statements that run with the COMMIT, on both engines.
#include <gmock/gmock.h>

#include "base/db/database.h"
#include "base/testing/databases.h"

namespace concord::db {
namespace {

class DeferredTest : public testing::DatabaseTest {
 protected:
  DeferredTest() : DatabaseTest(testing::Contents::kEmpty) {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    ASSERT_TRUE(db().Write([](Transaction& t) -> Status {
      t.Script("CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT)");
      return {};
    }));
  }
  int64_t Count() {
    return db().Read([](Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM thing")->Int(0); }).value();
  }
  static void Defer(Transaction& t, const std::string& id, const Value& n) {
    t.AtCommit("INSERT INTO thing (id, n) VALUES (:id, :n)", id, n);
  }
};
CONCORD_ON_BOTH_ENGINES(DeferredTest);

TEST_P(DeferredTest, StandWithTheTransactionInTheirOrder) {
  auto status = db().Write([](Transaction& t) -> Status {
    for (int i = 0; i < 200; ++i) Defer(t, std::to_string(i), i % 3 == 0 ? Value(nullptr) : Value(i));
    t.AtCommit("UPDATE thing SET n = n + 1000 WHERE id = :id", "199");
    EXPECT_EQ(t.One("SELECT count(*) FROM thing")->Int(0), 0);
    return {};
  });
  ASSERT_TRUE(status) << status.error().cause;
  EXPECT_EQ(Count(), 200);
  const auto n =
      db().Read([](Session& s) -> Result<int64_t> { return s.One("SELECT n FROM thing WHERE id = '199'")->Int(0); });
  EXPECT_EQ(n.value(), 1199);
}

TEST_P(DeferredTest, AreSeenOnceTheTransactionRunsThem) {
  auto status = db().Write([](Transaction& t) -> Status {
    Defer(t, "a", 1);
    t.RunDeferred();
    EXPECT_EQ(t.One("SELECT count(*) FROM thing")->Int(0), 1);
    return {};
  });
  EXPECT_TRUE(status);
  EXPECT_EQ(Count(), 1);
}

TEST_P(DeferredTest, AFailureThereFailsTheWriteAndLeavesTheSessionWell) {
  for (const int at : {0, 100}) {
    auto status = db().Write([&](Transaction& t) -> Status {
      t.Execute("INSERT INTO thing (id) VALUES ('now')");
      for (int i = 0; i < 150; ++i) Defer(t, i == at ? "now" : "later " + std::to_string(i), i);
      return {};
    });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().key, "error.conflict") << status.error().cause;
    EXPECT_EQ(Count(), 0);
  }
  auto bad = db().Write([](Transaction& t) -> Status {
    Defer(t, std::string("nul\0byte", 8), 1);
    return {};
  });
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(db().Write([](Transaction& t) -> Status {
    Defer(t, "a", 1);
    return {};
  }));
  EXPECT_EQ(Count(), 1);
}

TEST_P(DeferredTest, AreGoneWithARefusedTransaction) {
  auto status = db().Write([](Transaction& t) -> Status {
    Defer(t, "a", 1);
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  EXPECT_FALSE(status);
  EXPECT_EQ(Count(), 0);
}

}  // namespace
}  // namespace concord::db
