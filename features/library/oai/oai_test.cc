// The six verbs and the protocol's errors, on both engines.
#include <gmock/gmock.h>

#include <set>

#include "features/library/oai/oai_fixture.h"

namespace concord::library::oai {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_P(OaiTest, Identify) {
  EXPECT_THAT(Ask("verb=Identify"), HasSubstr("<earliestDatestamp>2026-11-21T07:55:00Z<"));  // empty: from now on
  Take(kCatalog);
  world_.clock.Advance(std::chrono::hours(1));
  EXPECT_THAT(
      Ask("verb=Identify"),
      AllOf(HasSubstr("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH "),
            HasSubstr("<responseDate>2026-11-21T08:55:00Z</responseDate>\n"
                      "<request verb=\"Identify\">https://trust.example.org/oai</request>"),
            HasSubstr("<repositoryName>Riverbend &amp; Co</repositoryName>\n"
                      "<baseURL>https://trust.example.org/oai</baseURL>\n<protocolVersion>2.0</protocolVersion>\n"
                      "<adminEmail>postmaster@trust.example.org</adminEmail>\n"
                      "<earliestDatestamp>2026-11-21T07:55:00Z</earliestDatestamp>\n"
                      "<deletedRecord>persistent</deletedRecord>\n"
                      "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>\n<compression>gzip</compression>"),
            HasSubstr("<repositoryIdentifier>trust.example.org</repositoryIdentifier>")));
  // A name that the schema of oai-identifier does not take has no description, and an address of mail it needs anyway.
  hub_.base_url = "";
  Restart();
  http::Request request;
  request.query = http::ParseForm("verb=Identify");
  request.host = "localhost:8080";
  const auto body = router_->Find(http::Method::kGet, "/oai").route->handler(request).body;
  EXPECT_THAT(body, AllOf(HasSubstr("<baseURL>http://localhost:8080/oai</baseURL>"),
                          HasSubstr("<adminEmail>postmaster@localhost.invalid</adminEmail>"),
                          Not(HasSubstr("oai-identifier"))));
}

TEST_P(OaiTest, FormatsAndSets) {
  EXPECT_EQ(ErrorOf(Ask("verb=ListSets")), "noSetHierarchy");
  EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&metadataPrefix=oai_dc&set=topic:use-of-force")), "noSetHierarchy");
  Take(kCatalog);
  EXPECT_THAT(Every(Ask("verb=ListMetadataFormats"), "<metadataPrefix>([^<]*)<"), ElementsAre("oai_dc", "mods"));
  EXPECT_THAT(Every(Ask("verb=ListMetadataFormats&identifier=" + IdentifierOfSlug("walk")), "<metadataPrefix>([^<]*)<"),
              ElementsAre("oai_dc", "mods"));
  EXPECT_EQ(ErrorOf(Ask("verb=ListMetadataFormats&identifier=oai:trust.example.org:x")), "idDoesNotExist");
  const std::string sets = Ask("verb=ListSets");
  EXPECT_THAT(Every(sets, "<setSpec>([^<]*)<"),
              ::testing::UnorderedElementsAre("topic:use-of-force", "topic:foot-patrol", "topic:empty", "module:trust",
                                              "module:nothing"));
  EXPECT_THAT(sets, AllOf(HasSubstr("<setName>Foot Patrol</setName>"), HasSubstr("When &amp; how"),
                          Not(HasSubstr("resumptionToken"))));
  EXPECT_EQ(ErrorOf(Ask("verb=ListSets&resumptionToken=x")), "badResumptionToken");
}

TEST_P(OaiTest, GetRecordInBothFormats) {
  Take(kCatalog);
  const std::string id = IdentifierOfSlug("walk");
  const std::string dc = Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + id);
  for (const char* part :
       {"<datestamp>2026-11-21T07:55:00Z</datestamp>\n<setSpec>topic:foot-patrol</setSpec>\n"
        "<setSpec>topic:use-of-force</setSpec>\n<setSpec>module:trust</setSpec>\n</header>",
        "<dc:title xml:lang=\"en\">Foot patrol: A trial</dc:title>", "<dc:creator>Ratcliffe, Jerry</dc:creator>",
        "<dc:creator>Police &amp; Co</dc:creator>", "<dc:subject>Foot Patrol</dc:subject>",
        "<dc:subject>beats</dc:subject>",
        "<dc:description xml:lang=\"en\">On &lt;trust&gt; &amp; &quot;more&quot;.</dc:description>",
        "<dc:publisher>ASC</dc:publisher>", "<dc:date>2011-08</dc:date>", "<dc:type>Article</dc:type>",
        "<dc:identifier>https://trust.example.org/resources/walk</dc:identifier>",
        "<dc:identifier>https://doi.org/10.1000/walk</dc:identifier>",
        "<dc:source>Criminology, 49(3), 795-831</dc:source>", "<dc:language>en</dc:language>",
        "<dc:rights>Open access</dc:rights>"}) {
    EXPECT_THAT(dc, HasSubstr(part));
  }
  const std::string mods = Ask("verb=GetRecord&metadataPrefix=mods&identifier=" + id);
  for (const char* part :
       {"<title>Foot patrol</title>\n<subTitle>A trial</subTitle>",
        "<name type=\"personal\">\n<namePart type=\"family\">Ratcliffe</namePart>",
        "<namePart>Police &amp; Co</namePart>", "<dateIssued encoding=\"w3cdtf\">2011-08</dateIssued>",
        "<detail type=\"volume\"><number>49</number>", "<list>795-831</list>",
        "<identifier type=\"doi\">10.1000/walk</identifier>",
        "<languageTerm type=\"code\" authority=\"rfc5646\">en</languageTerm>",
        "<recordChangeDate encoding=\"w3cdtf\">2026-11-21T07:55:00Z</recordChangeDate>"}) {
    EXPECT_THAT(mods, HasSubstr(part));
  }
  EXPECT_EQ(ErrorOf(Ask("verb=GetRecord&metadataPrefix=marc21&identifier=" + id)), "cannotDisseminateFormat");
  for (const std::string& other :
       {std::string("x"), IdentifierOfSlug("hidden"), "oai:elsewhere.example" + id.substr(id.rfind(':')),
        std::string("oai:trust.example.org:01890000-0000-7000-8000-000000000000")}) {
    EXPECT_EQ(ErrorOf(Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + other)), "idDoesNotExist") << other;
  }
}

