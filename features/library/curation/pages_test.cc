// The pages of curation as people meet them: through the routes, with their guards.
#include <gmock/gmock.h>

#include "base/testing/temp_dir.h"
#include "features/library/curation/curation_fixture.h"
#include "features/library/curation/routes.h"
#include "features/library/indexer.h"
#include "features/library/routes.h"
#include "features/library/search_schema.h"
#include "features/library/testing_parts.h"
#include "html_embedded.h"
#include "library_cite_embedded.h"
#include "library_curation_embedded.h"
#include "library_embedded.h"
#include "library_queue_embedded.h"

namespace concord::library::curation {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

using Fields = std::vector<std::pair<std::string, std::string>>;

class PagesTest : public CurationTest {
 protected:
  void SetUp() override {
    CurationTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    std::vector<embed::File> files, templates;
    for (const auto source : {html::embedded::Files(), library::embedded::Files(), embedded::Files()}) {
      for (const auto& file : source) {
        if (file.path.ends_with(".toml")) files.push_back(file);
        if (file.path.ends_with(".tpl")) templates.push_back(file);
      }
    }
    AddMessages(files, cite::embedded::Files());
    AddMessages(files, queue::embedded::Files());
    auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    std::set<std::string> used = library::views::TemplateNames();
    used.merge(views::TemplateNames());
    AddSharedTemplates(used);
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto loaded = html::Templates::Load(templates, used, *catalog_);
    ASSERT_TRUE(loaded) << loaded.error().cause;
    templates_ = std::move(*loaded);
    frame_ = std::make_unique<html::Frame>(*templates_, *catalog_, hub_, std::vector<html::NavEntry>(),
                                           std::vector<html::PageMeta::LinkTag>(),
                                           [](std::string_view name) { return "/assets/" + std::string(name); });
    guards_ = std::make_unique<accounts::Guards>(
        [this](const http::Request& q, unsigned status) { return frame_->ErrorPage(q, status); });
    const std::string folder = folder_.File("search");
    ASSERT_TRUE(Indexer::Open(*library_, folder, world_.log).value()->CatchUp());
    searcher_ = std::move(search::Searcher::Open(folder, SearchSchema(), {}).value());
    entries_ = std::make_unique<Entries>(*library_);
    PageDeps pages{*library_, *searcher_, *frame_, hub_, world_.clock, world_.log};
    BindCuration(router_, {pages, *curation_, *entries_, *guards_, [](std::string_view id) {
                             return std::string(id == kAda ? "Ada" : id == kBen ? "Ben" : "");
                           }});
    pages.resource_actions = [this](const http::Request& q, const Resource& r) {
      return ResourceActions(*catalog_, "en", q, r);
    };
    BindLibrary(router_, pages);
  }

  http::Response Ask(const std::string& target, const std::string& who = "", const std::optional<Fields>& form = {}) {
    http::Request q;
    q.method = form ? http::Method::kPost : http::Method::kGet;
    q.target = target;
    const size_t mark = target.find('?');
    q.path = target.substr(0, mark);
    if (mark != std::string::npos) q.query = http::ParseForm(target.substr(mark + 1));
    for (const auto& [name, value] : form.value_or(Fields())) q.form.Add(name, value);
    const auto match = router_.Find(q.method, q.path);
    if (!match.route) return http::Response::Text("no route", 599);
    q.params = match.params;
    auto visit = std::make_shared<accounts::Visit>();
    if (!who.empty()) {
      visit->caller = accounts::Caller();
      visit->caller->id = *accounts::AccountId::Parse(who);
      visit->caller->hub_roles = {accounts::Role::kCurator};
    }
    q.visitor = visit;
    if (match.route->guard.check) {
      if (auto refused = match.route->guard.check(q)) return *refused;
    }
    return match.route->handler(q);
  }
  // The form of "walk" as a browser would send it back, with some fields changed.
  Fields FormOfWalk(const Fields& changes) {
    const auto walk = At("walk");
    const auto record = walk.draft ? walk.draft->record : walk.resource.about;
    http::Pairs form = FormOf(record);
    form.Set("draft", walk.draft ? walk.draft->id : "");
    form.Set("version", std::to_string(walk.draft ? walk.draft->version : 0));
    form.Set("base", std::to_string(walk.revision));
    form.Set("why", "Because");
    for (const auto& [name, value] : changes) form.Set(name, value);
    return form.items();
  }
  static std::string LocationOf(const http::Response& r) { return std::string(r.headers.Get("Location")); }

