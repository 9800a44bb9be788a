// A small library on both engines, asked through the router as a harvester asks it: what the repository's tests share.
#pragma once
#include <functional>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "base/testing/databases.h"
#include "features/library/oai/oai.h"

namespace concord::library::oai {

inline constexpr char kCatalog[] = R"({"format":"concord-catalog","version":1,
 "topics":[{"slug":"use-of-force","title":{"en":"Use of Force"},"description":{"en":"When & how"}},
           {"slug":"foot-patrol","title":{"en":"Foot Patrol","es":"Patrulla a pie"}},
           {"slug":"empty","title":{"en":"Empty"}}],
 "types":[{"slug":"report","title":{"en":"Report"}},{"slug":"article","title":{"en":"Article"}}],
 "modules":[{"slug":"trust","title":{"en":"Trust"},"lead":{"en":"l"},"overview":{"en":"o"},
             "topics":["foot-patrol","use-of-force"]},
            {"slug":"nothing","title":{"en":"Nothing"},"lead":{"en":"l"},"overview":{"en":"o"},"topics":[]}],
 "resources":[
  {"slug":"walk","title":"Foot patrol","subtitle":"A trial","summary":"On <trust> & \"more\".","year":2011,"date":"2011-08",
   "types":["article"],"topics":["foot-patrol","use-of-force"],"languages":["en"],"keywords":["beats"],
   "authors":[{"family":"Ratcliffe","given":"Jerry"},{"literal":"Police & Co"}],"doi":"10.1000/walk",
   "container":"Criminology","volume":"49","issue":"3","pages":"795-831","access":"open","publisher":"ASC"},
  {"slug":"hidden","title":"A draft","topics":["foot-patrol"],"status":"draft"},
  {"slug":"taken-back","title":"Taken back","topics":["use-of-force"],"status":"withdrawn"}]})";

class OaiTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    hub_.name = "Riverbend & Co";
    hub_.base_url = "https://trust.example.org/";
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    Restart();
  }

  // As a server that was stopped and started: nothing is left of what it had in memory.
  void Restart(size_t batch = 200) {
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    router_ = std::make_unique<http::Router>();
    BindOai(*router_, {*library_, hub_, "", world_.clock, world_.log, batch});
  }
  void Take(const std::string& json) {
    const auto report = library_->Import("a.json", json, std::nullopt, {.update_duplicates = true});
    ASSERT_TRUE(report && report->applied) << (report ? "" : report.error().cause);
  }
  static std::string One(const std::string& slug, const std::string& more = "") {
    return R"({"slug":")" + slug + R"(","title":"Title of )" + slug + "\"" + (more.empty() ? "" : "," + more) + "}";
  }
  // `more` of each resource: "\"topics\":[\"empty\"]".
  void TakeMany(const std::string& prefix, int count, const std::string& more = "") {
    std::string json = R"({"resources":[)";
    for (int i = 0; i < count; ++i) json += (i ? "," : "") + One(prefix + std::to_string(i), more);
    Take(json + "]}");
  }

  http::Response Send(http::Request request) {
    request.path = "/oai";
    request.host = "elsewhere.example";
    const auto match = router_->Find(request.method, request.path);
    EXPECT_TRUE(match.route);
    return match.route->handler(request);
  }
  std::string Ask(const std::string& query) {
    http::Request request;
    request.query = http::ParseForm(query);
    const auto response = Send(request);
    EXPECT_EQ(response.status, 200u);
    EXPECT_EQ(response.headers.Get("Content-Type"), "text/xml; charset=utf-8");
    EXPECT_FALSE(response.shared);
    return response.body;
  }
  static std::vector<std::string> Every(const std::string& text, const std::string& pattern) {
    std::vector<std::string> found;
    const std::regex expression(pattern);
    for (auto i = std::sregex_iterator(text.begin(), text.end(), expression); i != std::sregex_iterator(); ++i)
      found.push_back((*i)[1]);
    return found;
  }
  static std::string Token(const std::string& body) {
    const auto found = Every(body, "<resumptionToken[^>]*>([^<]*)</resumptionToken>");
    return found.empty() ? "" : found.front();
  }
  static std::vector<std::string> Identifiers(const std::string& body) {
    return Every(body, "<header[^>]*>\n<identifier>([^<]*)</identifier>");
  }
  static std::string ErrorOf(const std::string& body) {
    const auto found = Every(body, "<error code=\"([A-Za-z]*)\">");
    return found.empty() ? "" : found.front();
  }
  std::string IdentifierOfSlug(const std::string& slug) {
    return "oai:trust.example.org:" + *db().Read([&](db::Session& s) -> Result<std::string> {
      return s.One("SELECT id FROM library_resource WHERE slug = :slug", slug)->Text(0);
    });
  }
  std::vector<std::string> Harvest(const std::string& query, const std::function<void(int)>& between = {}) {
    std::string body = Ask(query);
    const std::string verb = query.substr(0, query.find('&'));
    std::vector<std::string> all = Identifiers(body);
    int page = 0;
    while (!Token(body).empty()) {
      if (between) between(page);
      if (++page > 100) {
        ADD_FAILURE() << "the list does not end";
        break;
      }
      body = Ask(verb + "&resumptionToken=" + Token(body));
      EXPECT_EQ(ErrorOf(body), "");
      for (auto& one : Identifiers(body)) all.push_back(std::move(one));
    }
    return all;
  }

  Config::Hub hub_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<http::Router> router_;
};

}  // namespace concord::library::oai
