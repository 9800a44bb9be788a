#include <gtest/gtest.h>

#include "features/library/exchange/record.h"

namespace concord::library::exchange {
namespace {

Record OneEntry(std::string_view text) {
  const Parsed parsed = ReadRis(text);
  EXPECT_EQ(parsed.records.size(), 1u) << text;
  return parsed.records.empty() ? Record() : parsed.records[0];
}

TEST(Ris, Zotero) {
  const Record r = OneEntry(
      "TY  - JOUR\r\nTI  - Does de-escalation &amp; training <i>work</i>?\r\nAU  - Engel, Robin S.\r\nAU  - "
      "McManus, Hannah D.\r\nT2  - Criminology & Public Policy\r\n"
      "AB  - A systematic review.\r\nDA  - 2020/08//\r\nPY  - 2020\r\nDO  - 10.1111/1745-9133.12467\r\nDP  - "
      "Wiley\r\nVL  - 19\r\nIS  - 3\r\nSP  - 721\r\nEP  - 759\r\n"
      "J2  - Criminol Public Policy\r\nLA  - en\r\nSN  - 1538-6473, 1745-9133\r\nST  - Does de-escalation\r\nUR  - "
      "https://example.org/x\r\nY2  - 2021/01/02/10:00:00\r\n"
      "KW  - police\r\nKW  - use of force\r\nER  - \r\n\r\n");
  EXPECT_EQ(r.title, "Does de-escalation & training work?");
  EXPECT_EQ(r.date, "2020-08");
  EXPECT_EQ(r.container, "Criminology & Public Policy");
  EXPECT_EQ(r.pages, "721-759");
  EXPECT_EQ(r.issn, "1538-6473");
  EXPECT_EQ(r.languages, std::vector<std::string>{"en"});
  EXPECT_EQ(r.keywords.size(), 2u);
}

TEST(Ris, EndnoteKeywordsAndChapter) {
  const Record r = OneEntry(
      "TY  - CHAP\nAU  - Skogan, W. G.\nA2  - Weisburd, D.\nA2  - Braga, A.\nPY  - 2006\nSP  - 27-43\nT1  - The "
      "promise\nT2  - Police innovation\n"
      "KW  - one\ntwo\nthree\nPB  - Cambridge University Press\nCY  - New York\nSN  - 978-0-521-54483-2\nL1  - "
      "internal-pdf://x/y.pdf\nER  - \n");
  EXPECT_EQ(r.types[0], "book-chapter");
  EXPECT_EQ(r.container, "Police innovation");
  EXPECT_EQ(r.editors.size(), 2u);
  EXPECT_EQ(r.pages, "27-43");
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(r.url, "");
}

TEST(Ris, DatesAsProducersWriteThem) {
  for (const auto& [raw, date] :
       std::initializer_list<std::pair<const char*, const char*>>{{"2021///", "2021"},
                                                                  {"2021/03/05/", "2021-03-05"},
                                                                  {"1948/07//", "1948-07"},
                                                                  {"2021//", "2021"},
                                                                  {"2019/03/07/Spring", "2019-03-07"},
                                                                  {"2021-03-05", "2021-03-05"}}) {
    EXPECT_EQ(OneEntry("TY  - JOUR\nTI  - T\nPY  - " + std::string(raw) + "\nER  - ").date, date) << raw;
  }
}

TEST(Ris, LineEndsSpacingAndMissingEnds) {
  EXPECT_EQ(OneEntry("TY  - BOOK\rTI  - T\rT2  - S\rER  - \r").series, "S");
  EXPECT_EQ(OneEntry("\xEF\xBB\xBFTY - JOUR\nTI - T\nAB - Long text\nUS - based agencies\nER -\n").title, "T");
  const Parsed parsed = ReadRis("TY  - JOUR\nTI  - One\n\nTY  - RPRT\nTI  - Two\n");
  ASSERT_EQ(parsed.records.size(), 2u);
  EXPECT_EQ(parsed.records[1].line, 4);
  ASSERT_EQ(parsed.problems.size(), 2u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.ris_missing_er");
  EXPECT_EQ(parsed.problems[0].params.at("line"), "1");
}

TEST(Ris, SaysWhenThereIsNothing) {
  const Parsed parsed = ReadRis("hello\nworld\n");
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.ris_no_record");
}

TEST(Ris, OrganizationsAreNotParted) {
  const Record r =
      OneEntry("TY  - RPRT\nTI  - T\nAU  - Police Executive Research Forum\nAU  - U.S. Department of Justice\nER  - ");
  EXPECT_EQ(r.authors[0].literal, "Police Executive Research Forum");
  EXPECT_EQ(r.authors[1].literal, "U.S. Department of Justice");
}

TEST(WebOfScience, ReadsTaggedFile) {
  const Record r = OneEntry(
      "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Tyler, TR\n   Fagan, J\nAF Tyler, Tom R.\n   Fagan, "
      "Jeffrey\nTI Legitimacy and\n   cooperation\n"
      "SO OHIO STATE JOURNAL OF CRIMINAL LAW\nDE trust; police\nPD MAR 5\nPY 2008\nVL 6\nBP 231\nEP 275\nUT "
      "WOS:1\nER\n\nEF");
  EXPECT_EQ(r.title, "Legitimacy and cooperation");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Tyler", "Tom R.", ""}, {"Fagan", "Jeffrey", ""}}));
  EXPECT_EQ(r.date, "2008-03-05");
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"trust", "police"}));
  EXPECT_EQ(r.pages, "231-275");
}

TEST(Medline, ReadsPubmedFile) {
  const Record r = OneEntry(
      "PMID- 123\nTI  - Long title\n      goes on\nFAU - Berg, Anna\nAU  - Berg A\nAID - 10.1000/x [doi]\nDP  - "
      "2019 Mar 5\nJT  - Journal\nPG  - 1-9\nLA  - eng\n");
  EXPECT_EQ(r.title, "Long title goes on");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Berg", "Anna", ""}}));
  EXPECT_EQ(r.doi, "10.1000/x");
  EXPECT_EQ(r.date, "2019-03-05");
  EXPECT_EQ(r.languages, std::vector<std::string>{"en"});
}

}  // namespace
}  // namespace concord::library::exchange
