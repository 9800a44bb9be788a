#include "features/library/harvest/reading/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/testing/needs.h"

namespace concord::library::harvest {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

struct Read {
  PageFacts facts;
  Identified identified;
  std::vector<RawRecord> records;
  std::string fault;  // key
};

Read ReadPage(std::string_view bytes, size_t piece = std::string_view::npos, const std::string& charset = "") {
  Read out;
  PageReader reader(charset, [&](RawRecord&& record) {
    out.records.push_back(std::move(record));
    return true;
  });
  for (size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size() - at)) {
    if (!reader.Feed(bytes.substr(at, piece))) break;
  }
  if (auto status = reader.End(); !status) out.fault = status.error().key;
  out.facts = reader.facts();
  out.identified = reader.identified();
  return out;
}

std::string Record(const std::string& id, const std::string& inside) {
  return "<record><header><identifier>" + id +
         "</identifier><datestamp>2020-01-02</datestamp></header><metadata><oai_dc:dc "
         "xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:dc='http://purl.org/dc/elements/1.1/'>" +
         inside + "</oai_dc:dc></metadata></record>";
}

std::string Page(const std::string& records, const std::string& token = "") {
  return "<?xml version='1.0' encoding='UTF-8'?>\n<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'>\n"
         "<responseDate>2020-02-03T04:05:06Z</responseDate><request verb='ListRecords'>http://a.example/oai</request>\n"
         "<ListRecords>\n" +
         records + token + "</ListRecords>\n</OAI-PMH>\n";
}

std::vector<std::string> Titles(const Read& read) {
  std::vector<std::string> titles;
  for (const auto& record : read.records) {
    const Node* title = record.metadata ? record.metadata->Child("title") : nullptr;
    titles.push_back(title ? title->Text() : record.broken ? "broken" : "");
  }
  return titles;
}

TEST(HarvestPage, ReadsRecordsAndWhatTheAnswerSaysOfItself) {
  const std::string page = Page(Record("oai:a:1", "<dc:title>One &amp; only</dc:title>") +
                                    "<record><header status='deleted'><identifier> "
                                    "oai:a:2\n</identifier><datestamp>2020-01-03T04:05:06Z</datestamp>"
                                    "<setSpec>x:y</setSpec><setSpec>z</setSpec></header></record>",
                                "<resumptionToken completeListSize='12' cursor='0' "
                                "expirationDate='2020-02-04T00:00:00Z'>a&amp;b|c</resumptionToken>");
  // Cut anywhere, it is read alike.
  for (const size_t piece : {std::string::npos, size_t{1}, size_t{7}, size_t{100}}) {
    const Read read = ReadPage(page, piece);
    EXPECT_EQ(read.fault, "");
    ASSERT_THAT(read.records, SizeIs(2));
    EXPECT_EQ(read.records[0].identifier, "oai:a:1");
    EXPECT_EQ(read.records[0].datestamp, "2020-01-02");
    EXPECT_THAT(Titles(read), ElementsAre("One & only", ""));
    EXPECT_EQ(read.records[0].metadata->xml_namespace, "http://www.openarchives.org/OAI/2.0/oai_dc/");
    EXPECT_EQ(read.records[1].identifier, "oai:a:2");
    EXPECT_TRUE(read.records[1].deleted);
    EXPECT_THAT(read.records[1].sets, ElementsAre("x:y", "z"));
    EXPECT_EQ(read.facts.verb, "ListRecords");
    EXPECT_EQ(read.facts.response_date, "2020-02-03T04:05:06Z");
    EXPECT_TRUE(read.facts.has_token);
    EXPECT_EQ(read.facts.token, "a&b|c");
    EXPECT_EQ(read.facts.complete_size, 12);
    EXPECT_EQ(read.facts.expires, "2020-02-04T00:00:00Z");
    EXPECT_EQ(read.records[0].line, 5);
  }
}

