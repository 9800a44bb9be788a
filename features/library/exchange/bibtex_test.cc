#include <gtest/gtest.h>

#include "features/library/exchange/names.h"
#include "features/library/exchange/record.h"
#include "features/library/exchange/tex.h"

namespace concord::library::exchange {
namespace {

Record One(std::string_view text) {
  const Parsed parsed = ReadBibtex(text);
  EXPECT_EQ(parsed.records.size(), 1u) << text;
  return parsed.records.empty() ? Record() : parsed.records[0];
}

TEST(Tex, AccentsAndLetters) {
  for (const auto& [tex, text] :
       std::initializer_list<std::pair<const char*, const char*>>{{"{\\'e}", "é"},
                                                                  {"\\'{e}", "é"},
                                                                  {"\\' e", "é"},
                                                                  {"\\\"o", "ö"},
                                                                  {"{\\\" o}", "ö"},
                                                                  {"\\c{c}", "ç"},
                                                                  {"{\\c c}", "ç"},
                                                                  {"\\v{s}", "š"},
                                                                  {"\\v c", "č"},
                                                                  {"\\~n", "ñ"},
                                                                  {"\\'{\\i}", "í"},
                                                                  {"\\'\\i", "í"},
                                                                  {"{\\ss}", "ß"},
                                                                  {"Stra\\ss e", "Straße"},
                                                                  {"\\aa ngstr\\\"om", "ångström"},
                                                                  {"{\\O}rsted", "Ørsted"},
                                                                  {"{\\L}\\'od\\'z", "Łódź"},
                                                                  {"\\H{o}", "ő"},
                                                                  {"\\k{a}", "ą"},
                                                                  {"\\u{g}", "ğ"},
                                                                  {"\\r{u}", "ů"},
                                                                  {"\\.z", "ż"},
                                                                  {"\\=a", "ā"},
                                                                  {"\\d{s}", "ṣ"},
                                                                  {"\\AE", "Æ"},
                                                                  {"na{\\\"\\i}ve", "naïve"},
                                                                  {"\\~{}", "~"},
                                                                  {"\\^{}", "^"}}) {
    EXPECT_EQ(TexToText(tex), text) << tex;
  }
}

TEST(Tex, SignsFormattingAndMath) {
  EXPECT_EQ(TexToText("a -- b --- c"), "a – b — c");
  EXPECT_EQ(TexToText("``quoted'' `x'"), "“quoted” `x'");
  EXPECT_EQ(TexToText("R\\&D, 5\\%, \\$3, a\\_b, \\#1"), "R&D, 5%, $3, a_b, #1");
  EXPECT_EQ(TexToText("\\textit{Police} and \\emph{{\\bf Trust}}"), "Police and Trust");
  EXPECT_EQ(TexToText("{\\it x} 3\\textsuperscript{rd}"), "x 3rd");
  EXPECT_EQ(TexToText("$e=mc^2$, H$_2$O, $\\alpha < 0.05$, $x^{10}$"), "e=mc², H₂O, α < 0.05, x¹⁰");
  EXPECT_EQ(TexToText("costs $5 million"), "costs $5 million");
  EXPECT_EQ(TexToText("\\href{https://x.org}{Words} \\url{https://x.org/a_b~c}"), "Words https://x.org/a_b~c");
  EXPECT_EQ(TexToText("Dr.~King"), "Dr. King");
  EXPECT_EQ(TexToVerbatim("\\url{https://x.org/a\\_b?c=d\\&e=5\\%20}"), "https://x.org/a_b?c=d&e=5%20");
}

TEST(Tex, EscapedTextComesBack) {
  const std::string text = "{a} \\ ~ ^ % $ # _ & -- --- `` '' ?` !` <é> \"";
  EXPECT_EQ(TexToText(TextToTex(text)), text);
}

std::string Names(std::string_view tex) {
  std::string out;
  for (const auto& name : ParseBibtexNames(tex).names) {
    out += name.literal.empty() ? "[" + name.family + "|" + name.given + "]" : "[=" + name.literal + "]";
  }
  return out;
}

TEST(BibtexNames, FollowBibtexsRules) {
  EXPECT_EQ(Names("Ludwig van Beethoven"), "[van Beethoven|Ludwig]");
  EXPECT_EQ(Names("van der Berg, Anna"), "[van der Berg|Anna]");
  EXPECT_EQ(Names("King, Jr., Martin Luther"), "[King Jr.|Martin Luther]");
  EXPECT_EQ(Names("Martin Luther King Jr."), "[King Jr.|Martin Luther]");
  EXPECT_EQ(Names("{World Bank} and {Research and Development Unit}"), "[=World Bank][=Research and Development Unit]");
  EXPECT_EQ(Names("Smith, J. AND Doe, A."), "[Smith|J.][Doe|A.]");
  EXPECT_EQ(Names("Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin"),
            "[de la Vallée Poussin|Charles Louis Xavier Joseph]");
  EXPECT_EQ(Names("family={de la Cruz}, given=Ana, prefix=von and given={Hans}, family=Maier"),
            "[von de la Cruz|Ana][Maier|Hans]");
  EXPECT_EQ(Names("Plato"), "[Plato|]");
  EXPECT_EQ(Names("Hermann {von Helmholtz}"), "[von Helmholtz|Hermann]");
  EXPECT_EQ(Names("N{\\'u}{\\~n}ez, Jos{\\'e}\n and  Roe, R."), "[Núñez|José][Roe|R.]");
  EXPECT_TRUE(ParseBibtexNames("Smith, J. and others").others);
  EXPECT_EQ(Names("Smith, J. and others"), "[Smith|J.]");
}

TEST(Bibtex, GoogleScholar) {
  const Record r =
      One("@article{tyler2003procedural,\n  title={Procedural justice, legitimacy, and the effective rule of law},\n  "
          "author={Tyler, Tom R},\n"
          "  journal={Crime and justice},\n  volume={30},\n  pages={283--357},\n  year={2003},\n  publisher={The "
          "University of Chicago Press}\n}\n");
  EXPECT_EQ(r.key, "tyler2003procedural");
  EXPECT_EQ(r.title, "Procedural justice, legitimacy, and the effective rule of law");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Tyler", "Tom R", ""}}));
  EXPECT_EQ(r.container, "Crime and justice");
  EXPECT_EQ(r.pages, "283-357");
  EXPECT_EQ(r.date, "2003");
  EXPECT_EQ(r.types, std::vector<std::string>{"research-article"});
  EXPECT_EQ(r.line, 1);
}

TEST(Bibtex, ZoteroBiblatex) {
  const Record r =
      One("\n@report{weisburd_hot_2017,\n\tlocation = {Washington, {DC}},\n\ttitle = {Hot Spots},\n\turl = "
          "{https://example.org/a_b},\n"
          "\tabstract = {One.\n\nTwo.},\n\tinstitution = {{NIJ}},\n\tauthor = {Weisburd, David and Braga, "
          "Anthony},\n\turldate = {2021-01-02},\n"
          "\tdate = {2017-05},\n\tlangid = {american},\n\tkeywords = {Police, Crime},\n\tfile = {Full "
          "Text:/home/x.pdf:application/pdf},\n}\n");
  EXPECT_EQ(r.types, std::vector<std::string>{"report"});
  EXPECT_EQ(r.publisher, "NIJ");
  EXPECT_EQ(r.place, "Washington, DC");
  EXPECT_EQ(r.date, "2017-05");
  EXPECT_EQ(r.languages, std::vector<std::string>{"en"});
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"Police", "Crime"}));
  EXPECT_EQ(r.summary, "One.\n\nTwo.");
  EXPECT_EQ(r.url, "https://example.org/a_b");
  EXPECT_EQ(r.extra, (std::vector<std::pair<std::string, std::string>>{{"urldate", "2021-01-02"}}));
  EXPECT_EQ(r.line, 2);
}

