// The hub's communities: for everyone, and for who runs the hub.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "features/communities/pages.h"
#include "features/communities/setup.h"

namespace concord::communities {
namespace {

struct AskedDirectory {
  std::string words, kind;
  bool narrowed() const { return !words.empty() || !kind.empty(); }
};

AskedDirectory AskedIn(const http::Request& request) {
  AskedDirectory asked{text::CollapseSpace(text::Clean(request.query.Get("q").substr(0, 200))), ""};
  const std::string_view kind = request.query.Get("kind");
  const auto kinds = CommunityKinds();
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) asked.kind = kind;
  return asked;
}

std::string AddressOf(const char* path, const AskedDirectory& asked) {
  std::vector<std::pair<std::string, std::string>> query;
  if (!asked.words.empty()) query.emplace_back("q", asked.words);
  if (!asked.kind.empty()) query.emplace_back("kind", asked.kind);
  return query.empty() ? path : std::string(path) + "?" + http::EncodeQuery(query);
}

// Open ones that have every word in their name, place, kind or summary.
Result<std::vector<Community>> Find(const Communities& communities, const Speaker& speaker,
                                    const AskedDirectory& asked) {
  auto all = communities.All();
  if (!all) return all;
  const auto words = text::Split(asked.words, ' ');
  std::erase_if(*all, [&](const Community& c) {
    if (c.state != "open" || (!asked.kind.empty() && c.kind != asked.kind)) return true;
    const std::string hay =
        text::Fold(c.name + "\n" + c.place + "\n" + speaker.CommunityKind(c.kind) + "\n" + c.summary);
    return !std::all_of(words.begin(), words.end(), [&](std::string_view word) {
      return word.empty() || hay.find(text::Fold(word)) != std::string::npos;
    });
  });
  return all;
}

// A point alone says nothing: a community that is alone on the map shows its boundary.
Shape OutlineOf(const Communities& communities, const std::vector<Community>& found) {
  if (found.size() != 1) return {};
  const auto whole = communities.Find(found.front().slug);
  if (!whole || whole->boundary.empty()) return {};
  Shape shape = ReadStored(whole->boundary);
  const auto box = BoxOf({&shape});
  return box ? Simplify(shape, ToleranceFor(*box, 1000)) : Shape();
}

views::Map MapOf(const PageDeps& deps, const Speaker& speaker, const AskedDirectory& asked,
                 const std::vector<Community>& found) {
  Drawing drawing;
  drawing.title = speaker.Say("communities.directory.map");
  if (Shape outline = OutlineOf(deps.communities, found); !outline.empty()) {
    drawing.areas.push_back({HomeOf(found.front().slug), found.front().name, std::move(outline)});
  }
  for (const auto& c : found) {
    if (!c.center || !drawing.areas.empty()) continue;
    drawing.places.push_back(
        {HomeOf(c.slug),
         c.name,
         {static_cast<int32_t>(c.center->longitude * kUnits), static_cast<int32_t>(c.center->latitude * kUnits)}});
  }
  views::Map map;
  map.svg = DrawMap(drawing);
  map.caption = drawing.title;
  map.data_href = AddressOf("/communities.geojson", asked);
  map.data_href += map.data_href.find('?') == std::string::npos ? "?for=map" : "&for=map";
  map.script = deps.asset_url("map.js");
  map.style = deps.asset_url("map.css");
  map.open = speaker.Say("communities.map.open");
  return map;
}

}  // namespace

