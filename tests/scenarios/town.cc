#include "tests/scenarios/town.h"

#include <stdexcept>

#include "features/communities/communities.h"
#include "features/selfreview/reviews/reviews.h"

namespace concord::scenarios {
namespace {

using accounts::Role;

constexpr char kActor[] = "system";
template <typename T>
T Must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().key + ": " + result.error().cause);
  return std::move(*result);
}
void Must(Status status) {
  if (!status) throw std::runtime_error(status.error().key + ": " + status.error().cause);
}

communities::Organization Named(const std::string& name, const std::string& kind) {
  communities::Organization organization;
  organization.name = name;
  organization.kind = kind;
  organization.languages = {"en"};
  return organization;
}

WebHub::Options ForDemonstration(WebHub::Options options) {
  options.demo = true;
  return options;
}

}  // namespace

std::string MapWith(const std::string& name) {
  const auto district = [](const std::string& called, const char* west, const char* east) {
    return R"({"type":"Feature","properties":{"name":")" + called +
           R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + west + ",40],[" + east + ",40],[" + east +
           ",41],[" + west + ",41],[" + west + ",40]]]}}";
  };
  return R"({"type":"FeatureCollection","features":[)" + district(name, "-90", "-89") + "," +
         district("South", "-89", "-88") + "]}";
}

std::string DraftReviewOf(const Side& side) { return "Drafted review of " + side.slug; }

std::string PrivateListOf(const Side& side) { return "Unpublished reading of " + side.slug; }

Town::Town(WebHub::Options options) : web_(std::make_unique<WebHub>(ForDemonstration(std::move(options)))) {
  own = MakeSide("ownville", "Ownville");
  other = MakeSide("otherton", "Otherton");
  hidden = MakeSide("hiddenham", "Hiddenham");
  auto& communities = *web_->hub().communities;
  for (const Side* side : {&own, &other}) Must(communities.SetState(side->id, "open", kActor));
  auto& people = *web_->hub().accounts;
  curator = MakePerson("Quincy Curator", Role::kCurator);
  Must(people.GiveHubRole(*accounts::AccountId::Parse(curator.id), Role::kCurator, kActor));
  hub_admin = MakePerson("Hedda Hubadmin", Role::kHubAdmin);
  Must(people.GiveHubRole(*accounts::AccountId::Parse(hub_admin.id), Role::kHubAdmin, kActor));
  outsider = MakePerson("Olga Outsider", Role::kMember);
}

