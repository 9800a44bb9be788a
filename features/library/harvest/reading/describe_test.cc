#include "features/library/harvest/reading/describe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "features/library/harvest/reading/values.h"

namespace concord::library::harvest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Node Tree(const std::string& xml) {
  auto tree = ReadTree(xml, {});
  EXPECT_TRUE(tree) << xml;
  return tree ? std::move(*tree) : Node();
}

Vocabulary Terms() {
  std::vector<Term> terms;
  for (const auto& [kind, slug, title] : {std::tuple{"topic", "use-of-force", "Use of Force"},
                                          {"topic", "foot-patrol", "Foot Patrol"},
                                          {"type", "research-article", "Research article"},
                                          {"type", "report", "Report"},
                                          {"type", "thesis", "Thesis"},
                                          {"type", "paper", "Paper"},
                                          {"type", "book-chapter", "Book chapter"},
                                          {"type", "data", "Data"},
                                          {"type", "other", "Other"}}) {
    Term term;
    term.kind = kind, term.slug = slug;
    term.title.by_language["en"] = title;
    terms.push_back(std::move(term));
  }
  return Vocabulary(std::move(terms));
}

exchange::Record Finished(const std::string& xml, const std::string& identifier = "oai:a.example:1",
                          const Mapping& mapping = {}) {
  std::vector<exchange::Problem> problems;
  const auto record = Finish(Describe(Tree(xml), {identifier, 2026}), mapping, Terms(), problems);
  EXPECT_TRUE(record) << xml;
  return record.value_or(exchange::Record());
}

exchange::Record Dc(const std::string& inside, const Mapping& mapping = {}) {
  return Finished("<oai_dc:dc>" + inside + "</oai_dc:dc>", "oai:a.example:1", mapping);
}

std::vector<std::string> Authors(const exchange::Record& record) {
  std::vector<std::string> names;
  for (const auto& name : record.authors) names.push_back(name.Inverted());
  return names;
}

// The shape in which DSpace gives oai_dc.
TEST(HarvestDescribe, DSpace) {
  const auto record =
      Dc("<dc:title>Procedural justice and legitimacy</dc:title><dc:creator>Tyler, Tom R.</dc:creator>"
         "<dc:creator>Huo, Yuen J., 1964-</dc:creator><dc:contributor>Department of Law</dc:contributor>"
         "<dc:subject>Use of Force</dc:subject><dc:subject>Legitimacy; Trust</dc:subject><dc:subject>364.4</dc:subject>"
         "<dc:description>Submitted by A. Librarian (a@example.org) on 2009-03-05</dc:description>"
         "<dc:description>Made available in DSpace on 2009-03-05T10:00:00Z (GMT). No. of bitstreams: 1</dc:description>"
         "<dc:description>How the police treat people matters more than outcomes.</dc:description>"
         "<dc:date>2009-03-05T10:00:00Z</dc:date><dc:date>2009-03-05T10:00:00Z</dc:date><dc:date>2002-06</dc:date>"
         "<dc:type>Article</dc:type><dc:identifier>Journal of Law, 12 (3), 1-20</dc:identifier>"
         "<dc:identifier>1234-5678</dc:identifier><dc:identifier>http://hdl.handle.net/1811/24</dc:identifier>"
         "<dc:identifier>doi:10.1000/ABC</dc:identifier><dc:language>en_US</dc:language><dc:publisher>Ohio "
         "State</dc:publisher>"
         "<dc:relation>Journal of Law;12</dc:relation><dc:format>application/pdf</dc:format>");
  EXPECT_EQ(record.title, "Procedural justice and legitimacy");
  EXPECT_THAT(Authors(record), ElementsAre("Tyler, Tom R.", "Huo, Yuen J."));
  EXPECT_EQ(record.summary, "How the police treat people matters more than outcomes.");
  EXPECT_EQ(record.date, "2002-06");
  EXPECT_EQ(record.year, 2002);
  EXPECT_EQ(record.url, "http://hdl.handle.net/1811/24");
  EXPECT_EQ(record.doi, "10.1000/abc");
  EXPECT_EQ(record.issn, "1234-5678");
  EXPECT_THAT(record.languages, ElementsAre("en"));
  EXPECT_THAT(record.types, ElementsAre("research-article"));
  EXPECT_THAT(record.topics, ElementsAre("use-of-force"));
  EXPECT_THAT(record.keywords, ElementsAre("Legitimacy", "Trust"));
}

