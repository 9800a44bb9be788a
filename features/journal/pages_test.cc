// The journal's pages on both engines: what they show and hide, downloads that verify, addresses that are none.
#include <gmock/gmock.h>

#include <sstream>

#include "base/journal/days.h"
#include "base/journal/exported.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/journal/proofs.h"
#include "base/testing/databases.h"
#include "features/journal/journal.h"
#include "features/journal/pages.h"
#include "html_embedded.h"
#include "journal_embedded.h"

namespace concord::journal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// "journal/templates/journal.tpl" is "journal/journal.tpl"; the frame's own are named alike.
std::vector<embed::File> AllFiles() {
  std::vector<embed::File> files;
  for (const auto source : {html::embedded::Files(), journal::embedded::Files()})
    files.insert(files.end(), source.begin(), source.end());
  return files;
}

class PagesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    const auto files = AllFiles();
    auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    std::set<std::string> used = JournalTemplateNames();
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto templates = html::Templates::Load(files, used, *catalog_);
    ASSERT_TRUE(templates) << templates.error().cause;
    templates_ = std::move(*templates);
    frame_ = std::make_unique<html::Frame>(*templates_, *catalog_, Config::Hub(), std::vector<html::NavEntry>(),
                                           std::vector<html::PageMeta::LinkTag>(),
                                           [](std::string_view name) { return "/" + std::string(name); });
    const auto place = [](const http::Request& q) -> std::optional<JournalPlace> {
      if (q.params.Get("community") != "riverbend") return std::nullopt;
      return JournalPlace{"community-1", "Riverbend <town>", "/c/riverbend/journal"};
    };
    BindJournal(router_, {db(), *frame_, world_.clock, world_.log, place});
  }

  void AppendSome(int count, const std::string& community = "community-1") {
    auto status = db().Write([&](db::Transaction& t) -> Status {
      for (int i = 0; i < count; ++i) {
        Append(t,
               {.actor = "account-7",
                .action = i == 0 ? "voice.made.up" : "library.resource.create",
                .subject = "record-" + std::to_string(i),
                .after = "text",
                .community = community},
               world_.clock, world_.random);
      }
      return {};
    });
    ASSERT_TRUE(status) << status.error().cause;
    ASSERT_TRUE(LinkAll(db()));
  }

  http::Response Get(const std::string& path, const std::string& query = "") {
    auto match = router_.Find(http::Method::kGet, path);
    if (!match.route) return http::Response::Text("no route", 404);
    http::Request request;
    request.path = request.target = path;
    request.query = http::ParseForm(query);
    request.params = match.params;
    return match.route->handler(request);
  }

  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<html::Frame> frame_;
  http::Router router_;
};
CONCORD_ON_BOTH_ENGINES(PagesTest);

TEST_P(PagesTest, AnEmptyJournalSaysWhatWillBeThere) {
  const auto page = Get("/journal");
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("Nothing has been written here yet"));
  EXPECT_THAT(page.body, Not(HasSubstr("head.json")));
  EXPECT_EQ(Get("/journal/head.json").status, 404u);
}

TEST_P(PagesTest, ThePageShowsHeadsAndKindsAndNobody) {
  AppendSome(3);
  world_.clock.Advance(std::chrono::hours(24));
  ASSERT_TRUE(CloseDays(db(), world_.clock.Now()));
  const auto page = Get("/c/riverbend/journal");
  EXPECT_EQ(page.status, 200u);
  const Chain chain = db().Read([](db::Session& s) -> Result<Chain> {
                            return VerifyChains(s, {.community = "community-1", .kept = {}}).chains.at(0);
                          })
                          .value();
  for (const std::string& shown :
       {std::string("Journal of Riverbend &lt;town&gt;"), std::string("3 entries."), Hex(*chain.hash), Hex(chain.root),
        std::string(
            "A resource was added to the library <code>library.resource.create</code></th><td>2</td><td>2</td>"),
        std::string("<th scope=\"row\"><code>voice.made.up</code></th><td>1</td>"), std::string("November 21, 2026"),
        std::string("/c/riverbend/journal/journal.jsonl")}) {
    EXPECT_THAT(page.body, HasSubstr(shown));
  }
  for (const char* hidden : {"account-7", "record-1"}) EXPECT_THAT(page.body, Not(HasSubstr(hidden)));
  const auto spanish = Get("/c/riverbend/journal", "lang=es");
  EXPECT_THAT(spanish.body, HasSubstr("Diario de Riverbend"));
  EXPECT_THAT(spanish.body, HasSubstr("21 de noviembre de 2026"));
  EXPECT_FALSE(page.shared);  // its content does not move with the library's version
}

