// What the schema tells of itself, and the rules that every migration keeps.
#include "base/db/schema.h"

#include <gmock/gmock.h>

#include "base/testing/databases.h"

namespace concord::db {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr char kDirectory[] = "communities_community";

class SchemaTest : public testing::DatabaseTest {
 protected:
  explicit SchemaTest(testing::Contents contents = testing::Contents::kEmpty) : DatabaseTest(contents) {}
  void Make(const std::string& sql) {
    auto status = db().Write([&](Transaction& t) -> Status {
      t.Script(sql);
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
  }
  Schema Read() {
    return db().Read([](Session& s) -> Result<Schema> { return ReadSchema(s); }).value();
  }
};
CONCORD_ON_BOTH_ENGINES(SchemaTest);

TEST_P(SchemaTest, KeysOfCommunityOwnedTablesThatDoNotLeadWithTheCommunityAreNamed) {
  Make(
      "CREATE TABLE communities_community (community_id TEXT PRIMARY KEY, slug TEXT UNIQUE);"
      "CREATE TABLE hub_account (id TEXT PRIMARY KEY, email TEXT UNIQUE);"
      "CREATE TABLE good_group (community_id TEXT NOT NULL REFERENCES communities_community (community_id), id TEXT,"
      " PRIMARY KEY (community_id, id));"
      "CREATE TABLE good_member (community_id TEXT NOT NULL, group_id TEXT, account TEXT REFERENCES hub_account (id),"
      " PRIMARY KEY (community_id, group_id), UNIQUE (community_id, account),"
      " FOREIGN KEY (community_id, group_id) REFERENCES good_group (community_id, id));"
      "CREATE INDEX good_member_account ON good_member (community_id, account);");
  EXPECT_THAT(CheckTenancy(Read(), kDirectory), ElementsAre());
  Make(
      "CREATE TABLE bad_key (id TEXT PRIMARY KEY, community_id TEXT NOT NULL);"
      "CREATE TABLE bad_order (id TEXT, community_id TEXT, PRIMARY KEY (id, community_id));"
      "CREATE TABLE bad_rest (community_id TEXT, id TEXT, a TEXT, PRIMARY KEY (community_id, id), UNIQUE (id, a),"
      " FOREIGN KEY (id) REFERENCES bad_key (id));"
      "CREATE INDEX bad_rest_a ON bad_rest (a, community_id);");
  EXPECT_THAT(CheckTenancy(Read(), kDirectory),
              UnorderedElementsAre("bad_key: the primary key (id) does not begin with community_id",
                                   "bad_order: the primary key (id, community_id) does not begin with community_id",
                                   "bad_rest: the unique key (id, a) does not begin with community_id",
                                   "bad_rest: the index bad_rest_a (a, community_id) does not begin with community_id",
                                   "bad_rest: the foreign key (id) to bad_key does not begin with community_id"));
}

TEST_P(SchemaTest, TablesComeAfterThoseThatTheyPointTo) {
  Make(
      "CREATE TABLE z (id TEXT PRIMARY KEY, self TEXT REFERENCES z (id));"
      "CREATE TABLE m (id TEXT PRIMARY KEY, z TEXT REFERENCES z (id));"
      "CREATE TABLE a (id TEXT PRIMARY KEY, m TEXT REFERENCES m (id), z TEXT REFERENCES z (id))");
  EXPECT_THAT(InOrderOfDependence(Read()), ElementsAre("z", "m", "a"));
}

TEST(Schema, TablesInACircleAreAllThere) {
  Schema schema;
  schema["a"].foreign_keys = {{"", {"b"}, "b", {"id"}, ""}};
  schema["b"].foreign_keys = {{"", {"a"}, "a", {"id"}, ""}};
  schema["c"].foreign_keys = {{"", {"gone"}, "gone", {"id"}, ""}};
  EXPECT_THAT(InOrderOfDependence(schema), UnorderedElementsAre("a", "b", "c"));
}

TEST(Schema, NamesAreQuoted) { EXPECT_EQ(Quoted("odd\"name"), "\"odd\"\"name\""); }

class ShippedSchema : public SchemaTest {
 protected:
  ShippedSchema() : SchemaTest(testing::Contents::kMigrated) {}
};
CONCORD_ON_BOTH_ENGINES(ShippedSchema);

// A distributed PostgreSQL shards on community_id: a migration that breaks this fails here.
TEST_P(ShippedSchema, EveryKeyOfACommunityOwnedTableBeginsWithTheCommunity) {
  EXPECT_THAT(CheckTenancy(Read(), kDirectory), ElementsAre());
}

// Backups carry these and no others (base/backup).
TEST_P(ShippedSchema, ColumnsAreOfTheFourPortableTypes) {
  for (const auto& [table, shape] : Read()) {
    for (const Column& column : shape.columns) {
      EXPECT_THAT(column.type, ::testing::AnyOf("text", "bigint", "double", "bytes")) << table << "." << column.name;
    }
  }
}

}  // namespace
}  // namespace concord::db
