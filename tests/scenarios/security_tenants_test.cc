// Communities are apart: what belongs to one is neither read nor written through another's address, by anyone, and
// nothing of its people stands in a page that others see.
#include <gmock/gmock.h>

#include <algorithm>

#include "features/communities/communities.h"
#include "tests/scenarios/form_walk.h"
#include "tests/scenarios/route_walk.h"

namespace concord::scenarios {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void ReplaceAll(std::string& text, const std::string& what, const std::string& with) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

class SecurityTenants : public ::testing::Test {
 protected:
  // Rows that the community owns, of every table that has such.
  std::map<std::string, std::string> Rows(const Side& side) {
    std::map<std::string, std::string> all;
    const Status read = town_.web().hub().database->Read([&](db::Session& session) -> Status {
      for (const auto& table : session.Query(
               "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'community_id'"
               " WHERE m.type = 'table' ORDER BY m.name")) {
        if (table.Text(0).starts_with("journal_")) continue;
        std::string& rows = all[table.Text(0)];
        for (const auto& row : session.Query(
                 "SELECT * FROM " + table.Text(0) + " WHERE community_id = :c ORDER BY 1, 2, 3", side.id.ToString())) {
          for (const auto& column : row.columns) {
            if (const auto* text = std::get_if<std::string>(&column)) rows += *text;
            if (const auto* number = std::get_if<int64_t>(&column)) rows += std::to_string(*number);
            if (const auto* real = std::get_if<double>(&column)) rows += std::to_string(*real);
            rows += '|';
          }
          rows += '\n';
        }
      }
      return {};
    });
    EXPECT_TRUE(read) << read.error().cause;
    return all;
  }
  Town town_;
};

// Every record of one community under the other's address: not there, for its own people and for the hub's admin alike.
TEST_F(SecurityTenants, ARecordOfAnotherCommunityIsNotThere) {
  // The other community's records need names of their own, or the address would find one's own.
  auto& communities = *town_.web().hub().communities;
  communities::Organization only_there;
  only_there.name = "Otherton Only Shelter";
  only_there.kind = "nonprofit";
  const auto organization = communities.AddOrganization(town_.other.id, only_there, "system");
  ASSERT_TRUE(organization);
  ASSERT_TRUE(communities.SetMap(town_.other.id, MapWith("Otherton Harbor"), "system"));
  const auto districts = communities.Districts(town_.other.id);
  ASSERT_TRUE(districts);
  const auto list = town_.web().hub().lists->Create(
      {library::lists::Owner::Kind::kCommunity, town_.other.id.ToString()},
      {"Otherton Only Shelter reading", "", library::lists::Visibility::kPublic}, {}, "system");
  ASSERT_TRUE(list);
  Side mixed = town_.own;
  mixed.list = list->slug;
  mixed.police = organization->slug;
  mixed.district = districts->at(0).slug;

  const auto before = Rows(town_.other);
  int asked = 0;
  for (const auto& route : town_.web().site().router.routes()) {
    const std::string& pattern = route->pattern;
    const bool names_a_record = pattern.find("/:organization") != std::string::npos ||
                                pattern.find("/:district") != std::string::npos ||
                                pattern.find("/:list") != std::string::npos;
    if (!pattern.starts_with("/c/:community") || !names_a_record) continue;
    std::string target = *TargetOf(*route, town_, mixed);
    if (target.find("/spare-") != std::string::npos) target = "/c/ownville/organizations/" + mixed.police + "/end";
    for (const Person* person : {&town_.own.people.at(accounts::Role::kCommunityAdmin), &town_.hub_admin}) {
      Browser browser = town_.SignedIn(*person);
      const Answer answer = route->method == http::Method::kGet ? browser.Get(target) : browser.Post(target);
      // A hub's admin has no say in identity providers, of whatever organization.
      const bool no_say = person == &town_.hub_admin && pattern.find("/sign-in-provider") != std::string::npos;
      if (LeadsToItsPage(*route, target, answer)) continue;
      EXPECT_EQ(answer.status, no_say ? 403 : 404) << NameOf(route->method) << " " << target << " for " << person->name;
      EXPECT_THAT(answer.body, Not(HasSubstr("Only Shelter"))) << target;
      EXPECT_THAT(answer.body, Not(HasSubstr("Harbor"))) << target;
      ++asked;
    }
  }
  EXPECT_GT(asked, 10);
  EXPECT_EQ(Rows(town_.other), before);
}

// Everyone of one community asks every address of the other, and sends every form there: nothing of it changes, and
// nothing that only its people know is told.
TEST_F(SecurityTenants, NothingIsToldOrWrittenThroughAnothersAddress) {
  const auto before = Rows(town_.own);
  const auto secrets = Town::SecretsOf(town_.own);
  for (const auto& route : town_.web().site().router.routes()) {
    if (!route->pattern.starts_with("/c/:community")) continue;
    for (const auto& [role, person] : town_.other.people) {
      std::string target = *TargetOf(*route, town_, town_.other);
      ReplaceAll(target, "otherton", "ownville");  // without a spare organization, which would count as a change
      Browser browser = town_.SignedIn(person);
      const Answer answer = route->method == http::Method::kGet
                                ? browser.Get(target)
                                : browser.Post(target, {{"name", "Changed by " + person.name},
                                                        {"kind", "nonprofit"},
                                                        {"role", "member"},
                                                        {"email", "x@example.org"}});
      for (const std::string& secret : secrets)
        EXPECT_THAT(answer.body, Not(HasSubstr(secret)))
            << NameOf(route->method) << " " << target << " for " << person.name;
    }
  }
  auto after = Rows(town_.own);
  EXPECT_EQ(after, before);
}

// A form of one's own community, sent with the other community's id, slug or organization in every field that holds
// one's own.
TEST_F(SecurityTenants, FieldsDoNotReachAcross) {
  const auto before = Rows(town_.other);
  Browser browser = town_.SignedIn(town_.own.people.at(accounts::Role::kCommunityAdmin));
  int sent = 0;
  for (const Page& page : Crawl(browser, StartsOf(town_))) {
    for (const Form& form : FormsOf(page.answer.body)) {
      if (form.method != "post" || form.action.find("sign-out") != std::string::npos) continue;
      Values changes = {{"community_id", town_.other.id.ToString()}, {"community", town_.other.slug},
                        {"id", town_.other.id.ToString()},           {"organization_id", town_.other.id.ToString()},
                        {"organization", town_.other.police},        {"state", "closed"}};
      for (const Field& field : form.fields) {
        if (field.type != "hidden" || field.name == "csrf") continue;
        std::string value = field.value;
        ReplaceAll(value, town_.own.id.ToString(), town_.other.id.ToString());
        ReplaceAll(value, "ownville", "otherton");
        changes.emplace_back(field.name, value);
      }
      if (form.action.find("/end") != std::string::npos || form.action.find("/delete") != std::string::npos) continue;
      EXPECT_LT(browser.Submit(form, changes, page.target).status, 500) << form.action;
      ++sent;
    }
  }
  EXPECT_GT(sent, 3);
  EXPECT_EQ(Rows(town_.other), before);
}

// What the public reads names nobody.
TEST_F(SecurityTenants, NoPublicPageNamesAPerson) {
  Browser nobody(town_.web());
  for (const Page& page : Crawl(nobody, StartsOf(town_))) {
    if (page.target == "/") continue;  // the demonstration's buttons name its people
    for (const Side* side : {&town_.own, &town_.other, &town_.hidden}) {
      for (const std::string& secret : Town::SecretsOf(*side))
        EXPECT_THAT(page.answer.body, Not(HasSubstr(secret))) << page.target;
    }
    EXPECT_THAT(page.answer.body, Not(HasSubstr("Hiddenham"))) << page.target;
  }
}

}  // namespace
}  // namespace concord::scenarios
