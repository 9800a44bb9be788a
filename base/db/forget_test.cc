#include "base/db/forget.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/testing/temp_dir.h"
#include "base/testing/world.h"

namespace concord::db {
namespace {

std::string BytesOf(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(EmptyLog, LeavesNothingOfWhatWasDeletedInTheFiles) {
  const testing::TempDir folder;
  Options options;
  options.url = "sqlite";
  options.file = folder.File("forget.db");
  testing::World world;
  auto database = Database::Open(options, world.log);
  ASSERT_TRUE(database) << database.error().cause;
  const auto run = [&](const std::string& sql) {
    return (*database)->Write([&](Transaction& t) -> Status {
      t.Execute(sql);
      return {};
    });
  };
  const std::string secret = "the marmalade sergeant";
  ASSERT_TRUE(run("CREATE TABLE said (what TEXT NOT NULL)"));
  ASSERT_TRUE(run("INSERT INTO said VALUES ('" + secret + "')"));
  ASSERT_TRUE(run("DELETE FROM said"));
  ASSERT_NE(BytesOf(options.file + "-wal").find(secret), std::string::npos) << "the log had it";
  const auto emptied = EmptyLog(**database);
  ASSERT_TRUE(emptied) << emptied.error().cause;
  EXPECT_TRUE(*emptied);
  EXPECT_EQ(BytesOf(options.file + "-wal").find(secret), std::string::npos);
  EXPECT_EQ(BytesOf(options.file).find(secret), std::string::npos);
  const auto on =
      (*database)->Write([](Transaction& t) -> Result<int64_t> { return t.One("PRAGMA secure_delete")->Int(0); });
  EXPECT_EQ(on, 1);
}

}  // namespace
}  // namespace concord::db
