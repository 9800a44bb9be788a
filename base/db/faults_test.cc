// Many threads, busy databases, lost connections, full disks.
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <latch>
#include <thread>

#include "base/db/database.h"
#include "base/testing/databases.h"
#include "base/testing/postgres.h"

namespace concord::db {
namespace {

using ::testing::HasSubstr;

class FaultsTest : public testing::DatabaseTest {
 protected:
  FaultsTest() : DatabaseTest(testing::Contents::kEmpty) {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (fresh_)
      Script("CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO pair VALUES ('a', 0), ('b', 0)");
  }
  void Script(std::string_view sql) {
    auto status = db().Write([&](Transaction& t) -> Status {
      t.Script(sql);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  // Both rows together: no reader may ever see them differ.
  Status AddOne(Database& database) {
    return database.Write([&](Transaction& t) -> Status {
      t.Execute("UPDATE pair SET n = n + 1 WHERE id = 'a'");
      t.Execute("UPDATE pair SET n = n + 1 WHERE id = 'b'");
      return {};
    });
  }
  int64_t N(Database& database, const char* id = "a") {
    return database
        .Read([&](Session& s) -> Result<int64_t> { return s.One("SELECT n FROM pair WHERE id = :id", id)->Int(0); })
        .value();
  }
  std::unique_ptr<Database> Open(Options changes) {
    Options options = fresh_->options();
    options.readers = changes.readers;
    options.busy_milliseconds = changes.busy_milliseconds;
    options.wait_milliseconds = changes.wait_milliseconds;
    auto database = Database::Open(options, world_.log);
    if (!database) throw std::runtime_error(database.error().cause);
    return std::move(*database);
  }
};
CONCORD_ON_BOTH_ENGINES(FaultsTest);

TEST_P(FaultsTest, ReadersSeeWholeSnapshotsWhileWritersWrite) {
  std::atomic<bool> writing = true;
  std::atomic<int> failures = 0, reads = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (writing) {
        auto same = db().Read([](Session& s) -> Result<bool> {
          int64_t a = s.One("SELECT n FROM pair WHERE id = 'a'")->Int(0);
          std::this_thread::yield();
          return a == s.One("SELECT n FROM pair WHERE id = 'b'")->Int(0);
        });
        if (!same || !*same) ++failures;
        ++reads;
      }
    });
  }
  {
    std::vector<std::jthread> writers;
    for (int i = 0; i < 3; ++i) {
      writers.emplace_back([&] {
        for (int n = 0; n < 50; ++n) {
          if (!AddOne(db())) ++failures;
        }
      });
    }
  }
  writing = false;
  readers.clear();
  EXPECT_EQ(failures, 0);
  EXPECT_GT(reads, 0);
  EXPECT_EQ(N(db()), 150);
}

TEST_P(FaultsTest, APoolThatIsUsedUpIsUnavailableAndCounted) {
  auto small = Open({.readers = 1, .wait_milliseconds = 50});
  auto result = small->Read([&](Session&) -> Status {
    EXPECT_EQ(small->pool_state().in_use, 1);
    auto inner = small->Read([](Session&) -> Status { return {}; });
    EXPECT_FALSE(inner);
    EXPECT_EQ(inner.error().kind, ErrorKind::kUnavailable);
    EXPECT_EQ(inner.error().key, "error.busy");
    return {};
  });
  EXPECT_TRUE(result);
  EXPECT_EQ(small->pool_state().in_use, 0);
  EXPECT_EQ(small->pool_state().waiting, 0);
}

TEST_P(FaultsTest, ALockThatIsHeldTooLongIsBusy) {
  auto other = Open({.readers = 2, .busy_milliseconds = 100});
  auto outer = db().Write([&](Transaction& t) -> Status {
    t.Execute("UPDATE pair SET n = 7 WHERE id = 'a'");
    auto inner = AddOne(*other);
    EXPECT_FALSE(inner);
    EXPECT_EQ(inner.error().kind, ErrorKind::kUnavailable);
    EXPECT_EQ(inner.error().key, "error.busy");
    EXPECT_EQ(N(*other), 0);  // readers go on
    return {};
  });
  EXPECT_TRUE(outer);
  EXPECT_TRUE(AddOne(*other));
  EXPECT_EQ(N(db()), 8);
}

// SQLite has one writer, so that nothing can deadlock there; on PostgreSQL one of the two is run again.
class Conflicts : public FaultsTest {};
CONCORD_ON_POSTGRES(Conflicts);

TEST_P(Conflicts, ADeadlockIsResolvedByRunningAgain) {
  std::latch both(2);
  std::atomic<int> runs = 0;
  auto cross = [&](const char* first, const char* second) {
    bool waited = false;
    auto status = db().Write([&](Transaction& t) -> Status {
      ++runs;
      t.Execute("UPDATE pair SET n = n + 1 WHERE id = :id", first);
      if (!std::exchange(waited, true)) both.arrive_and_wait();
      t.Execute("UPDATE pair SET n = n + 1 WHERE id = :id", second);
      return {};
    });
    EXPECT_TRUE(status) << status.error().cause;
  };
  {
    std::jthread one([&] { cross("a", "b"); }), two([&] { cross("b", "a"); });
  }
  EXPECT_EQ(N(db()), 2);
  EXPECT_EQ(N(db(), "b"), 2);
  EXPECT_GE(runs, 3);
}

TEST_P(Conflicts, SerializationFailuresEndAfterSomeTries) {
  int runs = 0;
  auto status = db().Write([&](Transaction& t) -> Status {
    ++runs;
    t.Script("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(runs, 8);
}

class LostConnection : public FaultsTest {
 protected:
  void KillAll() {
    testing::Maintenance(fresh_->options().url)
        .Run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }
};
CONCORD_ON_POSTGRES(LostConnection);

TEST_P(LostConnection, ReadsAndWritesGoOnUnnoticed) {
  for (int round = 0; round < 3; ++round) {
    KillAll();
    EXPECT_EQ(N(db()), round);
    KillAll();
    EXPECT_TRUE(AddOne(db()));
  }
}

TEST_P(LostConnection, InTheMiddleOfAWriteTheWholeIsRunAgain) {
  int runs = 0;
  auto status = db().Write([&](Transaction& t) -> Status {
    t.Execute("UPDATE pair SET n = n + 1 WHERE id = 'a'");
    if (++runs == 1) KillAll();
    t.Execute("UPDATE pair SET n = n + 1 WHERE id = 'b'");
    return {};
  });
  EXPECT_TRUE(status) << status.error().cause;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(N(db()), 1);
  EXPECT_EQ(N(db(), "b"), 1);
}

// The server may have committed before it went away: the program must not do it a second time on its own.
TEST_P(LostConnection, DuringTheCommitIsReportedAndNeverRunAgain) {
  int runs = 0;
  bool acted = false;
  auto status = db().Write([&](Transaction& t) -> Status {
    ++runs;
    t.Execute("UPDATE pair SET n = n + 1");
    t.AfterCommit([&] { acted = true; });
    KillAll();
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(status.error().key, "error.database_unavailable");
  EXPECT_EQ(runs, 1);
  EXPECT_FALSE(acted);
  EXPECT_EQ(N(db()), 0);  // and the next one finds a good connection
}

TEST_P(LostConnection, AServerThatStaysAwayIsUnavailableUntilItIsBack) {
  std::string name = fresh_->options().url;
  name = name.substr(name.find("concord_test_"), name.find('?') - name.find("concord_test_"));
  testing::OnServer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
  testing::OnServer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  auto read = db().Read([](Session& s) -> Result<Rows> { return s.Query("SELECT 1"); });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::kUnavailable);
  auto write = AddOne(db());
  ASSERT_FALSE(write);
  EXPECT_EQ(write.error().kind, ErrorKind::kUnavailable);
  testing::OnServer("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  EXPECT_TRUE(AddOne(db()));
  EXPECT_EQ(N(db()), 1);
}

// A size limit on this process's files is the closest thing to a full disk that needs no rights.
TEST(FullDisk, IsUnavailableNothingAcknowledgedIsLostAndItRecovers) {
  testing::FreshDatabase fresh(testing::Engine::kSqlite, testing::Contents::kEmpty);
  auto fill = [&](int size) {
    return fresh->Write([&](Transaction& t) -> Status {
      t.Execute("CREATE TABLE IF NOT EXISTS bulk (body TEXT)");
      t.Execute("INSERT INTO bulk VALUES (:body)", std::string(size, 'x'));
      return {};
    });
  };
  auto count = [&] {
    return fresh->Read([](Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM bulk")->Int(0); });
  };
  ASSERT_TRUE(fill(10));
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  auto* handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small{.rlim_cur = 256 * 1024, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  auto full = fill(2'000'000);
  EXPECT_EQ(count().value_or(-1), 1);  // reading goes on
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::kUnavailable);
  EXPECT_FALSE(full.error().cause.empty());
  EXPECT_TRUE(fill(2'000'000));
  EXPECT_EQ(count().value(), 2);
  EXPECT_TRUE(fresh->CheckIntegrity().empty());
}

TEST(FullDisk, HasAKeyOfItsOwn) {
  testing::FreshDatabase fresh(testing::Engine::kSqlite, testing::Contents::kEmpty);
  auto full = fresh->Write([](Transaction& t) -> Status {
    t.Query("PRAGMA max_page_count = 5");
    t.Execute("CREATE TABLE bulk (body TEXT)");
    t.Execute("INSERT INTO bulk VALUES (:body)", std::string(100'000, 'x'));
    return {};
  });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::kUnavailable);
  EXPECT_EQ(full.error().key, "error.disk_full");
}

}  // namespace
}  // namespace concord::db
