// Lists in batches: nothing lost or told twice, tokens, deleted records; on both engines.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "features/library/oai/oai_fixture.h"
#include "features/library/store_harvest_sql.h"

namespace concord::library::oai {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class OaiListTest : public OaiTest {};

TEST_P(OaiListTest, BatchesHoldEverythingOnce) {
  Restart(7);
  TakeMany("x", 40);
  world_.clock.Advance(std::chrono::seconds(1));
  TakeMany("y", 9);
  for (const char* verb : {"verb=ListRecords", "verb=ListIdentifiers"}) {
    const auto all = Harvest(std::string(verb) + "&metadataPrefix=oai_dc");
    EXPECT_EQ(all.size(), 49u);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 49u);
  }
  const std::string first = Ask("verb=ListRecords&metadataPrefix=oai_dc");
  EXPECT_THAT(
      first,
      HasSubstr("<resumptionToken expirationDate=\"2026-11-22T07:55:01Z\" completeListSize=\"49\" cursor=\"0\">"));
  const std::string next = "verb=ListRecords&resumptionToken=" + Token(first);
  const std::string second = Ask(next);
  EXPECT_THAT(second, HasSubstr("completeListSize=\"49\" cursor=\"7\">"));
  EXPECT_EQ(Identifiers(Ask(next)), Identifiers(second));  // a token may be used again
  EXPECT_EQ(Harvest("verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-21T07:55:00Z").size(), 40u);
  // Of a list that fills its batches to the last, too.
  Restart(49);
  EXPECT_THAT(Ask("verb=ListRecords&metadataPrefix=oai_dc"), Not(HasSubstr("resumptionToken")));
  Restart(48);
  std::string body = Ask("verb=ListRecords&metadataPrefix=oai_dc");
  body = Ask("verb=ListRecords&resumptionToken=" + Token(body));
  EXPECT_THAT(body, HasSubstr("<resumptionToken completeListSize=\"49\" cursor=\"48\"></resumptionToken>"));
}

// What stands still comes once. What changes while it is harvested comes as it is then, wherever it was before.
TEST_P(OaiListTest, BatchesLoseNothingWhileRecordsChange) {
  Restart(7);
  TakeMany("x", 40);
  const auto ids = Harvest("verb=ListIdentifiers&metadataPrefix=oai_dc");
  ASSERT_EQ(ids.size(), 40u);
  std::map<std::string, std::string> slugs;
  for (int i = 0; i < 40; ++i) slugs[IdentifierOfSlug("x" + std::to_string(i))] = "x" + std::to_string(i);
  // One that was given out already, one that was not, and one that goes.
  const std::string given = ids.at(0), waiting = ids.at(30), gone = ids.at(31);
  std::string added;
  const auto harvested = Harvest("verb=ListRecords&metadataPrefix=oai_dc", [&](int page) {
    world_.clock.Advance(std::chrono::seconds(1));
    if (page == 0) {
      Take(R"({"resources":[)" + One(slugs[given], R"("year":2001)") + "," + One(slugs[waiting], R"("year":2001)") +
           "]}");
    } else if (page == 1) {
      EXPECT_TRUE(library_->Remove(slugs[gone], "system"));
    } else if (page == 2) {
      Take(R"({"resources":[)" + One("new") + "]}");
      added = IdentifierOfSlug("new");
    } else if (page == 3) {
      Restart(7);
    }
  });
  std::map<std::string, int> times;
  for (const auto& one : harvested) ++times[one];
  for (const auto& id : ids) EXPECT_EQ(times[id], id == given ? 2 : 1) << id;
  EXPECT_EQ(times[added], 1);
  EXPECT_EQ(times.size(), 41u);
  EXPECT_EQ(harvested.back(), added);
}

TEST_P(OaiListTest, BatchesOfASet) {
  Restart(4);
  Take(kCatalog);
  TakeMany("p", 9, R"("topics":["foot-patrol","use-of-force"])");
  TakeMany("q", 9, R"("topics":["use-of-force"])");
  TakeMany("r", 9);
  ASSERT_TRUE(library_->Remove("q3", "system"));
  for (const auto& [set, size] : {std::pair{"topic:foot-patrol", 10u}, std::pair{"module:trust", 20u}}) {
    const std::string query = "verb=ListRecords&metadataPrefix=mods&set=" + std::string(set);
    const auto all = Harvest(query);
    EXPECT_EQ(all.size(), size);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), size);
    EXPECT_THAT(Ask(query), HasSubstr("completeListSize=\"" + std::to_string(size) + "\""));
  }
}

TEST_P(OaiListTest, TokensLastADayAndARestart) {
  Restart(7);
  TakeMany("x", 20);
  const std::string token = Token(Ask("verb=ListRecords&metadataPrefix=oai_dc&until=2026-11-21"));
  ASSERT_FALSE(token.empty());
  Restart(7);
  world_.clock.Advance(std::chrono::hours(24));
  EXPECT_EQ(Identifiers(Ask("verb=ListRecords&resumptionToken=" + token)).size(), 7u);
  for (const std::string& query :
       {"verb=ListIdentifiers&resumptionToken=" + token, "verb=ListRecords&resumptionToken=" + token + "0",
        "verb=ListRecords&resumptionToken=" + token.substr(1),
        std::string("verb=ListRecords&resumptionToken=%00%FF")}) {
    EXPECT_EQ(ErrorOf(Ask(query)), "badResumptionToken") << query;
  }
  EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=" + token)), "badArgument");
  world_.clock.Advance(std::chrono::seconds(1));
  EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&resumptionToken=" + token)), "badResumptionToken");
}

