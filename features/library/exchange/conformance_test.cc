// Samples of other producers: rispy's RIS files, citation-js's BibTeX with its CSL-JSON, the criminology tables.
// They lie outside of the project; each test says so and is skipped where they are absent.
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "base/core/text.h"
#include "features/library/exchange/finish.h"
#include "features/library/exchange/html_text.h"
#include "features/library/exchange/identifiers.h"
#include "features/library/exchange/testing_records.h"

namespace concord::library::exchange {
namespace {

using Json = nlohmann::json;
const std::string kShared = CONCORD_SOURCE_DIR "/../shared/data";

std::string Ris(const std::string& name) { return ReadWholeFile(kShared + "/biblio_conformance/rispy_ris/" + name); }
std::string BibFile(const std::string& name) {
  return ReadWholeFile(kShared + "/biblio_conformance/citation_js_bibtex/" + name);
}

#define SKIP_WITHOUT(path) \
  if (!std::filesystem::exists(kShared + path)) GTEST_SKIP() << kShared + path + " is absent"

TEST(RispySamples, Basic) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  for (const char* name : {"example_basic.ris", "example_starting_newlines.ris", "example_single_unknown_tag.ris"}) {
    const Parsed parsed = ReadRis(Ris(name));
    ASSERT_EQ(parsed.records.size(), 1u) << name;
    const Record& r = parsed.records[0];
    EXPECT_EQ(r.types, std::vector<std::string>{"research-article"});
    ASSERT_EQ(r.authors.size(), 1u);
    EXPECT_EQ(r.authors[0], (Name{"Shannon", "Claude E.", ""}));
    EXPECT_EQ(r.title, "A Mathematical Theory of Communication");
    EXPECT_EQ(r.container, "Bell System Technical Journal");
    EXPECT_EQ(r.date, "1948-07");
    EXPECT_EQ(r.year, 1948);
    EXPECT_EQ(r.pages, "379-423");
    EXPECT_EQ(r.volume, "27");
    EXPECT_EQ(r.line, std::string(name) == "example_starting_newlines.ris" ? 3 : 1);
  }
}

TEST(RispySamples, FullOnesAgree) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  for (const char* name : {"example_full.ris", "example_full_without_whitespace.ris", "example_full_write.ris",
                           "example_extraneous_data.ris"}) {
    const Parsed parsed = ReadRis(Ris(name));
    ASSERT_EQ(parsed.records.size(), 2u) << name;
    const Record& r = parsed.records[0];
    EXPECT_EQ(r.title, "Title of reference");
    ASSERT_EQ(r.authors.size(), 2u);
    EXPECT_EQ(r.authors[1], (Name{"Lindgren", "Astrid", ""}));
    EXPECT_EQ(r.editors, (std::vector<Name>{{"Glattauer", "Daniel", ""}}));
    EXPECT_EQ(r.year, 2014);
    EXPECT_TRUE(r.summary.starts_with("BACKGROUND: Lorem ipsum"));
    EXPECT_EQ(text::LowerAscii(r.container), "lorem");
    EXPECT_EQ(r.volume, "9");
    EXPECT_EQ(r.issue, "3");
    EXPECT_EQ(r.pages, "e0815");
    EXPECT_EQ(r.place, "United States");
    EXPECT_EQ(r.publisher, "Fun Factory");
    EXPECT_EQ(r.issn, "1932-6208");
    EXPECT_EQ(r.url, "http://example_url.com");
    const bool without = std::string(name) == "example_full_write.ris";
    EXPECT_EQ(r.keywords,
              without ? std::vector<std::string>{} : (std::vector<std::string>{"Pippi", "Nordwind", "Piraten"}));
    EXPECT_EQ(parsed.records[1].title, "The title of the reference");
  }
}

TEST(RispySamples, NothingToFindThemByIsRejectedWithItsLine) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  for (const auto& [name, line] : {std::pair("example_bom.ris", 1), std::pair("example_custom_list_tags.ris", 2)}) {
    const Parsed parsed = ReadRis(Ris(name));
    EXPECT_TRUE(parsed.records.empty());
    ASSERT_EQ(parsed.problems.size(), 1u) << name;
    EXPECT_EQ(parsed.problems[0].key, "library.import.missing_title");
    EXPECT_EQ(parsed.problems[0].line, line);
  }
}

