// Lists on both engines: whose they are, their order and notes, who can read them, what stays when something goes.
#include "features/library/lists/lists.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/db/outbox.h"
#include "base/journal/linker.h"
#include "base/testing/databases.h"
#include "features/library/lists/personal.h"
#include "features/library/lists/store.h"

namespace concord::library::lists {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ListsTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!fresh_) return;
    library_ = std::make_unique<Library>(db(), world_.clock, world_.random);
    lists_ = std::make_unique<Lists>(*library_, world_.clock, world_.random);
    const auto report = library_->Import("a.json", R"({"resources":[
      {"slug":"a","title":"Alpha"},{"slug":"b","title":"Beta"},{"slug":"c","title":"Gamma"},
      {"slug":"d","title":"Delta","status":"draft"}]})",
                                         std::nullopt, {});
    ASSERT_TRUE(report && report->applied);
    ann_ = {Owner::Kind::kPerson, Uuid::V7(world_.clock, world_.random).ToString()};
    bo_ = {Owner::Kind::kPerson, Uuid::V7(world_.clock, world_.random).ToString()};
    town_ = {Owner::Kind::kCommunity, Uuid::V7(world_.clock, world_.random).ToString()};
  }

  std::string IdOf(const std::string& slug) { return library_->Find(slug)->id.ToString(); }
  std::vector<Item> Items(const std::vector<std::string>& slugs) {
    std::vector<Item> items;
    for (const auto& slug : slugs) items.push_back({IdOf(slug), "on " + slug, std::nullopt});
    return items;
  }
  List Make(const Owner& owner, const std::string& title, const std::vector<std::string>& slugs,
            Visibility visibility = Visibility::kPrivate) {
    auto list = lists_->Create(owner, {title, "For them.", visibility}, Items(slugs), owner.id);
    EXPECT_TRUE(list) << list.error().key << list.error().cause;
    return *list;
  }
  std::vector<std::string> Order(const List& list) {
    std::vector<std::string> slugs;
    const auto items = lists_->ItemsOf(list);
    for (const auto& item : *items) slugs.push_back(item.resource ? item.resource->about.slug : "?");
    return slugs;
  }
  int64_t Count(const std::string& table) {
    return *db().Read(
        [&](db::Session& s) -> Result<int64_t> { return s.One("SELECT count(*) FROM " + table)->Int(0); });
  }

  std::unique_ptr<Library> library_;
  std::unique_ptr<Lists> lists_;
  Owner ann_, bo_, town_;
};
CONCORD_ON_BOTH_ENGINES(ListsTest);

TEST_P(ListsTest, AListHasItsOrderItsNotesAndAnAddressOfItsOwn) {
  const List list = Make(ann_, "  Foot\tpatrol ", {"b", "a"});
  EXPECT_EQ(list.about.title, "Foot patrol");
  EXPECT_EQ(list.slug, "foot-patrol");
  EXPECT_EQ(list.token, "") << "private at first";
  EXPECT_THAT(Order(list), ElementsAre("b", "a"));
  EXPECT_EQ(lists_->ItemsOf(list)->at(1).note, "on a");
  const auto found = lists_->Find(ann_, "foot-patrol");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->size, 2);
  EXPECT_EQ(Make(ann_, "Foot patrol", {}).slug, "foot-patrol-2");
  EXPECT_EQ(Make(ann_, "New", {}).slug, "new-2") << "that address is the form's";
  EXPECT_EQ(Make(ann_, "日本", {}).slug, "list");
  EXPECT_FALSE(lists_->Find(bo_, "foot-patrol")) << "nobody else's";
  EXPECT_FALSE(lists_->Find(town_, "foot-patrol"));
  EXPECT_EQ(lists_->Of(ann_)->size(), 4u);
  EXPECT_THAT(*lists_->Of(bo_), IsEmpty());
}

