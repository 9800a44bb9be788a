// concord demo: a complete community that is made up, with people in every role, so that every page has something to
// show.
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "content_embedded.h"
#include "features/selfreview/demo/demo.h"

namespace concord::app {
namespace {

using nlohmann::json;
constexpr char kActor[] = "system";

std::string_view ContentFile(std::string_view path) {
  for (const auto& file : content::Files()) {
    if (file.path == path) return file.bytes;
  }
  throw std::logic_error("the program lacks its content " + std::string(path));
}

std::vector<std::string> Texts(const json& list) { return list.get<std::vector<std::string>>(); }

communities::Organization ReadOrganization(const json& j) {
  communities::Organization o;
  o.slug = j.at("slug");
  o.name = j.at("name");
  o.kind = j.at("kind");
  o.summary = j.at("summary");
  o.languages = Texts(j.at("languages"));
  o.offers = Texts(j.at("offers"));
  o.service_area = Texts(j.at("service_area"));
  o.contact_name = j.at("contact_name");
  o.contact_email = j.at("contact_email");
  o.contact_phone = j.at("contact_phone");
  o.contact_address = j.at("contact_address");
  o.website = j.at("website");
  return o;
}

Result<std::map<std::string, accounts::OrganizationId>> LoadPlaces(Hub& hub, const json& demo) {
  const json& about = demo.at("community");
  communities::Community wanted;
  wanted.slug = about.at("slug");
  wanted.name = about.at("name");
  wanted.kind = about.at("kind");
  wanted.place = about.at("place");
  wanted.summary = about.at("summary");
  wanted.time_zone = about.at("time_zone");
  wanted.languages = Texts(about.at("languages"));
  wanted.demo = true;
  auto community = hub.communities->Create(wanted, kActor);
  if (!community) return std::unexpected(community.error());
  const std::string map = "demo/" + about.at("map").get<std::string>();
  if (auto status = hub.communities->SetMap(community->id, ContentFile(map), kActor); !status)
    return std::unexpected(status.error());
  std::map<std::string, accounts::OrganizationId> organizations;
  for (const json& entry : demo.at("organizations")) {
    auto added = hub.communities->AddOrganization(community->id, ReadOrganization(entry), kActor);
    if (!added) return std::unexpected(added.error());
    organizations[added->slug] = added->id;
  }
  if (auto status = hub.communities->SetState(community->id, "open", kActor); !status)
    return std::unexpected(status.error());
  return organizations;
}

// Others with whom Riverbend's self-review can be compared. Nobody lives there and nothing else is shown of them: they
// are closed, so that they stand in no directory.
Result<std::vector<accounts::CommunityId>> LoadNeighbours(Hub& hub, const json& demo) {
  std::vector<accounts::CommunityId> neighbours;
  for (const json& name : demo.at("neighbours")) {
    communities::Community wanted;
    wanted.name = name;
    wanted.kind = "city";
    wanted.place = demo.at("community").at("place");
    wanted.summary = "Made up, so that Riverbend's self-review has others to be compared with.";
    wanted.time_zone = demo.at("community").at("time_zone");
    wanted.languages = Texts(demo.at("community").at("languages"));
    wanted.demo = true;
    const auto community = hub.communities->Create(wanted, kActor);
    if (!community) return std::unexpected(community.error());
    if (auto status = hub.communities->SetState(community->id, "closed", kActor); !status)
      return std::unexpected(status.error());
    neighbours.push_back(community->id);
  }
  return neighbours;
}

Status LoadPerson(Hub& hub, const json& person, const accounts::CommunityId& community,
                  const std::map<std::string, accounts::OrganizationId>& organizations) {
  if (hub.accounts->FindByEmail(person.at("email").get<std::string>())) return {};
  auto account = hub.accounts->Create(
      {.email = person.at("email"), .name = person.at("name"), .language = person.at("language"), .demo = true},
      kActor);
  if (!account) return std::unexpected(account.error());
  for (const json& role : person.at("hub_roles")) {
    if (auto status = hub.accounts->GiveHubRole(account->id, *accounts::RoleNamed(role.get<std::string>()), kActor);
        !status)
      return status;
  }
  for (const json& one : person.at("memberships")) {
    const accounts::Membership membership{community, organizations.at(one.at("organization")),
                                          *accounts::RoleNamed(one.at("role").get<std::string>())};
    if (auto status = hub.accounts->Join(account->id, membership, kActor); !status) return status;
  }
  return {};
}

}  // namespace

int RunDemo(const Common& common) {
  auto hub = OpenOrSay(common, Opening::kCreate);
  if (!hub) return 1;
  const json demo = json::parse(ContentFile("demo/riverbend.json"));
  const std::string slug = demo.at("community").at("slug");
  if (hub->communities->Find(slug)) {
    std::cout << "Riverbend is there already\n";
    return 0;
  }
  auto organizations = LoadPlaces(*hub, demo);
  if (!organizations) {
    Say(organizations.error());
    return 1;
  }
  const auto community = hub->communities->Find(slug);
  for (const json& person : demo.at("people")) {
    if (auto status = LoadPerson(*hub, person, community->id, *organizations); !status) {
      Say(status.error());
      return 1;
    }
  }
  const auto neighbours = LoadNeighbours(*hub, demo);
  if (!neighbours) {
    Say(neighbours.error());
    return 1;
  }
  const selfreview::demo::Town town{community->id, organizations->at("riverbend-police").ToString(), *neighbours};
  if (auto status = selfreview::demo::Load({*hub->database, *hub->instruments, *hub->sealer, hub->clock, hub->random},
                                           town, kActor);
      !status) {
    Say(status.error());
    return 1;
  }
  std::cout << "Riverbend, made up for demonstrations: " << organizations->size() << " organizations, "
            << demo.at("people").size() << " people\n";
  return 0;
}

}  // namespace concord::app
