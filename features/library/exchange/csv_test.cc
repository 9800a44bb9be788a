#include <gtest/gtest.h>

#include "features/library/exchange/names.h"
#include "features/library/exchange/record.h"

namespace concord::library::exchange {
namespace {

TEST(Csv, QuotesLinesAndRowsOfTheWrongLength) {
  const Parsed parsed = ReadCsv(
      "Title,Author(s),Year\r\n\"A \"\"quoted\"\"\r\ntitle\",\"Berg, Anna; Roe, Rich\",2020\r\nB,only two\r\n5\" "
      "guns,Jane Doe,2019,,\r\n\r\nLast,,n.d.\r\n");
  ASSERT_EQ(parsed.records.size(), 3u);
  EXPECT_EQ(parsed.records[0].title, "A \"quoted\" title");
  EXPECT_EQ(parsed.records[0].line, 2);
  EXPECT_EQ(parsed.records[0].authors.size(), 2u);
  EXPECT_EQ(parsed.records[1].title, "5\" guns");
  EXPECT_EQ(parsed.records[1].line, 5);
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.csv_field_count");
  EXPECT_EQ(parsed.problems[0].line, 4);
  EXPECT_EQ(parsed.problems[0].params.at("found"), "2");
}

TEST(Csv, SpanishHeadingsAndOtherSeparators) {
  const Parsed parsed = ReadCsv(
      "\xEF\xBB\xBFTítulo;Autores;Año;Resumen;Palabras clave;Idioma;Enlace;Tipo\nLa policía;José Núñez y Ana "
      "Ruiz;2018;Un resumen;a, b;español;www.ejemplo.org/x;Informe\n");
  ASSERT_EQ(parsed.records.size(), 1u);
  const Record& r = parsed.records[0];
  EXPECT_EQ(r.title, "La policía");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Núñez", "José", ""}, {"Ruiz", "Ana", ""}}));
  EXPECT_EQ(r.year, 2018);
  EXPECT_EQ(r.summary, "Un resumen");
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(r.languages, std::vector<std::string>{"es"});
  EXPECT_EQ(r.url, "https://www.ejemplo.org/x");
  EXPECT_EQ(r.types, std::vector<std::string>{"report"});
  EXPECT_EQ(ReadCsv("sep=|\ntitle|year\nT|2001\n").records.at(0).year, 2001);
  EXPECT_EQ(ReadCsv("title\tyear\nT\t2001\n").records.at(0).year, 2001);
}

TEST(Csv, ScopusAndZoteroHeadings) {
  const Parsed scopus = ReadCsv(
      "Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page "
      "end,DOI,Link,Abstract,Author Keywords,Document Type,Language of Original Document\n"
      "Berg A.; Roe R.,\"Berg, Anna (123); Roe, Richard (456)\",T,2020,J,1,2,,10,19,10.1000/x,https://x.org,Abs,a; "
      "b,Article,English\n");
  ASSERT_EQ(scopus.records.size(), 1u);
  EXPECT_EQ(scopus.records[0].pages, "10-19");
  EXPECT_EQ(scopus.records[0].container, "J");
  EXPECT_EQ(scopus.records[0].languages, std::vector<std::string>{"en"});
  const Parsed zotero = ReadCsv(
      "Key,Item Type,Publication Year,Author,Title,Publication Title,Url,Abstract Note,Date,Manual "
      "Tags\nABC,journalArticle,2019,\"Berg, Anna\",T,J,https://x.org,Abs,2019-03,x; y\n");
  ASSERT_EQ(zotero.records.size(), 1u);
  EXPECT_EQ(zotero.records[0].key, "ABC");
  EXPECT_EQ(zotero.records[0].types, std::vector<std::string>{"research-article"});
  EXPECT_EQ(zotero.records[0].date, "2019-03");
  EXPECT_EQ(zotero.records[0].summary, "Abs");
}

TEST(Csv, WithoutATitleColumnNothingIsGuessed) {
  const Parsed parsed = ReadCsv("a,b\n1,2\n");
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.csv_no_title_column");
  EXPECT_EQ(parsed.problems[0].severity, Severity::kFatal);
}

TEST(Csv, AQuoteNeverClosedNamesTheRowsBeginning) {
  const Parsed parsed = ReadCsv("title,year\nA,2000\n\"B,2001\nC,2002\n");
  EXPECT_EQ(parsed.records.size(), 1u);
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.csv_unclosed_quote");
  EXPECT_EQ(parsed.problems[0].line, 3);
}

std::string CsvNames(std::string_view text) {
  std::string out;
  for (const auto& name : ParseNameList(text))
    out += name.literal.empty() ? "[" + name.family + "|" + name.given + "]" : "[=" + name.literal + "]";
  return out;
}

TEST(NameLists, ArePartedAsTheyAreMeant) {
  EXPECT_EQ(CsvNames("Dainis Ignatans and  Roger Matthews"), "[Ignatans|Dainis][Matthews|Roger]");
  EXPECT_EQ(CsvNames("Julianne Webster, Paul Mazerolle, Janet Ransley"),
            "[Webster|Julianne][Mazerolle|Paul][Ransley|Janet]");
  EXPECT_EQ(CsvNames("Smith, John"), "[Smith|John]");
  EXPECT_EQ(CsvNames("Smith, John and Doe, Jane"), "[Smith|John][Doe|Jane]");
  EXPECT_EQ(CsvNames("Smith, J., Doe, A. B."), "[Smith|J.][Doe|A. B.]");
  EXPECT_EQ(CsvNames("Smith J., Doe A.B., Roe C."), "[Smith|J.][Doe|A.B.][Roe|C.]");
  EXPECT_EQ(CsvNames("Anna Berg, Martin King, Jr., and Jane Roe"), "[Berg|Anna][King Jr.|Martin][Roe|Jane]");
  EXPECT_EQ(CsvNames("Department of Research and Development"), "[=Department of Research and Development]");
  EXPECT_EQ(CsvNames("Anna van der Berg"), "[van der Berg|Anna]");
  EXPECT_EQ(CsvNames("World Health Organization; Berg, A."), "[=World Health Organization][Berg|A.]");
}

}  // namespace
}  // namespace concord::library::exchange
