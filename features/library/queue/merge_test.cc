// Merging two resources through its pages; on both engines.
#include "features/library/queue/merge.h"

#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "features/library/queue/queue_fixture.h"
#include "features/library/redirects.h"
#include "features/library/store.h"

namespace concord::library::queue {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class MergeTest : public QueueTest {
 protected:
  std::string SeenOn(const std::string& keep, const std::string& merge) {
    const auto body = Get("/curation/merge?keep=" + keep + "&merge=" + merge, "ada").body;
    const size_t from = body.find("name=\"seen\" value=\"") + 19;
    return body.substr(from, body.find('"', from) - from);
  }
  std::string walk_;
  http::Response Merge(const std::string& keep, const std::string& merge, Fields choices = {}) {
    Fields fields = {{"keep", keep}, {"merge", merge}, {"seen", SeenOn(keep, merge)}};
    fields.insert(fields.end(), choices.begin(), choices.end());
    return Post("/curation/merge", fields, "ada");
  }
};

TEST_P(MergeTest, LikelyDoublesAreListedAndOnesFoundToBeTwoAreNot) {
  const auto list = Get("/curation/doubles", "ada").body;
  EXPECT_THAT(list, AllOf(HasSubstr("Foot patrol in hot spots"), HasSubstr("keep=walk-again&amp;merge=walk"),
                          HasSubstr("One title goes on")));
  EXPECT_THAT(Get("/curation/doubles.csv", "ada").body,
              AllOf(HasSubstr(",walk,Foot patrol in hot spots,2011"), HasSubstr(",walk-again,")));
  const Fields pair = {{"first", IdOf("walk")}, {"second", IdOf("walk-again")}};
  EXPECT_EQ(To(Post("/curation/doubles/apart", pair, "ada")), "/curation/doubles?done=apart");
  EXPECT_THAT(Get("/curation/doubles", "ben").body, Not(HasSubstr("merge=walk")));
  EXPECT_THAT(Get("/curation/doubles?state=apart", "ben").body, HasSubstr("Foot patrol in hot spots"));
  EXPECT_EQ(Post("/curation/doubles/again", pair, "ben").status, 303u);
  EXPECT_THAT(Get("/curation/doubles", "ada").body, HasSubstr("merge=walk"));
  EXPECT_EQ(Post("/curation/doubles/apart", {{"first", IdOf("walk")}, {"second", "x"}}, "ada").status, 404u);
  EXPECT_EQ(Get("/curation/doubles", "member").status, 403u);
}

TEST_P(MergeTest, TwoBecomeOneAndTheOldAddressLeadsOn) {
  const std::string walk = IdOf("walk"), again = IdOf("walk-again");
  const auto page = Get("/curation/merge?keep=https://trust.example.org/resources/walk&merge=walk-again", "ada").body;
  EXPECT_THAT(page, AllOf(HasSubstr("choose_title"), HasSubstr("Walking helps."), HasSubstr("/resources/walk-again")));
  const auto merged = Merge("walk", "walk-again", {{"choose_title", "merge"}, {"choose_publisher", "keep"}});
  EXPECT_EQ(To(merged), "/curation/doubles?done=merged") << merged.body;
  const auto now = library_->Find("walk");
  ASSERT_TRUE(now);
  EXPECT_EQ(now->about.title, "Foot patrol in hot spots: a trial");
  EXPECT_EQ(now->about.summary, "Walking helps.");  // it said nothing
  EXPECT_EQ(now->about.publisher, "");              // chosen
  EXPECT_EQ(now->about.doi, "10.1000/walk");
  EXPECT_THAT(now->about.topics, ElementsAre("foot-patrol", "use-of-force"));
  EXPECT_EQ(now->about.evidence.size(), 1u);
  EXPECT_THAT((*library_->Shelves())->FindCollection("start")->resources, ElementsAre("walk", "force"));
  // 301, with what follows.
  const auto led = Get("/resources/walk-again");
  EXPECT_EQ(led.status, 301u);
  EXPECT_EQ(To(led), "/resources/walk");
  EXPECT_EQ(To(Get("/resources/walk-again/cite.bib")), "/resources/walk/cite.bib");
  EXPECT_EQ(To(Get("/resources/walk-again/cite.csl.json")), "/resources/walk/cite.csl.json");
  // Harvesters see it gone.
  EXPECT_EQ(CountOf("library_tombstone WHERE resource_id = '" + again + "' AND topic = ''"), 1);
  ASSERT_TRUE(journal::LinkAll(db()));
  for (const char* action : {"library.resource.merge", "library.resource.remove", "library.resource.update"}) {
    EXPECT_EQ(CountOf(std::string("journal_entry WHERE action = '") + action + "'"), 1) << action;
  }
  CatchUp();
  EXPECT_EQ(CompareIndex(*library_, *searcher_)->faults.size(), 0u);
  EXPECT_EQ(Post("/curation/merge", {{"keep", "walk"}, {"merge", "walk-again"}}, "ada").status, 404u);
  EXPECT_EQ(IdOf("walk"), walk);
}

// A merge once took a file with it: rows that refer to a resource go with it.
TEST_P(MergeTest, DocumentsAndPlacesInListsFollow) {
  const std::string walk = IdOf("walk"), again = IdOf("walk-again");
  const auto put = db().Write([&](db::Transaction& t) -> Status {
    t.Execute(
        "INSERT INTO library_document (id, resource_id, name, media_type, bytes, sha256, state, created_at) "
        "VALUES ('d', :id, 'walk.pdf', 'application/pdf', 1, 'x', 'read', 1)",
        again);
    for (const char* list : {"one", "both"}) {
      t.Execute(
          "INSERT INTO library_list (account_id, list_id, slug, title, description, created_at, updated_at) "
          "VALUES ('a', :list, :slug, 't', '', 1, 1)",
          list, list);
      t.Execute(
          "INSERT INTO library_list_directory (list_id, account, community, visibility, updated_at) "
          "VALUES (:list, 'a', '', 'public', 1)",
          list);
      t.Execute(
          "INSERT INTO library_list_item (account_id, list_id, resource_id, position, note) "
          "VALUES ('a', :list, :id, 0, 'merged')",
          list, again);
      t.Execute("INSERT INTO library_list_use (resource_id, list_id) VALUES (:id, :list)", again, list);
    }
    t.Execute(
        "INSERT INTO library_list_item (account_id, list_id, resource_id, position, note) "
        "VALUES ('a', 'both', :id, 1, 'kept')",
        walk);
    t.Execute("INSERT INTO library_list_use (resource_id, list_id) VALUES (:id, 'both')", walk);
    return {};
  });
  ASSERT_TRUE(put) << put.error().cause;
  ASSERT_EQ(Merge("walk", "walk-again").status, 303u);
  EXPECT_EQ(TextOf("SELECT resource_id FROM library_document WHERE id = 'd'"), walk);
  EXPECT_EQ(TextOf("SELECT note FROM library_list_item WHERE list_id = 'one'"), "merged");
  EXPECT_EQ(TextOf("SELECT note FROM library_list_item WHERE list_id = 'both'"), "kept");
  EXPECT_EQ(CountOf("library_list_item"), 2);
  EXPECT_EQ(CountOf("library_list_use WHERE resource_id = '" + walk + "'"), 2);
}

TEST_P(MergeTest, ChainsOfMergesLeadToTheEnd) {
  Merge("walk-again", "walk");
  Merge("force", "walk-again");
  EXPECT_EQ(To(Get("/resources/walk")), "/resources/force");
  EXPECT_EQ(To(Get("/resources/walk-again")), "/resources/force");
  EXPECT_THAT(Get("/curation/merged", "ada").body, AllOf(HasSubstr("leads to force"), HasSubstr("walk-again")));
  EXPECT_THAT(Get("/curation/merged.csv", "ada").body, HasSubstr("walk,force,"));
  // Where the end is not for readers, the address is not there either.
  ASSERT_TRUE(library_->Import(
      "w.json", R"({"resources":[{"slug":"force","title":"Reducing force","status":"withdrawn"}]})", std::nullopt, {}));
  EXPECT_EQ(Get("/resources/walk").status, 404u);
}

TEST_P(MergeTest, AnImportDoesNotBringAMergedOneBackNorTakeItsAddress) {
  Merge("walk", "walk-again");
  const int64_t before = CountOf("library_resource");
  const auto again = library_->Import("c.json", kCatalog, std::nullopt, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->duplicates, 1);
  EXPECT_EQ(CountOf("library_resource"), before);
  EXPECT_THAT((*library_->Shelves())->FindCollection("start")->resources, ElementsAre("walk", "force"));
  // Nor where it comes without its slug, by its address or by its title.
  const auto other =
      library_->Import("o.csv", "title,year,url\nAnything,1990,https://www.example.org/walk/\n", std::nullopt, {});
  EXPECT_EQ(other->duplicates, 1);
  EXPECT_EQ(other->items.at(0).slug, "walk");
  const auto filled = library_->Import(
      "o.csv", "title,year,url,publisher\nFoot patrol in hot spots: a trial,2011,https://example.org/walk,SAGE\n",
      std::nullopt, {.update_duplicates = true});
  EXPECT_EQ(filled->updated, 1);
  EXPECT_EQ(library_->Find("walk")->about.publisher, "SAGE");
  // A new work of the same title gets another address.
  ASSERT_TRUE(library_->Import("n.csv", "title,year,doi\nWalk again,2020,10.1000/new\n", std::nullopt, {}));
  EXPECT_EQ(To(Get("/resources/walk-again")), "/resources/walk");
  EXPECT_TRUE(library_->Find("walk-again-2020"));
}

TEST_P(MergeTest, AnAddressIsFreedByNameAlone) {
  Merge("walk", "walk-again");
  const auto taken = db().Write([&](db::Transaction& t) -> Status {
    Resource other = *library_->Find("force");
    other.about.slug = "walk-again";
    library::store::UpdateResource(t, other);
    return {};
  });
  EXPECT_FALSE(taken);
  EXPECT_EQ(Post("/curation/merged", {{"slug", "walk-again"}}, "member").status, 403u);
  EXPECT_EQ(Post("/curation/merged", {{"slug", "walk-again"}}, "ada").status, 303u);
  EXPECT_EQ(Get("/resources/walk-again").status, 404u);
  EXPECT_EQ(Post("/curation/merged", {{"slug", "walk-again"}}, "ada").status, 404u);
  ASSERT_TRUE(journal::LinkAll(db()));
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.redirect.free'"), 1);
}

TEST_P(MergeTest, WhatChangedMeanwhileIsLookedAtAgain) {
  const std::string seen = SeenOn("walk", "walk-again");
  ASSERT_TRUE(library_->Import("u.json", R"({"resources":[{"slug":"walk","title":"Foot patrol, told anew"}]})",
                               std::nullopt, {}));
  const auto stale = Post(
      "/curation/merge", {{"keep", "walk"}, {"merge", "walk-again"}, {"seen", seen}, {"choose_title", "merge"}}, "ada");
  EXPECT_EQ(stale.status, 409u);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("told anew"), HasSubstr("changed meanwhile")));
  EXPECT_TRUE(library_->Find("walk-again"));
  EXPECT_EQ(Get("/curation/merge?keep=walk&merge=walk", "ada").status, 303u);
}

TEST_P(MergeTest, WhoNamedTheMergedOneNamesTheKeptOne) {
  ASSERT_TRUE(library_->Import(
      "s.json",
      R"({"resources":[{"slug":"old","title":"The old walk","status":"superseded","superseded_by":"walk-again"}]})",
      std::nullopt, {}));
  bool followed = false;
  followers_.push_back([&](db::Transaction& t, std::string_view merged, std::string_view kept) {
    followed = t.One("SELECT 1 FROM library_resource WHERE id = :id", merged).has_value() && kept == walk_;
    return Status();
  });
  walk_ = IdOf("walk");
  BindPages();
  Merge("walk", "walk-again");
  EXPECT_TRUE(followed);
  EXPECT_EQ(library_->Find("old")->about.superseded_by, "walk");
}

CONCORD_ON_BOTH_ENGINES(MergeTest);

}  // namespace
}  // namespace concord::library::queue