TEST(RispySamples, EmptyTagAndOvidHabits) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  const Parsed parsed = ReadRis(Ris("example_empty_tag.ris"));
  ASSERT_EQ(parsed.records.size(), 1u);
  const Record& r = parsed.records[0];
  EXPECT_EQ(r.doi, "10.1177/2325967120950040");
  EXPECT_EQ(r.issn, "2325-9671");
  EXPECT_EQ(r.pages, "");
  EXPECT_EQ(r.authors, (std::vector<Name>{{"Fanning", "E.", ""}}));
  EXPECT_EQ(r.container, "Orthopaedic Journal of Sports Medicine");
  EXPECT_EQ(r.keywords, (std::vector<std::string>{"athlete", "biomechanics", "bone remodeling"}));
  EXPECT_TRUE(r.summary.ends_with("return to sport..."));
}

TEST(RispySamples, ContinuationLinesAndUnknownTags) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  const Parsed lines = ReadRis(Ris("example_multiline.ris"));
  ASSERT_EQ(lines.records.size(), 3u);
  for (const auto& r : lines.records) {
    EXPECT_EQ(r.summary, "first line, ER then second line and at the end the last line");
    EXPECT_EQ(r.note, "first line * second line * last line");
    EXPECT_TRUE(r.title.starts_with("[first line, ER then"));
  }
  const Parsed unknown = ReadRis(Ris("example_multi_unknown_tags.ris"));
  ASSERT_EQ(unknown.records.size(), 1u);
  EXPECT_EQ(unknown.records[0].extra,
            (std::vector<std::pair<std::string, std::string>>{{"JP", "CRISPR"}, {"DC", "Direct Current"}}));
}

TEST(RispySamples, SeveralAddresses) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  const Parsed parsed = ReadRis(Ris("example_urls.ris"));
  ASSERT_EQ(parsed.records.size(), 4u);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(parsed.records[i].url, "http://example.com") << i;
    std::vector<std::pair<std::string, std::string>> others;
    if (i > 0) others.emplace_back("UR", "http://www.example.com");
    EXPECT_EQ(parsed.records[i].extra, others) << i;
  }
}

TEST(RispySamples, OtherScripts) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  const Parsed parsed = ReadRis(Ris("example_utf_chars.ris"));
  ASSERT_EQ(parsed.records.size(), 1u);
  EXPECT_EQ(parsed.records[0].types, std::vector<std::string>{"research-article"});
  EXPECT_EQ(parsed.records[0].authors.size(), 5u);
  EXPECT_EQ(parsed.records[0].note, "Ä,Ö,Ü,ä,ö,ü,ß");
  EXPECT_EQ(parsed.records[0].volume, "8");
}

TEST(RispySamples, WebOfScience) {
  SKIP_WITHOUT("/biblio_conformance/rispy_ris");
  const Parsed parsed = ReadRis(Ris("example_wos.ris"));
  ASSERT_EQ(parsed.records.size(), 2u);
  const Record& r = parsed.records[0];
  EXPECT_EQ(r.title,
            "Interactions stabilizing the structure of the core light-harvesting complex (LHl) of photosynthetic "
            "bacteria and its subunit (B820)");
  ASSERT_EQ(r.authors.size(), 4u);
  EXPECT_EQ(r.authors[0], (Name{"Parkes-Loach", "PS", ""}));
  EXPECT_EQ(r.container, "BIOCHEMISTRY");
  EXPECT_EQ(r.languages, std::vector<std::string>{"en"});
  const Record& last = parsed.records[1];
  EXPECT_EQ(last.date, "2004-06-08");
  EXPECT_EQ(last.doi, "10.1021/bi0497291");
  EXPECT_EQ(last.pages, "7017-7027");
  EXPECT_EQ(last.issn, "0006-2960");
  EXPECT_EQ(last.publisher, "AMER CHEMICAL SOC");
}

// citation-js: what our model has of its CSL-JSON.

std::string Expected(const Json& item, const char* name) {
  if (!item.contains(name) || !item[name].is_string()) return {};
  return TidyText(HtmlToText(item[name].get<std::string>()), false);
}

std::string NamesOf(const Json& item, const char* name) {
  std::string out;
  if (!item.contains(name)) return out;
  for (const auto& person : item[name]) {
    std::string shown;
    for (const char* part : {"given", "non-dropping-particle", "family", "literal", "suffix"}) {
      if (person.contains(part)) shown += (shown.empty() ? "" : " ") + person[part].get<std::string>();
    }
    if (!shown.empty()) out += shown + "; ";
  }
  return out;
}
std::string Shown(const std::vector<Name>& names) {
  std::string out;
  for (const auto& name : names) out += name.Display() + "; ";
  return out;
}

std::string DateOf(const Json& item) {
  if (!item.contains("issued") || !item["issued"].contains("date-parts")) return {};
  std::string out;
  for (const auto& part : item["issued"]["date-parts"][0]) {
    const int number = part.get<int>();
    out += (out.empty() ? "" : "-") + std::string(number < 10 ? "0" : "") + std::to_string(number);
  }
  return out;
}

