// A hub of before the entries rode in the outbox: what its migration must not lose.
#include <gmock/gmock.h>

#include "base/db/migrations.h"
#include "base/db/outbox.h"
#include "base/journal/hashing.h"
#include "base/journal/linker.h"
#include "base/journal/verify.h"
#include "base/testing/databases.h"
#include "migrations_embedded.h"

namespace concord::journal {
namespace {

constexpr char kCommits[] = "202611211500";  // the migration that this is about

class UpgradeTest : public testing::DatabaseTest {
 protected:
  UpgradeTest() : DatabaseTest(testing::Contents::kEmpty) {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    std::vector<std::string> before;
    const auto known = db::KnownMigrations(migrations::Files(), db().dialect());
    ASSERT_TRUE(known);
    for (const auto& migration : *known) {
      if (migration.name < kCommits) before.push_back(migration.name);
    }
    Must([&](db::Transaction& t) { ASSERT_TRUE(db::MigrateWithin(t, migrations::Files(), before, world_.clock)); });
  }
  void Must(const std::function<void(db::Transaction&)>& work) {
    auto status = db().Write([&](db::Transaction& t) -> Status {
      work(t);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  void Upgrade() {
    const auto report = db::Migrate(db(), migrations::Files(), world_.clock, world_.log);
    ASSERT_TRUE(report) << report.error().cause;
  }
  Verdict Look() {
    return db().Read([](db::Session& s) -> Result<Verdict> { return VerifyChains(s); }).value();
  }
};
CONCORD_ON_BOTH_ENGINES(UpgradeTest);

TEST_P(UpgradeTest, WhoFollowedTheOldOutboxIsToldAndANewHubIsNot) {
  Upgrade();
  EXPECT_TRUE(db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, "", 10); }));
}

TEST_P(UpgradeTest, AnIndexOfBeforeIsBuiltAnew) {
  Must([](db::Transaction& t) { t.Execute("INSERT INTO outbox (topic, subject, at) VALUES ('t', 's', 1)"); });
  Upgrade();
  const auto tail = db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, "0:1", 10); });
  ASSERT_FALSE(tail);
  EXPECT_EQ(tail.error().key, "error.outbox_gone");
}

class UpgradeOnPostgresTest : public UpgradeTest {};
CONCORD_ON_POSTGRES(UpgradeOnPostgresTest);

TEST_P(UpgradeOnPostgresTest, EntriesThatWaitedAreLinkedAfterwards) {
  const std::string salt(kSaltBytes, '\x11'), digest = Hex(ContentDigest(salt, "after", "text"));
  const Hash actor = ActorSeal(salt, "Ana Río"), record = RecordSeal(salt, "resource-1", "", digest);
  Must([&](db::Transaction& t) {
    t.Execute(
        "INSERT INTO journal_pending (community_id, at, action, sealed, actor_salt, actor, record_salt, subject, "
        "before_digest, after_digest) VALUES ('hub', 1795247700000, 'a.b', :sealed, :salt, 'Ana Río', :same, "
        "'resource-1', '', :after)",
        Hex(SealOf(actor, record)), Hex(salt), Hex(salt), digest);
    t.Execute(
        "INSERT INTO journal_pending (community_id, at, action, sealed, actor_seal, record_seal) VALUES ('hub', "
        "1795247700001, 'a.c', :sealed, :actor, :record)",
        Hex(SealOf(actor, record)), Hex(actor), Hex(record));
  });
  Upgrade();
  EXPECT_EQ(Look().chains.at(0).pending, 2);
  ASSERT_TRUE(LinkAll(db()));
  const Chain chain = Look().chains.at(0);
  ASSERT_FALSE(chain.fault) << chain.fault->what;
  EXPECT_EQ(chain.size, 2);
  EXPECT_EQ(chain.erased, 1);
}

class UpgradeOnSqliteTest : public UpgradeTest {};
CONCORD_ON_SQLITE(UpgradeOnSqliteTest);

TEST_P(UpgradeOnSqliteTest, AHeadThatFollowedBehindIsBroughtToItsChainsEnd) {
  const std::string salt(kSaltBytes, '\x11');
  const Hash sealed = SealOf(ActorSeal(salt, "system"), RecordSeal(salt, "s", "", ""));
  std::optional<Hash> last;
  Must([&](db::Transaction& t) {
    for (int64_t n = 1; n <= 3; ++n) {
      const Link link{n, 1795247700000, "a.b", sealed, {}};
      last = HashOf("hub", last, link);
      t.Execute(
          "INSERT INTO journal_entry (community_id, number, at, action, sealed, hash, actor_salt, actor, record_salt, "
          "subject, before_digest, after_digest) VALUES ('hub', :n, 1795247700000, 'a.b', :sealed, :hash, :salt, "
          "'system', :same, 's', '', '')",
          n, Hex(sealed), Hex(*last), Hex(salt), Hex(salt));
      if (n == 2) t.Execute("INSERT INTO journal_head VALUES ('hub', 2, :hash)", Hex(*last));
    }
  });
  Upgrade();
  const Chain chain = Look().chains.at(0);
  ASSERT_FALSE(chain.fault) << chain.fault->what;
  EXPECT_EQ(chain.size, 3);
}

}  // namespace
}  // namespace concord::journal