  Config::Hub hub_;
  testing::TempDir folder_;
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<html::Frame> frame_;
  std::unique_ptr<accounts::Guards> guards_;
  std::unique_ptr<search::Searcher> searcher_;
  std::unique_ptr<Entries> entries_;
  http::Router router_;
};

TEST_P(PagesTest, ADraftGoesFromTheFormToASecondCuratorAndToReaders) {
  const auto saved = Ask("/resources/walk/edit", kAda, FormOfWalk({{"summary", "New words."}, {"do", "ask"}}));
  ASSERT_EQ(saved.status, 303u) << saved.body;
  const std::string draft = LocationOf(saved);
  const auto own = Ask(draft, kAda);
  EXPECT_EQ(own.status, 200u);
  EXPECT_THAT(own.body, AllOf(HasSubstr("waits for another curator"), Not(HasSubstr(draft + "/publish"))));
  EXPECT_EQ(Ask(draft + "/publish", kAda, Fields{{"version", "2"}, {"alone", "1"}}).status, 403u);
  const auto read = Ask(draft, kBen);
  EXPECT_THAT(read.body, AllOf(HasSubstr(draft + "/publish"), HasSubstr("New words."), HasSubstr("<del>")));
  EXPECT_THAT(Ask(draft + "/preview", kBen).body, AllOf(HasSubstr("New words."), HasSubstr("Back to the draft")));
  const auto published = Ask(draft + "/publish", kBen, Fields{{"version", "2"}});
  ASSERT_EQ(published.status, 303u) << published.body;
  EXPECT_EQ(LocationOf(published), "/resources/walk");
  EXPECT_THAT(Ask("/resources/walk").body, HasSubstr("New words."));
}

TEST_P(PagesTest, WhatCuratorsSeeIsNotOnTheSharedPage) {
  BeginDraft(kAda, "Secret words of a draft.");
  const auto reader = Ask("/resources/walk");
  EXPECT_TRUE(reader.shared);
  EXPECT_THAT(reader.body, AllOf(Not(HasSubstr("/resources/walk/edit")), Not(HasSubstr("Secret words"))));
  const auto curator = Ask("/resources/walk", kAda);
  EXPECT_FALSE(curator.shared);
  EXPECT_THAT(curator.body, HasSubstr("/resources/walk/edit"));
}

TEST_P(PagesTest, TheHistoryTellsReadersWhenAndWhatAndCuratorsWhoAndWhy) {
  auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, 1, kAda));
  ASSERT_TRUE(curation_->Publish(draft.id, 2, false, kBen));
  for (const char* page : {"/resources/walk/history", "/resources/walk/history/2"}) {
    const auto reader = Ask(page);
    EXPECT_EQ(reader.status, 200u);
    EXPECT_TRUE(reader.shared);
    EXPECT_THAT(reader.body, AllOf(HasSubstr("Edited"), HasSubstr("Summary"), Not(HasSubstr("Ada")),
                                   Not(HasSubstr("Ben")), Not(HasSubstr("Clearer"))));
    const auto curator = Ask(page, kBen);
    EXPECT_FALSE(curator.shared);
    EXPECT_THAT(curator.body, AllOf(HasSubstr("Ada"), HasSubstr("Clearer"), HasSubstr("Read by you")));
  }
  const auto shown = Ask("/resources/walk/history/2").body;
  EXPECT_THAT(shown, AllOf(HasSubstr("<ins>"), HasSubstr("<del>"), HasSubstr("trial of foot patrol")));
  EXPECT_EQ(Ask("/resources/walk/history/7").status, 404u);
}

