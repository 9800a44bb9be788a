// Communities, their maps and organizations on both engines: what is kept, refused, journaled, and never shared between
// communities.
#include "features/communities/communities.h"

#include <gmock/gmock.h>

#include "base/db/outbox.h"
#include "base/journal/journal.h"
#include "base/journal/linker.h"
#include "base/testing/databases.h"
#include "base/testing/needs.h"

namespace concord::communities {
namespace {

using ::testing::ElementsAre;

constexpr char kMap[] = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"kind":"boundary"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},
 {"type":"Feature","properties":{"name":"North"},"geometry":{"type":"Polygon","coordinates":[[[0,1],[2,1],[2,2],[0,2],[0,1]]]}},
 {"type":"Feature","properties":{"name":"South"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,1],[0,1],[0,0]]]}}]})";

communities::Community Town(const std::string& name = "Riverbend") {
  communities::Community c;
  c.name = name;
  c.kind = "city";
  c.place = "Ohio";
  c.summary = "A river town.";
  c.time_zone = "UTC";
  c.languages = {"en", "es"};
  return c;
}

Organization Police(const std::string& name = "Riverbend Police") {
  Organization o;
  o.name = name;
  o.kind = "police_agency";
  o.languages = {"en"};
  o.offers = {"foot patrol"};
  o.contact_email = "desk@police.example.org";
  return o;
}

class CommunitiesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    communities_ = std::make_unique<Communities>(db(), world_.clock, world_.random);
  }

  communities::Community Made(const std::string& name = "Riverbend") {
    auto made = communities_->Create(Town(name), "system");
    EXPECT_TRUE(made) << (made ? "" : made.error().key);
    return made ? *made : communities::Community();
  }
  int64_t Entries(const std::string& community, const std::string& action) {
    EXPECT_TRUE(journal::LinkAll(db()));
    return *db().Read([&](db::Session& s) -> Result<int64_t> {
      return s.One("SELECT COUNT(*) FROM journal_entry WHERE community_id = :c AND action = :a", community, action)
          ->Int(0);
    });
  }

  std::unique_ptr<Communities> communities_;
};

TEST_P(CommunitiesTest, KeepsWhatIsSaidOfACommunity) {
  const auto made = Made();
  EXPECT_EQ(made.slug, "riverbend");
  EXPECT_EQ(made.state, "preparing");
  const auto found = communities_->Find("riverbend");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, made.id);
  EXPECT_EQ(found->name, "Riverbend");
  EXPECT_EQ(found->place, "Ohio");
  EXPECT_EQ(found->summary, "A river town.");
  EXPECT_EQ(found->time_zone, "UTC");
  EXPECT_THAT(found->languages, ElementsAre("en", "es"));
  EXPECT_FALSE(found->center);
  EXPECT_EQ(communities_->Find("nowhere").error().kind, ErrorKind::kNotFound);
}

TEST_P(CommunitiesTest, GivesEachASlugOfItsOwn) {
  EXPECT_EQ(Made().slug, "riverbend");
  EXPECT_EQ(Made().slug, "riverbend-2");
  EXPECT_EQ(Made("???").slug, "community");
  EXPECT_EQ(Made("New").slug, "new-2") << "/hub/communities/new is a page";
  EXPECT_EQ(Made("Hub").slug, "hub-2") << "the hub's own chain is called so";
  auto asked = Town();
  asked.slug = "riverbend";
  EXPECT_EQ(communities_->Create(asked, "system").error().key, "communities.error.slug_taken");
  asked.slug = "../etc";
  EXPECT_EQ(communities_->Create(asked, "system").error().key, "communities.error.slug");
}

TEST_P(CommunitiesTest, RefusesWhatIsNotThereAndNamesTheField) {
  auto bad = Town();
  bad.name = " ";
  bad.kind = "kingdom";
  bad.place = "";
  bad.time_zone = "../../etc/passwd";
  bad.languages = {"en", "<script>"};
  std::vector<std::string> fields;
  for (const auto& fault : Check(bad)) fields.push_back(fault.field);
  EXPECT_THAT(fields, ElementsAre("name", "kind", "place", "time_zone", "languages"));
  const auto refused = communities_->Create(bad, "system");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(refused.error().params.at("field"), "name");
  EXPECT_TRUE(communities_->All()->empty());
}