TEST(HarvestDescribe, EPrints) {
  const auto record =
      Dc("<dc:title>Policing\n  the crowd</dc:title><dc:creator>Stott, C.</dc:creator><dc:subject>HV Social "
         "pathology</dc:subject>"
         "<dc:date>2011-07-13</dc:date><dc:type>Article</dc:type><dc:type>PeerReviewed</dc:type>"
         "<dc:format>application/pdf</dc:format><dc:identifier>http://eprints.example.ac.uk/123/1/stott.pdf</"
         "dc:identifier>"
         "<dc:identifier>  Stott, C. (2011) Policing the crowd. Policing, 5 (2). pp. 123-134. ISSN 1752-4512 "
         "</dc:identifier>"
         "<dc:relation>http://eprints.example.ac.uk/123/</dc:relation><dc:relation>https://doi.org/10.1093/police/"
         "par1</dc:relation>");
  EXPECT_EQ(record.title, "Policing the crowd");
  EXPECT_EQ(record.url, "http://eprints.example.ac.uk/123/");
  EXPECT_THAT(record.types, ElementsAre("research-article"));
  EXPECT_EQ(record.date, "2011-07-13");
}

TEST(HarvestDescribe, Ojs) {
  const auto record = Dc(
      "<dc:title xml:lang=\"en-US\">Community policing in Bogota</dc:title>"
      "<dc:title xml:lang=\"es-ES\">Policía comunitaria en Bogotá</dc:title>"
      "<dc:creator>Ruiz Vásquez, Juan Carlos</dc:creator><dc:subject xml:lang=\"en-US\">police; community</dc:subject>"
      "<dc:description xml:lang=\"es-ES\">El resumen.</dc:description><dc:description xml:lang=\"en-US\">The "
      "abstract.</dc:description>"
      "<dc:publisher xml:lang=\"en-US\">Universidad</dc:publisher><dc:date>2012-08-01</dc:date>"
      "<dc:type>info:eu-repo/semantics/article</dc:type><dc:type>info:eu-repo/semantics/publishedVersion</dc:type>"
      "<dc:type xml:lang=\"en-US\">Peer-reviewed Article</dc:type><dc:format>application/pdf</dc:format>"
      "<dc:identifier>https://revistas.example.co/index.php/r/article/view/99</dc:identifier>"
      "<dc:identifier>10.18601/01245996.v14n26.05</dc:identifier>"
      "<dc:source xml:lang=\"en-US\">Revista; Vol. 14 No. 26 (2012): enero-junio; 105-119</dc:source>"
      "<dc:source>2346-2450</dc:source><dc:source>0124-5996</dc:source><dc:language>spa</dc:language>"
      "<dc:relation>https://revistas.example.co/index.php/r/article/view/99/110</dc:relation>"
      "<dc:rights xml:lang=\"en-US\">https://creativecommons.org/licenses/by/4.0</dc:rights>");
  EXPECT_EQ(record.title, "Community policing in Bogota");
  EXPECT_EQ(record.summary, "The abstract.");
  EXPECT_EQ(record.container, "Revista");
  EXPECT_EQ(record.volume, "14");
  EXPECT_EQ(record.issue, "26");
  EXPECT_EQ(record.pages, "105-119");
  EXPECT_EQ(record.issn, "2346-2450");
  EXPECT_EQ(record.doi, "10.18601/01245996.v14n26.05");
  EXPECT_EQ(record.url, "https://revistas.example.co/index.php/r/article/view/99");
  EXPECT_EQ(record.access, "open");
  EXPECT_THAT(record.languages, ElementsAre("es"));
  EXPECT_THAT(record.types, ElementsAre("research-article"));
  EXPECT_THAT(record.keywords, ElementsAre("police", "community"));
}

