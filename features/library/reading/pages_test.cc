// The pages about documents through their routes, with their guards and templates, in both languages.
#include <gmock/gmock.h>

#include "base/pdf/sample_fixture.h"
#include "base/testing/databases.h"
#include "base/testing/temp_dir.h"
#include "features/library/indexer.h"
#include "features/library/reading/reading.h"
#include "features/library/search_schema.h"
#include "features/library/testing_parts.h"
#include "html_embedded.h"
#include "library_cite_embedded.h"
#include "library_embedded.h"
#include "library_queue_embedded.h"
#include "pdf_embedded.h"

namespace concord::library::documents {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kShownResources[] = R"({"format":"concord-catalog","version":1,
 "types":[{"slug":"report","title":{"en":"Report"}}],
 "resources":[{"slug":"walk","title":"Walking & more","types":["report"],"languages":["en"],"url":"https://www.example.org/walk"},
              {"slug":"draft","title":"Draft","types":["report"],"status":"draft"}]})";

class DocumentPagesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    LoadWords();
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    ASSERT_TRUE(library_->Import("c.json", kShownResources, std::nullopt, {}));
    ASSERT_TRUE(Reindex(*library_, folder_.File("search"), [](int64_t) {}));
    auto searcher = search::Searcher::Open(folder_.File("search"), SearchSchema(), {});
    ASSERT_TRUE(searcher) << searcher.error().cause;
    searcher_ = std::move(*searcher);
    keeper_ = std::make_unique<Keeper>(Keeper::Deps{.library = *library_,
                                                    .clock = world_.clock,
                                                    .random = world_.random,
                                                    .log = world_.log,
                                                    .most_bytes = 1 << 20,
                                                    .limits = {.program = CONCORD_PDF}});
    guards_ = std::make_unique<accounts::Guards>(
        [this](const http::Request& q, unsigned status) { return frame_->ErrorPage(q, status); });
    BindDocuments(router_, {Pages(), *keeper_, *guards_});
  }
  void LoadWords() {
    for (const auto source : {html::embedded::Files(), embedded::Files(), pdf::embedded::Files()}) {
      for (const auto& file : source) {
        std::string name(file.path);
        if (const size_t at = name.find("templates/"); at != std::string::npos) name.erase(at, 10);
        names_.push_back(std::make_unique<std::string>(std::move(name)));
        files_.push_back({*names_.back(), file.bytes});
      }
    }
    AddMessages(files_, cite::embedded::Files());
    AddMessages(files_, queue::embedded::Files());
    auto catalog = i18n::Catalog::Load(files_, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    std::set<std::string> used = library::views::TemplateNames();
    used.merge(TemplateNames());
    AddSharedTemplates(used);
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto templates = html::Templates::Load(files_, used, *catalog_);
    ASSERT_TRUE(templates) << templates.error().cause;
    templates_ = std::move(*templates);
    frame_ = std::make_unique<html::Frame>(*templates_, *catalog_, hub_, std::vector<html::NavEntry>(),
                                           std::vector<html::PageMeta::LinkTag>(),
                                           [](std::string_view name) { return "/assets/" + std::string(name); });
  }
  PageDeps Pages() { return {*library_, *searcher_, *frame_, hub_, world_.clock, world_.log}; }

  static accounts::Caller Curator() {
    accounts::Caller caller;
    caller.hub_roles = {accounts::Role::kCurator};
    return caller;
  }
  http::Response Ask(const std::string& target, std::optional<accounts::Caller> caller = {},
                     std::optional<std::map<std::string, std::string>> form = {},
                     std::vector<http::Upload> uploads = {}) {
    http::Request q;
    q.method = form ? http::Method::kPost : http::Method::kGet;
    q.target = target;
    q.path = target.substr(0, target.find('?'));
    if (q.path.size() < target.size()) q.query = http::ParseForm(target.substr(q.path.size() + 1));
    for (const auto& [name, value] : form.value_or(std::map<std::string, std::string>())) q.form.Add(name, value);
    q.uploads = std::move(uploads);
    const auto match = router_.Find(q.method, q.path);
    if (!match.route) return http::Response::Text("no route", 599);
    q.params = match.params;
    auto visit = std::make_shared<accounts::Visit>();
    visit->caller = std::move(caller);
    q.visitor = visit;
    if (match.route->guard.check) {
      if (auto refused = match.route->guard.check(q)) return *refused;
    }
    return match.route->handler(q);
  }
  http::Response Send(const std::map<std::string, std::string>& form, const std::string& bytes) {
    return Ask("/resources/walk/documents", Curator(), form, {{"file", "Señal.pdf", "application/pdf", bytes}});
  }
  // A document that was taken in and read.
  std::string Take(const std::vector<std::string>& lines, const std::string& permission) {
    pdf::Pages pages;
    for (const auto& line : lines) pages.contents.push_back(line.empty() ? "" : pdf::Line(line));
    const std::string bytes = pdf::Pdf(pages);
    const auto added = keeper_->Add({"walk", "Walk.pdf", permission, "system"}, SourceOf(std::span(bytes)));
    EXPECT_TRUE(added) << added.error().key;
    EXPECT_TRUE(keeper_->Read(added->id));
    return added->id;
  }
  std::vector<Document> Kept() {
    return *db().Read([](db::Session& s) -> Result<std::vector<Document>> {
      std::vector<Document> all;
      for (auto& listed : Latest(s, "walk", 100)) all.push_back(std::move(listed.document));
      return all;
    });
  }
  std::string SectionFor(std::optional<accounts::Caller> caller, const std::string& language = "en") {
    http::Request q;
    q.query.Add("lang", language);
    auto visit = std::make_shared<accounts::Visit>();
    visit->caller = std::move(caller);
    q.visitor = visit;
    return ResourceSection(Pages(), q, library_->Find("walk").value()).html;
  }

  testing::TempDir folder_;
  Config::Hub hub_;
  std::vector<std::unique_ptr<std::string>> names_;
  std::vector<embed::File> files_;
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<html::Frame> frame_;
  std::unique_ptr<Library> library_;
  std::unique_ptr<search::Searcher> searcher_;
  std::unique_ptr<Keeper> keeper_;
  std::unique_ptr<accounts::Guards> guards_;
  http::Router router_;
};
CONCORD_ON_BOTH_ENGINES(DocumentPagesTest);

