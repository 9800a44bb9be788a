// The pages as people meet them: through the routes, with their guards, in both languages.
#include <gmock/gmock.h>

#include "base/testing/databases.h"
#include "communities_embedded.h"
#include "features/communities/routes.h"
#include "html_embedded.h"

namespace concord::communities {
namespace {

using accounts::Role;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kDrawnMap[] = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"kind":"boundary"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}},
 {"type":"Feature","properties":{"name":"North <b>"},"geometry":{"type":"Polygon","coordinates":[[[0,1],[2,1],[2,2],[0,2],[0,1]]]}}]})";

class PagesTest : public testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    std::vector<embed::File> files;
    for (const auto& file : html::embedded::Files()) files.push_back(file);
    for (const auto& file : embedded::Files()) files.push_back(file);
    auto catalog = i18n::Catalog::Load(files, {{"en", "English"}, {"es", "Español"}});
    ASSERT_TRUE(catalog) << catalog.error().cause;
    catalog_ = std::move(*catalog);
    std::set<std::string> used = views::TemplateNames();
    for (const auto& name : html::Frame::TemplateNames()) used.insert(name);
    auto templates = html::Templates::Load(files, used, *catalog_);
    ASSERT_TRUE(templates) << templates.error().cause;
    templates_ = std::move(*templates);
    const auto asset = [](std::string_view name) { return "/assets/" + std::string(name); };
    frame_ = std::make_unique<html::Frame>(*templates_, *catalog_, hub_, std::vector<html::NavEntry>(),
                                           std::vector<html::PageMeta::LinkTag>(), asset);
    guards_ = std::make_unique<accounts::Guards>(
        [this](const http::Request& q, unsigned status) { return frame_->ErrorPage(q, status); });
    communities_ = std::make_unique<Communities>(db(), world_.clock, world_.random);
    PageDeps deps{*communities_, *guards_, *frame_, hub_, world_.clock, world_.log, asset};
    deps.people = [this](const CommunityId&) -> Result<std::map<OrganizationId, int64_t>> { return people_; };
    deps.home_sections.push_back({[](const http::Request&, const accounts::Place& place) {
      return html::Safe{"<section>Heard in " + html::Escape(place.name) + "</section>"};
    }});
    BindCommunities(router_, deps);
    Fill();
  }

  void Fill() {
    communities::Community town;
    town.name = "Riverbend";
    town.kind = "city";
    town.place = "Ohio & <elsewhere>";
    town.time_zone = "UTC";
    town.languages = {"en"};
    town_ = *communities_->Create(town, "system");
    ASSERT_TRUE(communities_->SetMap(town_.id, kDrawnMap, "system"));
    Organization police;
    police.name = "Police <script>";
    police.kind = "police_agency";
    police.languages = {"en", "so"};
    police.offers = {"foot patrol"};
    police.contact_email = "desk@police.example.org";
    police.contact_phone = "+1 (419) 555-0110";
    police.website = "https://police.example.org/";
    police_ = *communities_->AddOrganization(town_.id, police, "system");
    Organization pantry;
    pantry.name = "Bread for All";
    pantry.kind = "nonprofit";
    pantry.offers = {"food pantry", "=HYPERLINK(\"x\")"};
    pantry.service_area = {"north-b"};
    pantry_ = *communities_->AddOrganization(town_.id, pantry, "system");
    town.name = "Cedar";
    other_ = *communities_->Create(town, "system");
    ASSERT_TRUE(communities_->SetState(town_.id, "open", "system"));
    ASSERT_TRUE(communities_->SetState(other_.id, "open", "system"));
  }

  // Someone with that role in the police of Riverbend, or on the hub.
  accounts::Caller As(Role role) const {
    accounts::Caller caller;
    caller.id = accounts::AccountId::New(world_.clock, const_cast<SeededRandom&>(world_.random));
    caller.name = "Ada";
    caller.second_factor = true;
    if (accounts::IsHubRole(role)) {
      caller.hub_roles = {role};
    } else {
      caller.memberships = {{town_.id, police_.id, role}};
    }
    return caller;
  }

  http::Response Ask(const std::string& target, std::optional<accounts::Caller> caller = {},
                     std::optional<http::Pairs> form = {}, std::vector<http::Upload> uploads = {}) {
    http::Request q;
    q.method = form ? http::Method::kPost : http::Method::kGet;
    q.target = target;
    const size_t mark = target.find('?');
    q.path = target.substr(0, mark);
    if (mark != std::string::npos) q.query = http::ParseForm(target.substr(mark + 1));
    if (form) q.form = std::move(*form);
    q.uploads = std::move(uploads);
    const auto match = router_.Find(q.method, q.path);
    if (!match.route) return http::Response::Text("no route", 599);
    q.params = match.params;
    auto visit = std::make_shared<accounts::Visit>();
    visit->caller = std::move(caller);
    visit->place = communities_->FindCommunity(q.params.Get("community"));
    q.visitor = visit;
    if (match.route->guard.check) {
      if (auto refused = match.route->guard.check(q)) return *refused;
    }
    return match.route->handler(q);
  }

  static http::Pairs Typed(std::vector<std::pair<std::string, std::string>> fields) {
    http::Pairs form;
    for (auto& [name, value] : fields) form.Add(name, value);
    return form;
  }

  Config::Hub hub_;
  std::unique_ptr<i18n::Catalog> catalog_;
  std::unique_ptr<html::Templates> templates_;
  std::unique_ptr<html::Frame> frame_;
  std::unique_ptr<accounts::Guards> guards_;
  std::unique_ptr<Communities> communities_;
  http::Router router_;
  std::map<OrganizationId, int64_t> people_;
  std::set<accounts::CommunityId> administered_;
  communities::Community town_, other_;
  Organization police_, pantry_;
};

