// One article as many producers write it (tests/data/exchange): the same description from each.
#include <gtest/gtest.h>

#include "features/library/exchange/testing_records.h"

namespace concord::library::exchange {
namespace {

struct Sample {
  const char* file;
  Format format;
  bool brief = false;  // no DOI, abstract, keywords, language and ISSN
};

class Producer : public ::testing::TestWithParam<Sample> {};

TEST_P(Producer, DescribesTheSameArticle) {
  const std::string name = GetParam().file;
  const std::string bytes = ReadWholeFile(CONCORD_SOURCE_DIR "/tests/data/exchange/" + name);
  ASSERT_FALSE(bytes.empty());
  EXPECT_EQ(DetectFormat(name, bytes), GetParam().format);
  const Parsed parsed = Read(GetParam().format, bytes);
  ASSERT_EQ(parsed.records.size(), 1u);
  const Record& r = parsed.records[0];
  EXPECT_EQ(r.subtitle.empty() ? r.title : r.title + ": " + r.subtitle, "Trust and Legitimacy: What the Evidence Says");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Núñez", "José", ""}, {"van der Berg", "Anna", ""}}));
  EXPECT_EQ(r.year, 2021);
  EXPECT_EQ(r.container == "POLICING AND SOCIETY" ? "Policing and Society" : r.container, "Policing and Society");
  EXPECT_EQ(r.volume, "12");
  EXPECT_EQ(r.issue, "3");
  EXPECT_EQ(r.pages, "101-119");
  EXPECT_TRUE(r.types == std::vector<std::string>{"research-article"} ||
              r.types == std::vector<std::string>{"article"});
  if (GetParam().brief) return;
  EXPECT_EQ(r.doi, "10.5555/trust.2021.7");
  EXPECT_EQ(r.languages, name == "endnote.ris" ? std::vector<std::string>{} : std::vector<std::string>{"en"});
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"legitimacy", "trust"}));
  EXPECT_EQ(r.issn, name == "planilla.csv" ? "" : "1043-9463");
  EXPECT_EQ(r.summary, name == "jabref.bib" ? "" : "Two trials and what they found.");
  const bool to_the_month = name != "scopus.csv" && name != "planilla.csv";
  EXPECT_EQ(r.date.substr(0, 7), to_the_month ? "2021-03" : "2021");
}

INSTANTIATE_TEST_SUITE_P(
    Samples, Producer,
    ::testing::Values(Sample{"zotero.bib", Format::kBibtex}, Sample{"scholar.bib", Format::kBibtex, true},
                      Sample{"jabref.bib", Format::kBibtex}, Sample{"crossref.ris", Format::kRis},
                      Sample{"endnote.ris", Format::kRis}, Sample{"web_of_science.txt", Format::kRis},
                      Sample{"pubmed.nbib", Format::kRis}, Sample{"crossref.json", Format::kCslJson},
                      Sample{"zotero.csl.json", Format::kCslJson}, Sample{"scopus.csv", Format::kCsv},
                      Sample{"planilla.csv", Format::kCsv}),
    [](const auto& info) {
      std::string name = info.param.file;
      for (char& c : name) c = c == '.' ? '_' : c;
      return name;
    });

}  // namespace
}  // namespace concord::library::exchange
