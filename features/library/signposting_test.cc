#include "features/library/signposting.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace concord::library {
namespace {

exchange::Record Report() {
  exchange::Record r;
  r.slug = "walk";
  r.title = "Walk";
  r.types = {"report"};
  r.url = "https://example.org/a b>.pdf?x=1";
  r.doi = "10.1/walk";
  return r;
}

TEST(Signposting, LinksThePageToTheWorkAndItsDescriptions) {
  const auto posts = SignpostsOf(Report(), "https://trust.example.org");
  const std::string header = LinkHeader(posts, "https://trust.example.org/resources/walk/linkset.json");
  for (const char* must :
       {"<https://doi.org/10.1/walk>; rel=\"cite-as\"", "<https://schema.org/AboutPage>; rel=\"type\"",
        "<https://schema.org/Report>; rel=\"type\"",
        "<https://trust.example.org/resources/walk/cite.bib>; rel=\"describedby\"; type=\"application/x-bibtex\"",
        "<https://example.org/a%20b%3E.pdf?x=1>; rel=\"item\"; type=\"application/pdf\"",
        "<https://trust.example.org/resources/walk/linkset.json>; rel=\"linkset\"; "
        "type=\"application/linkset+json\""}) {
    EXPECT_NE(header.find(must), std::string::npos) << must << "\n" << header;
  }
  EXPECT_EQ(header.find("rel=\"license\""), std::string::npos) << "no record names the work's licence";
}

TEST(Signposting, AnAddressCannotLeaveItsPlaceInTheHeader) {
  auto record = Report();
  record.url = "https://example.org/\r\nSet-Cookie: a=1>; rel=\"author";
  const std::string header = LinkHeader(SignpostsOf(record, "https://h"), "https://h/l");
  EXPECT_EQ(header.find('\n'), std::string::npos);
  EXPECT_EQ(header.find("rel=\"author"), std::string::npos);
}

TEST(Signposting, TheLinksetSaysTheSameAndBack) {
  const auto posts = SignpostsOf(Report(), "https://h");
  const auto set = nlohmann::json::parse(LinksetJson(posts, "https://h/resources/walk"))["linkset"];
  EXPECT_EQ(set[0]["anchor"], "https://h/resources/walk");
  EXPECT_EQ(set[0]["cite-as"][0]["href"], "https://doi.org/10.1/walk");
  EXPECT_EQ(set[0]["describedby"].size(), 3u);
  EXPECT_EQ(set[1]["anchor"], set[0]["describedby"][0]["href"]);
  EXPECT_EQ(set[1]["describes"][0]["href"], "https://h/resources/walk");
}

}  // namespace
}  // namespace concord::library