// What we read otherwise on purpose, by the file's own key and field.
bool Differs(const std::string& key, std::string field, const std::string& wanted) {
  if (wanted.starts_with("href: ")) field += " (href)";
  if (wanted.starts_with("unknown: ")) field += " (unknown)";
  static const std::set<std::pair<std::string, std::string>> kOnPurpose = {
      {"b", "title (href)"},        // the words of a link, not its address
      {"d", "title (unknown)"},     // an unknown command falls away
      {"doerr:report", "author"},   // "May, Keith," is Keith May with a comma too many
      {"cdli:Born2019", "author"},  // "et al." is nobody's given name
  };
  return kOnPurpose.contains({key, field});
}

int Compare(const Parsed& parsed, const Json& expected, const std::string& where) {
  int compared = 0;
  for (const auto& item : expected) {
    const std::string id = item.value("id", "");
    const auto found =
        std::find_if(parsed.records.begin(), parsed.records.end(), [&](const Record& r) { return r.key == id; });
    if (Expected(item, "title").empty()) continue;  // rejected: nothing to find it by
    EXPECT_NE(found, parsed.records.end()) << where << " " << id;
    if (found == parsed.records.end()) continue;
    const Record& r = *found;
    const auto same = [&](const char* field, const std::string& got, const std::string& wanted) {
      if (wanted.empty() || Differs(id, field, wanted)) return;
      ++compared;
      EXPECT_EQ(got, wanted) << where << " " << id << " " << field;
    };
    same("title", r.subtitle.empty() ? r.title : r.title + ": " + r.subtitle, Expected(item, "title"));
    same("author", Shown(r.authors), NamesOf(item, "author"));
    same("editor", Shown(r.editors), NamesOf(item, "editor"));
    same("date", r.date, DateOf(item));
    same("container", r.container, Expected(item, "container-title"));
    same("volume", r.volume, Expected(item, "volume"));
    same("issue", r.issue, item.contains("issue") ? Expected(item, "issue") : Expected(item, "collection-number"));
    same("series", r.series, Expected(item, "collection-title"));
    same("pages", r.pages, Expected(item, "page"));
    same("publisher", r.publisher, Expected(item, "publisher"));
    same("place", r.place, Expected(item, "publisher-place"));
    same("edition", r.edition, Expected(item, "edition"));
    same("note", r.note, Expected(item, "note"));
    same("url", r.url, Expected(item, "URL"));
    same("doi", r.doi, text::LowerAscii(Expected(item, "DOI")));
    same("isbn", r.isbn, NormalizeIsbn(Expected(item, "ISBN")).value_or(""));
    same("issn", r.issn, NormalizeIssn(Expected(item, "ISSN")).value_or(""));
    same("language", r.languages.empty() ? "" : r.languages[0],
         NormalizeLanguage(Expected(item, "language")).value_or(""));
    same("abstract", r.summary, Expected(item, "abstract"));
  }
  return compared;
}

TEST(CitationJs, InputFilesMapAsTheyShould) {
  SKIP_WITHOUT("/biblio_conformance/citation_js_bibtex");
  const Json cases = Json::parse(BibFile("input.json"))["@biblatex/text"];
  int compared = 0, files = 0;
  for (const auto& [name, pair] : cases.items()) {
    const std::string file = name.substr(name.starts_with("with ") ? 5 : 0);
    std::string text = pair[0].is_string() ? pair[0].get<std::string>() : BibFile("input/" + file + ".bib");
    if (text.empty()) continue;
    ++files;
    compared += Compare(ReadBibtex(text), pair[1], name);
  }
  EXPECT_GE(files, 30);
  EXPECT_GE(compared, 185);
}

TEST(CitationJs, MappingFilesMapAsTheyShould) {
  SKIP_WITHOUT("/biblio_conformance/citation_js_bibtex");
  int compared = 0;
  for (const char* flavour : {"biblatex", "bibtex"}) {
    const auto parsed = ReadBibtex(BibFile(std::string("mapping/") + flavour + "-input.bib"));
    compared += Compare(parsed, Json::parse(BibFile(std::string("mapping/") + flavour + "-csl.json")), flavour);
  }
  EXPECT_GE(compared, 300);
}

// The same works, once as BibTeX and once as CSL-JSON, are the same records.
TEST(CitationJs, CslJsonReadsAsItsBibtex) {
  SKIP_WITHOUT("/biblio_conformance/citation_js_bibtex");
  for (const char* flavour : {"biblatex", "bibtex"}) {
    const std::string json = BibFile(std::string("mapping/") + flavour + "-csl.json");
    const Parsed parsed = ReadCslJson(json);
    EXPECT_GT(parsed.records.size(), 10u);
    Json items = Json::parse(json);
    for (auto& item : items) item.erase("collection-number");
    Compare(parsed, items, std::string(flavour) + " csl");
  }
}