// A draft that an import brought, and what was changed while it was withdrawn, are not before readers' eyes later.
TEST_P(PagesTest, TheHistoryOfWhatReadersDidNotSeeIsNotForThem) {
  EXPECT_EQ(Ask("/resources/came-as-draft/history").status, 404u);
  EXPECT_EQ(Ask("/resources/came-as-draft/history", kAda).status, 200u);
  ASSERT_TRUE(curation_->Withdraw("walk", "It named a witness", kAda));
  EXPECT_EQ(Ask("/resources/walk/history").status, 404u);
  EXPECT_EQ(Ask("/resources/walk/history/1").status, 404u);
  EXPECT_THAT(Ask("/resources/walk/history", kAda).body, HasSubstr("It named a witness"));
  ASSERT_TRUE(curation_->BringBack("walk", "Set right", kAda));
  EXPECT_EQ(Ask("/resources/walk/history/2").status, 404u);
  EXPECT_EQ(Ask("/resources/walk/history/3").status, 200u);
}

TEST_P(PagesTest, AFormThatFailsComesBackFilledInWithTheMessageAtTheField) {
  const auto answer =
      Ask("/curation/new", kAda, Fields{{"title", "A <b>title</b>"}, {"doi", "wrong"}, {"isbn", "12"}, {"year", "x"}});
  EXPECT_EQ(answer.status, 422u);
  EXPECT_THAT(answer.body, AllOf(HasSubstr("href=\"#doi\""), HasSubstr("id=\"doi-error\""), HasSubstr("href=\"#isbn\""),
                                 HasSubstr("href=\"#year\""), HasSubstr("A &lt;b&gt;title&lt;/b&gt;")));
  EXPECT_EQ(curation_->OpenDrafts()->size(), 0u);
}

TEST_P(PagesTest, WhatTheLibraryHasAlreadyIsSaidAtTheField) {
  const auto doi = Ask("/curation/new", kAda, Fields{{"title", "Walks"}, {"doi", "10.1000/walk"}});
  EXPECT_EQ(doi.status, 422u);
  EXPECT_THAT(doi.body, AllOf(HasSubstr("id=\"doi-error\""), HasSubstr("/resources/walk")));
  const Fields same = {{"title", "Reducing force"}, {"year", "2020"}};
  const auto title = Ask("/curation/new", kAda, same);
  EXPECT_EQ(title.status, 422u);
  EXPECT_THAT(title.body, AllOf(HasSubstr("id=\"title-error\""), HasSubstr("name=\"another\"")));
  Fields another = same;
  another.emplace_back("another", "1");
  EXPECT_EQ(Ask("/curation/new", kAda, another).status, 303u);
}

// Two open the same page; both save. What both wrote is shown, and what only one wrote is in it.
TEST_P(PagesTest, TwoWhoEditAtOnceLoseNothing) {
  const Fields of_ada = FormOfWalk({{"summary", "Ada's summary."}, {"publisher", "Ada's publisher"}});
  const Fields of_ben = FormOfWalk({{"summary", "Ben's summary."}, {"place", "Philadelphia"}});
  ASSERT_EQ(Ask("/resources/walk/edit", kAda, of_ada).status, 303u);
  const auto conflict = Ask("/resources/walk/edit", kBen, of_ben);
  EXPECT_EQ(conflict.status, 409u);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("name=\"take_summary\""), HasSubstr("Ada&#39;s summary."),
                                   HasSubstr("Ben&#39;s summary."), HasSubstr("Ada&#39;s publisher"),
                                   HasSubstr("Philadelphia"), Not(HasSubstr("name=\"take_place\""))));
  EXPECT_EQ(At("walk").draft->record.summary, "Ada's summary.") << "nothing is written over";
  // Ben looks at it, keeps his own and saves again; then another time takes hers.
  const Fields again = FormOfWalk({{"summary", "Ben's summary."}, {"place", "Philadelphia"}, {"take_summary", "mine"}});
  ASSERT_EQ(Ask("/resources/walk/edit", kBen, again).status, 303u);
  const auto merged = At("walk").draft->record;
  EXPECT_EQ(merged.summary, "Ben's summary.");
  EXPECT_EQ(merged.publisher, "Ada's publisher");
  EXPECT_EQ(merged.place, "Philadelphia");
  EXPECT_EQ(curation_->WritingAt(At("walk").draft->id, 1)->summary, "Ada's summary.");
  const Fields hers = FormOfWalk({{"summary", "Typed"}, {"take_summary", "theirs"}});
  ASSERT_EQ(Ask("/resources/walk/edit", kBen, hers).status, 303u);
  EXPECT_EQ(At("walk").draft->record.summary, "Ben's summary.");
}