TEST_P(PagesTest, EveryPageIsThereInBothLanguages) {
  const auto admin = As(Role::kHubAdmin);
  for (const std::string target :
       {"/communities", "/communities?q=nothing", "/hub/communities", "/hub/communities/new", "/c/riverbend",
        "/c/riverbend/organizations", "/c/riverbend/organizations?kind=nonprofit&language=so",
        "/c/riverbend/organizations/police-script", "/c/riverbend/organizations/new",
        "/c/riverbend/organizations/police-script/edit", "/c/riverbend/organizations/police-script/end",
        "/c/riverbend/districts/north-b", "/c/riverbend/settings", "/c/riverbend/settings/map",
        "/c/riverbend/setup/map", "/c/riverbend/setup/organizations", "/c/riverbend/setup/people",
        "/c/riverbend/setup/open", "/c/cedar"}) {
    for (const char* language : {"en", "es"}) {
      const auto page = Ask(target + (target.find('?') == std::string::npos ? "?lang=" : "&lang=") + language, admin);
      EXPECT_EQ(page.status, 200u) << target;
      EXPECT_THAT(page.body, AllOf(Not(HasSubstr("[communities.")), Not(HasSubstr("<script>\n")),
                                   Not(HasSubstr("<elsewhere>")), Not(HasSubstr(" style=\"")), HasSubstr("<h1>")))
          << target;
      EXPECT_THAT(page.body, Not(HasSubstr("Police <script>"))) << target;
      EXPECT_THAT(page.body, Not(HasSubstr("{{"))) << target;
    }
  }
}

TEST_P(PagesTest, TheHomePageSaysWhoServesHereAndHowToReachThem) {
  const auto page = Ask("/c/riverbend").body;
  EXPECT_THAT(page, HasSubstr("href=\"tel:+14195550110\""));
  EXPECT_THAT(page, HasSubstr("href=\"mailto:desk@police.example.org\""));
  EXPECT_THAT(page, HasSubstr("href=\"/c/riverbend/organizations/bread-for-all\""));
  EXPECT_THAT(page, HasSubstr("href=\"/c/riverbend/districts/north-b\""));
  EXPECT_THAT(page, HasSubstr("<title>North &lt;b&gt;</title>"));
  EXPECT_THAT(page, HasSubstr("data-map=\"/c/riverbend/districts.geojson?for=map\""));
  EXPECT_THAT(page, HasSubstr("<section>Heard in Riverbend</section>"));
  EXPECT_THAT(page, HasSubstr("/c/riverbend/journal"));
  EXPECT_THAT(page, Not(HasSubstr("/settings"))) << "a visitor cannot change anything";
}

