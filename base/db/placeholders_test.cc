#include "base/db/placeholders.h"

#include <gtest/gtest.h>

namespace concord::db {
namespace {

std::string Postgres(std::string_view sql) { return ToEngineSql(sql, Dialect::kPostgres).text; }

TEST(Placeholders, AreNumberedInOrderOfAppearance) {
  EngineSql engine = ToEngineSql("SELECT :b, :a, :b", Dialect::kPostgres);
  EXPECT_EQ(engine.text, "SELECT $1, $2, $3");
  EXPECT_EQ(engine.parameters, 3);
  EXPECT_EQ(ToEngineSql("SELECT :b, :a", Dialect::kSqlite).text, "SELECT ?, ?");
}

TEST(Placeholders, LeaveQuotedTextCommentsAndCastsAlone) {
  EXPECT_EQ(Postgres("SELECT 'a :b ''c :d', :e"), "SELECT 'a :b ''c :d', $1");
  EXPECT_EQ(Postgres("SELECT \"a:b\", :c"), "SELECT \"a:b\", $1");
  EXPECT_EQ(Postgres("SELECT :a::bigint"), "SELECT $1::bigint");
  EXPECT_EQ(Postgres("SELECT 1 -- :a\n, :b"), "SELECT 1 -- :a\n, $1");
  EXPECT_EQ(Postgres("SELECT /* :a */ :b"), "SELECT /* :a */ $1");
  EXPECT_EQ(Postgres("SELECT $$ :a $$, $x$ :b $$ $x$, :c"), "SELECT $$ :a $$, $x$ :b $$ $x$, $1");
  EXPECT_EQ(Postgres("SELECT a[1:2]"), "SELECT a[1:2]");
}

TEST(Placeholders, EndOfTextInsideOfQuotes) {
  for (const char* sql : {"'", "\"", "/*", "--", "$", "$$", "$a", ":", "::", "'a", "$a$"})
    EXPECT_EQ(Postgres(sql), sql);
}

TEST(Placeholders, NullIsWrittenOut) {
  EngineSql engine = ToEngineSql("SELECT :a, :b, :c", Dialect::kPostgres, "sni");
  EXPECT_EQ(engine.text, "SELECT $1, NULL, $2");
  EXPECT_EQ(engine.parameters, 2);
  EXPECT_THROW(ToEngineSql("SELECT :a", Dialect::kPostgres, "ss"), DatabaseError);
}

}  // namespace
}  // namespace concord::db