TEST_P(PagesTest, WhatWasTypedIntoADraftThatWasPublishedMeanwhileIsKept) {
  const Fields of_ada = FormOfWalk({{"summary", "First."}});
  ASSERT_EQ(Ask("/resources/walk/edit", kAda, of_ada).status, 303u);
  const Fields late = FormOfWalk({{"summary", "First."}, {"place", "Late place"}});
  const auto draft = *At("walk").draft;
  ASSERT_TRUE(curation_->AskForReview(draft.id, draft.version, kAda));
  ASSERT_TRUE(curation_->Publish(draft.id, draft.version + 1, false, kBen));
  const auto conflict = Ask("/resources/walk/edit", kAda, late);
  EXPECT_EQ(conflict.status, 409u);
  EXPECT_THAT(conflict.body, HasSubstr("Late place"));
}

TEST_P(PagesTest, WhatWasTypedForAResourceThatWentMeanwhileIsKeptAsADraft) {
  const Fields typed = FormOfWalk({{"summary", "Long work."}});
  ASSERT_TRUE(library_->Remove("walk", kBen));
  const auto saved = Ask("/resources/walk/edit", kAda, typed);
  ASSERT_EQ(saved.status, 303u);
  EXPECT_THAT(Ask(LocationOf(saved), kAda).body, HasSubstr("Long work."));
}

TEST_P(PagesTest, AHarvestBesideADraftIsBroughtTogetherInItsForm) {
  auto draft = BeginDraft(kAda, "Draft's words.");
  ASSERT_TRUE(library_->Import("h.json",
                               R"({"resources":[{"slug":"walk","title":"Foot patrol","summary":"Harvested words.",
      "publisher":"Harvested publisher","topics":["foot-patrol"],"types":["report"]}]})",
                               std::nullopt, {}));
  EXPECT_THAT(Ask(DraftHref(draft.id), kAda).body, HasSubstr("Bring both together"));
  const auto form = Ask("/resources/walk/edit", kAda);
  EXPECT_EQ(form.status, 200u);
  EXPECT_THAT(form.body, AllOf(HasSubstr("name=\"take_summary\""), HasSubstr("Harvested words."),
                               HasSubstr("Harvested publisher"), HasSubstr("name=\"theirs\" value=\"published\"")));
  Fields saved =
      FormOfWalk({{"take_summary", "theirs"}, {"theirs", "published"}, {"publisher", "Harvested publisher"}});
  ASSERT_EQ(Ask("/resources/walk/edit", kAda, saved).status, 303u);
  const auto now = At("walk");
  EXPECT_EQ(now.draft->base, now.revision);
  EXPECT_EQ(now.draft->record.summary, "Harvested words.");
}

