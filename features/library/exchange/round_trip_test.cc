// What is written comes back: every format, every field.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "features/library/exchange/json_record.h"
#include "features/library/exchange/testing_records.h"

namespace concord::library::exchange {
namespace {

std::string Shown(const Record& record) { return Dump(ToJson(record), 1); }

class RoundTrip : public ::testing::TestWithParam<Format> {};

TEST_P(RoundTrip, KeepsEveryField) {
  const std::vector<Record> records = {FullRecord()};
  const Parsed parsed = Read(GetParam(), Write(GetParam(), records));
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(Shown(parsed.records[0]), Shown(records[0]));
  EXPECT_TRUE(parsed.problems.empty()) << parsed.problems[0].key;
}

TEST_P(RoundTrip, KeepsABareTitle) {
  Record bare;
  bare.title = "Only a title";
  bare.key = "k";
  const Parsed parsed = Read(GetParam(), Write(GetParam(), std::span(&bare, 1)));
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(Shown(parsed.records[0]), Shown(bare));
}

TEST_P(RoundTrip, KeepsRecordsOfTheSameKeyApart) {
  std::vector<Record> records(3);
  for (auto& record : records) record.title = "Same", record.key = "same";
  const Parsed parsed = Read(GetParam(), Write(GetParam(), records));
  ASSERT_EQ(parsed.records.size(), 3u);
  for (const auto& record : parsed.records) EXPECT_EQ(record.key, "same");
}

TEST_P(RoundTrip, KeepsEveryType) {
  for (const char* type : {"research-article",
                           "report",
                           "guidebook-tool",
                           "article",
                           "case-study",
                           "research-brief",
                           "video",
                           "policy",
                           "webpage",
                           "training",
                           "book-chapter",
                           "paper",
                           "book",
                           "data",
                           "preprint",
                           "after-action-report",
                           "thesis",
                           "systematic-review",
                           "systematic-review-protocol",
                           "podcast",
                           "book-review",
                           "program-rating",
                           "testimony",
                           "other",
                           "hub-own-type"}) {
    Record record;
    record.title = "T";
    record.key = "k";
    record.types = {type};
    record.container = "Container";
    record.series = "Series";
    record.publisher = "Publisher";
    record.volume = "1";
    record.issue = "2";
    const Parsed parsed = Read(GetParam(), Write(GetParam(), std::span(&record, 1)));
    ASSERT_EQ(parsed.records.size(), 1u) << type;
    EXPECT_EQ(Shown(parsed.records[0]), Shown(record)) << type;
  }
}

TEST_P(RoundTrip, NothingGivesNothing) {
  const Parsed parsed = Read(GetParam(), Write(GetParam(), {}));
  EXPECT_TRUE(parsed.records.empty());
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values(Format::kBibtex, Format::kRis, Format::kCslJson, Format::kCsv,
                                           Format::kJson),
                         [](const auto& info) {
                           std::string name(NameOf(info.param));
                           std::erase(name, '-');
                           return name;
                         });

TEST(Writers, BibtexEscapesAndProtects) {
  const std::string out = WriteBibtex(std::vector<Record>{FullRecord()});
  EXPECT_NE(out.find("@manual{berg2021,"), std::string::npos) << out;
  EXPECT_NE(out.find("\\& \\$5"), std::string::npos) << out;
  EXPECT_NE(out.find("{McDonald}"), std::string::npos) << out;
  EXPECT_NE(out.find("pages = {101--119}"), std::string::npos) << out;
  EXPECT_NE(out.find("month = mar"), std::string::npos) << out;
}

// The title's words once dangled here: the fuzzer found it.
TEST(Writers, BibtexDevisesKeysThatAreUnique) {
  std::vector<Record> records(3);
  for (auto& record : records)
    record.title = "The Promise of Trust", record.authors = {{"Núñez", "A.", ""}}, record.year = 2020;
  const std::string out = WriteBibtex(records);
  EXPECT_NE(out.find("{nunez2020promise,"), std::string::npos) << out;
  EXPECT_NE(out.find("{nunez2020promise-2,"), std::string::npos) << out;
  EXPECT_NE(out.find("{nunez2020promise-3,"), std::string::npos) << out;
}

TEST(Writers, RisHasItsLineEndsAndTags) {
  const std::string out = WriteRis(std::vector<Record>{FullRecord()});
  EXPECT_TRUE(out.starts_with("TY  - RPRT\r\n")) << out;
  EXPECT_TRUE(out.ends_with("ER  - \r\n\r\n")) << out;
  for (size_t at = 0; (at = out.find('\n', at)) != std::string::npos; ++at) EXPECT_EQ(out[at - 1], '\r');
}

TEST(Writers, CslJsonIsWhatTheSchemaWants) {
  const auto json = nlohmann::json::parse(WriteCslJson(std::vector<Record>{FullRecord()}));
  EXPECT_EQ(json[0]["type"], "report");
  EXPECT_EQ(json[0]["issued"]["date-parts"], (nlohmann::json{{2021, 3, 5}}));
  EXPECT_EQ(json[0]["author"][0]["family"], "van der Berg");
  EXPECT_EQ(json[0]["author"][2]["literal"], "Department of Justice, Civil Rights Division");
}

TEST(Writers, CsvCellsAreNoFormulas) {
  Record record;
  record.title = "=HYPERLINK(\"http://x\")";
  record.summary = "'=kept";
  record.note = "@x";
  const std::string out = WriteCsv(std::span(&record, 1));
  EXPECT_NE(out.find("\"'=HYPERLINK(\"\"http://x\"\")\""), std::string::npos) << out;
  EXPECT_NE(out.find("'@x"), std::string::npos);
  const Parsed parsed = ReadCsv(out);
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(parsed.records[0].title, record.title);
  EXPECT_EQ(parsed.records[0].summary, record.summary);
  EXPECT_EQ(parsed.records[0].note, record.note);
}

}  // namespace
}  // namespace concord::library::exchange