TEST_P(OaiTest, ListsWithoutDrafts) {
  EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&metadataPrefix=oai_dc")), "noRecordsMatch");
  Take(kCatalog);
  for (const char* verb : {"verb=ListRecords", "verb=ListIdentifiers"}) {
    const std::string body = Ask(std::string(verb) + "&metadataPrefix=oai_dc");
    EXPECT_THAT(Identifiers(body),
                ::testing::UnorderedElementsAre(IdentifierOfSlug("walk"), IdentifierOfSlug("taken-back")));
    EXPECT_THAT(body, Not(HasSubstr("resumptionToken")));
    EXPECT_THAT(body, HasSubstr(R"(<header status="deleted">
<identifier>)" + IdentifierOfSlug("taken-back")));
    EXPECT_THAT(body, Not(HasSubstr("A draft")));
    EXPECT_THAT(body, Not(HasSubstr("Taken back")));
    EXPECT_EQ(ErrorOf(Ask(std::string(verb) + "&metadataPrefix=marc21")), "cannotDisseminateFormat");
  }
  EXPECT_EQ(Every(Ask("verb=ListRecords&metadataPrefix=mods"), "<(mods) ").size(), 1u);
}

TEST_P(OaiTest, SetsNarrow) {
  Take(kCatalog);
  Take(R"({"resources":[)" + One("patrol", R"("topics":["foot-patrol"])") + "," + One("plain") + "]}");
  const auto in = [&](const std::string& set) {
    auto found = Identifiers(Ask("verb=ListIdentifiers&metadataPrefix=oai_dc&set=" + set));
    return std::multiset<std::string>(found.begin(), found.end());
  };
  const std::string walk = IdentifierOfSlug("walk"), patrol = IdentifierOfSlug("patrol"),
                    gone = IdentifierOfSlug("taken-back");
  EXPECT_EQ(in("topic:foot-patrol"), (std::multiset<std::string>{walk, patrol}));
  EXPECT_EQ(in("topic:use-of-force"), (std::multiset<std::string>{walk, gone}));
  EXPECT_EQ(in("module:trust"), (std::multiset<std::string>{walk, patrol, gone}));  // each once
  for (const char* none : {"topic:empty", "topic:none", "module:nothing", "module:none", "topic", "site:knox"})
    EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&metadataPrefix=oai_dc&set=" + std::string(none))), "noRecordsMatch")
        << none;
}

TEST_P(OaiTest, RangesHoldTheirEdges) {
  world_.clock.Advance(milliseconds(300));  // 07:55:00.300
  Take(R"({"resources":[)" + One("a") + "]}");
  world_.clock.Advance(milliseconds(1699));  // 07:55:01.999
  Take(R"({"resources":[)" + One("b") + "]}");
  world_.clock.Advance(std::chrono::hours(24));  // the next day
  Take(R"({"resources":[)" + One("c") + "]}");
  const auto in = [&](const std::string& range) {
    std::string slugs;
    for (const auto& one : Identifiers(Ask("verb=ListIdentifiers&metadataPrefix=oai_dc" + range))) {
      for (const char* slug : {"a", "b", "c"}) slugs += one == IdentifierOfSlug(slug) ? slug : "";
    }
    return slugs;
  };
  EXPECT_EQ(in("&from=2026-11-21T07:55:00Z"), "abc");
  EXPECT_EQ(in("&from=2026-11-21T07:55:01Z"), "bc");
  EXPECT_EQ(in("&from=2026-11-21T07:55:02Z"), "c");
  EXPECT_EQ(in("&until=2026-11-21T07:54:59Z"), "");
  EXPECT_EQ(in("&until=2026-11-21T07:55:00Z"), "a");
  EXPECT_EQ(in("&from=2026-11-21T07:55:01Z&until=2026-11-21T07:55:01Z"), "b");
  EXPECT_EQ(in("&from=2026-11-21&until=2026-11-21"), "ab");
  EXPECT_EQ(in("&from=2026-11-22"), "c");
  EXPECT_EQ(in("&from=0001-01-01&until=9999-12-31"), "abc");
  EXPECT_EQ(ErrorOf(Ask("verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-23")), "noRecordsMatch");
}

TEST_P(OaiTest, TakesAPostAndSaysNothingBackThatItDoesNotKnow) {
  Take(kCatalog);
  http::Request request;
  request.method = http::Method::kPost;
  request.form = http::ParseForm("verb=ListRecords&metadataPrefix=oai_dc&set=module:trust");
  const auto response = Send(request);
  EXPECT_EQ(response.status, 200u);
  EXPECT_THAT(response.body,
              HasSubstr("<request verb=\"ListRecords\" metadataPrefix=\"oai_dc\" set=\"module:trust\">"));
  EXPECT_EQ(Identifiers(response.body).size(), 2u);
  const std::string refused = Ask("verb=%22%3E%3Cscript%3E&x=1");
  EXPECT_THAT(refused, AllOf(HasSubstr("<request>"), HasSubstr("code=\"badVerb\""), Not(HasSubstr("<script"))));
  EXPECT_THAT(Ask("verb=Identify&%3Cb%3E=1"),
              AllOf(HasSubstr("<request>"), HasSubstr("badArgument"), Not(HasSubstr("<b>"))));
  EXPECT_THAT(Ask("verb=GetRecord&metadataPrefix=oai_dc&identifier=%3Cb%3E%22%01"),
              AllOf(HasSubstr("identifier=\"&lt;b&gt;&quot;\""), HasSubstr("idDoesNotExist")));
}

CONCORD_ON_BOTH_ENGINES(OaiTest);

}  // namespace
}  // namespace concord::library::oai
