// What holds for every format: encodings, identifiers, dates, repairs, bounds, detection, messages.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <regex>
#include <set>

#include "features/library/exchange/dates.h"
#include "features/library/exchange/html_text.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/testing_records.h"

namespace concord::library::exchange {
namespace {

Parsed FromCsv(const std::string& rest) { return ReadCsv("title,abstract,doi,url,isbn,year,language\n" + rest + "\n"); }

TEST(Finish, RepairsAndNotes) {
  const Parsed parsed = FromCsv("AndrÃ© â€œKlipâ€\xC2\x9D,Law â€“ x,,,,,");
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(parsed.records[0].title, "André “Klip”");
  EXPECT_EQ(parsed.records[0].summary, "Law – x");
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].params.at("fields"), "title, summary");
}

TEST(Finish, TitlesAreDevisedOrTheRecordRejected) {
  const Parsed parsed =
      FromCsv(",\"A summary of some length that says what this is about, and then goes on\",,,,,\n,,10.1000/x,,,,");
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(parsed.records[0].title, "[A summary of some length that says what this is about, and…]");
  ASSERT_EQ(parsed.problems.size(), 2u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.devised_title");
  EXPECT_EQ(parsed.problems[1].key, "library.import.missing_title");
  EXPECT_EQ(parsed.problems[1].line, 3);
}

TEST(Finish, WhatIsNoIdentifierGoesToExtra) {
  const Parsed parsed = FromCsv("T,,10.1/x,javascript:alert(1),9780007280598,3021,Klingon");
  ASSERT_EQ(parsed.records.size(), 1u);
  const Record& r = parsed.records[0];
  EXPECT_TRUE(r.doi.empty() && r.url.empty() && r.isbn.empty() && !r.year && r.languages.empty());
  EXPECT_EQ(r.extra.size(), 4u);  // all but the address
  EXPECT_EQ(parsed.problems.size(), 5u);
}

TEST(Finish, ConvertsEncodings) {
  const Parsed latin = ReadCsv(
      "title\nPolic\xED"
      "a \x96 \x93x\x94\n");
  EXPECT_EQ(latin.records.at(0).title, "Policía – “x”");
  EXPECT_EQ(latin.problems.at(0).key, "library.import.converted_encoding");
  EXPECT_EQ(latin.problems.at(0).line, 2);
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("title\nPolice\n")) wide += std::string{c, '\0'};
  EXPECT_EQ(ReadCsv(wide).records.at(0).title, "Police");
  EXPECT_EQ(ReadCsv(wide.substr(2)).records.at(0).title, "Police");
  const Parsed broken = ReadCsv("title\nPolicía éé \xFFx\n");
  EXPECT_EQ(broken.records.at(0).title, "Policía éé \uFFFDx");
  EXPECT_EQ(broken.problems.at(0).key, "library.import.broken_utf8");
}

TEST(Identifiers, Normalize) {
  EXPECT_EQ(NormalizeDoi("https://doi.org/10.1000/ABC"), "10.1000/abc");
  EXPECT_EQ(NormalizeDoi("doi:10.1000/abc."), "10.1000/abc");
  EXPECT_EQ(NormalizeDoi("http://dx.doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0"), "10.1002/(sici)1097<1::aid>3.0");
  EXPECT_EQ(NormalizeDoi("10.12/abc"), std::nullopt);
  EXPECT_EQ(NormalizeDoi("10.1000/"), std::nullopt);
  EXPECT_EQ(NormalizeUrl("HTTPS://x.org/a b"), std::nullopt);
  EXPECT_EQ(NormalizeUrl("https://x.org/a\"b"), "https://x.org/a%22b");
  EXPECT_EQ(NormalizeUrl("data:text/html,x"), std::nullopt);
  EXPECT_EQ(NormalizeUrl("https://"), std::nullopt);
  EXPECT_EQ(NormalizeIsbn("978-0-00-728059-9"), "9780007280599");
  EXPECT_EQ(NormalizeIsbn("080442957x"), "080442957X");
  EXPECT_EQ(NormalizeIsbn("978-0-00-728059-8"), std::nullopt);
  EXPECT_EQ(NormalizeIssn("2325-9671 (electronic)"), "2325-9671");
  EXPECT_EQ(NormalizeIssn("0378596x"), "0378-596X");
  for (const char* english : {"en", "eng", "en-US", "en_GB", "English", "american", "INGLÉS"})
    EXPECT_EQ(NormalizeLanguage(english), "en") << english;
  EXPECT_EQ(NormalizeLanguage("español"), "es");
  EXPECT_EQ(NormalizeLanguage("ngerman"), "de");
  EXPECT_EQ(NormalizeLanguage("Elvish"), std::nullopt);
}