TEST(HarvestDescribe, Bepress) {
  const auto record = Dc(
      "<dc:title>Body-worn cameras</dc:title><dc:creator>White, Michael D</dc:creator>"
      "<dc:date>2014-01-01T08:00:00Z</dc:date><dc:type>text</dc:type><dc:format>application/pdf</dc:format>"
      "<dc:identifier>https://scholarworks.example.edu/cj/12</dc:identifier>"
      "<dc:identifier>https://scholarworks.example.edu/cgi/viewcontent.cgi?article=1012&amp;context=cj</dc:identifier>"
      "<dc:source>Criminal Justice Faculty Publications</dc:source><dc:publisher>ScholarWorks</dc:publisher>"
      "<dc:subject>Criminology</dc:subject>");
  EXPECT_EQ(record.date, "2014");
  EXPECT_EQ(record.url, "https://scholarworks.example.edu/cj/12");
  EXPECT_THAT(Authors(record), ElementsAre("White, Michael D"));
}

TEST(HarvestDescribe, ZenodoAndDataCite) {
  const auto record = Finished(
      "<oai_datacite xmlns=\"http://schema.datacite.org/oai/oai-1.1/\"><payload>"
      "<resource xmlns=\"http://datacite.org/schema/kernel-4\"><identifier "
      "identifierType=\"DOI\">10.5281/zenodo.7</identifier>"
      "<creators><creator><creatorName nameType=\"Personal\">Doe, Jane</creatorName><givenName>Jane</givenName>"
      "<familyName>Doe</familyName></creator><creator><creatorName nameType=\"Organizational\">City "
      "Police</creatorName>"
      "</creator></creators><titles><title>Stops data</title></titles><publisher>Zenodo</publisher>"
      "<publicationYear>2019</publicationYear><dates><date dateType=\"Issued\">2019-05-06</date></dates>"
      "<language>eng</language><resourceType resourceTypeGeneral=\"Dataset\"/>"
      "<descriptions><description descriptionType=\"Abstract\">&lt;p&gt;All "
      "stops.&lt;/p&gt;</description></descriptions>"
      "<rightsList><rights rightsURI=\"info:eu-repo/semantics/openAccess\">Open Access</rights></rightsList>"
      "<subjects><subject>traffic stops</subject></subjects></resource></payload></oai_datacite>");
  EXPECT_EQ(record.title, "Stops data");
  EXPECT_THAT(Authors(record), ElementsAre("Doe, Jane", "City Police"));
  EXPECT_EQ(record.summary, "All stops.");
  EXPECT_EQ(record.date, "2019-05-06");
  EXPECT_EQ(record.doi, "10.5281/zenodo.7");
  EXPECT_THAT(record.types, ElementsAre("data"));
  EXPECT_EQ(record.access, "open");
}

