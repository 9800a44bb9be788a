// Emptying and filling a whole database, on both engines.
#include "base/db/bulk.h"

#include <gmock/gmock.h>

#include <cmath>

#include "base/testing/databases.h"

namespace concord::db {
namespace {

class BulkTest : public testing::DatabaseTest {
 protected:
  BulkTest() : DatabaseTest(testing::Contents::kEmpty) {}
  void Must(const std::function<Status(Transaction&)>& work) {
    auto status = db().Write(work);
    ASSERT_TRUE(status) << status.error().cause;
  }
  void Make(const std::string& sql) {
    Must([&](Transaction& t) -> Status {
      t.Script(sql);
      return {};
    });
  }
  Rows Ask(const std::string& sql) {
    return db().Read([&](Session& s) -> Result<Rows> { return s.Query(sql); }).value();
  }
};
CONCORD_ON_BOTH_ENGINES(BulkTest);

TEST_P(BulkTest, EveryKindOfValueIsInserted) {
  Make(std::string("CREATE TABLE thing (id TEXT PRIMARY KEY, \"Odd name\" BIGINT, r DOUBLE PRECISION, raw ") +
       (on_sqlite() ? "BLOB" : "BYTEA") + ")");
  const std::string odd = "a\"b\\c\n\t\x01 Señora 日本 👮 </script>";
  Must([&](Transaction& t) -> Status {
    const auto schema = ReadSchema(t);
    BulkInsert insert(t, "thing", schema.at("thing").columns);
    insert.Add({odd, INT64_MIN, 0.1, Bytes{std::string("\0\xff\x80", 3)}});
    insert.Add({std::string("b"), INT64_MAX, -1e300, nullptr});
    insert.Add({std::string("c"), nullptr, nullptr, Bytes{}});
    insert.Add({std::string("d"), int64_t{0}, INFINITY, nullptr});
    for (int i = 0; i < 20000; ++i)
      insert.Add({"row " + std::to_string(i), int64_t{i}, i / 3.0, Bytes{std::to_string(i)}});
    insert.Flush();
    return {};
  });
  const Rows rows =
      Ask("SELECT id, \"Odd name\", r, raw FROM thing WHERE r IS NULL OR id IN ('b', 'd') OR r = 0.1 ORDER BY id");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].Text(0), odd);
  EXPECT_EQ(rows[0].Int(1), INT64_MIN);
  EXPECT_EQ(rows[0].Real(2), 0.1);
  EXPECT_EQ(rows[0].Text(3), std::string("\0\xff\x80", 3));
  EXPECT_EQ(rows[1].Int(1), INT64_MAX);
  EXPECT_EQ(rows[1].Real(2), -1e300);
  EXPECT_TRUE(rows[1].IsNull(3));
  EXPECT_TRUE(rows[2].IsNull(1));
  EXPECT_EQ(rows[2].OptionalText(3), "");
  EXPECT_TRUE(std::isinf(rows[3].Real(2)));
  EXPECT_EQ(Ask("SELECT count(*), sum(\"Odd name\") FROM thing WHERE id LIKE 'row %'")[0].Int(0), 20000);
  EXPECT_EQ(Ask("SELECT r FROM thing WHERE id = 'row 10000'")[0].Real(0), 10000 / 3.0);
}

TEST_P(BulkTest, BytesAreArgumentsToo) {
  Make(std::string("CREATE TABLE thing (raw ") + (on_sqlite() ? "BLOB" : "BYTEA") + ")");
  const std::string bytes("\0\x01\xff", 3);
  Must([&](Transaction& t) -> Status {
    t.Execute("INSERT INTO thing (raw) VALUES (:raw)", Bytes{bytes});
    return {};
  });
  EXPECT_EQ(Ask("SELECT raw FROM thing")[0].Text(0), bytes);
}

TEST_P(BulkTest, LiftedForeignKeysLetRowsComeInAnyOrderAndAreCheckedAtTheEnd) {
  Make(
      "CREATE TABLE folder (id TEXT PRIMARY KEY, above TEXT REFERENCES folder (id));"
      "CREATE TABLE leaf (id TEXT PRIMARY KEY, folder TEXT NOT NULL REFERENCES folder (id) ON DELETE CASCADE)");
  const std::string before = db().DescribeSchema();
  const auto fill = [&](const std::string& folder) {
    return db().Write([&](Transaction& t) -> Status {
      LiftedForeignKeys lifted(t);
      t.Execute("INSERT INTO leaf VALUES ('l', :folder)", folder);
      t.Execute("INSERT INTO folder VALUES ('b', 'a')");
      t.Execute("INSERT INTO folder VALUES ('a', NULL)");
      lifted.PutBack();
      return {};
    });
  };
  const auto refused = fill("gone");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kConflict) << refused.error().cause;
  EXPECT_EQ(db().DescribeSchema(), before);
  EXPECT_EQ(Ask("SELECT count(*) FROM leaf")[0].Int(0), 0);
  const auto taken = fill("b");
  EXPECT_TRUE(taken) << taken.error().cause;
  EXPECT_EQ(db().DescribeSchema(), before);
}

TEST_P(BulkTest, DropTablesLeavesNothingAlsoWhereTablesPointAtEachOther) {
  Make(
      "CREATE TABLE a (id TEXT PRIMARY KEY, other TEXT);"
      "CREATE TABLE b (id TEXT PRIMARY KEY, a TEXT REFERENCES a (id));"
      "INSERT INTO a VALUES ('1', 'x'); INSERT INTO b VALUES ('x', '1')");
  Make(on_sqlite()
           ? "CREATE TABLE c (id TEXT PRIMARY KEY, c TEXT NOT NULL REFERENCES c (id)); INSERT INTO c VALUES ('1', '1')"
           : "ALTER TABLE a ADD FOREIGN KEY (other) REFERENCES b (id)");
  Must([](Transaction& t) -> Status {
    DropTables(t);
    return {};
  });
  EXPECT_EQ(db().DescribeSchema(), "");
}

TEST_P(BulkTest, NumbersGoOnAboveThoseGivenBefore) {
  const std::string type = on_sqlite() ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGSERIAL PRIMARY KEY";
  Make("CREATE TABLE counted (n " + type + ", what TEXT); CREATE TABLE full_one (n " + type +
       ", what TEXT);"
       "CREATE TABLE plain (id TEXT PRIMARY KEY)");
  EXPECT_TRUE(db().Read([](Session& s) -> Result<Counters> { return ReadCounters(s); })->empty());
  Make("INSERT INTO counted (what) VALUES ('a'), ('b'), ('c'); DELETE FROM counted");
  const auto counters = db().Read([](Session& s) -> Result<Counters> { return ReadCounters(s); }).value();
  EXPECT_EQ(counters, (Counters{{"counted", 3}}));
  Must([&](Transaction& t) -> Status {
    t.Execute("INSERT INTO full_one (n, what) VALUES (41, 'x')");
    RaiseCounters(t, {{"counted", 7}, {"plain", 5}, {"nowhere", 9}});
    t.Execute("INSERT INTO counted (what) VALUES ('d')");
    t.Execute("INSERT INTO full_one (what) VALUES ('y')");
    return {};
  });
  EXPECT_EQ(Ask("SELECT n FROM counted")[0].Int(0), 8);
  EXPECT_EQ(Ask("SELECT n FROM full_one WHERE what = 'y'")[0].Int(0), 42);
}

}  // namespace
}  // namespace concord::db