TEST(CitationJs, WrittenEntriesReadBack) {
  SKIP_WITHOUT("/biblio_conformance/citation_js_bibtex");
  const Parsed parsed =
      ReadBibtex(BibFile("output/orcid.bib") + BibFile("output/editor.bib") + BibFile("output/list with and.bib"));
  ASSERT_EQ(parsed.records.size(), 3u);
  EXPECT_EQ(parsed.records[0].title.substr(0, 39), "Mapping wing morphs of Tetrix subulata ");
  EXPECT_EQ(Shown(parsed.records[1].authors), "Denny Vrandečić; ");
  EXPECT_EQ(parsed.records[1].date, "2013-01-01");
  EXPECT_EQ(parsed.records[2].authors[0].literal, "Organizations and Institutions");
}

// The criminology tables.

std::string Unzipped(const std::string& path) {
  std::string out, buffer(1 << 16, '\0');
  gzFile file = gzopen(path.c_str(), "rb");
  for (int n; file && (n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
    out.append(buffer, 0, static_cast<size_t>(n));
  if (file) gzclose(file);
  return out;
}

size_t CountNotes(const Parsed& parsed, const std::string& key, const std::string& field) {
  return static_cast<size_t>(std::count_if(parsed.problems.begin(), parsed.problems.end(), [&](const Problem& problem) {
    const auto fields = problem.params.find("fields");
    return problem.key == key &&
           (field.empty() || (fields != problem.params.end() && fields->second.find(field) != std::string::npos));
  }));
}

bool HasDamage(const Record& record) {
  for (const char* mark : {"\u00E2\u20AC", "\u00C3", "\u00C2"}) {
    if (record.title.find(mark) != std::string::npos) return true;
  }
  return false;
}

// The table's description counts 2,464 titles, which are those with "Ã" or "â€" in them: all of those are among ours.
// The other 76 have "Â" alone (a no-break space, a guillemet). An independent count (Python: encode as Windows-1252,
// with the five bytes that it leaves open as C1 controls, decode as UTF-8) finds 2,540 and 2,357 doubly encoded titles;
// with Python's stricter table, which lacks U+009D and so every closing quotation mark, 1,966 and 1,835.
TEST(Criminology, EveryRowIsReadAndEveryDoublyEncodedTitleRepaired) {
  SKIP_WITHOUT("/biblio/criminology_articles_2017_2019.csv.gz");
  const Parsed parsed = ReadCsv(Unzipped(kShared + "/biblio/criminology_articles_2017_2019.csv.gz"));
  EXPECT_EQ(parsed.records.size(), 13'594u);  // of 13,600 rows, six have no title
  EXPECT_EQ(CountNotes(parsed, "library.import.missing_title", ""), 6u);
  EXPECT_EQ(CountNotes(parsed, "library.import.double_encoding", "title"), 2'540u);
  EXPECT_TRUE(std::none_of(parsed.records.begin(), parsed.records.end(), HasDamage));
  const Record& third = parsed.records[2];
  EXPECT_EQ(third.title,
            "Disrupting Domestic ‘ice’ Production: Deterring Drug Runners With A Third-Party Policing Intervention");
  EXPECT_EQ(Shown(third.authors), "Julianne Webster; Paul Mazerolle; Janet Ransley; Lorraine Mazerolle; ");
  EXPECT_EQ(third.container, "Policing and Society");
  EXPECT_EQ(third.date, "2017-01-02");
  EXPECT_EQ(third.url, "http://www.tandfonline.com/doi/full/10.1080/10439463.2016.1272602?ai=x2&mi=fnpx1z&af=R");
}

TEST(Criminology, ArticlesWithDoi) {
  SKIP_WITHOUT("/biblio/criminology_articles_with_doi.csv.gz");
  const Parsed parsed = ReadCsv(Unzipped(kShared + "/biblio/criminology_articles_with_doi.csv.gz"));
  EXPECT_EQ(parsed.records.size(), 12'564u);
  EXPECT_EQ(CountNotes(parsed, "library.import.double_encoding", "title"), 2'357u);
  EXPECT_TRUE(std::none_of(parsed.records.begin(), parsed.records.end(), HasDamage));
  EXPECT_EQ(Shown(parsed.records[0].authors), "André Klip; ");
  EXPECT_EQ(Shown(parsed.records[1].authors), "Dainis Ignatans; Roger Matthews; ");
  EXPECT_EQ(parsed.records[0].doi, "10.1163/15718174-02503001");
}

}  // namespace
}  // namespace concord::library::exchange