http::Response DirectoryPages::Directory(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const AskedDirectory asked = AskedIn(request);
  const auto found = Find(d_.communities, speaker, asked);
  if (!found) return ErrorFor(d_, request, found.error());
  const auto& caller = accounts::VisitOf(request).caller;
  views::Directory view;
  view.words = asked.words;
  view.kinds.push_back({"", speaker.Say("communities.directory.any_kind"), asked.kind.empty()});
  for (const auto kind : CommunityKinds()) {
    view.kinds.push_back({std::string(kind), speaker.CommunityKind(kind), asked.kind == kind});
  }
  for (const auto& c : *found) {
    views::Row row{HomeOf(c.slug), c.name, text::Shorten(c.summary, 240), {speaker.CommunityKind(c.kind), c.place}};
    if (c.demo) row.facts.push_back(speaker.Say("communities.directory.demo"));
    view.rows.push_back(std::move(row));
  }
  view.found = speaker.Count("communities.directory.found", static_cast<int64_t>(found->size()));
  view.empty_text = speaker.Say(asked.narrowed() ? "communities.directory.none_found" : "communities.directory.none");
  view.narrowed = asked.narrowed();
  view.may_create = caller && caller->May(accounts::Action::kCommunityCreate);
  view.csv = AddressOf("/communities.csv", asked);
  view.geojson = AddressOf("/communities.geojson", asked);
  view.map = MapOf(d_, speaker, asked, *found);
  auto meta =
      MetaFor(speaker.Say("communities.directory.title"), speaker.Say("communities.directory.lead"), "communities");
  meta.no_index = asked.narrowed();
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

http::Response DirectoryPages::GeoJson(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = Find(d_.communities, speaker, AskedIn(request));
  if (!found) return ErrorFor(d_, request, found.error());
  auto features = nlohmann::ordered_json::array();
  const Shape outline = request.query.Get("for") == "map" ? OutlineOf(d_.communities, *found) : Shape();
  for (const auto& c : *found) {
    if (!c.center) continue;
    nlohmann::ordered_json geometry = {{"type", "Point"}, {"coordinates", {c.center->longitude, c.center->latitude}}};
    if (!outline.empty()) geometry = nlohmann::ordered_json::parse(WriteShape(outline));
    features.push_back(
        {{"type", "Feature"},
         {"id", c.slug},
         {"properties", {{"name", c.name}, {"kind", c.kind}, {"place", c.place}, {"url", HomeOf(c.slug)}}},
         {"geometry", std::move(geometry)}});
  }
  const nlohmann::ordered_json all{{"type", "FeatureCollection"}, {"features", features}};
  return http::Response::Bytes(all.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
                               "application/geo+json");
}

http::Response DirectoryPages::Csv(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto found = Find(d_.communities, speaker, AskedIn(request));
  if (!found) return ErrorFor(d_, request, found.error());
  std::string out;
  AppendCsv(out, {"slug", "name", "kind", "place", "summary", "languages", "time_zone", "latitude", "longitude"});
  for (const auto& c : *found) {
    AppendCsv(
        out, {c.slug, c.name, c.kind, c.place, c.summary, text::Join(c.languages, "; "), c.time_zone,
              c.center ? std::to_string(c.center->latitude) : "", c.center ? std::to_string(c.center->longitude) : ""});
  }
  return http::Response::Download(std::move(out), "text/csv; charset=utf-8", "communities.csv");
}

http::Response DirectoryPages::Hub(const http::Request& request) const {
  const Speaker speaker(d_, request);
  const auto all = d_.communities.All();
  if (!all) return ErrorFor(d_, request, all.error());
  views::HubList view;
  for (const auto& c : *all) {
    views::HubRow row{HomeOf(c.slug), c.name, c.place, speaker.State(c.state), "", {}};
    if (c.state == "preparing") {
      const auto organizations = d_.communities.Organizations(c.id);
      if (!organizations) return ErrorFor(d_, request, organizations.error());
      const SetupState state = SetupStateOf({c, {}, *organizations}, CountPeople(d_, c.id));
      row.missing = MissingText(speaker, state);
      row.next = {HomeOf(c.slug) + "/setup", speaker.Say("communities.hub.go_on")};
    } else {
      row.next = {HomeOf(c.slug) + "/settings", speaker.Say("communities.settings.title")};
    }
    view.rows.push_back(std::move(row));
  }
  auto meta = MetaFor(speaker.Say("communities.hub.title"), "", "communities");
  meta.no_index = true;
  return d_.frame.Page(request, meta, views::Render(d_.frame.templates(), speaker.language(), view));
}

}  // namespace concord::communities
