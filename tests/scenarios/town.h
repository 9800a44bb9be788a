// A hub with people in every role: two open communities of the same shape, and one that nobody may see yet. Each person
// is of a demonstration, so that a test signs in as them by one form. Every text that is not public is unlike all
// others, so that it is found wherever it leaks.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "features/accounts/accounts.h"
#include "tests/scenarios/browser.h"
#include "tests/scenarios/web_hub.h"

namespace concord::scenarios {

struct Person {
  std::string id, name, email;
  accounts::Role role = accounts::Role::kMember;
  std::string organization;  // its slug; empty: a role on the hub, or none at all
};

struct Side {
  std::string slug, name;
  accounts::CommunityId id;
  std::string police, oversight, partner;  // slugs of its organizations
  std::string district;
  std::string list;                         // a public reading list
  std::map<accounts::Role, Person> people;  // one for each role of a membership
  std::string review = "review";            // a self-review that is open
  std::string closed_review = "closed";     // one that is closed and published, with an action:
  std::string improvement = "action";
};

// The title of a reading list that only those who keep the community's lists may see.
std::string PrivateListOf(const Side& side);

// The title of a self-review that is a draft: only those who lead reviews there may see it.
std::string DraftReviewOf(const Side& side);

// Who looks at a page.
struct Viewer {
  enum class From { kNowhere, kOwn, kOther, kHub };
  std::string name;
  const Person* person = nullptr;  // nullptr: signed out
  From from = From::kNowhere;
  std::vector<accounts::Role> roles;
};

// A map of two districts, the first of that name (as it stands in JSON).
std::string MapWith(const std::string& name);

class Town {
 public:
  explicit Town(WebHub::Options options = {});  // throws std::runtime_error where something cannot be made
  const WebHub& web() const { return *web_; }
  WebHub& web() { return *web_; }

  Side own, other, hidden;  // hidden: still being prepared
  Person curator, hub_admin, outsider;

  // Nobody, everyone of `own` and `other`, the hub's, and one without any role.
  std::vector<Viewer> Viewers() const;
  Browser SignedIn(const Person& person) const;
  // What only people of that community may see: names and addresses of its people.
  static std::vector<std::string> SecretsOf(const Side& side);
  // Another organization of `own` that a test may end or change.
  std::string SpareOrganization();
  // Another account that a test may disable.
  std::string SpareAccount();
  // A document of the resource "walk", read and given out: the town's own, or another that a test may remove.
  const std::string& Document();
  std::string SpareDocument();

 private:
  Person MakePerson(const std::string& name, accounts::Role role);
  Side MakeSide(const std::string& slug, const std::string& place);
  std::string MakeReviews(const Side& side);
  void MakeClosedReview(Side& side);
  void Staff(Side& side, accounts::Role role, const std::string& organization);
  std::unique_ptr<WebHub> web_;
  int spares_ = 0;
  std::string document_;
};

}  // namespace concord::scenarios
