// The program's OAI-PMH repository, read by HTTP::OAI (Debian's libhttp-oai-perl), which parses with libxml2.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>

#include "base/core/text.h"
#include "base/testing/needs.h"
#include "base/testing/temp_dir.h"
#include "tests/faults/server_process.h"

namespace concord {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kMany = 450;  // more than two batches

// A title in which XML would break where it is not looked after.
constexpr char kTitle[] = R"(<trust> & \"more\" ]]> \ufffe\u0001 caf\u00e9 \ud83d\ude94)";

std::string Catalog() {
  std::string json =
      R"({"format":"concord-catalog","version":1,"topics":[{"slug":"foot-patrol","title":{"en":"Foot Patrol & beats"}}],
 "modules":[{"slug":"trust","title":{"en":"Trust"},"lead":{"en":"l"},"overview":{"en":"o"},"topics":["foot-patrol"]}],
 "resources":[)";
  for (int i = 0; i < kMany; ++i) {
    json += R"({"slug":"r)" + std::to_string(i) + R"(","title":"Number )" + std::to_string(i) + " " + kTitle + "\"" +
            (i % 3 == 0 ? R"(,"topics":["foot-patrol"])" : "") + (i % 100 == 7 ? R"(,"status":"withdrawn")" : "") +
            "},";
  }
  return json + R"({"slug":"hidden","title":"A draft","status":"draft"}]})";
}

struct Harvested {
  int code = -1;
  std::string all;
  std::vector<std::vector<std::string>> lines;  // of fields
};

Harvested Harvest(int port, const std::string& what) {
  const std::string command =
      "perl " CONCORD_SOURCE_DIR "/tests/oai/harvest.pl http://127.0.0.1:" + std::to_string(port) + "/oai " + what +
      " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  Harvested harvested;
  char buffer[65536];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) harvested.all.append(buffer, n);
  const int status = pclose(pipe);
  harvested.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  for (const auto line : text::Split(harvested.all, '\n')) {
    if (line.empty()) continue;
    auto& fields = harvested.lines.emplace_back();
    for (const auto field : text::Split(line, '\t')) fields.emplace_back(field);
  }
  return harvested;
}

class OaiClient : public ::testing::Test {
 protected:
  void SetUp() override {
    CONCORD_NEEDS(std::system("perl -MHTTP::OAI -e 1 2>/dev/null") == 0,
                  "the Perl module HTTP::OAI is not installed (Debian: libhttp-oai-perl)");
    const std::string data = folder_.File("hub");
    const auto must = [](const faults::Ran& ran) { ASSERT_EQ(ran.code, 0) << ran.out; };
    must(faults::RunProgram({"init", "--no-questions", "--name", "Riverbend & Co", "--data", data}));
    must(faults::RunProgram({"import", "--data", data, folder_.Write("c.json", Catalog())}));
    server_ = std::make_unique<faults::ServerProcess>(faults::ServerProcess::Options{
        data, {{"CONCORD_LOG_LEVEL", "off"}, {"CONCORD_MAIL_FROM", "Riverbend <trust@example.org>"}}, 30});
  }
  Harvested Ask(const std::string& what) {
    const Harvested harvested = Harvest(server_->port(), what);
    EXPECT_EQ(harvested.code, 0) << harvested.all;
    return harvested;
  }

  testing::TempDir folder_;
  std::unique_ptr<faults::ServerProcess> server_;
};

TEST_F(OaiClient, LearnsWhatTheRepositoryIs) {
  EXPECT_THAT(Ask("identify").lines, ElementsAre(ElementsAre("identify", "Riverbend & Co", "trust@example.org",
                                                             "YYYY-MM-DDThh:mm:ssZ", "persistent")));
  EXPECT_THAT(Ask("formats").lines, ElementsAre(ElementsAre("format", "oai_dc"), ElementsAre("format", "mods")));
  EXPECT_THAT(Ask("sets").lines, ElementsAre(ElementsAre("set", "topic:foot-patrol", "Foot Patrol & beats"),
                                             ElementsAre("set", "module:trust", "Trust")));
}