TEST_P(DocumentPagesTest, EveryPageIsThereInBothLanguages) {
  const std::string id = Take({"Foot patrol", "Two"}, "public domain");
  for (const std::string& path : {"/read/" + id, std::string("/documents"), "/documents/" + id + "/remove"}) {
    for (const std::string language : {"en", "es"}) {
      const auto page = Ask("/resources/walk" + path + "?lang=" + language, Curator());
      EXPECT_EQ(page.status, 200u) << path;
      EXPECT_THAT(page.body, AllOf(HasSubstr("<html lang=\"" + language), HasSubstr("Walking &amp; more"),
                                   Not(HasSubstr("[library."))))
          << path;
    }
  }
}

TEST_P(DocumentPagesTest, TheTextIsReadPageByPageMarkedAndEscaped) {
  const std::string id = Take({"Officers patrol <i>", "", "The end"}, "public domain");
  const std::string read = "/resources/walk/read/" + id;
  const auto page = Ask(read + "?q=patrols").body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("id=\"page-1\""), HasSubstr("Page 3</h2>"), HasSubstr("<mark>patrol</mark> &lt;i&gt;"),
                    HasSubstr("This page has no text"), HasSubstr("#page=3"), HasSubstr("A program took")));
  EXPECT_EQ(Ask(read + "?page=99").status, 200u);
  EXPECT_EQ(Ask("/resources/walk/read/nothing").status, 404u);
  EXPECT_EQ(Ask("/resources/draft/read/" + id).status, 404u);
}

TEST_P(DocumentPagesTest, TenPagesAreShownAtATime) {
  std::vector<std::string> lines;
  for (int n = 1; n <= 25; ++n) lines.push_back("Walking on page " + std::to_string(n));
  const std::string read = "/resources/walk/read/" + Take(lines, "public domain");
  EXPECT_THAT(Ask(read).body, AllOf(HasSubstr("id=\"page-10\""), Not(HasSubstr("id=\"page-11\"")),
                                    HasSubstr("Pages 11 to 20"), HasSubstr("pages 1 to 10 of 25")));
  EXPECT_THAT(Ask(read + "?page=17&q=walking").body,
              AllOf(HasSubstr("id=\"page-11\""), HasSubstr("id=\"page-20\""), Not(HasSubstr("id=\"page-21\"")),
                    HasSubstr("?page=1&amp;q=walking"), HasSubstr("?page=21&amp;q=walking")));
  const auto jump = Ask(read + "?page=17&q=walking+on&go=1");
  EXPECT_EQ(jump.headers.Get("Location"), read + "?page=17&q=walking%20on#page-17");
}

TEST_P(DocumentPagesTest, TheFileIsGivenOutAsAStreamThatMayDoNothing) {
  const std::string file = "/resources/walk/documents/" + Take({"Foot patrol"}, "public domain");
  const auto response = Ask(file);
  EXPECT_EQ(response.status, 200u);
  ASSERT_TRUE(response.stream);
  EXPECT_EQ(response.stream->read(0)->substr(0, 8), "%PDF-1.7");
  EXPECT_EQ(response.stream->size, static_cast<uint64_t>(Kept().at(0).bytes));
  EXPECT_EQ(response.headers.Get("Content-Type"), "application/pdf");
  EXPECT_THAT(std::string(response.headers.Get("Content-Disposition")), HasSubstr("inline; filename=\"Walk.pdf\""));
  EXPECT_THAT(std::string(response.headers.Get("Content-Security-Policy")), HasSubstr("sandbox"));
  EXPECT_EQ(response.headers.Get("ETag"), "\"" + Kept().at(0).sha256 + "\"");
  EXPECT_THAT(std::string(Ask(file + "?save=1").headers.Get("Content-Disposition")), HasSubstr("attachment"));
}

