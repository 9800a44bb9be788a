// What the pages of this feature share: words, rows, maps, errors.
#include <algorithm>

#include "base/core/text.h"
#include "features/communities/pages.h"

namespace concord::communities {

std::string Speaker::Say(std::string_view key, const i18n::Params& params) const {
  return catalog_.Text(language_, key, params);
}

std::string Speaker::Say(const Fault& fault) const {
  return catalog_.Text(language_, fault.key, i18n::Params(fault.params.begin(), fault.params.end()));
}

std::string Speaker::Count(std::string_view key, int64_t count) const { return catalog_.Plural(language_, key, count); }

std::string Speaker::Known(const char* prefix, std::string_view value) const {
  const std::string key = prefix + std::string(value);
  return catalog_.Has(key) ? catalog_.Text(language_, key) : std::string(value);
}

std::string Speaker::CommunityKind(std::string_view kind) const { return Known("communities.kind.", kind); }
std::string Speaker::OrganizationKind(std::string_view kind) const {
  return Known("communities.organization_kind.", kind);
}
std::string Speaker::OrganizationKinds(std::string_view kind) const {
  return Known("communities.organization_kinds.", kind);
}
std::string Speaker::Language(std::string_view tag) const { return Known("communities.language.", tag); }
std::string Speaker::State(std::string_view state) const { return Known("communities.state.", state); }

std::string Speaker::Languages(const std::vector<std::string>& tags) const {
  std::vector<std::string> names;
  for (const auto& tag : tags) names.push_back(Language(tag));
  return text::Join(names, ", ");
}

std::string Maps::Keep(const std::string& key, Time changed, const std::function<std::string()>& make) {
  {
    std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.first == changed) return found->second.second;
  }
  std::string made = make();
  std::lock_guard lock(mutex_);
  if (kept_.size() >= 256) kept_.clear();  // a hub has dozens of communities; this only bounds it
  kept_[key] = {changed, made};
  return made;
}

std::string HomeOf(std::string_view slug) { return "/c/" + http::PercentEncode(slug); }
std::string OrganizationHref(std::string_view community, std::string_view organization) {
  return HomeOf(community) + "/organizations/" + http::PercentEncode(organization);
}
std::string DistrictHref(std::string_view community, std::string_view district) {
  return HomeOf(community) + "/districts/" + http::PercentEncode(district);
}

http::Response ErrorFor(const PageDeps& deps, const http::Request& request, const Error& error) {
  unsigned status = 500;
  if (error.kind == ErrorKind::kNotFound) status = 404;
  if (error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kConflict) status = 400;
  if (error.kind == ErrorKind::kForbidden) status = 403;
  if (error.kind == ErrorKind::kUnavailable) status = 503;
  if (status >= 500) {
    deps.log.Error("request failed", {{"request_id", request.request_id}, {"key", error.key}, {"cause", error.cause}});
  }
  return deps.frame.ErrorPage(request, status);
}

html::PageMeta MetaFor(std::string title, std::string description, std::string section) {
  html::PageMeta meta;
  meta.title = std::move(title);
  meta.description = std::move(description);
  meta.section = std::move(section);
  return meta;
}

bool May(const http::Request& request, accounts::Action action, const CommunityId& community) {
  const auto& caller = accounts::VisitOf(request).caller;
  return caller && caller->May(action, community);
}

bool May(const http::Request& request, accounts::Action action, const CommunityId& community,
         const OrganizationId& organization) {
  const auto& caller = accounts::VisitOf(request).caller;
  return caller && caller->May(action, community, organization);
}

Result<Whole> ReadWhole(const PageDeps& deps, const http::Request& request) {
  auto community = deps.communities.Find(request.params.Get("community"));
  if (!community) return std::unexpected(community.error());
  auto districts = deps.communities.Districts(community->id);
  if (!districts) return std::unexpected(districts.error());
  auto organizations = deps.communities.Organizations(community->id);
  if (!organizations) return std::unexpected(organizations.error());
  return Whole{std::move(*community), std::move(*districts), std::move(*organizations)};
}

views::Row ToRow(const Speaker& speaker, std::string_view community, const Organization& o) {
  views::Row row{OrganizationHref(community, o.slug), o.name, text::Shorten(o.summary, 240), {}};
  row.facts.push_back(speaker.OrganizationKind(o.kind));
  if (!o.languages.empty()) row.facts.push_back(speaker.Languages(o.languages));
  return row;
}

std::vector<views::Group> ByKind(const Speaker& speaker, std::string_view community,
                                 const std::vector<Organization>& organizations) {
  std::vector<views::Group> groups;
  for (const auto kind : OrganizationKinds()) {
    views::Group group{speaker.OrganizationKinds(kind), {}};
    for (const auto& o : organizations) {
      if (o.kind == kind) group.rows.push_back(ToRow(speaker, community, o));
    }
    if (!group.rows.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

views::Map MapOf(const PageDeps& deps, const Speaker& speaker, Maps& maps, const Whole& whole,
                 std::string_view current) {
  const auto& c = whole.community;
  views::Map map;
  if (c.boundary.empty() && whole.districts.empty()) return map;
  map.caption = speaker.Say("communities.map.caption", {{"name", c.name}});
  const std::string key = "svg " + c.id.ToString() + " " + std::string(current) + " " + speaker.language();
  map.svg.html = maps.Keep(key, c.updated, [&] {
    Drawing drawing;
    drawing.title = map.caption;
    if (!c.boundary.empty()) drawing.areas.push_back({"", c.name, ReadStored(c.boundary)});
    for (const auto& d : whole.districts) {
      drawing.areas.push_back({DistrictHref(c.slug, d.slug), d.name, ReadStored(d.shape)});
    }
    if (!current.empty()) drawing.current = DistrictHref(c.slug, current);
    return DrawMap(drawing).html;
  });
  map.data_href = HomeOf(c.slug) + "/districts.geojson?for=map";
  map.script = deps.asset_url("map.js");
  map.style = deps.asset_url("map.css");
  map.open = speaker.Say("communities.map.open");
  return map;
}

}  // namespace concord::communities