TEST(HarvestDescribe, ModsOfIslandora) {
  const auto record = Finished(
      "<mods:mods xmlns:mods=\"http://www.loc.gov/mods/v3\"><mods:titleInfo><mods:nonSort>The</mods:nonSort>"
      "<mods:title>beat</mods:title><mods:subTitle>a study</mods:subTitle></mods:titleInfo>"
      "<mods:name type=\"personal\"><mods:namePart>Wilson, O. W.</mods:namePart><mods:namePart type=\"date\">1900-1972"
      "</mods:namePart><mods:role><mods:roleTerm type=\"text\">author</mods:roleTerm></mods:role></mods:name>"
      "<mods:name type=\"personal\"><mods:namePart type=\"given\">Ann</mods:namePart><mods:namePart type=\"family\">Lee"
      "</mods:namePart><mods:role><mods:roleTerm>thesis advisor</mods:roleTerm></mods:role></mods:name>"
      "<mods:name type=\"corporate\"><mods:namePart>City of Riverbend</mods:namePart></mods:name>"
      "<mods:originInfo><mods:place><mods:placeTerm type=\"code\">cau</mods:placeTerm></mods:place><mods:place>"
      "<mods:placeTerm type=\"text\">Berkeley</mods:placeTerm></mods:place><mods:publisher>The Press</mods:publisher>"
      "<mods:dateIssued encoding=\"w3cdtf\">[1950?]</mods:dateIssued></mods:originInfo>"
      "<mods:genre>thesis</mods:genre><mods:language><mods:languageTerm>eng</mods:languageTerm></mods:language>"
      "<mods:subject><mods:topic>Foot Patrol</mods:topic><mods:geographic>California</mods:geographic></mods:subject>"
      "<mods:relatedItem type=\"host\"><mods:titleInfo><mods:title>Journal</mods:title></mods:titleInfo><mods:part>"
      "<mods:detail type=\"volume\"><mods:number>4</mods:number></mods:detail><mods:extent unit=\"pages\"><mods:start>1"
      "</mods:start><mods:end>9</mods:end></mods:extent></mods:part></mods:relatedItem>"
      "<mods:location><mods:url usage=\"primary "
      "display\">https://i.example.org/islandora/object/a:1</mods:url></mods:location>"
      "</mods:mods>");
  EXPECT_EQ(record.title, "The beat");
  EXPECT_EQ(record.subtitle, "a study");
  EXPECT_THAT(Authors(record), ElementsAre("Wilson, O. W.", "City of Riverbend"));
  EXPECT_EQ(record.place, "Berkeley");
  EXPECT_EQ(record.year, 1950);
  EXPECT_EQ(record.container, "Journal");
  EXPECT_EQ(record.volume, "4");
  EXPECT_EQ(record.pages, "1-9");
  EXPECT_EQ(record.url, "https://i.example.org/islandora/object/a:1");
  EXPECT_THAT(record.topics, ElementsAre("foot-patrol"));
  EXPECT_THAT(record.keywords, ElementsAre("California"));
  EXPECT_THAT(record.types, ElementsAre("thesis"));
}

TEST(HarvestDescribe, Marc) {
  const auto record = Finished(
      "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><controlfield tag=\"008\">"
      "950101s1995    nyu           000 0 eng d </controlfield>"
      "<datafield tag=\"245\"><subfield code=\"a\">Problem-oriented policing /</subfield></datafield>"
      "<datafield tag=\"100\"><subfield code=\"a\">Goldstein, Herman,</subfield></datafield>"
      "<datafield tag=\"260\"><subfield code=\"a\">New York :</subfield><subfield code=\"b\">McGraw-Hill,</subfield>"
      "<subfield code=\"c\">c1990.</subfield></datafield>"
      "<datafield tag=\"020\"><subfield code=\"a\">0070236941</subfield></datafield></record>");
  EXPECT_EQ(record.title, "Problem-oriented policing");
  EXPECT_THAT(Authors(record), ElementsAre("Goldstein, Herman"));
  EXPECT_EQ(record.publisher, "McGraw-Hill");
  EXPECT_EQ(record.year, 1990);
}

TEST(HarvestDescribe, AMappingWeighsMoreThanAGuess) {
  Mapping mapping;
  mapping.targets[{"subject", "Use of Force"}] = "foot-patrol";
  mapping.targets[{"subject", "Noise"}] = kIgnored;
  mapping.targets[{"type", "Artikkeli"}] = "report";
  mapping.targets[{"language", "castellano antiguo"}] = "es";
  const auto record =
      Dc("<dc:title>T</dc:title><dc:subject>Use of Force</dc:subject><dc:subject>Noise</dc:subject>"
         "<dc:type>Artikkeli</dc:type><dc:language>castellano antiguo</dc:language>",
         mapping);
  EXPECT_THAT(record.topics, ElementsAre("foot-patrol"));
  EXPECT_THAT(record.keywords, IsEmpty());
  EXPECT_THAT(record.types, ElementsAre("report"));
  EXPECT_THAT(record.languages, ElementsAre("es"));
}