TEST_P(PagesTest, TheDirectoryFindsByNamePlaceAndKind) {
  EXPECT_THAT(Ask("/communities").body, AllOf(HasSubstr("Riverbend"), HasSubstr("Cedar"), HasSubstr("2 communities")));
  EXPECT_THAT(Ask("/communities?q=RIVER").body, AllOf(HasSubstr("1 community"), Not(HasSubstr("/c/cedar"))));
  EXPECT_THAT(Ask("/communities?q=ohio&kind=county").body, HasSubstr("0 communities"));
  EXPECT_THAT(Ask("/communities?kind=%3Cb%3E").body, HasSubstr("2 communities"));
  ASSERT_TRUE(communities_->SetState(other_.id, "closed", "system"));
  EXPECT_THAT(Ask("/communities").body, Not(HasSubstr("Cedar")));
  EXPECT_THAT(Ask("/communities.csv").body, AllOf(HasSubstr("riverbend,Riverbend,city"), Not(HasSubstr("Cedar"))));
  EXPECT_THAT(Ask("/communities").body, HasSubstr("c-map__area")) << "alone on the map it shows its boundary";
  EXPECT_THAT(Ask("/communities.geojson?for=map").body, HasSubstr("Polygon"));
  EXPECT_THAT(Ask("/communities.geojson").body,
              AllOf(HasSubstr("\"coordinates\":[1.0,1.0]"), HasSubstr("/c/riverbend"), Not(HasSubstr("Cedar"))));
}

TEST_P(PagesTest, OrganizationsAreFoundByWhatTheyOfferLanguageAndDistrict) {
  const std::string list = "/c/riverbend/organizations";
  const auto bread = HasSubstr("href=\"/c/riverbend/organizations/bread-for-all\"");
  const auto police = HasSubstr("href=\"/c/riverbend/organizations/police-script\"");
  EXPECT_THAT(Ask(list).body, AllOf(bread, police));
  EXPECT_THAT(Ask(list + "?q=pantry").body, AllOf(bread, Not(police)));
  EXPECT_THAT(Ask(list + "?language=so").body, AllOf(Not(bread), police));
  EXPECT_THAT(Ask(list + "?district=north-b").body, AllOf(bread, police)) << "the police serve every district";
  EXPECT_THAT(Ask(list + "?kind=school").body, AllOf(bread, police)) << "a kind that is not here narrows nothing";
  const auto csv = Ask(list + ".csv?q=pantry").body;
  EXPECT_THAT(csv, AllOf(HasSubstr("Bread for All"), Not(HasSubstr("Police")), Not(HasSubstr(",=HYPER"))));
}

TEST_P(PagesTest, AClosedCommunityIsNotThereForOthers) {
  ASSERT_TRUE(communities_->SetState(town_.id, "closed", "system"));
  for (const char* target : {"/c/riverbend", "/c/riverbend/organizations", "/c/riverbend/organizations.csv",
                             "/c/riverbend/organizations/police-script", "/c/riverbend/districts/north-b",
                             "/c/riverbend/districts.geojson", "/c/riverbend/districts"}) {
    EXPECT_EQ(Ask(target).status, 404u) << target;
  }
  EXPECT_EQ(Ask("/c/riverbend", As(Role::kMember)).status, 200u);
  EXPECT_EQ(Ask("/c/riverbend", As(Role::kHubAdmin)).status, 200u);
}

TEST_P(PagesTest, WhatBelongsToAnotherCommunityIsNotFound) {
  const auto admin = As(Role::kHubAdmin);
  for (const char* target : {"/c/cedar/organizations/police-script", "/c/cedar/organizations/police-script/edit",
                             "/c/cedar/organizations/police-script/end", "/c/cedar/districts/north-b", "/c/nowhere"}) {
    EXPECT_EQ(Ask(target, admin).status, 404u) << target;
  }
  EXPECT_EQ(Ask("/c/cedar/organizations/police-script/end", admin, Typed({})).status, 404u);
  EXPECT_EQ(Ask("/c/cedar/organizations/police-script/edit", admin, Typed({{"name", "x"}, {"kind", "other"}})).status,
            404u);
  EXPECT_EQ(communities_->FindOrganization(town_.id, "police-script")->state, "active");
}

TEST_P(PagesTest, AFormWithFaultsComesBackFilledInWithEachAtItsField) {
  const auto page = Ask("/hub/communities/new", As(Role::kHubAdmin),
                        Typed({{"name", ""},
                               {"kind", "county"},
                               {"place", "Iowa"},
                               {"summary", "Kept words"},
                               {"time_zone", "Mars/Base"},
                               {"languages", "vi"}}));
  EXPECT_EQ(page.status, 422u);
  EXPECT_THAT(page.body, HasSubstr("href=\"#name\""));
  EXPECT_THAT(page.body, HasSubstr("id=\"name-error\""));
  EXPECT_THAT(page.body, HasSubstr("id=\"time_zone-error\""));
  EXPECT_THAT(page.body, HasSubstr("value=\"Iowa\""));
  EXPECT_THAT(page.body, HasSubstr("Kept words</textarea>"));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"county\" selected>"));
  EXPECT_THAT(page.body, HasSubstr("value=\"vi\" checked"));
  EXPECT_EQ(communities_->All()->size(), 2u);
}