TEST_F(OaiClient, HarvestsEverythingOnce) {
  for (const char* what : {"ListRecords metadataPrefix oai_dc", "ListRecords metadataPrefix mods"}) {
    const Harvested all = Ask(what);
    std::set<std::string> identifiers, titles;
    int deleted = 0;
    for (const auto& line : all.lines) {
      ASSERT_EQ(line.size(), 6u) << what;
      identifiers.insert(line[1]);
      if (line[3] == "deleted") {
        ++deleted;
        continue;
      }
      EXPECT_THAT(line[5], HasSubstr("<trust> & \"more\" ]]> "));
      EXPECT_THAT(line[5], HasSubstr("caf\xC3\xA9 \xF0\x9F\x9A\x94"));
      titles.insert(line[5]);
    }
    EXPECT_EQ(all.lines.size(), static_cast<size_t>(kMany)) << what;
    EXPECT_EQ(identifiers.size(), static_cast<size_t>(kMany)) << what;
    EXPECT_EQ(deleted, 5) << what;
    EXPECT_EQ(titles.size(), static_cast<size_t>(kMany - deleted)) << what;
  }
  EXPECT_EQ(Ask("ListIdentifiers metadataPrefix oai_dc").lines.size(), static_cast<size_t>(kMany));
}

TEST_F(OaiClient, HarvestsASetAndARange) {
  for (const char* set : {"topic:foot-patrol", "module:trust"}) {
    const Harvested some = Ask("ListRecords metadataPrefix oai_dc set " + std::string(set));
    EXPECT_EQ(some.lines.size(), 150u);
    for (const auto& line : some.lines) EXPECT_EQ(line.at(4), "topic:foot-patrol,module:trust");
  }
  const std::string date = Ask("ListIdentifiers metadataPrefix oai_dc").lines.at(0).at(2);
  const std::string from = "ListIdentifiers metadataPrefix oai_dc from " + date;
  EXPECT_EQ(Ask(from).lines.size(), static_cast<size_t>(kMany));
  EXPECT_EQ(Ask(from + " until " + date).lines.size(), static_cast<size_t>(kMany));  // one import is one moment
  EXPECT_EQ(Ask("ListIdentifiers metadataPrefix oai_dc from " + date.substr(0, 10)).lines.size(),
            static_cast<size_t>(kMany));
  const Harvested none = Harvest(server_->port(), "ListIdentifiers metadataPrefix oai_dc from 2999-01-01");
  EXPECT_THAT(none.all, ::testing::AnyOf("", HasSubstr("noRecordsMatch")));
  const Harvested wrong = Harvest(server_->port(), "ListRecords metadataPrefix marc21");
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.all, HasSubstr("cannotDisseminateFormat"));
}

// A token that was given out before a restart leads on after it.
TEST_F(OaiClient, TokensOutliveTheServer) {
  const auto token_in = [](const std::string& body) {
    const size_t at = body.find("<resumptionToken");
    if (at == std::string::npos) return std::string();
    const size_t begin = body.find('>', at) + 1;
    return body.substr(begin, body.find('<', begin) - begin);
  };
  faults::Visitor visitor(server_->port());
  const std::string token = token_in(visitor.Get("/oai?verb=ListRecords&metadataPrefix=oai_dc").body);
  ASSERT_FALSE(token.empty());
  server_->Kill();
  server_->Start();
  visitor.GoTo(server_->port());
  const faults::Answer second = visitor.Get("/oai?verb=ListRecords&resumptionToken=" + token);
  EXPECT_EQ(second.status, 200);
  EXPECT_THAT(second.body, HasSubstr("cursor=\"200\""));
  EXPECT_FALSE(token_in(second.body).empty());
}

}  // namespace
}  // namespace concord
