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

TEST(PlainCitation, FollowsApa) {
  EXPECT_EQ(PlainCitation(FootPatrol()),
            "Ratcliffe, J. H., & Taniguchi, T. (2011). The Philadelphia foot patrol experiment. Criminology, 49(3), "
            "795–831. https://doi.org/10.1111/j.1745-9125.2011.00240.x");
}

TEST(PlainCitation, WithoutAuthorsOrYearTheTitleLeads) {
  exchange::Record r;
  r.title = "What works?";
  r.publisher = "COPS Office";
  EXPECT_EQ(PlainCitation(r), "What works? (n.d.). COPS Office.");
}

TEST(CitationMeta, IsWhatZoteroReads) {
  const auto r = FootPatrol();
  EXPECT_EQ(Values(r, "citation_author"), (std::vector<std::string>{"Ratcliffe, Jerry H.", "Taniguchi, Travis"}));
  EXPECT_EQ(Values(r, "citation_journal_title"), (std::vector<std::string>{"Criminology"}));
  EXPECT_EQ(Values(r, "citation_firstpage"), (std::vector<std::string>{"795"}));
  EXPECT_EQ(Values(r, "citation_lastpage"), (std::vector<std::string>{"831"}));
  EXPECT_EQ(Values(r, "DC.identifier"), (std::vector<std::string>{"https://doi.org/10.1111/j.1745-9125.2011.00240.x"}));
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
