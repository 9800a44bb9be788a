// A community's home page, its districts and its map.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "features/communities/check.h"
#include "features/communities/pages.h"

namespace concord::communities {
namespace {

using accounts::Action;

// Who is asked first: the police and who oversees them, where they said how to be reached.
std::vector<views::Home::Contact> ContactsOf(const Speaker& speaker, const Whole& whole) {
  std::vector<views::Home::Contact> contacts;
  for (const char* kind : {"police_agency", "oversight_body"}) {
    for (const auto& o : whole.organizations) {
      if (o.kind != kind || (o.contact_email.empty() && o.contact_phone.empty())) continue;
      contacts.push_back({OrganizationHref(whole.community.slug, o.slug), o.name, speaker.OrganizationKind(kind),
                          o.contact_email, o.contact_phone, DialOf(o.contact_phone)});
    }
  }
  return contacts;
}

void FillNotices(views::Home& view, const http::Request& request, const Speaker& speaker, const Community& c) {
  const bool may = May(request, Action::kCommunityEdit, c.id);
  if (c.state == "preparing") {
    view.notices.push_back(
        {speaker.Say("communities.home.preparing"),
         may ? views::Link{HomeOf(c.slug) + "/setup", speaker.Say("communities.hub.go_on")} : views::Link{}});
  }
  if (c.state == "closed") view.notices.push_back({speaker.Say("communities.home.closed"), {}});
  if (may && c.state != "preparing") view.settings_href = HomeOf(c.slug) + "/settings";
  if (May(request, Action::kOrganizationAdd, c.id)) view.add_href = HomeOf(c.slug) + "/organizations/new";
}

void AppendFeature(std::string& out, const nlohmann::ordered_json& properties, const std::string& geometry) {
  if (geometry.empty()) return;
  if (out.back() == '}') out += ',';
  out += R"({"type":"Feature","properties":)";
  out += properties.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  out += ",\"geometry\":" + geometry + "}";
}

// The stored shapes; `tolerance` over 0: simplified, for a screen.
std::string GeoJsonOf(const Whole& whole, double tolerance) {
  const auto geometry = [&](const std::string& stored) {
    return tolerance > 0 ? WriteShape(Simplify(ReadStored(stored), tolerance)) : stored;
  };
  std::string out = R"({"type":"FeatureCollection","features":[)";
  const auto& c = whole.community;
  AppendFeature(out, {{"kind", "boundary"}, {"name", c.name}, {"url", HomeOf(c.slug)}}, geometry(c.boundary));
  for (const auto& d : whole.districts) {
    AppendFeature(out, {{"kind", "district"}, {"name", d.name}, {"url", DistrictHref(c.slug, d.slug)}},
                  geometry(d.shape));
  }
  return out + "]}";
}

double ScreenTolerance(const Whole& whole) {
  std::vector<Shape> shapes;
  if (!whole.community.boundary.empty()) shapes.push_back(ReadStored(whole.community.boundary));
  for (const auto& d : whole.districts) shapes.push_back(ReadStored(d.shape));
  std::vector<const Shape*> all;
  for (const auto& shape : shapes) all.push_back(&shape);
  const auto box = BoxOf(all);
  return box ? ToleranceFor(*box, 2000) : 1;
}

}  // namespace

http::Response CommunityPages::Home(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  views::Home view;
  view.name = c.name;
  view.about = speaker.CommunityKind(c.kind) + " · " + c.place;
  view.summary = c.summary.empty() ? speaker.Say("communities.home.lead", {{"name", c.name}}) : c.summary;
  FillNotices(view, request, speaker, c);
  if (const auto& place = accounts::VisitOf(request).place) {
    for (const auto& section : d_.home_sections) {
      if (auto safe = section.render(request, *place); !safe.html.empty()) {
        view.sections_html.push_back(std::move(safe.html));
      }
    }
  }
  view.contacts = ContactsOf(speaker, *whole);
  view.organizations_href = HomeOf(c.slug) + "/organizations";
  view.organizations_count =
      speaker.Count("communities.home.organizations", static_cast<int64_t>(whole->organizations.size()));
  view.journal_href = HomeOf(c.slug) + "/journal";
  view.groups = ByKind(speaker, c.slug, whole->organizations);
  for (const auto& d : whole->districts) view.districts.push_back({DistrictHref(c.slug, d.slug), d.name});
  view.districts_found = speaker.Count("communities.home.districts", static_cast<int64_t>(whole->districts.size()));
  view.map = MapOf(d_, speaker, *maps_, *whole);
  auto meta = MetaFor(c.name, view.summary, "place");
  meta.no_index = c.state != "open";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response CommunityPages::District(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const std::string_view slug = request.params.Get("district");
  const auto district = std::find_if(whole->districts.begin(), whole->districts.end(),
                                     [&](const communities::District& d) { return d.slug == slug; });
  if (district == whole->districts.end()) return d_.frame.ErrorPage(request, 404);
  views::District view;
  view.name = district->name;
  view.place = c.name;
  view.place_href = HomeOf(c.slug);
  view.organizations_href = HomeOf(c.slug) + "/organizations";
  for (const auto& o : whole->organizations) {
    const bool here =
        o.service_area.empty() || std::find(o.service_area.begin(), o.service_area.end(), slug) != o.service_area.end();
    if (!here) continue;
    views::Row row = ToRow(speaker, c.slug, o);
    if (o.service_area.empty()) row.facts.push_back(speaker.Say("communities.organization.whole"));
    view.rows.push_back(std::move(row));
  }
  view.found = speaker.Count("communities.district.found", static_cast<int64_t>(view.rows.size()));
  for (const auto& d : whole->districts) {
    if (d.slug != slug) view.others.push_back({DistrictHref(c.slug, d.slug), d.name});
  }
  view.map = MapOf(d_, speaker, *maps_, *whole, slug);
  auto meta =
      MetaFor(speaker.Say("communities.district.title", {{"name", district->name}, {"place", c.name}}), "", "place");
  meta.no_index = c.state != "open";
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response CommunityPages::DistrictList(const http::Request& request) const {
  return http::Response::SeeOther(HomeOf(request.params.Get("community")) + "#districts");
}

http::Response CommunityPages::DistrictsGeoJson(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const bool for_screen = request.query.Get("for") == "map";
  std::string json = for_screen ? maps_->Keep("json " + c.id.ToString(), c.updated,
                                              [&] { return GeoJsonOf(*whole, ScreenTolerance(*whole)); })
                                : GeoJsonOf(*whole, 0);
  return http::Response::Bytes(std::move(json), "application/geo+json");
}

}  // namespace concord::communities