TEST(HarvestPage, ReadsErrorsAndIdentify) {
  const Read error = ReadPage(
      "<OAI-PMH><responseDate>2020-02-03</responseDate><error code=\"noRecordsMatch\">None &gt; "
      "here</error></OAI-PMH>");
  EXPECT_EQ(error.fault, "");
  ASSERT_THAT(error.facts.faults, SizeIs(1));
  EXPECT_EQ(error.facts.faults[0].code, "noRecordsMatch");
  EXPECT_EQ(error.facts.faults[0].text, "None > here");
  const Read identify = ReadPage(
      "<OAI-PMH><Identify><repositoryName>A &amp; B</repositoryName><baseURL>http://a.example/oai</baseURL>"
      "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity><deletedRecord>transient</deletedRecord>"
      "<description><x><repositoryName>Not this</repositoryName></x></description></Identify></OAI-PMH>");
  EXPECT_EQ(identify.identified.name, "A & B");
  EXPECT_TRUE(identify.identified.seconds());
  EXPECT_EQ(identify.identified.deleted, "transient");
}

TEST(HarvestPage, ABrokenRecordCostsItselfAlone) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  for (int i = 0; i < 100; ++i) deep += "</a>";
  const std::string good = Record("oai:a:9", "<dc:title>Good</dc:title>");
  const std::pair<const char*, std::string> cases[] = {
      {"a tag that is not closed", Record("oai:a:1", "<dc:title>Bad <br> one</dc:title>")},
      {"crossing tags", Record("oai:a:1", "<dc:title><b>Bad</dc:title></b>")},
      {"an attribute twice", Record("oai:a:1", "<dc:title a='1' a='2'>Bad</dc:title>")},
      {"no end", "<record><header><identifier>oai:a:1</identifier></header><metadata><dc:title>Bad"},
      {"too deep", Record("oai:a:1", deep)},
  };
  for (const auto& [what, bad] : cases) {
    const Read read = ReadPage(Page(good + bad + good + good, "<resumptionToken>next</resumptionToken>"), 50);
    EXPECT_EQ(read.fault, "") << what;
    EXPECT_THAT(Titles(read), ElementsAre("Good", "broken", "Good", "Good")) << what;
    ASSERT_THAT(read.records, SizeIs(4)) << what;
    EXPECT_EQ(read.records[1].identifier, "oai:a:1") << what;
    EXPECT_EQ(read.facts.broken, 1) << what;
    EXPECT_EQ(read.facts.token, "next") << what;
  }
}

TEST(HarvestPage, MendsWhatIsCertain) {
  const std::pair<std::string, std::string> cases[] = {
      {"Law & order", "Law & order"},
      {"p < 0.05 and q<3", "p < 0.05 and q<3"},
      {"caf&eacute;&nbsp;&ndash; &bogus; &amp;lt;", "caf\xC3\xA9\xC2\xA0\xE2\x80\x93 &bogus; &lt;"},
      {"a&#1;b&#x0;c&#233;&#xE9;&#XE9;&#xFFFFFFFFF;", "abc\xC3\xA9\xC3\xA9\xC3\xA9"},
      {"a\x01\x02 b\xEF\xBF\xBF", "a b"},
      {"<![CDATA[<i>x</i> & y]]>", "<i>x</i> & y"},
      {"one<!-- two <dc:title> -->three<?php echo ?>", "onethree"},
      {"Ma\xF1"
       "ana \x93quoted\x94",
       "Ma\xC3\xB1"
       "ana \xE2\x80\x9Cquoted\xE2\x80\x9D"},  // Windows-1252 under "UTF-8"
      {"Some <i>italic</i> words", "Some italic words"},
  };
  for (const auto& [written, meant] : cases) {
    for (const size_t piece : {std::string::npos, size_t{1}, size_t{3}}) {
      const Read read = ReadPage(Page(Record("oai:a:1", "<dc:title>" + written + "</dc:title>")), piece);
      EXPECT_EQ(read.fault, "");
      EXPECT_THAT(Titles(read), ElementsAre(meant)) << written;
    }
  }
}

