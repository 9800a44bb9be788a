#include <gtest/gtest.h>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {
namespace {

TEST(ConcordJson, ReadsACatalogAndLeavesOtherSectionsAlone) {
  const Parsed parsed = ReadJson(R"({"format": "concord-catalog", "version": 1,
  "topics": [{"slug": "t", "title": {"en": "T"}}],
  "resources": [
    {"slug": "a", "title": "A", "authors": ["Anna Berg", {"literal": "Lab"}], "year": 2020, "types": ["report"],
     "facts": [{"field": "year", "basis": "listing"}]},
    {"id": 7, "title": "B", "colour": "red", "shape": {"sides": [3, null]}}
  ]})");
  ASSERT_EQ(parsed.records.size(), 2u);
  const Record& a = parsed.records[0];
  EXPECT_EQ(a.line, 4);
  EXPECT_EQ(a.authors, (std::vector<Name>{{"Berg", "Anna", ""}, {"", "", "Lab"}}));
  EXPECT_EQ(a.facts[0].basis, "listing");
  EXPECT_EQ(a.date, "2020");
  const Record& b = parsed.records[1];
  EXPECT_EQ(b.key, "7");
  EXPECT_EQ(b.line, 6);
  EXPECT_EQ(b.extra,
            (std::vector<std::pair<std::string, std::string>>{{"colour", "red"}, {"shape", "{\"sides\":[3,null]}"}}));
  EXPECT_EQ(parsed.problems.size(), 2u);
}

TEST(ConcordJson, BareArrayJsonLinesAndEmptyCatalog) {
  EXPECT_EQ(ReadJson("[{\"title\": \"A\"}, {\"title\": \"B\"}]").records.size(), 2u);
  const Parsed lines = ReadJson("{\"title\": \"A\"}\n{\"title\": \"B\"\n\n{\"title\": \"C\"}\n");
  ASSERT_EQ(lines.records.size(), 2u);
  EXPECT_EQ(lines.records[1].line, 4);
  ASSERT_EQ(lines.problems.size(), 1u);
  EXPECT_EQ(lines.problems[0].severity, Severity::kRejected);
  EXPECT_EQ(lines.problems[0].line, 2);
  const Parsed other = ReadJson("{\"format\": \"concord-catalog\", \"version\": 1, \"topics\": []}");
  EXPECT_TRUE(other.records.empty());
  EXPECT_TRUE(other.problems.empty());
}

TEST(ConcordJson, DeepNestingIsAProblemWithALine) {
  const Parsed parsed = ReadJson("[\n{\"title\": " + std::string(100'000, '[') + "}\n]");
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.json_too_deep");
  EXPECT_EQ(parsed.problems[0].line, 2);
}

TEST(ConcordJson, FurtherMembersStandBesideTheResources) {
  Record record;
  record.title = "T";
  const std::string out = WriteJson(std::span(&record, 1), "  \"topics\": [{\"slug\": \"t\"}]\n");
  EXPECT_NE(out.find("\"topics\""), std::string::npos);
  EXPECT_EQ(ReadJson(out).records.size(), 1u);
}

}  // namespace
}  // namespace concord::library::exchange