Person Town::MakePerson(const std::string& name, Role role) {
  std::string address;
  for (const char c : name) {
    if (c != ' ') address += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  accounts::NewAccount wanted;
  wanted.name = name;
  wanted.email = address + "@people.example.org";
  wanted.demo = true;
  const auto account = Must(web_->hub().accounts->Create(wanted, kActor));
  return {account.id.ToString(), name, wanted.email, role, ""};
}

void Town::Staff(Side& side, Role role, const std::string& organization) {
  Person person = MakePerson("Pat " + std::string(accounts::NameOf(role)) + " of " + side.slug, role);
  person.organization = organization;
  const auto place = Must(web_->hub().communities->FindOrganization(side.id, organization));
  Must(web_->hub().accounts->Join(*accounts::AccountId::Parse(person.id), {side.id, place.id, role}, kActor));
  side.people.emplace(role, std::move(person));
}

Side Town::MakeSide(const std::string& slug, const std::string& place) {
  auto& communities = *web_->hub().communities;
  communities::Community wanted;
  wanted.slug = slug;
  wanted.name = place;
  wanted.kind = "city";
  wanted.place = place + ", Illinois";
  wanted.summary = "A city on a river.";
  wanted.time_zone = "America/Chicago";
  wanted.languages = {"en", "es"};
  wanted.demo = true;
  const auto made = Must(communities.Create(wanted, kActor));
  Must(communities.SetMap(made.id, MapWith("North"), kActor));

  Side side;
  side.slug = made.slug;
  side.name = place;
  side.id = made.id;
  side.police = Must(communities.AddOrganization(made.id, Named(place + " Police", "police_agency"), kActor)).slug;
  side.oversight =
      Must(communities.AddOrganization(made.id, Named(place + " Review Board", "oversight_body"), kActor)).slug;
  side.partner = Must(communities.AddOrganization(made.id, Named(place + " Food Pantry", "nonprofit"), kActor)).slug;
  side.district = Must(communities.Districts(made.id)).at(0).slug;
  using library::lists::Visibility;
  const library::lists::Owner owner{library::lists::Owner::Kind::kCommunity, made.id.ToString()};
  const std::string walk = Must(web_->hub().library->Find("walk")).id.ToString();
  side.list = Must(web_->hub().lists->Create(owner, {"Reading", "For all.", Visibility::kPublic},
                                             {{walk, "Begin here.", std::nullopt}}, kActor))
                  .slug;
  Must(web_->hub().lists->Create(owner, {PrivateListOf(side), "Not yet.", Visibility::kPrivate},
                                 {{walk, "", std::nullopt}}, kActor));
  side.review = MakeReviews(side);
  MakeClosedReview(side);
  for (const Role role : {Role::kOfficer, Role::kCommander, Role::kAnalyst}) Staff(side, role, side.police);
  Staff(side, Role::kOverseer, side.oversight);
  Staff(side, Role::kMember, side.partner);
  Staff(side, Role::kCommunityAdmin, side.oversight);
  return side;
}

// With answers of twelve officers.
void Town::MakeClosedReview(Side& side) {
  app::Hub& hub = web_->hub();
  selfreview::Reviews reviews({*hub.database, *hub.instruments, *hub.sealer, hub.clock, hub.random});
  selfreview::ReviewDraft draft;
  draft.title["en"] = "Where " + side.name + " stood";
  draft.instrument = "public-transparency";
  draft.version = 1;
  draft.asked = {selfreview::Group::kOfficer};
  draft.opens = hub.clock.Now() - std::chrono::days(1);
  draft.closes = hub.clock.Now() + std::chrono::days(30);
  const auto review = Must(reviews.Create(side.id, draft, kActor));
  Must(reviews.Open(review, kActor));
  const auto& items = hub.instruments->Newest(draft.instrument)->instrument.items;
  selfreview::Responses responses{.items = items.size(), .groups = {}, .answers = {}};
  responses.groups.assign(12, selfreview::Group::kOfficer);
  responses.answers.assign(12 * items.size(), 1);
  Must(reviews.PutResponses(review, responses, kActor));
  Must(reviews.Close(review, 1, kActor));
  Must(reviews.Publish(review, selfreview::Published::kWhole, {}, kActor));
  selfreview::ImprovementAction action;
  action.item = items.front().id;
  action.text = "Ask first";
  action.owner = "Front desk";
  action.measure = "Residents say they were asked";
  side.improvement = Must(reviews.PutAction(review, action, kActor)).id;
  side.closed_review = review.slug;
}

// One that is open, with an open link, and a draft.
std::string Town::MakeReviews(const Side& side) {
  app::Hub& hub = web_->hub();
  selfreview::Reviews reviews({*hub.database, *hub.instruments, *hub.sealer, hub.clock, hub.random});
  selfreview::ReviewDraft draft;
  draft.title["en"] = "Where " + side.name + " stands";
  draft.instrument = "public-transparency";
  draft.version = 1;
  draft.asked = {selfreview::Group::kOfficer,           selfreview::Group::kLeadership,
                 selfreview::Group::kProfessionalStaff, selfreview::Group::kOverseer,
                 selfreview::Group::kCommunityPartner,  selfreview::Group::kResident};
  draft.opens = hub.clock.Now() - std::chrono::days(1);
  draft.closes = hub.clock.Now() + std::chrono::days(30);
  const auto open = Must(reviews.Create(side.id, draft, kActor));
  Must(reviews.Open(open, kActor));
  Must(reviews.AddLink(open, {}, kActor));
  draft.title["en"] = DraftReviewOf(side);
  Must(reviews.Create(side.id, draft, kActor));
  return open.slug;
}

std::vector<Viewer> Town::Viewers() const {
  std::vector<Viewer> viewers = {{"nobody", nullptr, Viewer::From::kNowhere, {}},
                                 {"someone without a role", &outsider, Viewer::From::kNowhere, {}},
                                 {"curator", &curator, Viewer::From::kHub, {Role::kCurator}},
                                 {"hub admin", &hub_admin, Viewer::From::kHub, {Role::kHubAdmin}}};
  for (const auto& [role, person] : own.people)
    viewers.push_back({"own " + person.name, &person, Viewer::From::kOwn, {role}});
  for (const auto& [role, person] : other.people)
    viewers.push_back({"other " + person.name, &person, Viewer::From::kOther, {role}});
  return viewers;
}

Browser Town::SignedIn(const Person& person) const {
  Browser browser(*web_);
  browser.SignInAs(person.id);
  return browser;
}

std::vector<std::string> Town::SecretsOf(const Side& side) {
  std::vector<std::string> secrets = {PrivateListOf(side), DraftReviewOf(side)};
  for (const auto& [role, person] : side.people) {
    secrets.push_back(person.name);
    secrets.push_back(person.email);
    secrets.push_back(person.id);
  }
  return secrets;
}

std::string Town::SpareOrganization() {
  const std::string name = "Spare " + std::to_string(++spares_);
  return Must(web_->hub().communities->AddOrganization(own.id, Named(name, "police_agency"), kActor)).slug;
}

std::string Town::SpareAccount() { return MakePerson("Spare " + std::to_string(++spares_), Role::kMember).id; }

const std::string& Town::Document() {
  if (document_.empty()) document_ = SpareDocument();
  return document_;
}

// Its text is put in as if it had been read: these tests are of pages, not of PDFs.
std::string Town::SpareDocument() {
  namespace documents = library::documents;
  app::Hub& hub = web_->hub();
  const std::string bytes = "%PDF-1.7\n% " + std::to_string(++spares_);
  auto document =
      Must(hub.documents->Add({"walk", "Walking.pdf", "public domain", kActor}, documents::SourceOf(std::span(bytes))));
  document.pages = 2;
  document.has_text = true;
  document.read = hub.clock.Now();
  Must(hub.library->database().Write([&](db::Transaction& t) -> Status {
    documents::PutRead(t, document,
                       {{1, "1", "Foot patrol in violent places"}, {2, "2", "<script>alert('x')</script>"}});
    return {};
  }));
  hub.library->Touch();
  return document.id;
}

}  // namespace concord::scenarios