TEST(HarvestPage, ReadsEncodingsAsTheyAreNotAsTheyAreCalled) {
  const auto page = [](const std::string& encoding, const std::string& title) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?><OAI-PMH><ListRecords>" +
           Record("oai:a:1", "<dc:title>" + title + "</dc:title>") + "</ListRecords></OAI-PMH>";
  };
  const std::string manana =
      "Ma\xC3\xB1"
      "ana";
  EXPECT_THAT(Titles(ReadPage(page("ISO-8859-1",
                                   "Ma\xF1"
                                   "ana"))),
              ElementsAre(manana));
  EXPECT_THAT(Titles(ReadPage(page("ISO-8859-1", manana))), ElementsAre(manana));  // wrongly declared
  EXPECT_THAT(Titles(ReadPage(page("UTF-16", manana))), ElementsAre(manana));
  EXPECT_THAT(Titles(ReadPage(page("windows-1251", "\xCC\xE8\xF0"))), ElementsAre("\xD0\x9C\xD0\xB8\xD1\x80"));
  EXPECT_THAT(Titles(ReadPage(page("Shift_JIS", "\x8C\x78\x8E\x40"))), ElementsAre("\xE8\xAD\xA6\xE5\xAF\x9F"));
  EXPECT_THAT(Titles(ReadPage(page("x-unheard-of", manana))), ElementsAre(manana));
  EXPECT_THAT(Titles(ReadPage("\n\n \xEF\xBB\xBF" + page("UTF-8", manana))), ElementsAre(manana));
  EXPECT_THAT(Titles(ReadPage("\xEF\xBB\xBF" + page("UTF-8", manana))), ElementsAre(manana));
  std::string wide = "\xFF\xFE";
  for (const char c : page("UTF-16", "Wide")) wide += {c, '\0'};
  EXPECT_THAT(Titles(ReadPage(wide, 7)), ElementsAre("Wide"));
  EXPECT_EQ(ReadPage(page("UTF-8",
                          "Ma\xF1"
                          "ana"))
                .facts.mended_bytes,
            1);
  EXPECT_EQ(ReadPage(page("ISO-8859-1",
                          "Ma\xF1"
                          "ana"))
                .facts.mended_bytes,
            0);
}

TEST(HarvestPage, RefusesWhatIsNoAnswer) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "harvest.not_xml"},
      {"   \n", "harvest.not_xml"},
      {"{\"error\": 1}", "harvest.not_xml"},
      {"<!DOCTYPE html><html><body>Log in</body></html>", "harvest.html"},
      {"<br />\n<b>Warning</b>: mysql_connect()", "harvest.html"},
      {"<rss><channel/></rss>", "harvest.not_oai"},
      {"<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]><OAI-PMH>&lol2;</OAI-PMH>",
       "harvest.entities"},
      {"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><OAI-PMH>&e;</OAI-PMH>", "harvest.entities"},
      {"<OAI-PMH a=\"" + std::string(300 << 10, 'a'), "harvest.broken"},
      {Page(Record("oai:a:1", "<dc:title>x</dc:title>")).substr(0, 500), "harvest.truncated"},
  };
  for (const auto& [bytes, key] : cases) {
    for (const size_t piece : {std::string::npos, size_t{1000}}) {
      EXPECT_EQ(ReadPage(bytes, piece).fault, key) << bytes.substr(0, 60);
    }
  }
  // What was whole before the cut was handed over.
  const std::string two =
      Page(Record("oai:a:1", "<dc:title>x</dc:title>") + Record("oai:a:2", "<dc:title>y</dc:title>"));
  const Read cut = ReadPage(two.substr(0, two.find("oai:a:2") + 60));
  EXPECT_EQ(cut.fault, "harvest.truncated");
  EXPECT_THAT(Titles(cut), ElementsAre("x", "broken"));
}

