// Reading lists, what is new and what cites a resource, as visitors of every kind meet them: who sees what, through
// which address, and that nothing of it stays in a page that is kept.
#include <gmock/gmock.h>

#include "features/communities/communities.h"
#include "tests/scenarios/town.h"

namespace concord::scenarios {
namespace {

using accounts::Role;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Path(const Answer& answer) {
  const std::string location = answer.Header("Location");
  return location.substr(0, location.find('?'));
}

class ListsPages : public ::testing::Test {
 protected:
  const Person& Own(Role role) { return town_.own.people.at(role); }
  std::string ShareOf(const Answer& page) {
    const std::string mark = "id=\"share-link\" class=\"c-cite__text\">";
    const size_t at = page.body.find(mark);
    if (at == std::string::npos) return {};
    const size_t begin = page.body.find('/', page.body.find("://", at) + 3);
    return page.body.substr(begin, page.body.find('<', begin) - begin);
  }
  Town town_;
};

TEST_F(ListsPages, AListIsItsOwnersUntilItIsShared) {
  Browser ann = town_.SignedIn(Own(Role::kMember)), bo = town_.SignedIn(Own(Role::kOfficer)), nobody(town_.web());
  const std::string list = Path(ann.Post("/me/lists/new", {{"title", "Mine <b>"}, {"r", "walk,force,hidden,none"}}));
  ASSERT_EQ(list, "/me/lists/mine-b");
  const Answer page = ann.Get(list);
  EXPECT_THAT(page.body, HasSubstr("Mine &lt;b&gt;"));
  EXPECT_THAT(page.body, HasSubstr("2 resources"));
  EXPECT_THAT(page.body, Not(HasSubstr("A draft")));
  EXPECT_EQ(ShareOf(page), "");
  EXPECT_EQ(page.Header("Cache-Control"), "no-store");
  EXPECT_EQ(bo.Get(list).status, 404) << "his own address of that name";
  for (const char* act : {"/edit", "/items", "/link", "/duplicate", "/delete"})
    EXPECT_EQ(bo.Post(list + act, {{"title", "x"}}).status, 404) << act;

  ASSERT_EQ(ann.Post(list + "/edit", {{"title", "Mine"}, {"visibility", "link"}}).status, 303);
  const std::string shared = ShareOf(ann.Get(list));
  ASSERT_THAT(shared, ::testing::StartsWith("/lists/"));
  const Answer read = nobody.Get(shared);
  EXPECT_EQ(read.status, 200);
  EXPECT_THAT(read.body, HasSubstr("noindex"));
  EXPECT_THAT(read.body, Not(HasSubstr("<textarea")));
  EXPECT_EQ(read.Header("Cache-Control"), "no-store");
  EXPECT_EQ(read.Header("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(nobody.Get("/lists").body, Not(HasSubstr("Mine")));
  EXPECT_THAT(nobody.Get("/resources/walk").body, Not(HasSubstr("Mine")));

  ASSERT_EQ(ann.Post(list + "/edit", {{"title", "Mine"}, {"visibility", "public"}}).status, 303);
  EXPECT_THAT(nobody.Get("/lists").body, HasSubstr(shared));
  EXPECT_THAT(nobody.Get("/resources/walk").body, HasSubstr(shared));
  EXPECT_THAT(nobody.Get(shared).body, Not(HasSubstr(Own(Role::kMember).name)));
  ASSERT_EQ(ann.Post(list + "/edit", {{"title", "Mine"}, {"visibility", "private"}}).status, 303);
  EXPECT_EQ(nobody.Get(shared).status, 404) << "no kept page is given out";
  EXPECT_THAT(nobody.Get("/resources/walk").body, Not(HasSubstr(shared)));
  EXPECT_THAT(nobody.Get("/lists").body, Not(HasSubstr(shared)));
}

TEST_F(ListsPages, FormsComeBackFilledIn) {
  Browser ann = town_.SignedIn(Own(Role::kMember));
  const Answer refused = ann.Post(
      "/me/lists/new", {{"title", " "}, {"description", "For <new> people"}, {"visibility", "link"}, {"r", "walk"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("For &lt;new&gt; people"));
  EXPECT_THAT(refused.body, HasSubstr("href=\"#title\""));
  EXPECT_THAT(refused.body, HasSubstr("value=\"walk\""));
  const std::string list = Path(ann.Post("/me/lists/new", {{"title", "Mine"}, {"r", "walk,force"}}));
  const std::string id = town_.web().hub().library->Find("walk")->id.ToString();
  const Answer page = ann.Post(list + "/items", {{"note." + id, std::string(2001, 'x')}, {"do", "down." + id}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("href=\"#note-" + id));
  EXPECT_THAT(page.body, HasSubstr(std::string(2001, 'x'))) << "what was typed is not lost";
  EXPECT_EQ(ann.Post(list + "/items", {{"note." + id, "short"}, {"do", "down." + id}}).status, 303);
  const std::string after = ann.Get(list).body;
  EXPECT_LT(after.find("/resources/force"), after.find("/resources/walk"));
  EXPECT_EQ(ann.Post("/resources/walk/lists", {{"new", "x"}, {"note", std::string(2001, 'x')}}).status, 422);
  EXPECT_EQ(ann.Post("/resources/none/lists", {{"new", "x"}}).status, 404);
}

TEST_F(ListsPages, ACommunitysListIsKeptByItsPeopleAndReadAtItsAddressAlone) {
  const std::string base = "/c/" + town_.own.slug + "/lists";
  Browser keeper = town_.SignedIn(Own(Role::kAnalyst)), member = town_.SignedIn(Own(Role::kMember)),
          nobody(town_.web());
  Browser stranger = town_.SignedIn(town_.other.people.at(Role::kCommunityAdmin));
  const std::string list = Path(keeper.Post(base + "/new", {{"title", "Ours"}, {"visibility", "link"}, {"r", "walk"}}));
  ASSERT_EQ(list, base + "/ours");
  const std::string shared = ShareOf(keeper.Get(list));
  ASSERT_THAT(shared, ::testing::StartsWith(list + "?key="));
  const std::string key = shared.substr(shared.find('=') + 1);
  for (Browser* one : {&member, &nobody, &stranger}) {
    EXPECT_EQ(one->Get(list).status, 404);
    EXPECT_EQ(one->Get(list + "?key=").status, 404);
    EXPECT_EQ(one->Get(list + "?key=" + std::string(43, 'A')).status, 404);
    EXPECT_EQ(one->Get(shared).status, 200);
    EXPECT_EQ(one->Get(list + "/list.bib?key=" + key).status, 200);
    EXPECT_EQ(one->Get(list + "/list.bib").status, 404);
    EXPECT_EQ(one->Get("/lists/" + key).status, 404) << "a community's list is not a person's";
    EXPECT_EQ(one->Get("/c/" + town_.other.slug + "/lists/ours?key=" + key).status, 404);
  }
  EXPECT_EQ(member.Post(list + "/edit", {{"title", "Theirs"}}).status, 403);
  EXPECT_THAT(nobody.Get(base).body, Not(HasSubstr("Ours")));
  EXPECT_THAT(nobody.Get(base).body, Not(HasSubstr("Unpublished")));
  EXPECT_THAT(keeper.Get(base).body, HasSubstr("Unpublished"));
  EXPECT_THAT(member.Get("/me/lists").body, Not(HasSubstr("Ours")));
  // A note of a list goes nowhere through a form of another community.
  const std::string elsewhere = "/c/" + town_.other.slug + "/lists/ours";
  EXPECT_EQ(keeper.Post(elsewhere + "/items", {{"do", "save"}}).status, 403);
}

TEST_F(ListsPages, ResourcesSayByHowManyCommunitiesTheyAreUsed) {
  Browser nobody(town_.web());
  EXPECT_THAT(nobody.Get("/resources/walk").body, HasSubstr("Used by 2 communities"))
      << "the hidden one's list counts for nobody";
  EXPECT_THAT(nobody.Get("/resources/walk").body, Not(HasSubstr("Hiddenham")));
  ASSERT_TRUE(town_.web().hub().communities->SetState(town_.other.id, "closed", "system"));
  EXPECT_THAT(nobody.Get("/resources/walk").body, HasSubstr("Used by 1 community"));
  EXPECT_THAT(nobody.Get("/lists").body, Not(HasSubstr("Otherton")));
  EXPECT_THAT(nobody.Get("/resources/walk?lang=es").body, HasSubstr("Lo usa 1 comunidad"));
}

TEST_F(ListsPages, TheFilesOfAListHoldItsOrderAndNotes) {
  Browser nobody(town_.web());
  const std::string list = "/c/" + town_.own.slug + "/lists/" + town_.own.list;
  EXPECT_THAT(nobody.Get(list).body, HasSubstr("Begin here."));
  EXPECT_THAT(nobody.Get(list + "/table.csv").body, HasSubstr("Begin here."));
  EXPECT_THAT(nobody.Get(list + "/feed.atom").body, HasSubstr("<feed"));
  EXPECT_THAT(nobody.Get(list + "/feed.atom").body, HasSubstr("Begin here."));
  for (const char* ending : {"bib", "ris", "csl.json", "csv", "json"})
    EXPECT_THAT(nobody.Get(list + "/list." + ending).body, HasSubstr("Foot patrol")) << ending;
}

TEST_F(ListsPages, AListInTheAddressIsKeptByNobody) {
  Browser nobody(town_.web());
  const Answer page = nobody.Get("/lists/here?r=force,walk,none,hidden&q=patrullas");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("2 resources of this address are no longer"));
  EXPECT_THAT(page.body, HasSubstr("/lists/here?r=force,walk,paseo&amp;q=patrullas"));
  EXPECT_THAT(page.body, HasSubstr("/lists/here?r=walk,force"));
  EXPECT_LT(page.body.find("/resources/force"), page.body.find("/resources/walk"));
  EXPECT_TRUE(nobody.cookies().empty());
  EXPECT_THAT(nobody.Get("/lists/here/list.ris?r=force,walk").body, HasSubstr("TY  - "));
  EXPECT_THAT(nobody.Get("/lists/here?r=%3Cscript%3E,walk").body, Not(HasSubstr("<script>,")));
  std::string many = "/lists/here?r=walk";
  for (int i = 0; i < 200; ++i) many += ",x" + std::to_string(i);
  EXPECT_EQ(nobody.Get(many).status, 200);
  const Answer add = nobody.Get("/resources/walk/lists");
  EXPECT_EQ(add.status, 200);
  EXPECT_THAT(add.body, HasSubstr("/lists/here?r=walk"));
  EXPECT_TRUE(nobody.cookies().empty());
}

TEST_F(ListsPages, ALetterIsEndedFromItsLinkWithoutSigningInOrAToken) {
  auto& hub = town_.web().hub();
  Browser ann = town_.SignedIn(Own(Role::kMember)), bo = town_.SignedIn(Own(Role::kOfficer)), nobody(town_.web());
  for (Browser* one : {&ann, &bo})
    ASSERT_EQ(one->Post("/me/digest", {{"which", "all"}, {"language", "en"}}).status, 303);
  const auto token = hub.database->Read([&](db::Session& s) -> Result<std::string> {
    return s.One("SELECT token FROM library_digest WHERE account_id = :id", Own(Role::kMember).id)->Text(0);
  });
  ASSERT_TRUE(token);
  const std::string off = "/digest/off/" + *token;
  const Answer asks = nobody.Get(off);
  EXPECT_EQ(asks.status, 200);
  EXPECT_THAT(asks.body, HasSubstr("action=\"" + off + "\""));
  EXPECT_THAT(asks.body, Not(HasSubstr(Own(Role::kMember).email)));
  EXPECT_THAT(ann.Get("/me/digest").body, HasSubstr("You get it."))
      << "a look ends nothing: mail programs look at links";
  const std::string from_elsewhere = "Origin: https://mail.example\r\nSec-Fetch-Site: cross-site\r\n";
  EXPECT_EQ(nobody.PostAsIs(off, {{"List-Unsubscribe", "One-Click"}}, from_elsewhere).status, 200);
  EXPECT_EQ(nobody.PostAsIs(off, {{"List-Unsubscribe", "One-Click"}}, from_elsewhere).status, 200) << "twice is once";
  EXPECT_THAT(ann.Get("/me/digest").body, HasSubstr("You do not get it yet."));
  EXPECT_THAT(bo.Get("/me/digest").body, HasSubstr("You get it."));
  EXPECT_EQ(nobody.Get(off).status, 404);
  EXPECT_EQ(ann.Post("/me/digest", {{"which", "some"}, {"language", "en"}}).status, 422);
  EXPECT_EQ(ann.Post("/me/digest", {{"which", "all"}, {"language", "xx"}}).status, 422);
}

TEST_F(ListsPages, WhatIsNewIsOrderedByWhenItCame) {
  Browser nobody(town_.web());
  auto& library = *town_.web().hub().library;
  const auto report = library.Import(
      "n.json",
      R"({"resources":[{"slug":"ancient","title":"An ancient treatise","year":1829,"topics":["foot-patrol"]}]})",
      std::nullopt, {});
  ASSERT_TRUE(report && report->applied);
  const std::string page = nobody.Get("/new").body;
  EXPECT_LT(page.find("An ancient treatise"), page.find("/resources/walk")) << "new here, whatever its year";
  EXPECT_THAT(page, Not(HasSubstr("A draft")));
  EXPECT_THAT(nobody.Get("/new?topic=use-of-force").body, Not(HasSubstr("An ancient treatise")));
  const std::string feed = nobody.Get("/new.atom?topic=foot-patrol&topic=none").body;
  EXPECT_THAT(feed, HasSubstr("An ancient treatise"));
  EXPECT_THAT(feed, HasSubstr("/new.atom?topic=foot-patrol</id>"));
  EXPECT_THAT(nobody.Get("/new.atom?topic=use-of-force").body, Not(HasSubstr("An ancient treatise")));
  EXPECT_EQ(nobody.Get("/new?page=99999&topic=%00").status, 200);
}

TEST_F(ListsPages, OnesOwnListsAreInOnesDataAndGoWithOne) {
  Browser ann = town_.SignedIn(Own(Role::kMember));
  ann.Post("/me/lists/new", {{"title", "A list of mine"}, {"r", "walk"}});
  const std::string data = ann.Get("/me/export.json").body;
  EXPECT_THAT(data, HasSubstr("\"reading_lists\""));
  EXPECT_THAT(data, HasSubstr("A list of mine"));
  EXPECT_THAT(data, HasSubstr("\"weekly_digest\": null"));
  EXPECT_THAT(ann.Get("/me").body, HasSubstr("/me/lists"));
}

}  // namespace
}  // namespace concord::scenarios