TEST_P(PagesTest, AHubAdminSetsACommunityUpStepByStep) {
  const auto admin = As(Role::kHubAdmin);
  const auto made = Ask("/hub/communities/new", admin,
                        Typed({{"name", "Mill City"},
                               {"kind", "city"},
                               {"place", "Iowa"},
                               {"time_zone", "UTC"},
                               {"languages", "en"},
                               {"languages", "es"}}));
  ASSERT_EQ(made.status, 303u);
  EXPECT_EQ(made.headers.Get("Location"), "/c/mill-city/setup/map");
  EXPECT_EQ(Ask("/c/mill-city/setup", admin).headers.Get("Location"), "/c/mill-city/setup/map");

  // A map is shown before it is kept.
  const auto preview =
      Ask("/c/mill-city/setup/map", admin, Typed({}), {{"file", "map.geojson", "application/json", kDrawnMap}});
  EXPECT_EQ(preview.status, 200u);
  EXPECT_THAT(preview.body, AllOf(HasSubstr("name=\"keep\""), HasSubstr("North &lt;b&gt;")));
  EXPECT_FALSE(communities_->Find("mill-city")->center);
  const auto kept = Ask("/c/mill-city/setup/map", admin, Typed({{"keep", "1"}, {"geojson", kDrawnMap}}));
  EXPECT_EQ(kept.headers.Get("Location"), "/c/mill-city/setup/organizations");
  EXPECT_TRUE(communities_->Find("mill-city")->center);

  EXPECT_EQ(Ask("/c/mill-city/setup", admin).headers.Get("Location"), "/c/mill-city/setup/organizations");
  EXPECT_THAT(Ask("/c/mill-city/setup/organizations", admin).body, HasSubstr("organizations/new?kind=police_agency"));
  const auto added = Ask("/c/mill-city/organizations/new", admin,
                         Typed({{"name", "Mill Police"},
                                {"kind", "police_agency"},
                                {"offers", "walks\nhelp"},
                                {"website", "mill.example.org"}}));
  EXPECT_EQ(added.headers.Get("Location"), "/c/mill-city/setup/organizations");
  const auto mill = *communities_->Find("mill-city");
  const auto police = communities_->FindOrganization(mill.id, "mill-police");
  ASSERT_TRUE(police);
  EXPECT_EQ(police->website, "https://mill.example.org");
  EXPECT_EQ(police->offers.size(), 2u);

  EXPECT_EQ(Ask("/c/mill-city/setup", admin).headers.Get("Location"), "/c/mill-city/setup/people");
  EXPECT_THAT(Ask("/c/mill-city/setup/people", admin).body, HasSubstr("/c/mill-city/organizations/mill-police/people"));
  people_[police->id] = 1;
  EXPECT_EQ(Ask("/c/mill-city/setup", admin).headers.Get("Location"), "/c/mill-city/setup/open");
  EXPECT_EQ(Ask("/c/mill-city").status, 404u);
  EXPECT_EQ(Ask("/c/mill-city/settings/state", admin, Typed({{"state", "open"}})).headers.Get("Location"),
            "/c/mill-city");
  EXPECT_EQ(Ask("/c/mill-city").status, 200u);
}

TEST_P(PagesTest, AMapThatCannotBeReadSaysWhyAndKeepsWhatWasTyped) {
  const std::string typed = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})";
  const auto page = Ask("/c/riverbend/settings/map", As(Role::kCommunityAdmin), Typed({{"geojson", typed}}));
  EXPECT_EQ(page.status, 422u);
  EXPECT_THAT(page.body, HasSubstr("Feature 1, outline 1 is not closed"));
  EXPECT_THAT(page.body, HasSubstr("{&quot;type&quot;:&quot;Polygon&quot;"));
}