TEST_P(CommunitiesTest, EditsJournalOnlyWhatChanged) {
  auto c = Made();
  ASSERT_TRUE(communities_->Edit(c, "system"));
  EXPECT_EQ(Entries(c.id.ToString(), "communities.community.edit"), 0);
  c.name = "Rivermouth";
  ASSERT_TRUE(communities_->Edit(c, "system"));
  EXPECT_EQ(communities_->Find("riverbend")->name, "Rivermouth");
  EXPECT_EQ(Entries(c.id.ToString(), "communities.community.edit"), 1);
  EXPECT_EQ(Entries(c.id.ToString(), "communities.community.create"), 1);
  EXPECT_EQ(Entries(journal::kHub, "communities.community.create"), 1);
}

TEST_P(CommunitiesTest, OpensAndCloses) {
  const auto c = Made();
  EXPECT_FALSE(communities_->FindCommunity("riverbend")->open);
  ASSERT_TRUE(communities_->SetState(c.id, "open", "system"));
  EXPECT_TRUE(communities_->FindCommunity("riverbend")->open) << "what was written here is seen at once";
  ASSERT_TRUE(communities_->SetState(c.id, "closed", "system"));
  EXPECT_FALSE(communities_->Community(c.id)->open);
  EXPECT_EQ(communities_->SetState(c.id, "burnt", "system").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(Entries(c.id.ToString(), "communities.community.open"), 1);
  EXPECT_EQ(Entries(c.id.ToString(), "communities.community.close"), 1);
}

TEST_P(CommunitiesTest, TakesAMapAndKeepsTheIdsOfDistrictsThatStay) {
  const auto c = Made();
  ASSERT_TRUE(communities_->SetMap(c.id, kMap, "system"));
  const auto found = communities_->Find("riverbend");
  ASSERT_TRUE(found->center);
  EXPECT_DOUBLE_EQ(found->center->latitude, 1);
  EXPECT_DOUBLE_EQ(found->center->longitude, 1);
  const auto first = *communities_->Districts(c.id);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].slug, "north");
  EXPECT_EQ(first[1].name, "South");

  std::string moved = kMap;
  moved.replace(moved.find("South"), 5, "Docks");
  ASSERT_TRUE(communities_->SetMap(c.id, moved, "system"));
  const auto second = *communities_->Districts(c.id);
  EXPECT_EQ(second[0].id, first[0].id);
  EXPECT_NE(second[1].id, first[1].id);
  EXPECT_EQ(second[1].slug, "docks");

  ASSERT_TRUE(communities_->SetMap(c.id, moved, "system")) << "the same map again changes nothing";
  EXPECT_EQ(Entries(c.id.ToString(), "communities.map.replace"), 2);
  const auto refused = communities_->SetMap(c.id, "{}", "system");
  EXPECT_EQ(refused.error().key, "communities.map.error.not_geojson");
  EXPECT_EQ(communities_->Districts(c.id)->size(), 2u);
}

TEST_P(CommunitiesTest, KeepsWhatAnOrganizationSays) {
  const auto c = Made();
  ASSERT_TRUE(communities_->SetMap(c.id, kMap, "system"));
  auto wanted = Police();
  wanted.service_area = {"north"};
  wanted.website = "https://police.example.org/";
  const auto added = communities_->AddOrganization(c.id, wanted, "system");
  ASSERT_TRUE(added) << added.error().key;
  auto found = communities_->FindOrganization(c.id, "riverbend-police");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->service_area, ElementsAre("north"));
  EXPECT_THAT(found->offers, ElementsAre("foot patrol"));
  EXPECT_EQ(found->contact_email, "desk@police.example.org");
  ASSERT_EQ(communities_->OrganizationsOf(c.id).size(), 1u);

  found->name = "Riverbend Police Department";
  found->slug = "something-else";  // an address stays
  ASSERT_TRUE(communities_->EditOrganization(c.id, *found, "system"));
  EXPECT_EQ(communities_->FindOrganization(c.id, "riverbend-police")->name, "Riverbend Police Department");
  ASSERT_TRUE(communities_->EndOrganization(c.id, found->id, "system"));
  EXPECT_TRUE(communities_->Organizations(c.id)->empty());
  EXPECT_TRUE(communities_->OrganizationsOf(c.id).empty());
  EXPECT_EQ(communities_->FindOrganization(c.id, "riverbend-police")->state, "ended") << "its page stays";
  EXPECT_EQ(communities_->EditOrganization(c.id, *found, "system").error().key, "communities.error.ended");
  EXPECT_EQ(Entries(c.id.ToString(), "communities.organization.end"), 1);
}