TEST_P(ListsTest, OneStepMovesOneItemAndKeepsEveryNote) {
  const List list = Make(ann_, "Order", {"a", "b", "c"});
  using Step = Arrangement::Step;
  const auto arrange = [&](Step step, const std::string& slug, std::map<std::string, std::string> notes = {}) {
    EXPECT_TRUE(lists_->Arrange(list, {std::move(notes), step, IdOf(slug)}, ann_.id));
  };
  arrange(Step::kDown, "a", {{IdOf("b"), " First this\r\nthen that "}});
  EXPECT_THAT(Order(list), ElementsAre("b", "a", "c"));
  EXPECT_EQ(lists_->ItemsOf(list)->at(0).note, "First this\nthen that");
  arrange(Step::kUp, "b");
  EXPECT_THAT(Order(list), ElementsAre("b", "a", "c")) << "there is nothing above";
  arrange(Step::kFirst, "c");
  EXPECT_THAT(Order(list), ElementsAre("c", "b", "a"));
  arrange(Step::kRemove, "b");
  EXPECT_THAT(Order(list), ElementsAre("c", "a"));
  arrange(Step::kUp, "a");
  EXPECT_THAT(Order(list), ElementsAre("a", "c")) << "also after one was taken out";
  EXPECT_EQ(lists_->ItemsOf(list)->at(0).note, "on a");
  arrange(Step::kRemove, "b");  // a second time: a form that was sent twice
  EXPECT_THAT(Order(list), ElementsAre("a", "c"));
  const auto refused =
      lists_->Arrange(list, {{{IdOf("a"), std::string(kMaxNote + 1, 'x')}}, Step::kRemove, IdOf("a")}, "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "lists.error.note_long");
  EXPECT_THAT(Order(list), ElementsAre("a", "c")) << "and nothing is done";
}

TEST_P(ListsTest, AddingTwiceKeepsThePlaceAndTheNote) {
  const List list = Make(ann_, "Twice", {"a"});
  ASSERT_TRUE(lists_->Add(list, {IdOf("b"), "why", {}}, ann_.id));
  ASSERT_TRUE(lists_->Add(list, {IdOf("a"), "", {}}, ann_.id));
  EXPECT_THAT(Order(list), ElementsAre("a", "b"));
  EXPECT_EQ(lists_->ItemsOf(list)->at(0).note, "on a");
  ASSERT_TRUE(lists_->Add(list, {IdOf("a"), "better", {}}, ann_.id));
  EXPECT_EQ(lists_->ItemsOf(list)->at(0).note, "better");
  EXPECT_THAT(*lists_->Holding(IdOf("b")), ElementsAre(list.id));
  ASSERT_TRUE(lists_->Take(list, IdOf("b"), ann_.id));
  EXPECT_THAT(*lists_->Holding(IdOf("b")), IsEmpty());
  EXPECT_FALSE(lists_->Add(list, {Uuid::V7(world_.clock, world_.random).ToString(), "", {}}, ann_.id));
}

TEST_P(ListsTest, ALinkLeadsThereUntilItIsTakenBack) {
  List list = Make(ann_, "Shared", {"a"}, Visibility::kLink);
  ASSERT_EQ(list.token.size(), 43u);
  EXPECT_EQ(lists_->FindShared(list.token)->id, list.id);
  EXPECT_THAT(*lists_->Public(10, 0), IsEmpty()) << "shared is not public";
  const List renewed = *lists_->NewLink(list, ann_.id);
  EXPECT_FALSE(lists_->FindShared(list.token)) << "the old address is dead";
  EXPECT_TRUE(lists_->FindShared(renewed.token));
  const List open = *lists_->Change(renewed, {"Shared", "", Visibility::kPublic}, ann_.id);
  EXPECT_EQ(open.token, renewed.token) << "the address stays when a shared list becomes public";
  EXPECT_EQ(lists_->Public(10, 0)->size(), 1u);
  ASSERT_TRUE(lists_->Change(open, {"Shared", "", Visibility::kPrivate}, ann_.id));
  EXPECT_FALSE(lists_->FindShared(open.token));
  const List again = *lists_->Change(open, {"Shared", "", Visibility::kLink}, ann_.id);
  EXPECT_NE(again.token, open.token) << "who had the address of before has not this one";
  EXPECT_FALSE(lists_->FindShared(""));
  EXPECT_FALSE(lists_->NewLink(Make(ann_, "Mine", {}), ann_.id));
}

TEST_P(ListsTest, WhatIsMissingOrTooLongIsSaid) {
  const auto key = [&](const std::string& title, const std::string& description = "") {
    const auto made = lists_->Create(ann_, {title, description, {}}, {}, ann_.id);
    return made ? std::string() : made.error().key;
  };
  EXPECT_EQ(key(" \n "), "lists.error.title");
  EXPECT_EQ(key(std::string(161, 'x')), "lists.error.title_long");
  EXPECT_EQ(key("x", std::string(4001, 'x')), "lists.error.description_long");
  EXPECT_EQ(Count("library_list"), 0);
  for (size_t i = 0; i < kMaxLists; ++i) ASSERT_EQ(key("L" + std::to_string(i)), "");
  EXPECT_EQ(key("one more"), "lists.error.many");
}

TEST_P(ListsTest, ACopyIsPrivateAndLeavesOutWhatIsGone) {
  const List list = Make(ann_, "Original", {"a", "b"}, Visibility::kPublic);
  ASSERT_TRUE(library_->Remove("a", "system"));
  EXPECT_THAT(Order(list), ElementsAre("?", "b")) << "whoever keeps the list is told";
  const auto copy = lists_->Duplicate(list, "Copy", ann_.id);
  ASSERT_TRUE(copy) << copy.error().key << copy.error().cause;
  EXPECT_EQ(copy->about.visibility, Visibility::kPrivate);
  EXPECT_THAT(Order(*copy), ElementsAre("b"));
  EXPECT_EQ(lists_->ItemsOf(*copy)->at(0).note, "on b");
  ASSERT_TRUE(lists_->Arrange(list, {{}, Arrangement::Step::kUp, IdOf("b")}, ann_.id));
  EXPECT_THAT(Order(list), ElementsAre("b", "?"));
}

TEST_P(ListsTest, DeletingLeavesNothing) {
  const List list = Make(town_, "Gone", {"a", "b"}, Visibility::kPublic);
  ASSERT_TRUE(lists_->Remove(list, ann_.id));
  for (const char* table :
       {"library_community_list", "library_community_list_item", "library_list_directory", "library_list_use"})
    EXPECT_EQ(Count(table), 0) << table;
  EXPECT_FALSE(lists_->Remove(list, ann_.id));
  EXPECT_FALSE(lists_->Add(list, {IdOf("a"), "", {}}, ann_.id)) << "not into a list that is gone";
}

TEST_P(ListsTest, ARecordThatWasMergedIsFollowed) {
  const List one = Make(ann_, "One", {"a", "b"}), both = Make(town_, "Both", {"c", "a", "b"});
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    Follow(t, IdOf("a"), IdOf("c"));
    return {};
  }));
  EXPECT_THAT(Order(one), ElementsAre("c", "b"));
  EXPECT_EQ(lists_->ItemsOf(one)->at(0).note, "on a");
  EXPECT_THAT(Order(both), ElementsAre("c", "b")) << "never twice";
  EXPECT_THAT(*lists_->Holding(IdOf("a")), IsEmpty());
}