TEST_P(PagesTest, TheOnlyCuratorIsToldSoAndPublishesWithTheExceptionStated) {
  curators_ = 1;
  EXPECT_THAT(Ask("/curation", kAda).body, HasSubstr("You are the only curator"));
  const auto draft = BeginDraft(kAda);
  const auto page = Ask(DraftHref(draft.id), kAda);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Publish without a second reader"), HasSubstr("name=\"alone\"")));
  EXPECT_EQ(Ask(DraftHref(draft.id) + "/publish", kAda, Fields{{"version", "1"}}).status, 403u);
  ASSERT_EQ(Ask(DraftHref(draft.id) + "/publish", kAda, Fields{{"version", "1"}, {"alone", "1"}}).status, 303u);
  EXPECT_THAT(Ask("/resources/walk/history", kAda).body, HasSubstr("Without a second reader"));
}

TEST_P(PagesTest, ADraftIsSentBackWithWordsAndItsWriterIsTold) {
  const auto draft = BeginDraft(kAda);
  ASSERT_TRUE(curation_->AskForReview(draft.id, 1, kAda));
  const auto today = Today(*curation_, *catalog_);
  accounts::Caller ben;
  ben.id = *accounts::AccountId::Parse(kBen);
  ben.hub_roles = {accounts::Role::kCurator};
  EXPECT_EQ(today({ben, "en", std::nullopt}).size(), 1u);
  EXPECT_EQ(Ask(DraftHref(draft.id) + "/send-back", kBen, Fields{{"version", "2"}, {"words", ""}}).status, 422u);
  ASSERT_EQ(Ask(DraftHref(draft.id) + "/send-back", kBen, Fields{{"version", "2"}, {"words", "Which city?"}}).status,
            303u);
  EXPECT_THAT(Ask(DraftHref(draft.id), kAda).body, AllOf(HasSubstr("Which city?"), HasSubstr("Sent back")));
  accounts::Caller ada = ben;
  ada.id = *accounts::AccountId::Parse(kAda);
  const auto items = today({ada, "es", std::nullopt});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].href, DraftHref(draft.id));
  ada.hub_roles.clear();
  EXPECT_TRUE(today({ada, "en", std::nullopt}).empty());
}

TEST_P(PagesTest, AResourceIsSupersededByOneThatIsLookedFor) {
  const auto looked =
      Ask("/resources/walk/supersede", kAda, Fields{{"find", "force"}, {"why", "Newer"}, {"do", "look"}});
  EXPECT_EQ(looked.status, 200u);
  EXPECT_THAT(looked.body, AllOf(HasSubstr("value=\"force\""), HasSubstr("Reducing force")));
  EXPECT_EQ(Ask("/resources/walk/supersede", kAda, Fields{{"why", "Newer"}}).status, 422u);
  EXPECT_EQ(Ask("/resources/walk/supersede", kAda, Fields{{"by", "came-as-draft"}, {"why", "Newer"}}).status, 422u);
  EXPECT_EQ(Ask("/resources/walk/supersede", kAda, Fields{{"by", "force"}, {"why", "Newer"}}).status, 303u);
  EXPECT_THAT(Ask("/resources/walk").body, HasSubstr("href=\"/resources/force\""));
}

TEST_P(PagesTest, AReadingListIsPutIntoOrder) {
  const auto form = Ask("/curation/lists/collections/walking", kAda);
  EXPECT_EQ(form.status, 200u);
  EXPECT_THAT(form.body, AllOf(HasSubstr("name=\"resources_place\""), HasSubstr("Foot patrol")));
  const std::string seen = entries_->Find(EntryKind::kCollection, "walking")->Version();
  const Fields fields = {{"title_en", "Walking"},
                         {"title_es", "Caminar"},
                         {"introduction_en", "Intro"},
                         {"introduction_es", "Entrada"},
                         {"resources", "walk"},
                         {"resources_place", "2"},
                         {"resources", "force"},
                         {"resources_place", "1"},
                         {"add", "/resources/came-as-draft"},
                         {"seen", seen}};
  ASSERT_EQ(Ask("/curation/lists/collections/walking", kAda, fields).status, 303u);
  EXPECT_EQ(entries_->Find(EntryKind::kCollection, "walking")->file.collections[0].resources,
            (std::vector<std::string>{"force", "walk", "came-as-draft"}));
  EXPECT_EQ((*library_->Shelves())->FindCollection("walking")->resources, (std::vector<std::string>{"force", "walk"}))
      << "readers do not see the draft";
  const auto late = Ask("/curation/lists/collections/walking", kBen, fields);
  EXPECT_EQ(late.status, 409u);
  Fields wrong = fields;
  wrong.back().second = entries_->Find(EntryKind::kCollection, "walking")->Version();
  wrong[8].second = "no-such-resource";
  EXPECT_EQ(Ask("/curation/lists/collections/walking", kBen, wrong).status, 422u);
}