TEST(Bibtex, StringsDelimitersAndComments) {
  const Parsed parsed = ReadBibtex(
      "% A comment with an a@b.org address\n@string{pj = \"Police \" # {Journal}}\n@preamble{\"\\newcommand{\\x}{}\"}\n"
      "@comment{jabref-meta: databaseType:biblatex;}\n@Article(k1, title = \"A \" # {b} # \" {\"}c\", journal = pj, "
      "month = 5 # \"~\" # mar, year = 1999)\n"
      "@misc{k2, title = {{Two}}, year = \"1998\" }");
  ASSERT_EQ(parsed.records.size(), 2u);
  EXPECT_EQ(parsed.records[0].container, "Police Journal");
  EXPECT_EQ(parsed.records[0].title, "A b \"c");
  EXPECT_EQ(parsed.records[0].date, "1999-03-05");
  EXPECT_EQ(parsed.records[1].title, "Two");
}

TEST(Bibtex, InheritsFromCrossrefAndXdata) {
  const Parsed parsed = ReadBibtex(
      "@incollection{c, title={Chapter}, author={A, B}, crossref={BOOK}, xdata={x}}\n@collection{book, title={Book}, "
      "subtitle={Sub}, editor={E, F}, date={2001}}\n"
      "@xdata{x, publisher={P}, location={L}}\n@misc{loop, title={L}, crossref={loop2}}\n@misc{loop2, title={M}, "
      "crossref={loop}}\n");
  ASSERT_EQ(parsed.records.size(), 4u);
  const Record& r = parsed.records[0];
  EXPECT_EQ(r.container, "Book: Sub");
  EXPECT_EQ(r.editors, (std::vector<Name>{{"E", "F", ""}}));
  EXPECT_EQ(r.date, "2001");
  EXPECT_EQ(r.publisher, "P");
  EXPECT_EQ(r.place, "L");
}