TEST(Dates, AsPeopleWriteThem) {
  for (const auto& [raw, iso] :
       std::initializer_list<std::pair<const char*, const char*>>{{"2021", "2021"},
                                                                  {"2021-03-05T10:00:00Z", "2021-03-05"},
                                                                  {"March 5, 2021", "2021-03-05"},
                                                                  {"5 March 2021", "2021-03-05"},
                                                                  {"Mar 2021", "2021-03"},
                                                                  {"03/05/2021", "2021-03-05"},
                                                                  {"25/12/2021", "2021-12-25"},
                                                                  {"03/2021", "2021-03"},
                                                                  {"5 de marzo de 2021", "2021-03-05"},
                                                                  {"marzo 2021", "2021-03"},
                                                                  {"20210305", "2021-03-05"},
                                                                  {"Spring 2021", "2021"},
                                                                  {"c. 1990", "1990"},
                                                                  {"2016/2017", "2016"},
                                                                  {"2018-12-03/2018-12-06", "2018-12-03"},
                                                                  {"1994/..", "1994"},
                                                                  {"2021-02-31", "2021-02"},
                                                                  {"[2001]", "2001"},
                                                                  {"JUN 8 2004", "2004-06-08"},
                                                                  {"2021-21", "2021"},
                                                                  {"n.d.", ""},
                                                                  {"31.12.1999", "1999-12-31"},
                                                                  {"2019 Mar-Apr", "2019-03"}}) {
    EXPECT_EQ(ParseDate(raw).Iso(), iso) << raw;
  }
}

TEST(Html, BecomesText) {
  EXPECT_EQ(
      HtmlToText("A &amp; B &lt;i&gt;x&lt;/i&gt; <sup>2</sup> caf&eacute; &#8217;&#x2019; a < b &unknown; <weird>"),
      "A & B x 2 café ’’ a < b &unknown; <weird>");
  EXPECT_EQ(HtmlToText("R&amp;amp;D"), "R&D");
  EXPECT_EQ(HtmlToText("p <0.05 and i < 3"), "p <0.05 and i < 3");
}

TEST(Formats, AreDetectedByNameAndBytes) {
  EXPECT_EQ(DetectFormat("x.bib", ""), Format::kBibtex);
  EXPECT_EQ(DetectFormat("x.RIS", ""), Format::kRis);
  EXPECT_EQ(DetectFormat("x.json", "[{\"id\": 1, \"DOI\": \"10.1/x\"}]"), Format::kCslJson);
  EXPECT_EQ(DetectFormat("x.json", "{\"format\": \"concord-catalog\"}"), Format::kJson);
  EXPECT_EQ(DetectFormat("export.txt", "\r\n% c\n@article{a,}"), Format::kBibtex);
  EXPECT_EQ(DetectFormat("export.txt", "1.\nTY  - JOUR\n"), Format::kRis);
  EXPECT_EQ(DetectFormat("savedrecs.txt", "FN Clarivate\nVR 1.0\n"), Format::kRis);
  EXPECT_EQ(DetectFormat("x", "title,year\n"), Format::kCsv);
  EXPECT_EQ(DetectFormat("x", "<html>"), std::nullopt);
  EXPECT_EQ(DetectFormat("x", ""), std::nullopt);
  for (const auto format : {Format::kBibtex, Format::kRis, Format::kCslJson, Format::kCsv, Format::kJson}) {
    EXPECT_EQ(FormatNamed(NameOf(format)), format);
    EXPECT_EQ(DetectFormat("x" + std::string(ExtensionOf(format)), "{\"resources\": []}"), format);
  }
  EXPECT_EQ(FormatNamed("docx"), std::nullopt);
}

