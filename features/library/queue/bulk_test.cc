// Bulk edits: the pure rules, and the whole way through the pages on both engines.
#include "features/library/queue/bulk.h"

#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "features/library/queue/queue_fixture.h"

namespace concord::library::queue {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Texts = std::vector<std::string>;

TEST(BulkRules, AChangeChangesOnlyWhatIsNotSoAlready) {
  exchange::Record r;
  r.topics = {"a", "b"};
  r.types = {"report"};
  r.access = "open";
  r.status = "published";
  EXPECT_EQ(Applied({"add_topic", "c"}, r)->topics, (Texts{"a", "b", "c"}));
  EXPECT_FALSE(Applied({"add_topic", "a"}, r));
  EXPECT_EQ(Applied({"remove_topic", "a"}, r)->topics, (Texts{"b"}));
  EXPECT_FALSE(Applied({"remove_topic", "x"}, r));
  EXPECT_FALSE(Applied({"remove_type", "report"}, r));  // its last
  EXPECT_EQ(Applied({"set_access", "members"}, r)->access, "members");
  EXPECT_FALSE(Applied({"set_access", "open"}, r));
  EXPECT_EQ(Applied({"set_language", "es"}, r)->languages, (Texts{"es"}));
  EXPECT_EQ(Applied({"withdraw", ""}, r)->status, "withdrawn");
  EXPECT_FALSE(Applied({"add_to_collection", "x"}, r));
  EXPECT_FALSE(Applied({"nonsense", "x"}, r));
}

TEST(BulkRules, TakingBackRestoresAndLeavesAloneWhatWasTouchedSince) {
  exchange::Record before;
  before.topics = {"a", "b", "c"};
  before.access = "open";
  for (const BulkChange& change : {BulkChange{"add_topic", "d"},
                                   {"remove_topic", "b"},
                                   {"set_access", "members"},
                                   {"set_language", "es"},
                                   {"withdraw", ""}}) {
    const auto after = Applied(change, before);
    ASSERT_TRUE(after) << change.kind;
    const auto back = TakenBack(change, *after, BeforeOf(change, before));
    ASSERT_TRUE(back) << change.kind;
    EXPECT_EQ(back->topics, before.topics) << change.kind;
    EXPECT_EQ(back->access, before.access);
    EXPECT_EQ(back->status, before.status);
    EXPECT_EQ(back->languages, before.languages);
  }
  auto touched = *Applied({"add_topic", "d"}, before);
  touched.topics.insert(touched.topics.begin(), "mine");
  EXPECT_EQ(TakenBack({"add_topic", "d"}, touched, BeforeOf({"add_topic", "d"}, before))->topics,
            (Texts{"mine", "a", "b", "c"}));
  touched.topics = {"a"};
  EXPECT_FALSE(TakenBack({"add_topic", "d"}, touched, BeforeOf({"add_topic", "d"}, before)));
  touched.access = "request";
  EXPECT_FALSE(TakenBack({"set_access", "members"}, touched, BeforeOf({"set_access", "members"}, before)));
}

class BulkTest : public QueueTest {
 protected:
  // Previews, then confirms what the preview's form holds.
  http::Response Change(const std::string& search, const std::string& change, const std::string& value) {
    std::string set = change.substr(change.find('_') + 1);
    if (set == "to_collection") set = "collection";
    const auto preview =
        Get("/curation/bulk?" + search + "&change=" + change + "&set_" + set + "=" + value, "ada").body;
    const size_t from = preview.find("name=\"seen\" value=\"") + 19;
    seen_ = preview.substr(from, preview.find('"', from) - from);
    return Post("/curation/bulk",
                {{"search", "/search?" + search}, {"change", change}, {"value", value}, {"seen", seen_}}, "ada");
  }
  static std::string EditIn(const http::Response& response) {
    const std::string to = To(response);
    return to.substr(0, to.find('?'));
  }
  Texts TopicsOf(const std::string& slug) { return library_->Find(slug)->about.topics; }
  std::string seen_;
};

TEST_P(BulkTest, APreviewSaysWhatWouldChangeAndNothingElseDoes) {
  EXPECT_EQ(To(Get("/curation/bulk?from=https://trust.example.org/search?topic=use-of-force%26page=2", "ada")),
            "/curation/bulk?topic=use-of-force");
  EXPECT_EQ(To(Get("/curation/bulk?from=foot%20patrol", "ada")), "/curation/bulk?q=foot%20patrol");
  const auto preview = Get("/curation/bulk?topic=use-of-force&change=add_topic&set_topic=foot-patrol", "ada").body;
  EXPECT_THAT(preview, AllOf(HasSubstr("2 resources would change"), HasSubstr("Reducing force"),
                             HasSubstr("Use of Force, Foot Patrol")));
  EXPECT_THAT(Get("/curation/bulk?topic=use-of-force&change=add_topic&set_topic=use-of-force", "ada").body,
              HasSubstr("Nothing would change"));
  EXPECT_THAT(Get("/curation/bulk?topic=use-of-force&change=add_topic&set_topic=made-up", "ada").body,
              Not(HasSubstr("would change")));
  EXPECT_EQ(CountOf("library_bulk"), 0);
  EXPECT_EQ(Get("/curation/bulk", "member").status, 403u);
  EXPECT_THAT(Get("/search?q=force").body, HasSubstr("/curation/bulk?q=force"));
}

TEST_P(BulkTest, AResultIsChangedAndTakenBack) {
  const auto done = Change("topic=use-of-force", "add_topic", "foot-patrol");
  ASSERT_EQ(done.status, 303u) << done.body;
  const std::string edit = EditIn(done);
  EXPECT_THAT(TopicsOf("force"), ElementsAre("use-of-force", "foot-patrol"));
  EXPECT_THAT(TopicsOf("walk-again"), ElementsAre("use-of-force", "foot-patrol"));
  EXPECT_THAT(TopicsOf("walk"), ElementsAre("foot-patrol"));
  EXPECT_THAT(Get(edit, "ada").body,
              AllOf(HasSubstr("2 resources changed"), HasSubstr("Reducing force"), HasSubstr("Take it back")));
  ASSERT_TRUE(journal::LinkAll(db()));
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.resource.update'"), 2);
  EXPECT_EQ(CountOf("journal_entry WHERE action = 'library.bulk.apply'"), 1);
  // One of the two is changed by hand before it is taken back.
  ASSERT_TRUE(library_->Import(
      "u.json",
      R"({"resources":[{"slug":"force","title":"Reducing force","types":["report"],"topics":["use-of-force"]}]})",
      std::nullopt, {}));
  const auto undone = Post(edit + "/undo", {}, "ben");
  EXPECT_EQ(undone.status, 303u);
  EXPECT_THAT(TopicsOf("walk-again"), ElementsAre("use-of-force"));
  EXPECT_THAT(Get(EditIn(undone), "ada").body, AllOf(HasSubstr("1 resource changed"), Not(HasSubstr("/undo"))));
  EXPECT_THAT(Get(edit, "ada").body, AllOf(HasSubstr("was taken back"), Not(HasSubstr("/undo"))));
  EXPECT_EQ(To(Post(edit + "/undo", {}, "ben")), edit);
  EXPECT_EQ(Post(EditIn(undone) + "/undo", {}, "ben").status, 303u);
  EXPECT_EQ(CountOf("library_bulk"), 2);
  EXPECT_THAT(Get("/curation/bulk.csv", "ada").body, HasSubstr("add_topic,foot-patrol,/search?topic=use-of-force,2,"));
}

TEST_P(BulkTest, ReadingListsAndWithdrawingAreTakenBackToo) {
  const std::string listed = EditIn(Change("q=walking&topic=use-of-force", "add_to_collection", "start"));
  EXPECT_EQ(listed, "");  // it is there already: nothing to do
  const std::string added = EditIn(Change("topic=foot-patrol", "add_to_collection", "start"));
  EXPECT_THAT((*library_->Shelves())->FindCollection("start")->resources, ElementsAre("walk-again", "force", "walk"));
  Post(added + "/undo", {}, "ada");
  EXPECT_THAT((*library_->Shelves())->FindCollection("start")->resources, ElementsAre("walk-again", "force"));
  const std::string gone = EditIn(Change("topic=use-of-force", "withdraw", ""));
  EXPECT_FALSE(library_->Find("force"));
  EXPECT_EQ(CountOf("library_resource WHERE status = 'withdrawn'"), 2);
  Post(gone + "/undo", {}, "ada");
  EXPECT_TRUE(library_->Find("force"));
}

TEST_P(BulkTest, WhatIsConfirmedIsWhatWasSeen) {
  const auto stale = Post("/curation/bulk",
                          {{"search", "/search?topic=use-of-force"}, {"change", "withdraw"}, {"seen", "other"}}, "ada");
  EXPECT_EQ(stale.status, 409u);
  EXPECT_THAT(stale.body, AllOf(HasSubstr("other resources now"), HasSubstr("2 resources would change")));
  EXPECT_EQ(Post("/curation/bulk", {{"search", "/search"}, {"change", "withdraw"}}, "ada").status, 422u);
  EXPECT_EQ(
      Post("/curation/bulk", {{"search", "/search?q=x"}, {"change", "add_topic"}, {"value", "made-up"}}, "ada").status,
      422u);
  EXPECT_EQ(CountOf("library_bulk"), 0);
  EXPECT_EQ(CountOf("library_bulk_item"), 0);
}

TEST_P(BulkTest, MoreThanTheBoundIsRefusedAndNothingIsWritten) {
  Bulk bulk(*library_, world_.clock, world_.random);
  const auto refused =
      bulk.Apply({std::vector<std::string>(kMostChanged + 1, "x"), "/search", {"withdraw", ""}, "system"});
  EXPECT_EQ(refused.error().key, "library.queue.error.too_large");
  const auto nothing = bulk.Apply({{IdOf("force")}, "/search", {"add_topic", "use-of-force"}, "system"});
  EXPECT_EQ(nothing.error().key, "library.queue.error.nothing");
  EXPECT_EQ(CountOf("library_bulk"), 0);
}

CONCORD_ON_BOTH_ENGINES(BulkTest);

}  // namespace
}  // namespace concord::library::queue