TEST_P(CommunitiesTest, RefusesWhatAnOrganizationCannotBe) {
  const auto c = Made();
  Organization bad = Police("");
  bad.kind = "militia";
  bad.service_area = {"north"};
  bad.contact_email = "desk";
  bad.contact_phone = "call me";
  bad.website = "javascript:alert(1)";
  std::vector<std::string> fields;
  for (const auto& fault : Check(bad, {})) fields.push_back(fault.field);
  EXPECT_THAT(fields, ElementsAre("name", "kind", "service_area", "contact_email", "contact_phone", "website"));
  EXPECT_FALSE(communities_->AddOrganization(c.id, bad, "system"));
  EXPECT_TRUE(communities_->Organizations(c.id)->empty());
}

TEST_P(CommunitiesTest, NothingIsReachedThroughAnotherCommunity) {
  const auto one = Made(), other = Made("Cedar");
  ASSERT_TRUE(communities_->SetMap(one.id, kMap, "system"));
  auto police = *communities_->AddOrganization(one.id, Police(), "system");
  EXPECT_EQ(communities_->FindOrganization(other.id, police.slug).error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(communities_->Organizations(other.id)->empty());
  EXPECT_TRUE(communities_->Districts(other.id)->empty());
  EXPECT_TRUE(communities_->OrganizationsOf(other.id).empty());
  police.name = "Taken over";
  EXPECT_EQ(communities_->EditOrganization(other.id, police, "system").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(communities_->EndOrganization(other.id, police.id, "system").error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(communities_->SetMap(other.id, kMap, "system"));
  EXPECT_NE(communities_->Districts(other.id)->at(0).id, communities_->Districts(one.id)->at(0).id);
  EXPECT_EQ(communities_->FindOrganization(one.id, police.slug)->name, "Riverbend Police");
  EXPECT_EQ(communities_->FindOrganization(one.id, police.slug)->state, "active");
  // The same slug may stand in both.
  EXPECT_EQ(communities_->AddOrganization(other.id, Police(), "system")->slug, police.slug);
}

TEST_P(CommunitiesTest, AnotherProcessesWritesAreSeenWithinFiveSeconds) {
  const auto c = Made();
  EXPECT_FALSE(communities_->FindCommunity("riverbend")->open);
  Communities elsewhere(db(), world_.clock, world_.random);
  world_.clock.Advance(milliseconds(10));
  ASSERT_TRUE(elsewhere.SetState(c.id, "open", "system"));
  const uint64_t version = communities_->Version();
  world_.clock.Advance(milliseconds(5001));
  EXPECT_TRUE(communities_->FindCommunity("riverbend")->open);
  EXPECT_GT(communities_->Version(), version) << "pages that are kept must go";
  const uint64_t after = communities_->Version();
  world_.clock.Advance(milliseconds(60'000));
  communities_->FindCommunity("riverbend");
  EXPECT_EQ(communities_->Version(), after) << "nothing changed: they may stay";
}

TEST_P(CommunitiesTest, AnnouncesItsChanges) {
  Made();
  const auto tail = *db().Read([](db::Session& s) -> Result<db::Tail> { return db::ReadAfter(s, "", 10); });
  ASSERT_EQ(tail.changes.size(), 1u);
  EXPECT_EQ(tail.changes[0].topic, "communities");
}

TEST(TimeZones, AreThoseOfTheMachine) {
  EXPECT_TRUE(IsTimeZone("UTC"));
  for (const char* bad : {"", "/etc/passwd", "../zoneinfo/UTC", "America//New_York", "America/", "zone1970.tab",
                          "Mars/Base", "America", "posix/UTC"}) {
    EXPECT_FALSE(IsTimeZone(bad)) << bad;
  }
  const auto names = TimeZoneNames();
  for (const auto& name : names) EXPECT_TRUE(IsTimeZone(name)) << name;
  CONCORD_NEEDS(IsTimeZone("America/New_York"), "this machine has no tzdata");
  EXPECT_THAT(names, ::testing::Contains("America/New_York"));
}

CONCORD_ON_BOTH_ENGINES(CommunitiesTest);

}  // namespace
}  // namespace concord::communities