TEST(HarvestDescribe, DatesAsTheyAreWritten) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"2004"}, "2004"},
      {{"c2004"}, "2004"},
      {{"[2004?]"}, "2004"},
      {{"\xC2\xA9"
        "2004"},
       "2004"},
      {{"ca. 1880"}, "1880"},
      {{"5 March 2021"}, "2021-03-05"},
      {{"20210305"}, "2021-03-05"},
      {{"2021-03"}, "2021-03"},
      {{"1889/1890"}, "1889"},
      {{"info:eu-repo/date/embargoEnd/2030-01-01", "2015-05-05"}, "2015-05-05"},
      {{"0000"}, ""},
      {{"0000-00-00T00:00:00Z"}, ""},
      {{"9999-12-31", "2001"}, "2001"},
      {{"2099"}, ""},
      {{"n.d."}, ""},
      {{"forthcoming"}, ""},
      {{"2012-03-04T05:06:07Z", "2010-01-02T03:04:05Z"}, "2010-01-02"},
      {{"2012-03-04T05:06:07Z", "2011"}, "2011"},
  };
  for (const auto& [dates, expected] : cases) EXPECT_EQ(PublicationDate(dates, 2026), expected) << dates.front();
}

TEST(HarvestDescribe, NamesAsTheyAreWritten) {
  const auto names = [](const char* text) {
    std::vector<std::string> out;
    for (const auto& name : NamesIn(text)) out.push_back(name.Inverted());
    return out;
  };
  EXPECT_THAT(names("Smith, John"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("Smith, John; Doe, Jane"), ElementsAre("Smith, John", "Doe, Jane"));
  EXPECT_THAT(names("Smith, John, 1950-2001"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("Smith, John (1950- )"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("Smith, John; https://orcid.org/0000-0001-2345-6789"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("Smith, John (author)"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("John Smith"), ElementsAre("Smith, John"));
  EXPECT_THAT(names("Police Executive Research Forum (PERF)"), ElementsAre("Police Executive Research Forum (PERF)"));
  EXPECT_THAT(names("[s.n.]"), IsEmpty());
  EXPECT_THAT(names("N/A"), IsEmpty());
}

TEST(HarvestDescribe, RightsSayWhoMayRead) {
  EXPECT_EQ(AccessIn("info:eu-repo/semantics/openAccess"), "open");
  EXPECT_EQ(AccessIn("http://creativecommons.org/licenses/by-nc/3.0/"), "open");
  EXPECT_EQ(AccessIn("info:eu-repo/semantics/embargoedAccess"), "request");
  EXPECT_EQ(AccessIn("http://purl.org/coar/access_right/c_16ec"), "request");
  EXPECT_EQ(AccessIn("Copyright the authors"), "");
  EXPECT_EQ(AccessIn("For members of the publisher or subscribers"), "members");
  EXPECT_EQ(AccessIn("On request"), "request");
}

TEST(HarvestDescribe, ARecordWithoutATitleIsRefusedOrNamedAfterItsSummary) {
  std::vector<exchange::Problem> problems;
  EXPECT_FALSE(Finish(Describe(Tree("<dc><creator>A</creator></dc>"), {"x", 2026}), {}, Terms(), problems));
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().key, "library.import.missing_title");
  EXPECT_EQ(Dc("<dc:description>Only this is said.</dc:description>").title, "[Only this is said.]");
}

TEST(HarvestDescribe, TextIsSetRight) {
  const auto record =
      Dc("<dc:title>Andr\xC3\x83\xC2\xA9 &amp;amp; co &lt;i&gt;x&lt;/i&gt;</dc:title>"
         "<dc:description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</dc:description>");
  EXPECT_EQ(record.title, "Andr\xC3\xA9 & co x");
  EXPECT_EQ(record.summary, "One.\n\nTwo.");
}

}  // namespace
}  // namespace concord::library::harvest
