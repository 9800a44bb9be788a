#include "features/communities/routes.h"

namespace concord::communities {

using accounts::Action;
using http::Request;

void BindCommunities(http::Router& r, const PageDeps& d) {
  const auto maps = std::make_shared<Maps>();
  const DirectoryPages directory(d);
  const CommunityPages community(d, maps);
  const OrganizationPages organizations(d);
  const OrganizationForms forms(d);
  const SettingsPages settings(d, std::make_shared<const std::vector<std::string>>(TimeZoneNames()));
  const MapPages map(d, maps);
  const SetupPages setup(d);
  const auto& g = d.guards;
  // A map comes as a file, then back as a field: as large as a map may be, and what a form adds.
  const http::RouteOptions large{.body_limit = 12u << 20};

  // clang-format off
  r.Get ("/communities",                     http::Anyone(),                  [=](const Request& q) { return directory.Directory(q); });
  r.Get ("/communities.geojson",             http::Anyone(),                  [=](const Request& q) { return directory.GeoJson(q); });
  r.Get ("/communities.csv",                 http::Anyone(),                  [=](const Request& q) { return directory.Csv(q); });
  r.Get ("/hub/communities",                 g.May(Action::kCommunityCreate), [=](const Request& q) { return directory.Hub(q); });
  r.Get ("/hub/communities/new",             g.May(Action::kCommunityCreate), [=](const Request& q) { return settings.New(q); });
  r.Post("/hub/communities/new",             g.May(Action::kCommunityCreate), [=](const Request& q) { return settings.Create(q); });

  r.Get ("/c/:community",                    g.Anyone(),                      [=](const Request& q) { return community.Home(q); });
  r.Get ("/c/:community/districts",          g.Anyone(),                      [=](const Request& q) { return community.DistrictList(q); });
  r.Get ("/c/:community/districts.geojson",  g.Anyone(),                      [=](const Request& q) { return community.DistrictsGeoJson(q); });
  r.Get ("/c/:community/districts/:district", g.Anyone(),                     [=](const Request& q) { return community.District(q); });
  r.Get ("/c/:community/organizations",      g.Anyone(),                      [=](const Request& q) { return organizations.List(q); });
  r.Get ("/c/:community/organizations.csv",  g.Anyone(),                      [=](const Request& q) { return organizations.Csv(q); });

  r.Get ("/c/:community/organizations/new",  g.May(Action::kOrganizationAdd), [=](const Request& q) { return forms.New(q); });
  r.Post("/c/:community/organizations/new",  g.May(Action::kOrganizationAdd), [=](const Request& q) { return forms.Add(q); });
  r.Get ("/c/:community/organizations/:organization",      g.Anyone(),                       [=](const Request& q) { return organizations.Show(q); });
  r.Get ("/c/:community/organizations/:organization/edit", g.May(Action::kOrganizationEdit), [=](const Request& q) { return forms.Edit(q); });
  r.Post("/c/:community/organizations/:organization/edit", g.May(Action::kOrganizationEdit), [=](const Request& q) { return forms.Save(q); });
  r.Get ("/c/:community/organizations/:organization/end",  g.May(Action::kOrganizationAdd),  [=](const Request& q) { return forms.ConfirmEnd(q); });
  r.Post("/c/:community/organizations/:organization/end",  g.May(Action::kOrganizationAdd),  [=](const Request& q) { return forms.End(q); });

  r.Get ("/c/:community/settings",           g.May(Action::kCommunityEdit),   [=](const Request& q) { return settings.Settings(q); });
  r.Post("/c/:community/settings",           g.May(Action::kCommunityEdit),   [=](const Request& q) { return settings.Save(q); });
  r.Get ("/c/:community/settings/map",       g.May(Action::kCommunityEdit),   [=](const Request& q) { return map.Show(q); });
  r.Post("/c/:community/settings/map",       g.May(Action::kCommunityEdit),   [=](const Request& q) { return map.Take(q); }, large);
  r.Post("/c/:community/settings/state",     g.May(Action::kCommunityCreate), [=](const Request& q) { return settings.SetState(q); });

  r.Get ("/c/:community/setup",              g.May(Action::kCommunityEdit),   [=](const Request& q) { return setup.Resume(q); });
  r.Get ("/c/:community/setup/map",          g.May(Action::kCommunityEdit),   [=](const Request& q) { return map.Show(q); });
  r.Post("/c/:community/setup/map",          g.May(Action::kCommunityEdit),   [=](const Request& q) { return map.Take(q); }, large);
  r.Get ("/c/:community/setup/organizations", g.May(Action::kCommunityEdit),  [=](const Request& q) { return setup.Organizations(q); });
  r.Get ("/c/:community/setup/people",       g.May(Action::kCommunityEdit),   [=](const Request& q) { return setup.People(q); });
  r.Get ("/c/:community/setup/open",         g.May(Action::kCommunityEdit),   [=](const Request& q) { return setup.Open(q); });
  // clang-format on
}

std::vector<html::NavEntry> CommunityNavigation() {
  return {{"place", "", "communities.nav.home"}, {"organizations", "organizations", "communities.nav.organizations"}};
}

html::NavEntry Navigation() { return {"communities", "/communities", "communities.nav.communities"}; }

}  // namespace concord::communities
