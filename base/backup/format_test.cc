#include "base/backup/format.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace concord::backup {
namespace {

TEST(Format, VarintsComeBack) {
  for (const uint64_t n : {uint64_t{0}, uint64_t{1}, uint64_t{127}, uint64_t{128}, uint64_t{300}, uint64_t{1} << 40,
                           std::numeric_limits<uint64_t>::max()}) {
    std::string bytes;
    AppendVarint(bytes, n);
    bytes += "rest";
    std::string_view view = bytes;
    EXPECT_EQ(TakeVarint(view), n);
    EXPECT_EQ(view, "rest");
  }
  for (std::string_view broken : {std::string_view(), std::string_view("\xff"), std::string_view("\xff\xff\xff")})
    EXPECT_EQ(TakeVarint(broken), std::nullopt);
  std::string_view endless = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
  EXPECT_EQ(TakeVarint(endless), std::nullopt);
}

TEST(Format, EveryKindOfValueComesBack) {
  const std::vector<db::Column> columns{{"a", "bigint"}, {"b", "double"}, {"c", "text"},  {"d", "bytes"},
                                        {"e", "text"},   {"f", "double"}, {"g", "bigint"}};
  const db::Row row{{INT64_MIN, 0.1, std::string("Señora"), std::string("\0\xff", 2), nullptr, int64_t{2}, INT64_MAX}};
  std::string bytes;
  AppendRow(bytes, row, columns);
  std::string_view view = bytes;
  const auto size = TakeVarint(view);
  ASSERT_EQ(size, view.size());
  const auto values = ReadRow(view, columns.size());
  ASSERT_TRUE(values);
  EXPECT_EQ(std::get<int64_t>((*values)[0]), INT64_MIN);
  EXPECT_EQ(std::get<double>((*values)[1]), 0.1);
  EXPECT_EQ(std::get<std::string>((*values)[2]), "Señora");
  EXPECT_EQ(std::get<db::Bytes>((*values)[3]).bytes, std::string("\0\xff", 2));
  EXPECT_TRUE(std::holds_alternative<std::nullptr_t>((*values)[4]));
  EXPECT_EQ(std::get<double>((*values)[5]), 2.0);  // SQLite may hold a whole number where a double belongs
  EXPECT_EQ(std::get<int64_t>((*values)[6]), INT64_MAX);
  EXPECT_FALSE(ReadRow(view, columns.size() - 1));
  EXPECT_FALSE(ReadRow(view, columns.size() + 1));
  for (size_t cut = 0; cut < view.size(); ++cut) EXPECT_FALSE(ReadRow(view.substr(0, cut), columns.size())) << cut;
  EXPECT_FALSE(ReadRow("\x09", 1));
}

TEST(Format, TheHeaderComesBack) {
  Header header{"0.1.0",
                db::Dialect::kPostgres,
                Time(milliseconds(1795247700123)),
                "Riverbend",
                "https://x.example",
                {{"hub.name", "Riverbend"}},
                "file",
                {{"m1", "d1"}, {"m2", "d2"}},
                {{"outbox", 7}},
                {{"t", {{"id", "text"}, {"n", "bigint"}}}}};
  const auto read = ReadHeader(ToJson(header));
  ASSERT_TRUE(read);
  EXPECT_EQ(ToJson(*read), ToJson(header));
  EXPECT_EQ(read->engine, db::Dialect::kPostgres);
  EXPECT_EQ(read->migrations, header.migrations);
  EXPECT_EQ(read->tables.at(0).columns.at(1).name, "n");
  for (const char* bad : {"", "{}", "[]", "7", "{\"program\":7}", "\xff"}) EXPECT_FALSE(ReadHeader(bad)) << bad;
}

}  // namespace
}  // namespace concord::backup