TEST_P(DocumentPagesTest, WhatIsForSearchAloneIsNeitherGivenOutNorShownWhole) {
  const std::string id = Take({"Nothing here", "Mediation of complaints"}, "");
  EXPECT_EQ(Ask("/resources/walk/documents/" + id).status, 404u);
  EXPECT_EQ(Ask("/resources/walk/documents/" + id, Curator()).status, 404u) << "nor to curators";
  const std::string read = "/resources/walk/read/" + id;
  EXPECT_THAT(Ask(read).body, AllOf(Not(HasSubstr("Nothing here")), HasSubstr("Read it at example.org"),
                                    HasSubstr("Enter the words"), HasSubstr("noindex")));
  EXPECT_THAT(Ask(read + "?page=2&q=complaint").body,
              AllOf(HasSubstr("<mark>complaints</mark>"), HasSubstr("blockquote")));
  EXPECT_THAT(Ask(read + "?page=1&q=complaint").body,
              AllOf(HasSubstr("None of these words"), Not(HasSubstr("Nothing here"))));
}

TEST_P(DocumentPagesTest, AResourceShowsItsDocumentsAndCuratorsMore) {
  EXPECT_EQ(SectionFor({}), "");
  EXPECT_THAT(SectionFor(Curator()), AllOf(HasSubstr("No document"), HasSubstr("/resources/walk/documents")));
  Take({"Foot patrol"}, "public domain");
  Take({""}, "");
  const std::string broken = "%PDF-1.7\nnothing";
  const auto refused = keeper_->Add({"walk", "Broken.pdf", "", "system"}, SourceOf(std::span(broken)));
  ASSERT_TRUE(keeper_->Read(refused->id));
  EXPECT_THAT(SectionFor({}), AllOf(HasSubstr("Walk.pdf"), HasSubstr("1 page"), HasSubstr("pictures of pages"),
                                    HasSubstr("public domain"), Not(HasSubstr("Broken.pdf"))));
  EXPECT_THAT(SectionFor({}, "es"), HasSubstr("1 página"));
  EXPECT_THAT(SectionFor(Curator()), AllOf(HasSubstr("Broken.pdf"), HasSubstr("This PDF is damaged")));
}

TEST_P(DocumentPagesTest, AFormThatIsNotTakenComesBackFilledIn) {
  auto answer = Send({{"given", "yes"}, {"permission", " "}}, "%PDF-1.4");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("href=\"#permission\""), HasSubstr("permission-error"),
                                 HasSubstr("value=\"yes\" checked"), HasSubstr("aria-invalid=\"true\"")));
  answer = Send({{"given", "yes"}, {"permission", "agreed <b>"}}, "no pdf");
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("This file is not a PDF"), HasSubstr("agreed &lt;b&gt;</textarea>")));
  EXPECT_EQ(Send({{"permission", std::string(501, 'x')}}, "%PDF-1.4").status, 422u);
  EXPECT_EQ(Ask("/resources/walk/documents", Curator(), {{}}).status, 422u) << "no file";
  EXPECT_EQ(Send({}, "%PDF-1.4" + std::string(2 << 20, ' ')).status, 422u);
  EXPECT_TRUE(Kept().empty());
}

TEST_P(DocumentPagesTest, APdfIsTakenInPermittedAndRemoved) {
  const auto sent = Send({{"given", "yes"}, {"permission", "CC BY 4.0"}}, "%PDF-1.4\nmore");
  EXPECT_EQ(sent.status, 303u) << sent.body;
  ASSERT_EQ(Kept().size(), 1u);
  EXPECT_EQ(Kept().at(0).name, "Señal.pdf");
  EXPECT_EQ(Kept().at(0).permission, "CC BY 4.0");
  EXPECT_EQ(Send({}, "%PDF-1.4\nmore").status, 409u);
  const std::string file = "/resources/walk/documents/" + Kept().at(0).id;
  EXPECT_EQ(Ask(file + "/permission", Curator(), {{{"permission", ""}}}).status, 303u);
  EXPECT_EQ(Kept().at(0).permission, "");
  EXPECT_EQ(Ask(file + "/permission", Curator(), {{{"permission", std::string(501, 'x')}}}).status, 422u);
  EXPECT_EQ(Ask(file + "/remove", {}, {{}}).status, 403u);
  EXPECT_EQ(Ask(file + "/remove", Curator(), {{}}).status, 303u);
  EXPECT_TRUE(Kept().empty());
  EXPECT_EQ(Ask(file + "/remove", Curator(), {{}}).status, 404u);
}

TEST_P(DocumentPagesTest, OnlyCuratorsChangeAnything) {
  EXPECT_EQ(Ask("/resources/walk/documents").status, 303u) << "led to signing in";
  EXPECT_EQ(Ask("/resources/walk/documents", accounts::Caller()).status, 403u);
  EXPECT_EQ(Ask("/resources/walk/documents", {}, {{}}).status, 403u);
  EXPECT_EQ(Ask("/resources/draft/documents", Curator()).status, 200u) << "drafts have documents too";
}

}  // namespace
}  // namespace concord::library::documents
