// What Session and Database promise, on both engines.
#include "base/db/database.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/testing/databases.h"

namespace concord::db {
namespace {

using ::testing::HasSubstr;

class DatabaseContract : public testing::DatabaseTest {
 protected:
  DatabaseContract() : DatabaseTest(testing::Contents::kEmpty) {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    Must([](Transaction& t) -> Status {
      t.Script(
          "CREATE TABLE thing (id TEXT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, name TEXT UNIQUE, note TEXT);"
          "CREATE TABLE part (id TEXT PRIMARY KEY, thing_id TEXT NOT NULL REFERENCES thing (id));");
      return {};
    });
  }
  void Must(const std::function<Status(Transaction&)>& work) {
    auto status = db().Write(work);
    ASSERT_TRUE(status) << status.error().cause;
  }
  int64_t Count() {
    return db().Read([](Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM thing")->Int(0); }).value();
  }
  Row Select(std::string_view sql) {
    return db().Read([&](Session& s) -> Result<Row> { return s.One(sql).value(); }).value();
  }
};
CONCORD_ON_BOTH_ENGINES(DatabaseContract);

TEST_P(DatabaseContract, EveryKindOfValueComesBack) {
  std::string large(3'000'000, 'x');
  Must([&](Transaction& t) -> Status {
    EXPECT_EQ(
        t.Execute("INSERT INTO thing (id, n, r, name) VALUES (:i, :n, :r, :s)", "a", INT64_MIN, 0.1, "Señora ’ 日本 👮"),
        1);
    EXPECT_EQ(t.Execute("INSERT INTO thing (id, n, r, note) VALUES (:i, :n, :r, :s)", "b", INT64_MAX, -1e300, large),
              1);
    EXPECT_EQ(t.Execute("INSERT INTO thing (id, n, r, name) VALUES (:i, :n, :r, :s)", "c", nullptr, nullptr, nullptr),
              1);
    EXPECT_EQ(t.Execute("INSERT INTO thing (id, n, r, name) VALUES (:i, :n, :r, :s)", "d", true, 2, ""), 1);
    return {};
  });
  Rows rows =
      db().Read([](Session& s) -> Result<Rows> { return s.Query("SELECT n, r, name, note FROM thing ORDER BY id"); })
          .value();
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].Int(0), INT64_MIN);
  EXPECT_EQ(rows[0].Real(1), 0.1);
  EXPECT_EQ(rows[0].Text(2), "Señora ’ 日本 👮");
  EXPECT_EQ(rows[1].Int(0), INT64_MAX);
  EXPECT_EQ(rows[1].Real(1), -1e300);
  EXPECT_EQ(rows[1].Text(3), large);
  for (size_t i = 0; i < 3; ++i) EXPECT_TRUE(rows[2].IsNull(i));
  EXPECT_EQ(rows[2].Int(0), 0);
  EXPECT_EQ(rows[2].Text(2), "");
  EXPECT_EQ(rows[2].OptionalText(2), std::nullopt);
  EXPECT_TRUE(rows[3].Flag(0));
  EXPECT_EQ(rows[3].Real(1), 2.0);
  EXPECT_EQ(rows[3].OptionalText(2), "");  // the empty text is not NULL
}

TEST_P(DatabaseContract, ArgumentsKeepTheirTypeAndWidth) {
  auto row = db().Read([](Session& s) -> Result<Row> {
    return s
        .One("SELECT :n, :n + 1, :s, :d, :null, CASE WHEN :null IS NULL THEN 1 ELSE 0 END", int64_t{1} << 40,
             int64_t{1} << 40, "text", 0.5, nullptr, std::optional<std::string>())
        .value();
  });
  ASSERT_TRUE(row) << row.error().cause;
  EXPECT_EQ(row->Int(0), int64_t{1} << 40);
  EXPECT_EQ(row->Int(1), (int64_t{1} << 40) + 1);
  EXPECT_EQ(row->Text(2), "text");
  EXPECT_EQ(row->Real(3), 0.5);
  EXPECT_TRUE(row->IsNull(4));
  EXPECT_EQ(row->Int(5), 1);
}

TEST_P(DatabaseContract, SumsOfIntegersAreIntegers) {
  Must([](Transaction& t) -> Status {
    for (int i = 0; i < 3; ++i) t.Execute("INSERT INTO thing (id, n) VALUES (:i, :n)", std::to_string(i), i + 1);
    return {};
  });
  Row row = Select("SELECT sum(n), avg(n), count(*), max(n) > 2 FROM thing");
  EXPECT_EQ(row.Int(0), 6);
  EXPECT_EQ(row.Real(1), 2.0);
  EXPECT_EQ(row.Int(2), 3);
  EXPECT_TRUE(row.Flag(3));
}

TEST_P(DatabaseContract, ReadingTheWrongTypeSaysSo) {
  auto result = db().Read([](Session& s) -> Result<int64_t> { return s.One("SELECT 'words'")->Int(0); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kInternal);
  EXPECT_THAT(result.error().cause, HasSubstr("column 0 does not hold an integer"));
}

TEST_P(DatabaseContract, TextThatPostgresCannotStoreIsRefusedOnBoth) {
  for (const std::string& bad : {std::string("a\0b", 3), std::string("a\xff")}) {
    auto status = db().Write([&](Transaction& t) -> Status {
      t.Execute("INSERT INTO thing (id) VALUES (:i)", bad);
      return {};
    });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(status.error().key, "error.text_invalid");
  }
  EXPECT_EQ(Count(), 0);
}

TEST_P(DatabaseContract, WrongNumberOfArguments) {
  for (std::vector<Value> args : {std::vector<Value>{}, std::vector<Value>{1}, std::vector<Value>{1, 2, 3}}) {
    auto status = db().Read([&](Session& s) -> Result<Rows> { return s.QueryWith("SELECT :a, :b", args); });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kInternal);
    EXPECT_THAT(status.error().cause, HasSubstr("2 placeholders"));
  }
}

TEST_P(DatabaseContract, BadSqlIsInternalWithTheStatementInTheCause) {
  auto result = db().Read([](Session& s) -> Result<Rows> { return s.Query("SELECT nothing FROM nowhere"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kInternal);
  EXPECT_THAT(result.error().cause, HasSubstr("SELECT nothing FROM nowhere"));
}

TEST_P(DatabaseContract, ConstraintsAreConflicts) {
  Must([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id, name) VALUES ('a', 'same')");
    return {};
  });
  for (const char* sql : {"INSERT INTO thing (id) VALUES ('a')", "INSERT INTO thing (id, name) VALUES ('b', 'same')",
                          "INSERT INTO part VALUES ('p', 'gone')", "INSERT INTO part VALUES ('p', NULL)"}) {
    auto status = db().Write([&](Transaction& t) -> Status {
      t.Execute(sql);
      return {};
    });
    ASSERT_FALSE(status) << sql;
    EXPECT_EQ(status.error().kind, ErrorKind::kConflict) << sql;
    EXPECT_EQ(status.error().key, "error.conflict");
    EXPECT_FALSE(status.error().cause.empty());
  }
}

TEST_P(DatabaseContract, ErrorsAndExceptionsRollBack) {
  auto refused = db().Write([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('a')");
    return Fail(ErrorKind::kForbidden, "error.forbidden");
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kForbidden);
  EXPECT_THROW((void)db().Write([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('b')");
    throw std::logic_error("a bug");
  }),
               std::logic_error);
  EXPECT_EQ(Count(), 0);
  Must([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('c')");
    return {};
  });
  EXPECT_EQ(Count(), 1);
  EXPECT_EQ(db().pool_state().in_use, 0);
}

TEST_P(DatabaseContract, ASwallowedFailureDoesNotCommit) {
  auto status = db().Write([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('a')");
    try {
      t.Execute("INSERT INTO thing (id) VALUES ('a')");
    } catch (const DatabaseError&) {
    }
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(Count(), 0);
}

TEST_P(DatabaseContract, ATransactionThatEndsItselfIsReported) {
  auto status = db().Write([](Transaction& t) -> Status {
    t.Script("COMMIT");
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kInternal);
  EXPECT_EQ(Count(), 0);
}

TEST_P(DatabaseContract, AfterCommitRunsOnceTheSessionIsFreeAndOnlyThen) {
  std::vector<int64_t> seen;
  Must([&](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('a')");
    t.AfterCommit([&] { seen.push_back(Count()); });
    return {};
  });
  EXPECT_EQ(seen, std::vector<int64_t>{1});
  (void)db().Write([&](Transaction& t) -> Status {
    t.AfterCommit([&] { seen.push_back(-1); });
    return Fail(ErrorKind::kConflict, "error.conflict");
  });
  EXPECT_EQ(seen.size(), 1u);
}

TEST_P(DatabaseContract, ExecuteCountsChangedRows) {
  Must([](Transaction& t) -> Status {
    EXPECT_EQ(t.Execute("INSERT INTO thing (id) VALUES ('a'), ('b'), ('c')"), 3);
    EXPECT_EQ(t.Execute("UPDATE thing SET n = 1 WHERE id <> 'a'"), 2);
    EXPECT_EQ(t.Execute("UPDATE thing SET n = 1 WHERE id = 'z'"), 0);
    EXPECT_EQ(t.Execute("CREATE TABLE other (id TEXT)"), 0);
    EXPECT_EQ(t.Execute("SELECT id FROM thing"), 0);
    EXPECT_EQ(t.Execute("INSERT INTO thing (id) VALUES ('a') ON CONFLICT (id) DO NOTHING"), 0);
    EXPECT_EQ(t.Execute("DELETE FROM thing"), 3);
    return {};
  });
}

TEST_P(DatabaseContract, InsertReturningGivesRows) {
  Must([](Transaction& t) -> Status {
    Rows rows = t.Query("INSERT INTO thing (id, n) VALUES (:a, 1), (:b, 2) RETURNING n", "a", "b");
    EXPECT_EQ(rows.size(), 2u);
    int seen = 0;
    t.ForEach("UPDATE thing SET n = n + 1 RETURNING n", {}, [&](const Row&) { return ++seen > 0; });
    EXPECT_EQ(seen, 2);
    return {};
  });
}

TEST_P(DatabaseContract, LikeTellsCase) {
  Row row = Select(
      "SELECT CASE WHEN 'Police' LIKE 'police%' THEN 1 ELSE 0 END, CASE WHEN 'Police' LIKE 'Pol%' THEN 1 ELSE 0 END");
  EXPECT_EQ(row.Int(0), 0);
  EXPECT_EQ(row.Int(1), 1);
}

TEST_P(DatabaseContract, AReaderCannotWrite) {
  auto result = db().Read([](Session& s) -> Status {
    s.Execute("INSERT INTO thing (id) VALUES ('a')");
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::kInternal);
  EXPECT_EQ(Count(), 0);
}

TEST_P(DatabaseContract, ForEachStreamsStopsAndNests) {
  Must([](Transaction& t) -> Status {
    for (int i = 0; i < 1203; ++i) t.Execute("INSERT INTO thing (id, n) VALUES (:i, :n)", std::to_string(i), i);
    return {};
  });
  auto status = db().Read([](Session& s) -> Status {
    int64_t sum = 0, inner = 0, seen = 0;
    s.ForEach("SELECT n FROM thing WHERE n >= :n", {0}, [&](const Row& row) {
      sum += row.Int(0);
      return true;
    });
    EXPECT_EQ(sum, 1203 * 1202 / 2);
    s.ForEach("SELECT n FROM thing ORDER BY n", {}, [&](const Row&) { return ++seen < 5; });
    EXPECT_EQ(seen, 5);
    // The same statement inside of itself, and another one.
    s.ForEach("SELECT n FROM thing WHERE n < :n", {3}, [&](const Row& row) {
      s.ForEach("SELECT n FROM thing WHERE n < :n", {3}, [&](const Row&) { return ++inner > 0; });
      EXPECT_EQ(s.One("SELECT n FROM thing WHERE n = :n", row.Int(0))->Int(0), row.Int(0));
      return true;
    });
    EXPECT_EQ(inner, 9);
    return {};
  });
  EXPECT_TRUE(status) << status.error().cause;
}

TEST_P(DatabaseContract, MoreStatementsThanTheCacheHolds) {
  auto status = db().Read([](Session& s) -> Status {
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < 600; ++i) {
        if (s.One("SELECT " + std::to_string(i) + " + :n", 1)->Int(0) != i + 1)
          return Fail(ErrorKind::kInternal, "wrong");
      }
    }
    // A statement that is running while 600 others push at it.
    int rows = 0;
    s.ForEach("SELECT 1 UNION ALL SELECT 2", {}, [&](const Row&) {
      for (int i = 0; i < 600; ++i) s.One("SELECT " + std::to_string(i) + " - :n", 1);
      return ++rows > 0;
    });
    EXPECT_EQ(rows, 2);
    return {};
  });
  EXPECT_TRUE(status) << status.error().cause;
}

TEST_P(DatabaseContract, APreparedStatementOutlivesAChangeOfItsTable) {
  ASSERT_EQ(Select("SELECT * FROM part UNION ALL SELECT '1', '2'").columns.size(), 2u);
  auto all = [&] { return db().Read([](Session& s) -> Result<Rows> { return s.Query("SELECT * FROM thing"); }); };
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(all());  // prepared in every session
  Must([](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (id) VALUES ('a')");
    t.Script("ALTER TABLE thing ADD COLUMN late TEXT");
    return {};
  });
  for (int i = 0; i < 4; ++i) {
    auto rows = all();
    ASSERT_TRUE(rows) << rows.error().cause;
    EXPECT_EQ((*rows)[0].columns.size(), 6u);
  }
}

TEST_P(DatabaseContract, DescribesAndChecksItself) {
  std::string schema = db().DescribeSchema();
  EXPECT_EQ(schema,
            "table part\n  column id text not null\n  column thing_id text not null\n  primary key (id)\n"
            "  foreign key (thing_id) -> thing(id)\n"
            "table thing\n  column id text not null\n  column n bigint\n  column name text\n  column note text\n  "
            "column r double\n"
            "  primary key (id)\n  unique (name)\n");
  EXPECT_TRUE(db().CheckIntegrity().empty());
  Must([&](Transaction& t) -> Status {
    t.Script(on_sqlite() ? "INSERT INTO thing (id) VALUES ('a')" : "ALTER TABLE part DISABLE TRIGGER ALL");
    if (!on_sqlite()) t.Script("INSERT INTO part VALUES ('p', 'gone')");
    return {};
  });
  if (!on_sqlite()) {
    EXPECT_THAT(db().CheckIntegrity(), ::testing::ElementsAre("part: 1 rows point to a thing that does not exist"));
  }
}

TEST(DatabaseOpen, FailuresSayWhatToDo) {
  testing::World world;
  auto missing = Database::Open({.file = "/nonexistent/folder/concord.db"}, world.log);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(missing.error().cause, HasSubstr("/nonexistent/folder/concord.db"));
  testing::TempDir dir;
  auto not_one = Database::Open({.file = dir.Write("notes.db", std::string(5000, 'x'))}, world.log);
  ASSERT_FALSE(not_one);
  EXPECT_EQ(not_one.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(not_one.error().cause, HasSubstr("not a database"));
  EXPECT_FALSE(Database::Open({.url = "mysql://x"}, world.log));
  auto nobody = Database::Open({.url = "postgresql://nobody@localhost/none?host=/nonexistent"}, world.log);
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().kind, ErrorKind::kUnavailable);
}

TEST(DatabaseOpen, APostgresDatabaseInAnotherEncodingIsRefused) {
  std::string why = testing::WhyMissing(testing::Engine::kPostgres);
  if (!why.empty() && !testing::MustHavePostgres()) GTEST_SKIP() << why;
  testing::FreshDatabase fresh(testing::Engine::kPostgres, testing::Contents::kEmpty);
  fresh.Close();
  std::string url = fresh.options().url;
  size_t at = url.find("concord_test_");
  std::string name = url.substr(at, url.find('?') - at);
  testing::OnServer("DROP DATABASE " + name);
  testing::OnServer("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
  testing::World world;
  auto opened = Database::Open({.url = url}, world.log);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnavailable);
  EXPECT_THAT(opened.error().cause, HasSubstr("ENCODING 'UTF8'"));
}

TEST(DatabaseOpen, FileNamesOfEveryKind) {
  testing::World world;
  testing::TempDir dir;
  for (const char* name : {"with space.db", "a=b.db", "per%20cent.db", "quo\"te'.db", "señal?#&.db"}) {
    auto database = Database::Open({.file = dir.File(name), .readers = 1}, world.log);
    ASSERT_TRUE(database) << name << database.error().cause;
    EXPECT_TRUE(std::filesystem::exists(dir.File(name))) << name;
  }
}

}  // namespace
}  // namespace concord::db