TEST(HarvestPage, ARecordOfManyMegabytesIsPassedOver) {
  const std::string huge = Record("oai:a:1", "<dc:title>" + std::string(PageReader::kMaxRecord, 'a') + "</dc:title>");
  const Read read = ReadPage(Page(huge + Record("oai:a:2", "<dc:title>after</dc:title>")), 10'000);
  EXPECT_EQ(read.fault, "");
  EXPECT_THAT(Titles(read), ElementsAre("broken", "after"));
  EXPECT_EQ(read.records[0].broken->key, "harvest.record_too_long");
}

TEST(HarvestPage, RecordsMayHoldElementsCalledRecord) {
  const std::string marc =
      "<record><header><identifier>oai:a:1</identifier></header><metadata><record "
      "xmlns='http://www.loc.gov/MARC21/slim'>"
      "<leader>x</leader></record></metadata></record>";
  const Read read = ReadPage(Page(marc + Record("oai:a:2", "<dc:title>after</dc:title>")));
  ASSERT_THAT(read.records, SizeIs(2));
  EXPECT_EQ(read.records[0].metadata->xml_namespace, "http://www.loc.gov/MARC21/slim");
  EXPECT_EQ(read.records[1].identifier, "oai:a:2");
}

TEST(HarvestPage, NamespacesMayBeOdd) {
  const Read prefixed = ReadPage(
      "<oai:OAI-PMH xmlns:oai='http://www.openarchives.org/OAI/2.0/'><oai:ListRecords><oai:record><oai:header>"
      "<oai:identifier>1</oai:identifier></oai:header><oai:metadata><dc><title>No namespace</title></dc></oai:metadata>"
      "</oai:record><oai:resumptionToken>t</oai:resumptionToken></oai:ListRecords></oai:OAI-PMH>");
  EXPECT_EQ(prefixed.fault, "");
  EXPECT_THAT(Titles(prefixed), ElementsAre("No namespace"));
  EXPECT_EQ(prefixed.facts.token, "t");
  const Read undeclared = ReadPage(
      "<OAI-PMH><ListRecords><record><header><identifier>1</identifier></header><metadata><oai_dc:dc>"
      "<dc:title>Undeclared</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>");
  EXPECT_THAT(Titles(undeclared), ElementsAre("Undeclared"));
  EXPECT_EQ(undeclared.records[0].metadata->xml_namespace, "http://www.openarchives.org/OAI/2.0/oai_dc/");
}

// Answers of the National Science Digital Library and of the Bibliothèque nationale de France.
TEST(HarvestPage, ReadsRecordedAnswers) {
  const std::string folder = std::string(CONCORD_SOURCE_DIR) + "/../shared/data/oai_pmh/phpoaipmh_samples/";
  CONCORD_NEEDS(std::filesystem::exists(folder), "the recorded answers are not here");
  const auto read = [&](const std::string& name) {
    std::ifstream file(folder + name, std::ios::binary);
    return ReadPage(std::string(std::istreambuf_iterator<char>(file), {}), 4096);
  };
  EXPECT_THAT(read("GoodResponseSinglePage.xml").records, SizeIs(162));
  EXPECT_THAT(read("GoodResponseSingleRecord.xml").records, SizeIs(1));
  int headers = 0;
  for (const char* page : {"1", "2", "3", "4"}) {
    const Read one = read("GoodResponseFourPage_" + std::string(page) + ".xml");
    EXPECT_EQ(one.fault, "") << page;
    EXPECT_EQ(one.facts.token.empty(), std::string(page) == "4");
    headers += static_cast<int>(one.facts.headers);
  }
  EXPECT_EQ(headers, 733);
  EXPECT_EQ(read("GoodResponseIdentify.xml").identified.name, "National Science Digital Library");
  const Read bnf = read("NamespacedSample.xml");
  EXPECT_THAT(Titles(bnf), ElementsAre("Le Po\xC3\xA8me. Publication mensuelle"));
  EXPECT_EQ(bnf.facts.complete_size, 2402263);
  EXPECT_EQ(read("BadResponseInvalidRecord.xml").facts.faults.at(0).code, "idDoesNotExist");
  EXPECT_EQ(read("BadResponseNonExistentVerb.xml").facts.faults.at(0).code, "badVerb");
}

}  // namespace
}  // namespace concord::library::harvest