TEST(Bibtex, AMissingCommaIsNotedAndTheEntryTaken) {
  const Parsed parsed = ReadBibtex("@misc{a,\n title = {T}\n year = 2001,\n note = {N}\n}\n");
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(parsed.records[0].date, "2001");
  ASSERT_EQ(parsed.problems.size(), 1u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.bibtex_missing_comma");
  EXPECT_EQ(parsed.problems[0].severity, Severity::kNote);
  EXPECT_EQ(parsed.problems[0].line, 3);
}

TEST(Bibtex, AnUnendedValueCostsItsEntryOnly) {
  const Parsed parsed = ReadBibtex(
      "@misc{a, title={A}}\n@misc{b,\n title = {Never {closed},\n year = 2000\n}\n\n@misc{c, title={C}}\n@misc{d, "
      "title=\"D\"\n\n@misc{e, title={E}}");
  ASSERT_EQ(parsed.records.size(), 4u);
  EXPECT_EQ(parsed.records[1].title, "C");
  EXPECT_EQ(parsed.records[2].title, "D");
  ASSERT_EQ(parsed.problems.size(), 2u);
  EXPECT_EQ(parsed.problems[0].key, "library.import.bibtex_unended_value");
  EXPECT_EQ(parsed.problems[0].severity, Severity::kRejected);
  EXPECT_EQ(parsed.problems[0].line, 3);
  EXPECT_EQ(parsed.problems[1].key, "library.import.bibtex_unclosed");
}

TEST(Bibtex, TypesAndLinks) {
  EXPECT_EQ(One("@mvbook{k, title={T}}").types[0], "book");
  EXPECT_EQ(One("@phdthesis{k, title={T}, school={S}}").publisher, "S");
  EXPECT_EQ(One("@online{k, title={T}, url={https://a.org}}").types[0], "webpage");
  const Record odd = One("@hologram{k, title={T}}");
  EXPECT_EQ(odd.types[0], "other");
  EXPECT_EQ(odd.extra[0], (std::pair<std::string, std::string>{"entrytype", "hologram"}));
  EXPECT_EQ(One("@misc{k, title={T}, howpublished={\\url{https://a.org/x}}}").url, "https://a.org/x");
  EXPECT_EQ(One("@misc{k, title={T}, doi={https://doi.org/10.1000/ABC\\_1}}").doi, "10.1000/abc_1");
  EXPECT_EQ(One("@misc{k, title={T}, eprint={2001.00001}, archivePrefix={arXiv}}").types[0], "preprint");
  EXPECT_EQ(One("@misc{k, title={T}, eprint={2001.00001}, archivePrefix={arXiv}}").url,
            "https://arxiv.org/abs/2001.00001");
  EXPECT_EQ(One("@misc{k, title={T}, url={javascript:alert(1)}}").url, "");
  EXPECT_EQ(One("@misc{k, title={T}, date={2016/2018}}").date, "2016");
  EXPECT_EQ(One("@misc{k, title={T}, year={2019}, month=jul, day=4}").date, "2019-07-04");
}

}  // namespace
}  // namespace concord::library::exchange