TEST_P(PagesTest, OneEditsOnlyWhatOneMay) {
  const auto commander = As(Role::kCommander), member = As(Role::kMember), admin = As(Role::kCommunityAdmin);
  const std::string own = "/c/riverbend/organizations/police-script",
                    another = "/c/riverbend/organizations/bread-for-all";
  EXPECT_EQ(Ask(own + "/edit", commander).status, 200u);
  EXPECT_EQ(Ask(another + "/edit", commander).status, 403u);
  EXPECT_EQ(Ask(another + "/edit", commander, Typed({{"name", "Mine"}})).status, 403u);
  EXPECT_EQ(Ask(own + "/edit", member).status, 403u);
  EXPECT_EQ(Ask(another + "/edit", admin).status, 200u);
  EXPECT_EQ(Ask("/c/riverbend/settings", commander).status, 403u);
  EXPECT_EQ(Ask("/c/cedar/settings", admin).status, 403u);
  EXPECT_EQ(Ask("/c/riverbend/settings/state", admin, Typed({{"state", "closed"}})).status, 403u);
  EXPECT_EQ(Ask("/hub/communities", admin).status, 403u);
  EXPECT_EQ(Ask("/hub/communities").status, 303u) << "led to signing in";
}

// What an organization is decides which roles its people can have.
TEST_P(PagesTest, AnOrganizationsOwnPeopleCannotChangeItsKind) {
  const std::string edit = "/c/riverbend/organizations/police-script/edit";
  EXPECT_THAT(Ask(edit, As(Role::kCommander)).body, Not(HasSubstr("name=\"kind\"")));
  EXPECT_EQ(Ask(edit, As(Role::kCommander), Typed({{"name", "Police"}, {"kind", "oversight_body"}})).status, 303u);
  EXPECT_EQ(communities_->FindOrganization(town_.id, "police-script")->kind, "police_agency");
  EXPECT_EQ(communities_->FindOrganization(town_.id, "police-script")->name, "Police");
}

TEST_P(PagesTest, TodayTellsWhoLooksAfterThingsWhatIsMissing) {
  const auto source = Today(
      *communities_, *catalog_,
      [this](const CommunityId&) -> Result<std::map<OrganizationId, int64_t>> { return people_; },
      [this]() -> Result<std::set<accounts::CommunityId>> { return administered_; });
  people_[police_.id] = 3;
  administered_ = {town_.id, other_.id};
  auto admin = As(Role::kCommunityAdmin);
  const auto items = source({admin, "en", communities_->FindCommunity("riverbend")});
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0].text, "Bread for All does not say how to reach it");
  EXPECT_EQ(items[0].href, "/c/riverbend/organizations/bread-for-all/edit");
  EXPECT_EQ(items[1].href, "/c/riverbend/organizations/bread-for-all/people");
  auto member = As(Role::kMember);
  EXPECT_TRUE(source({member, "en", communities_->FindCommunity("riverbend")}).empty());

  ASSERT_TRUE(communities_->SetState(other_.id, "preparing", "system"));
  auto hub = As(Role::kHubAdmin);
  const auto waiting = source({hub, "es", std::nullopt});
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].text, "Cedar sigue en preparación");
  EXPECT_THAT(waiting[0].detail, HasSubstr("un mapa"));
  EXPECT_EQ(waiting[0].href, "/c/cedar/setup");

  administered_ = {};
  const auto alone = source({hub, "en", std::nullopt});
  ASSERT_EQ(alone.size(), 2u);  // the one that is being prepared is not told twice
  EXPECT_EQ(alone[1].text, "Riverbend has no community admin");
  EXPECT_EQ(alone[1].href, "/c/riverbend/organizations");
  EXPECT_TRUE(source({member, "en", std::nullopt}).empty());
}

TEST_P(PagesTest, TodayOfANewHubBeginsWithACommunity) {
  db().Write([](db::Transaction& t) -> Status {
    for (const char* table : {"communities_organization", "communities_district", "communities_community"}) {
      t.Execute(std::string("DELETE FROM ") + table);
    }
    return {};
  });
  const auto source = Today(
      *communities_, *catalog_,
      [this](const CommunityId&) -> Result<std::map<OrganizationId, int64_t>> { return people_; },
      [this]() -> Result<std::set<accounts::CommunityId>> { return administered_; });
  auto hub = As(Role::kHubAdmin);
  const auto items = source({hub, "en", std::nullopt});
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].href, "/hub/communities/new");
}

CONCORD_ON_BOTH_ENGINES(PagesTest);

}  // namespace
}  // namespace concord::communities