// Each of these took quadratic time in some reader of some program.
TEST(Bounds, HostileInputIsReadInLinearTime) {
  constexpr size_t kSize = 1 << 18;
  const auto repeated = [](std::string_view part) {
    std::string out;
    while (out.size() < kSize) out += part;
    return out;
  };
  for (const std::string_view part : {"{",
                                      "@",
                                      "@a{",
                                      "@a{b,c={",
                                      "@a{b,c={\n",
                                      "@comment{\n",
                                      "@string{a={",
                                      "\"",
                                      "[",
                                      "[[",
                                      "{\"a\":",
                                      "TY  - JOUR\n",
                                      "AU  - \n",
                                      "TY  - JOUR\nTI  - x\n",
                                      "\\'",
                                      "$",
                                      "a,",
                                      "\",\"",
                                      "=",
                                      "'",
                                      "&amp;",
                                      "<i",
                                      "&",
                                      " and ",
                                      "\n",
                                      "\r",
                                      ";",
                                      "{\"title\":\"\n",
                                      "@a{b,title={$\\url{",
                                      "@a{b,title={\\enquote{"}) {
    const std::string text = repeated(part), value = "@misc{k, title={" + text, csv = "title,author\n" + text,
                      ris = "TY  - JOUR\nTI  - " + text;
    const auto begin = std::chrono::steady_clock::now();
    for (const auto* input : {&text, &value, &csv, &ris}) {
      for (const auto format : {Format::kBibtex, Format::kRis, Format::kCslJson, Format::kCsv, Format::kJson})
        Read(format, *input);
    }
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_LT(seconds, 10) << part;
  }
}

TEST(Bounds, AMebibyteOfOneSign) {
  for (const char sign : {'{', '@', '[', '"', '\n', ','}) {
    const std::string text(1 << 20, sign);
    const auto begin = std::chrono::steady_clock::now();
    for (const auto format : {Format::kBibtex, Format::kRis, Format::kCslJson, Format::kCsv, Format::kJson})
      Read(format, text);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), 10) << sign;
  }
}

TEST(Bounds, TooLargeAFileIsRefused) {
  const std::string text((size_t{64} << 20) + 1, ' ');
  const Parsed parsed = ReadCsv(text);
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.file_too_large");
}

// Every key that the sources name has a text in both languages, with the same parameters, and no text is left over.
TEST(Messages, AreCompleteInBothLanguages) {
  const std::string folder = CONCORD_SOURCE_DIR "/features/library/";
  std::set<std::string> used;
  const std::regex key("\"(library\\.import\\.[a-z0-9_]+)\"");
  for (const auto& entry : std::filesystem::directory_iterator(folder + "exchange")) {
    if (entry.path().extension() != ".cc" || entry.path().stem().string().ends_with("_test")) continue;
    const std::string source = ReadWholeFile(entry.path().string());
    for (std::sregex_iterator i(source.begin(), source.end(), key), end; i != end; ++i) used.insert((*i)[1]);
  }
  std::map<std::string, std::set<std::string>> params[2];
  const std::regex message("(?:^|\n)([a-z0-9_]+) = \"(.*)\""), param("\\{([a-z_]+)\\}");
  for (int language = 0; language < 2; ++language) {
    const std::string file = ReadWholeFile(folder + "i18n/import/" + (language ? "es" : "en") + ".toml");
    std::set<std::string> known;
    for (std::sregex_iterator i(file.begin(), file.end(), message), end; i != end; ++i) {
      known.insert("library.import." + (*i)[1].str());
      const std::string text = (*i)[2];
      for (std::sregex_iterator j(text.begin(), text.end(), param); j != end; ++j)
        params[language][(*i)[1]].insert((*j)[1]);
    }
    EXPECT_EQ(known, used);
  }
  EXPECT_EQ(params[0], params[1]);
}

}  // namespace
}  // namespace concord::library::exchange
