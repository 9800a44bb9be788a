#include <gtest/gtest.h>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {
namespace {

Record OneItem(std::string_view text) {
  const Parsed parsed = ReadCslJson(text);
  EXPECT_EQ(parsed.records.size(), 1u) << text;
  return parsed.records.empty() ? Record() : parsed.records[0];
}

TEST(Csl, ZoteroItem) {
  const Record r = OneItem(R"([
  {"id": "http://zotero.org/users/1/items/A", "type": "article-journal", "title": "A <i>title</i>", "container-title": "Journal", "page": "1–9",
   "volume": 3, "issue": "2", "DOI": "10.1000/X", "ISSN": "1043-9463, 1477-2728", "language": "en-US", "keyword": "a, b",
   "author": [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"}, {"family": "King", "given": "M. L.", "suffix": "Jr."},
              {"literal": "World Bank"}, {"family": "Gogh", "given": "V.", "dropping-particle": "van"}],
   "issued": {"date-parts": [["2021", 3, "5"]]}, "accessed": {"date-parts": [[2022, 1]]}}])");
  EXPECT_EQ(r.line, 2);
  EXPECT_EQ(r.title, "A title");
  EXPECT_EQ(r.pages, "1-9");
  EXPECT_EQ(r.volume, "3");
  EXPECT_EQ(r.doi, "10.1000/x");
  EXPECT_EQ(r.issn, "1043-9463");
  EXPECT_EQ(r.languages, std::vector<std::string>{"en"});
  EXPECT_EQ(r.date, "2021-03-05");
  EXPECT_EQ(
      r.authors,
      (std::vector<Name>{
          {"van der Berg", "Anna", ""}, {"King Jr.", "M. L.", ""}, {"", "", "World Bank"}, {"van Gogh", "V.", ""}}));
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"a", "b"}));
}

TEST(Csl, WrappedSingleAndCrossref) {
  EXPECT_EQ(OneItem(R"({"items": [{"id": 1, "title": "T", "type": "book"}]})").key, "1");
  EXPECT_EQ(OneItem(R"({"id": "x", "title": "T", "type": "report", "issued": {"raw": "5 March 2021"}})").date,
            "2021-03-05");
  EXPECT_EQ(OneItem(R"({"title": "T", "issued": {"date-parts": [[2019]], "season": 1}})").date, "2019");
  const Record r = OneItem(
      R"({"status": "ok", "message": {"items": [{"type": "journal-article", "title": ["T"], "container-title": ["J", "J short"],
    "author": [{"given": "A", "family": "B", "sequence": "first", "affiliation": []}, {"name": "Group"}], "abstract": "<jats:p>One.</jats:p><jats:p>Two.</jats:p>",
    "published-print": {"date-parts": [[2018, 7]]}, "ISSN": ["1043-9463"], "subject": ["Law"]}]}})");
  EXPECT_EQ(r.types[0], "research-article");
  EXPECT_EQ(r.container, "J");
  EXPECT_EQ(r.summary, "One.\n\nTwo.");
  EXPECT_EQ(r.date, "2018-07");
  EXPECT_EQ(r.authors[1].literal, "Group");
  EXPECT_EQ(r.keywords, std::vector<std::string>{"Law"});
}

TEST(Csl, BrokenJsonNamesItsLine) {
  const Parsed parsed = ReadCslJson("[\n{\"title\": \"One\"},\n{\"title\": }\n]");
  EXPECT_EQ(parsed.records.size(), 1u);
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].severity, Severity::kFatal);
  EXPECT_EQ(parsed.problems[0].line, 3);
}

TEST(Csl, UnknownTypeIsKept) {
  const Record r = OneItem(R"([{"type": "hologram", "title": "T"}])");
  EXPECT_EQ(r.types, std::vector<std::string>{"other"});
  EXPECT_EQ(r.extra[0], (std::pair<std::string, std::string>{"type", "hologram"}));
}

}  // namespace
}  // namespace concord::library::exchange
