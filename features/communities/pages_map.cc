// A map is taken in: read, shown with what was found in it, and kept only then.
#include "features/communities/forms.h"
#include "features/communities/pages.h"
#include "features/communities/setup.h"
#include "features/communities/shapes/geojson.h"

namespace concord::communities {
namespace {

bool IsSetup(const http::Request& request) { return request.path.ends_with("/setup/map"); }

// The uploaded file, or else what was typed.
std::string_view BytesOf(const http::Request& request) {
  for (const auto& upload : request.uploads) {
    if (upload.field == "file" && !upload.bytes.empty()) return upload.bytes;
  }
  return request.form.Get("geojson");
}

std::string Say(const Speaker& speaker, const std::string& key, const std::map<std::string, std::string>& params) {
  return speaker.Say(key, i18n::Params(params.begin(), params.end()));
}

views::Map MapOfRead(const Speaker& speaker, const Whole& whole, const MapContents& contents) {
  Drawing drawing;
  drawing.title = speaker.Say("communities.map.caption", {{"name", whole.community.name}});
  if (!contents.boundary.empty()) drawing.areas.push_back({"", whole.community.name, contents.boundary});
  for (const auto& d : contents.districts) {
    drawing.areas.push_back({DistrictHref(whole.community.slug, d.slug), d.name, d.shape});
  }
  // Only drawn: what is not kept yet has no address that an island could read.
  views::Map map;
  map.svg = DrawMap(drawing);
  map.caption = drawing.title;
  return map;
}

void FillRead(views::MapForm& view, const Speaker& speaker, const Whole& whole, const MapContents& contents) {
  view.read = true;
  view.found =
      speaker.Say(contents.boundary.empty() ? "communities.map.found_no_boundary" : "communities.map.found_boundary") +
      " " + speaker.Count("communities.map.found_districts", static_cast<int64_t>(contents.districts.size()));
  for (const auto& warning : contents.warnings) view.warnings.push_back(Say(speaker, warning.key, warning.params));
  for (const auto& d : contents.districts) view.districts.push_back(d.name);
  view.kept_geojson = WriteMap(contents);
  view.map = MapOfRead(speaker, whole, contents);
}

}  // namespace

http::Response MapPages::Page(const http::Request& request, const Whole& whole, views::MapForm view,
                              unsigned status) const {
  const Speaker speaker(d_, request);
  const auto& c = whole.community;
  view.title = speaker.Say("communities.map.title", {{"name", c.name}});
  view.lead = speaker.Say("communities.map.lead");
  view.action = request.path;
  view.csrf = d_.frame.FormToken(request);
  const bool has_map = !c.boundary.empty() || !whole.districts.empty();
  if (IsSetup(request)) {
    const SetupState state = SetupStateOf(whole, CountPeople(d_, c.id));
    view.steps = StepsOf(speaker, c.slug, state, SetupStep::kMap);
    view.steps_title = speaker.Say("communities.setup.steps");
    view.skip = {HrefOf(SetupStep::kOrganizations, c.slug),
                 speaker.Say(has_map ? "communities.setup.next" : "communities.map.skip")};
  } else {
    view.back = {HomeOf(c.slug) + "/settings", speaker.Say("communities.settings.title")};
  }
  if (!view.read && has_map) {
    view.now = speaker.Count("communities.map.now", static_cast<int64_t>(whole.districts.size()));
    view.map = MapOf(d_, speaker, *maps_, whole);
  }
  auto meta = MetaFor(view.title, "", "settings");
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view), status);
}

http::Response MapPages::Show(const http::Request& request) const {
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  return Page(request, *whole, {}, 200);
}

http::Response MapPages::Take(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto whole = ReadWhole(d_, request);
  if (!whole) return ErrorFor(d_, request, whole.error());
  const auto& c = whole->community;
  const auto map = ReadMap(BytesOf(request));
  views::MapForm view;
  if (!map) {
    view.error = Say(speaker, map.error().key, map.error().params);
    view.typed = request.form.Get("geojson");
    return Page(request, *whole, std::move(view), 422);
  }
  if (request.form.Get("keep") != "1") {
    FillRead(view, speaker, *whole, *map);
    return Page(request, *whole, std::move(view), 200);
  }
  const auto kept = d_.communities.SetMap(c.id, WriteMap(*map), accounts::VisitOf(request).Actor());
  if (!kept) return ErrorFor(d_, request, kept.error());
  return http::Response::SeeOther(IsSetup(request) ? HrefOf(SetupStep::kOrganizations, c.slug)
                                                   : HomeOf(c.slug) + "#districts");
}

}  // namespace concord::communities
