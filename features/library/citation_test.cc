#include "features/library/citation.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace concord::library {
namespace {

exchange::Record FootPatrol() {
  exchange::Record r;
  r.title = "The Philadelphia foot patrol experiment";
  r.authors = {{"Ratcliffe", "Jerry H.", ""}, {"Taniguchi", "Travis", ""}};
  r.year = 2011;
  r.container = "Criminology";
  r.volume = "49";
  r.issue = "3";
  r.pages = "795–831";
  r.doi = "10.1111/j.1745-9125.2011.00240.x";
  r.types = {"research-article"};
  return r;
}

std::vector<std::string> Values(const exchange::Record& record, const std::string& name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : CitationMeta(record, "https://x.org/r")) {
    if (key == name) values.push_back(value);
  }
  return values;
}

TEST(CitationMeta, IsWhatZoteroReads) {
  const auto r = FootPatrol();
  EXPECT_EQ(Values(r, "citation_author"), (std::vector<std::string>{"Ratcliffe, Jerry H.", "Taniguchi, Travis"}));
  EXPECT_EQ(Values(r, "citation_journal_title"), (std::vector<std::string>{"Criminology"}));
  EXPECT_EQ(Values(r, "citation_firstpage"), (std::vector<std::string>{"795"}));
  EXPECT_EQ(Values(r, "citation_lastpage"), (std::vector<std::string>{"831"}));
  EXPECT_EQ(Values(r, "DC.identifier"), (std::vector<std::string>{"https://doi.org/10.1111/j.1745-9125.2011.00240.x"}));
}

// The translator "Embedded Metadata" takes the kind of work from these.
TEST(CitationMeta, TellsZoteroWhatKindOfWorkItIs) {
  struct Case {
    const char *type, *tag, *zotero;
  };
  for (const auto& one :
       {Case{"report", "citation_technical_report_institution", "report"},
        Case{"guidebook-tool", "citation_technical_report_institution", "report"},
        Case{"thesis", "citation_dissertation_institution", "thesis"}, Case{"book", "citation_publisher", "book"},
        Case{"book-chapter", "citation_publisher", "bookSection"},
        Case{"video", "citation_publisher", "videoRecording"}, Case{"policy", "citation_publisher", "statute"},
        Case{"data", "citation_publisher", "dataset"}, Case{"training", "citation_publisher", "document"}}) {
    exchange::Record r;
    r.title = "T";
    r.types = {one.type};
    r.publisher = "COPS Office";
    r.editors = {{"Tonry", "Michael", ""}};
    EXPECT_EQ(Values(r, one.tag), (std::vector<std::string>{"COPS Office"})) << one.type;
    EXPECT_EQ(Values(r, "DC.type"), (std::vector<std::string>{one.zotero})) << one.type;
    EXPECT_EQ(Values(r, "citation_editor"), (std::vector<std::string>{"Tonry, Michael"}));
  }
  auto review = FootPatrol();
  review.types = {"systematic-review"};
  EXPECT_EQ(Values(review, "citation_journal_title"), (std::vector<std::string>{"Criminology"}));
}

TEST(JsonLd, CannotEndItsScriptElement) {
  auto r = FootPatrol();
  r.title = "</script><script>alert(1)</script> & more";
  const std::string text = JsonLd(r, "https://x.org/r");
  EXPECT_EQ(text.find('<'), std::string::npos);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["name"], r.title);
  EXPECT_EQ(json["@type"], "ScholarlyArticle");
  EXPECT_EQ(json["author"][0]["name"], "Jerry H. Ratcliffe");
}

}  // namespace
}  // namespace concord::library