TEST_P(ListsTest, PublicListsMoveTheLibrarysVersionAndTellOtherNodes) {
  const auto announced = [&] {
    return db().Read([](db::Session& s) -> Result<size_t> {
      size_t count = 0;
      for (const auto& change : db::ReadAfter(s, "", 1000).changes) count += change.topic == "library.list";
      return count;
    });
  };
  const uint64_t before = library_->Version();
  const List list = Make(ann_, "Quiet", {"a"});
  EXPECT_EQ(library_->Version(), before) << "a private list is on nobody's page";
  EXPECT_EQ(*announced(), 0u);
  ASSERT_TRUE(lists_->Change(list, {"Quiet", "", Visibility::kPublic}, ann_.id));
  EXPECT_GT(library_->Version(), before);
  EXPECT_EQ(*announced(), 1u);
}

TEST_P(ListsTest, WhoLeavesTakesTheirListsAndLeavesTheCommunitys) {
  const List own = Make(ann_, "Mine", {"a"}, Visibility::kPublic);
  const auto id = *accounts::AccountId::Parse(ann_.id);
  Make(bo_, "His", {"a"});
  const auto towns = lists_->Create(town_, {"Ours", "", Visibility::kPublic}, Items({"b"}), ann_.id);
  ASSERT_TRUE(towns);
  const auto part = PersonalLists(world_.clock);
  const auto told = db().Read([&](db::Session& s) -> Result<std::string> { return part.tell(s, id); });
  const auto json = nlohmann::json::parse(*told);
  ASSERT_EQ(json.size(), 1u);
  EXPECT_EQ(json[0]["title"], "Mine");
  EXPECT_EQ(json[0]["items"][0]["note"], "on a");
  EXPECT_EQ(json[0]["address"], "/lists/" + own.token);
  ASSERT_TRUE(db().Write([&](db::Transaction& t) -> Status {
    part.forget(t, id);
    return {};
  }));
  EXPECT_THAT(*lists_->Of(ann_), IsEmpty());
  EXPECT_FALSE(lists_->FindShared(own.token));
  EXPECT_EQ(lists_->Of(bo_)->size(), 1u);
  EXPECT_EQ(lists_->Of(town_)->size(), 1u);
}

TEST_P(ListsTest, EveryWriteIsInTheJournalOfWhoseListItIs) {
  const List list = Make(town_, "Told", {"a"});
  ASSERT_TRUE(lists_->Add(list, {IdOf("b"), "", {}}, ann_.id));
  ASSERT_TRUE(lists_->Remove(list, ann_.id));
  ASSERT_TRUE(journal::LinkAll(db()));
  const auto actions = db().Read([&](db::Session& s) -> Result<std::vector<std::string>> {
    std::vector<std::string> all;
    for (const auto& row :
         s.Query("SELECT action FROM journal_entry WHERE community_id = :c AND subject = :s ORDER BY at, action",
                 town_.id, list.id))
      all.push_back(row.Text(0));
    return all;
  });
  ASSERT_TRUE(actions) << actions.error().cause;
  EXPECT_THAT(*actions,
              ::testing::UnorderedElementsAre("library.list.create", "library.list.add", "library.list.remove"));
}

}  // namespace
}  // namespace concord::library::lists
