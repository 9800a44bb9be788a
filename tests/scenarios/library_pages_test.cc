// The library's pages as a visitor meets them: address -> status, what must and what must not be there.
#include <gtest/gtest.h>

#include "tests/scenarios/web_hub.h"

namespace concord::scenarios {
namespace {

struct Scenario {
  std::string target;
  int status;
  std::vector<std::string> must, must_not;
};

class LibraryPages : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { web_ = new WebHub(); }
  static void TearDownTestSuite() {
    delete web_;
    web_ = nullptr;
  }
  static WebHub* web_;
};
WebHub* LibraryPages::web_ = nullptr;

const std::vector<Scenario>& Table() {
  static const std::vector<Scenario> table = {
      {"/", 200, {"<html lang=\"en\"", "Practice areas", "/modules/trust", "role=\"search\""}, {"[library."}},
      {"/?lang=es", 200, {"<html lang=\"es\"", "Áreas de práctica", "Confianza"}, {"[library.", "Practice areas"}},
      {"/about", 200, {"Affero"}, {}},
      {"/modules", 200, {"/modules/trust"}, {}},
      {"/modules/trust", 200, {"Walks", "One.", "Two.", "/resources/walk", "/sites/knox"}, {"/resources/force"}},
      {"/modules/none", 404, {"<html lang=\"en\""}, {}},
      {"/collections", 200, {"/collections/walking"}, {}},
      {"/collections/walking", 200, {"Intro", "/resources/walk", "list.bib"}, {}},
      {"/sites", 200, {"/sites/knox"}, {}},
      {"/sites/knox", 200, {"Knox Police", "walks", "/modules/trust"}, {}},
      {"/resources/walk",
       200,
       {"citation_title", "citation_doi", "application/ld+json", "Ratcliffe", "listing", "https://example.org/walk",
        "cite.bib", "cite.ris", "class=\"unapi-id\" title=\"/resources/walk\"", "rel=\"unapi-server\"",
        "id=\"cite-apa\"", "id=\"cite-chicago\"", "id=\"cite-vancouver\"", "<i>Criminology</i>",
        "/resources/walk/cite\""},
       {}},
      {"/resources/walk/cite", 200, {"id=\"cite-apa\"", "id=\"cite-vancouver\"", "CitationStyles.org"}, {"[library."}},
      {"/resources/walk/cite?style=chicago",
       200,
       {"id=\"cite-chicago\"", "/resources/walk/cite\""},
       {"id=\"cite-apa\""}},
      {"/resources/walk/cite?style=none", 404, {}, {}},
      {"/resources/walk/cite?lang=es", 200, {"Citar", "<html lang=\"es\""}, {"[library."}},
      {"/resources/force/cite", 200, {"&lt;script&gt;"}, {"<script>alert"}},
      {"/resources/hidden/cite", 404, {}, {"A draft"}},
      {"/resources/walk/linkset.json", 200, {"\"linkset\"", "https://doi.org/10.1000/walk", "\"describedby\""}, {}},
      {"/resources/hidden/linkset.json", 404, {}, {"A draft"}},
      {"/collections/walking/bibliography", 200, {"Criminology", "class=\"unapi-id\"", "format=text"}, {"[library."}},
      {"/collections/walking/bibliography?style=vancouver", 200, {"<ol", "Criminology"}, {}},
      {"/collections/walking/bibliography?style=none", 404, {}, {}},
      {"/collections/none/bibliography", 404, {}, {}},
      {"/search/bibliography?q=patrol&style=chicago", 200, {"Criminology", "q=patrol"}, {"/resources/hidden"}},
      {"/search/bibliography?q=zzzzqqqq", 200, {"nothing to cite"}, {}},
      {"/unapi", 200, {"<formats>", "name=\"ris\" type=\"application/x-research-info-systems\""}, {}},
      {"/unapi?id=/resources/walk", 300, {"<formats id=\"/resources/walk\">", "name=\"bibtex\""}, {}},
      {"/unapi?id=http%3A%2F%2Ftrust.example.org%2Fresources%2Fwalk&format=ris", 200, {"TY  - ", "ER  - "}, {}},
      {"/unapi?id=/resources/walk&format=bibtex", 200, {"@article"}, {}},
      {"/unapi?id=/resources/walk&format=marc", 406, {}, {}},
      {"/unapi?id=/resources/none&format=ris", 404, {}, {}},
      {"/unapi?id=/resources/hidden", 404, {}, {"A draft"}},
      {"/unapi?id=nonsense", 404, {}, {}},
      {"/unapi?format=ris", 400, {}, {}},
      {"/resources/force", 200, {"&lt;script&gt;", "&quot;Quotes&quot;"}, {"<script>alert", "<b>tags</b>"}},
      {"/resources/hidden", 404, {}, {"A draft"}},
      {"/resources/none", 404, {}, {}},
      {"/search", 200, {"3 resources found", "/resources/walk"}, {"/resources/hidden"}},
      {"/search?q=patrol", 200, {"<mark>", "/resources/walk"}, {"/resources/force"}},
      {"/search?q=patrols", 200, {"<mark>patrol</mark>"}, {}},
      {"/search?q=%22violent+places%22", 200, {"/resources/walk"}, {"/resources/paseo"}},
      {"/search?q=%22places+violent%22", 200, {"0 resources found"}, {"/resources/walk"}},
      {"/search?q=patrol+-foot", 200, {}, {"/resources/walk"}},
      {"/search?topic=foot-patrol", 200, {"2 resources found", "class=\"c-chip\""}, {"/resources/force"}},
      {"/search?topic=foot-patrol&topic=use-of-force", 200, {"3 resources found"}, {}},
      {"/search?topic=foot-patrol&type=report", 200, {"1 resource found", "/resources/paseo"}, {"/resources/walk"}},
      {"/search?topic=use-of-force&type=article", 200, {"0 resources found", "Drop"}, {}},
      {"/search?q=zzzzqqqq", 200, {"0 resources found", "zzzzqqqq", "/modules/trust"}, {}},
      {"/search?q=%3Cscript%3Ealert(1)%3C/script%3E", 200, {"&lt;script&gt;"}, {"<script>alert"}},
      {"/search?q=%ff%fe&page=-5&topic=%00", 200, {}, {}},
      {"/search/suggest?q=foo", 200, {"\"suggestions\"", "Foot patrol in violent places"}, {}},
      {"/search/suggest?q=f", 200, {"\"suggestions\":[]"}, {}},
      {"/search.atom?q=patrol", 200, {"<feed", "Foot patrol"}, {}},
      {"/search.bib?q=patrol", 200, {"@article", "Ratcliffe"}, {}},
      {"/resources/walk/cite.bib", 200, {"@article", "10.1000/walk"}, {}},
      {"/resources/walk/cite.ris", 200, {"TY  - ", "ER  - "}, {}},
      {"/resources/walk/cite.csl.json", 200, {"\"DOI\"", "10.1000/walk"}, {}},
      {"/resources/walk/cite.csv", 200, {"Foot patrol"}, {}},
      {"/resources/walk/cite.json", 200, {"\"facts\""}, {}},
      {"/resources/none/cite.bib", 404, {}, {}},
      {"/collections/walking/list.ris", 200, {"TY  - "}, {}},
      {"/opensearch.xml", 200, {"OpenSearchDescription", "http://trust.example.org/search?q={searchTerms}"}, {}},
      {"/sitemap.xml", 200, {"/resources/walk</loc>"}, {"hidden"}},
      {"/robots.txt", 200, {"Sitemap:"}, {}},
      {"/healthz", 200, {}, {}},
      {"/readyz", 200, {}, {}},
      {"/metrics", 200, {"# TYPE"}, {}},
      {"/nothing/here", 404, {"<html lang=\"en\""}, {}},
      {"/search/", 308, {}, {}},
  };
  return table;
}

TEST_F(LibraryPages, AnswerAsTheTableSays) {
  for (const auto& scenario : Table()) {
    SCOPED_TRACE(scenario.target);
    const Answer answer = web_->Get(scenario.target);
    EXPECT_EQ(answer.status, scenario.status);
    for (const auto& text : scenario.must) EXPECT_NE(answer.body.find(text), std::string::npos) << text;
    for (const auto& text : scenario.must_not) EXPECT_EQ(answer.body.find(text), std::string::npos) << text;
  }
}

TEST_F(LibraryPages, CarrySecurityHeadersAndNoInlineCode) {
  for (const char* target : {"/", "/search?q=patrol", "/resources/walk", "/nothing/here"}) {
    SCOPED_TRACE(target);
    const Answer answer = web_->Get(target);
    EXPECT_NE(answer.Header("Content-Security-Policy").find("default-src 'self'"), std::string::npos);
    EXPECT_EQ(answer.Header("Content-Security-Policy").find("unsafe-inline"), std::string::npos);
    EXPECT_EQ(answer.Header("X-Content-Type-Options"), "nosniff");
    EXPECT_FALSE(answer.Header("Referrer-Policy").empty());
    EXPECT_FALSE(answer.Header("X-Request-Id").empty());
    EXPECT_EQ(answer.body.find(" style=\""), std::string::npos);
    EXPECT_EQ(answer.body.find(" onclick="), std::string::npos);
  }
}

TEST_F(LibraryPages, KnowTheVisitorsLanguage) {
  EXPECT_NE(web_->Get("/", "Accept-Language: es-MX,es;q=0.9\r\n").body.find("<html lang=\"es\""), std::string::npos);
  EXPECT_NE(web_->Get("/", "Cookie: lang=es\r\n").body.find("<html lang=\"es\""), std::string::npos);
  const Answer chosen = web_->Get("/?lang=es");
  EXPECT_NE(chosen.Header("Set-Cookie").find("lang=es"), std::string::npos);
  EXPECT_EQ(web_->Get("/").Header("Set-Cookie"), "");
}

TEST_F(LibraryPages, AreKeptByBrowsersUntilSomethingChanges) {
  const Answer first = web_->Get("/resources/walk");
  const std::string etag = first.Header("ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_EQ(web_->Get("/resources/walk", "If-None-Match: " + etag + "\r\n").status, 304);
  web_->hub().library->Touch();
  EXPECT_EQ(web_->Get("/resources/walk").status, 200);
}

TEST_F(LibraryPages, HeadHasNoBodyAndWrongMethodsSayWhatIsRight) {
  const Answer head = web_->Send("HEAD /about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  const Answer post = web_->Send("POST /about HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(post.status, 405);
  EXPECT_NE(post.Header("Allow").find("GET"), std::string::npos);
}

// FAIR Signposting, level 1, on the page and back from its descriptions.
TEST_F(LibraryPages, PointTheWayToMachines) {
  const std::string links = web_->Get("/resources/walk").Header("Link");
  for (const char* relation : {"cite-as", "describedby", "type", "item", "linkset"})
    EXPECT_NE(links.find(std::string("rel=\"") + relation + "\""), std::string::npos) << relation << ": " << links;
  EXPECT_NE(web_->Get("/resources/walk/cite.ris").Header("Link").find("rel=\"describes\""), std::string::npos);
  EXPECT_EQ(web_->Get("/resources/walk/linkset.json").Header("Content-Type"), "application/linkset+json");
  EXPECT_NE(web_->Get("/resources/walk", "If-None-Match: \"x\"\r\n").Header("Link"), "") << "from the page cache too";
}

TEST_F(LibraryPages, GiveBibliographiesAsFiles) {
  const Answer text = web_->Get("/collections/walking/bibliography?style=vancouver&format=text");
  EXPECT_NE(text.Header("Content-Disposition").find("walking-vancouver.txt"), std::string::npos);
  EXPECT_EQ(text.body.find('<'), std::string::npos);
  EXPECT_EQ(text.body.substr(0, 3), "1. ");
  const Answer html = web_->Get("/search/bibliography?q=patrol&format=html");
  EXPECT_NE(html.Header("Content-Disposition").find("concord-search-apa.html"), std::string::npos);
  EXPECT_NE(html.body.find("<i>Criminology</i>"), std::string::npos);
  const Answer plain = web_->Get("/resources/walk/cite?style=apa&format=text");
  EXPECT_EQ(plain.Header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_NE(plain.body.find("Criminology"), std::string::npos);
  EXPECT_EQ(plain.body.find("<i>"), std::string::npos);
}

TEST_F(LibraryPages, DownloadsHaveAName) {
  const Answer answer = web_->Get("/resources/walk/cite.bib");
  EXPECT_NE(answer.Header("Content-Disposition").find("walk.bib"), std::string::npos);
  EXPECT_NE(answer.Header("Content-Type").find("bibtex"), std::string::npos);
}

}  // namespace
}  // namespace concord::scenarios