TEST_P(PagesTest, ATopicIsWrittenInBothLanguagesAndKeptWhileItIsUsed) {
  const Fields half = {{"title_en", "Bicycles"}};
  EXPECT_EQ(Ask("/curation/lists/topics/new", kAda, half).status, 422u);
  const Fields whole = {{"title_en", "Bicycles"}, {"title_es", "Bicicletas"}, {"aliases", "bikes"}};
  ASSERT_EQ(LocationOf(Ask("/curation/lists/topics/new", kAda, whole)), "/curation/lists/topics/bicycles?saved=1");
  EXPECT_EQ(library_->Terms()->Resolve("topic", "bikes"), "bicycles");
  EXPECT_EQ(Ask("/curation/lists/topics/new", kAda, whole).status, 422u) << "there is one at this address";
  const auto version = [&](const char* slug) { return entries_->Find(EntryKind::kTopic, slug)->Version(); };
  EXPECT_EQ(Ask("/curation/lists/topics/foot-patrol/remove", kAda, Fields{{"seen", version("foot-patrol")}}).status,
            409u);
  EXPECT_EQ(Ask("/curation/lists/topics/bicycles/remove", kAda, Fields{{"seen", version("bicycles")}}).status, 303u);
  EXPECT_EQ(Ask("/curation/lists/topics/bicycles", kAda).status, 404u);
  EXPECT_THAT(Ask("/curation/lists/topics/bicycles/history", kAda).body, HasSubstr("Removed"));
}

TEST_P(PagesTest, EveryPageOpensForACuratorAndForNobodyElse) {
  const auto draft = BeginDraft(kAda);
  const std::vector<std::string> pages = {"/curation",
                                          "/curation/no-summary",
                                          "/curation/new",
                                          "/resources/walk/edit",
                                          "/resources/walk/withdraw",
                                          "/resources/walk/bring-back",
                                          "/resources/walk/supersede",
                                          "/curation/drafts/" + draft.id,
                                          "/curation/drafts/" + draft.id + "/preview",
                                          "/curation/lists/topics",
                                          "/curation/lists/types",
                                          "/curation/lists/audiences",
                                          "/curation/lists/modules",
                                          "/curation/lists/collections",
                                          "/curation/lists/sites",
                                          "/curation/lists/topics/new",
                                          "/curation/lists/modules/new",
                                          "/curation/lists/collections/new",
                                          "/curation/lists/sites/new",
                                          "/curation/lists/topics/foot-patrol",
                                          "/curation/lists/modules/trust",
                                          "/curation/lists/sites/knox",
                                          "/curation/lists/sites/knox/history",
                                          "/curation/lists/sites/knox/remove"};
  for (const auto& page : pages) {
    const auto answer = Ask(page, kAda);
    EXPECT_EQ(answer.status, 200u) << page;
    EXPECT_FALSE(answer.shared) << page;
    EXPECT_THAT(answer.body, Not(HasSubstr("[library."))) << page;
    EXPECT_EQ(Ask(page).status, 303u) << page;
  }
  EXPECT_EQ(Ask("/curation/drafts/" + draft.id + "/edit", kAda).status, 303u);
  EXPECT_EQ(Ask("/curation/lists/nothing", kAda).status, 404u);
}

CONCORD_ON_BOTH_ENGINES(PagesTest);

}  // namespace
}  // namespace concord::library::curation