TEST_P(OaiListTest, WhatIsGoneStaysDeleted) {
  Take(kCatalog);
  Take(R"({"resources":[)" + One("r", R"("topics":["foot-patrol"])") + "," + One("d", R"("topics":["empty"])") + "]}");
  const std::string removed = IdentifierOfSlug("r"), drafted = IdentifierOfSlug("d"), walk = IdentifierOfSlug("walk"),
                    hidden = IdentifierOfSlug("hidden");
  world_.clock.Advance(std::chrono::seconds(5));
  ASSERT_TRUE(library_->Remove("r", "system"));
  ASSERT_TRUE(library_->Remove("hidden", "system"));
  Take(R"({"resources":[)" + One("d", R"("status":"draft","topics":["foot-patrol"])") + "]}");
  Take(R"({"resources":[)" + One("walk", R"("status":"withdrawn","topics":["foot-patrol"])") + "]}");
  const std::string record = Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + removed);
  EXPECT_THAT(record,
              HasSubstr("<record>\n<header status=\"deleted\">\n<identifier>" + removed +
                        "</identifier>\n<datestamp>2026-11-21T07:55:05Z</datestamp>\n"
                        "<setSpec>topic:foot-patrol</setSpec>\n<setSpec>module:trust</setSpec>\n</header>\n</record>"));
  const auto since = [&](const std::string& more) {
    auto found = Identifiers(Ask("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-21T07:55:01Z" + more));
    return std::multiset<std::string>(found.begin(), found.end());
  };
  EXPECT_EQ(since(""), (std::multiset<std::string>{removed, drafted, walk}));
  EXPECT_EQ(since("&set=topic:foot-patrol"), (std::multiset<std::string>{removed, walk}));
  EXPECT_EQ(since("&set=topic:empty"), (std::multiset<std::string>{drafted}));  // where it was when it was last seen
  EXPECT_THAT(Ask("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-21T07:55:01Z"), Not(HasSubstr("<metadata>")));
  EXPECT_EQ(ErrorOf(Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + hidden)), "idDoesNotExist");  // never seen

  // A draft that is worked on stays as gone as it was; published again it is there, once.
  world_.clock.Advance(std::chrono::seconds(5));
  Take(R"({"resources":[)" + One("d", R"("status":"draft","year":2001)") + "]}");
  EXPECT_THAT(Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + drafted),
              HasSubstr("<datestamp>2026-11-21T07:55:05Z<"));
  Take(R"({"resources":[)" + One("d", R"("status":"published","year":2001,"topics":["empty"])") + "]}");
  const std::string again = Ask("verb=ListRecords&metadataPrefix=oai_dc&set=topic:empty");
  EXPECT_THAT(Identifiers(again), ElementsAre(drafted));
  EXPECT_THAT(again, AllOf(HasSubstr("Title of d"), HasSubstr("<datestamp>2026-11-21T07:55:10Z<")));
}

// A list is read along an index, wherever it stands: no plan sorts, and none walks a table.
TEST_P(OaiListTest, ReadsAlongIndexes) {
  Take(kCatalog);
  for (const auto& [sql, index] : {std::pair{store::kHarvestAll, "library_resource_changed"},
                                   std::pair{store::kHarvestTopic, "library_resource_term_value"},
                                   std::pair{store::kHarvestTombstones, "library_tombstone_changed"}}) {
    std::vector<db::Value> arguments;
    if (sql.find(":topic") != std::string_view::npos) arguments.emplace_back("foot-patrol");
    for (const db::Value& one : {db::Value(int64_t{5}), db::Value("x"), db::Value(int64_t{9}), db::Value(int64_t{200})})
      arguments.push_back(one);
    const auto plan = db().Write([&](db::Transaction& t) -> Result<std::string> {
      // PostgreSQL prefers to walk a table of a few rows; it is told not to, as it would not with many.
      if (!on_sqlite()) t.Execute("SET LOCAL enable_seqscan = off");
      if (!on_sqlite()) t.Execute("SET LOCAL enable_bitmapscan = off");
      std::string text;
      for (const auto& row :
           t.QueryWith((on_sqlite() ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + std::string(sql), arguments))
        text += row.Text(on_sqlite() ? 3 : 0) + "\n";
      return text;
    });
    ASSERT_TRUE(plan) << plan.error().cause;
    EXPECT_THAT(*plan, AllOf(HasSubstr(index), Not(HasSubstr("TEMP B-TREE")), Not(HasSubstr("Sort")),
                             Not(HasSubstr("Seq Scan")), Not(HasSubstr("SCAN"))))
        << sql;
  }
}

CONCORD_ON_BOTH_ENGINES(OaiListTest);

}  // namespace
}  // namespace concord::library::oai