TEST_P(PagesTest, DownloadsVerifyAndAgree) {
  AppendSome(5);
  const auto kept = Get("/c/riverbend/journal/head.json");
  AppendSome(4);
  std::istringstream head(kept.body), exported(Get("/c/riverbend/journal/journal.jsonl").body);
  const auto heads = ReadHeads(head, "head.json");
  ASSERT_TRUE(heads);
  const auto verdict = VerifyExport(exported, *heads);
  EXPECT_FALSE(verdict.chain.fault) << verdict.chain.fault->Line("riverbend");
  EXPECT_TRUE(verdict.whole());
  EXPECT_EQ(verdict.heads, 2);
  EXPECT_EQ(verdict.name, "Riverbend <town>");

  const auto proof = CheckProof(Get("/c/riverbend/journal/proof", "entry=6").body);
  ASSERT_TRUE(proof);
  EXPECT_TRUE(proof->holds) << proof->why;
  EXPECT_EQ(*proof->to.root, verdict.chain.root);
  const auto grown = CheckProof(Get("/c/riverbend/journal/consistency", "from=5").body);
  ASSERT_TRUE(grown);
  EXPECT_TRUE(grown->holds) << grown->why;
  EXPECT_EQ(grown->from.root, heads->front().root);
  EXPECT_EQ(Get("/c/riverbend/journal/consistency", "from=5&to=7").status, 200u);
}

TEST_P(PagesTest, ALongJournalComesInParts) {
  AppendSome(static_cast<int>(kEntriesOfPart) + 2);
  const auto page = Get("/c/riverbend/journal");
  EXPECT_THAT(page.body, HasSubstr("/c/riverbend/journal/journal.jsonl?from=10001"));
  EXPECT_THAT(page.body, HasSubstr("Entries 10,001 to 10,002"));
  const auto first = Get("/c/riverbend/journal/journal.jsonl");
  EXPECT_EQ(first.headers.Get("Link"), "</c/riverbend/journal/journal.jsonl?from=10001>; rel=\"next\"");
  const auto second = Get("/c/riverbend/journal/journal.jsonl", "from=10001");
  EXPECT_FALSE(second.headers.Has("Link"));
  std::istringstream both(first.body + second.body);
  const auto verdict = VerifyExport(both);
  EXPECT_FALSE(verdict.chain.fault);
  EXPECT_TRUE(verdict.whole());
}

TEST_P(PagesTest, AJournalThatWasTamperedWithSaysSo) {
  AppendSome(40);  // a block
  ASSERT_TRUE(db().Write([](db::Transaction& t) -> Status {
    t.Execute("UPDATE journal_block SET earliest = earliest - 1");
    return {};
  }));
  const auto page = Get("/c/riverbend/journal/journal.jsonl");
  EXPECT_EQ(page.status, 500u);
  EXPECT_THAT(page.body, HasSubstr("This journal is damaged"));
  EXPECT_EQ(Get("/c/riverbend/journal/proof", "entry=3").status, 500u);
}

TEST_P(PagesTest, AddressesThatAreNoneSaySo) {
  AppendSome(2);
  for (const auto& [path, query, status] :
       {std::tuple{"/c/elsewhere/journal", "", 404u},
        {"/c/elsewhere/journal/journal.jsonl", "", 404u},
        {"/c/elsewhere/journal/proof", "entry=1", 404u},
        {"/c/elsewhere/journal/head.json", "", 404u},
        {"/c/elsewhere/journal/consistency", "from=1", 404u},
        {"/c/riverbend/journal/proof", "", 400u},
        {"/c/riverbend/journal/proof", "entry=3", 404u},
        {"/c/riverbend/journal/proof", "entry=-1", 400u},
        {"/c/riverbend/journal/proof", "entry=1' OR '1'='1", 400u},
        {"/c/riverbend/journal/consistency", "from=2&to=1", 400u},
        {"/c/riverbend/journal/consistency", "from=1&to=x", 400u},
        {"/c/riverbend/journal/journal.jsonl", "from=0", 400u},
        {"/c/riverbend/journal/journal.jsonl", "from=3", 404u},
        {"/c/riverbend/journal/journal.jsonl", "from=99999999999999999999", 400u}}) {
    EXPECT_EQ(Get(path, query).status, status) << path << "?" << query;
  }
}

}  // namespace
}  // namespace concord::journal
