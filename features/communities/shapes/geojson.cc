#include "features/communities/shapes/geojson.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/core/text.h"

namespace concord::communities {
namespace {

using Json = nlohmann::json;
using Params = std::map<std::string, std::string>;

constexpr size_t kNameChars = 120;
constexpr size_t kWarnings = 20;

std::unexpected<Error> Bad(const char* what, Params params = {}) {
  return Fail(ErrorKind::kInvalid, std::string("communities.map.error.") + what, std::move(params));
}

// The parser itself takes any depth; what walks the tree afterwards should not have to.
bool TooDeep(std::string_view bytes) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMapDepth) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

std::string TextOf(const Json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return "";
  if (found->is_string()) {
    return text::Shorten(text::CollapseSpace(text::Clean(found->get_ref<const std::string&>())), kNameChars);
  }
  if (found->is_number()) return found->dump();
  return "";
}

std::string NameIn(const Json& properties) {
  for (const char* key : {"name", "NAME", "Name", "district", "DISTRICT", "District", "label", "LABEL", "title"}) {
    if (std::string name = TextOf(properties, key); !name.empty()) return name;
  }
  return "";
}

enum class Part { kUnsaid, kBoundary, kDistrict };

Part PartIn(const Json& properties) {
  for (const char* key : {"kind", "type", "role"}) {
    const std::string said = text::LowerAscii(TextOf(properties, key));
    if (said == "boundary") return Part::kBoundary;
    if (said == "district") return Part::kDistrict;
  }
  return Part::kUnsaid;
}

class Reader {
 public:
  Result<MapContents> Read(const Json& root);

 private:
  struct Feature {
    size_t number = 0;
    std::string name;
    Part part = Part::kUnsaid;
    Shape shape;
  };

  Status ReadFeature(const Json& feature, size_t number);
  Status ReadGeometry(const Json& geometry, Feature& feature);
  Status ReadPolygon(const Json& rings, Feature& feature);
  Result<Ring> ReadRing(const Json& json, const Feature& feature, size_t number);
  Result<Position> ReadPosition(const Json& json, Params where);
  void Warn(const char* what, Params params);
  void CheckCrossings();
  Result<MapContents> Sort();

  MapContents map_;
  std::vector<Feature> features_;
};

void Reader::Warn(const char* what, Params params) {
  if (map_.warnings.size() >= kWarnings) return;
  map_.warnings.push_back({std::string("communities.map.warning.") + what, std::move(params)});
}

Result<Position> Reader::ReadPosition(const Json& json, Params where) {
  if (!json.is_array() || json.size() < 2 || !json[0].is_number() || !json[1].is_number()) {
    return Bad("position", std::move(where));
  }
  const double x = json[0].get<double>(), y = json[1].get<double>();
  if (!std::isfinite(x) || !std::isfinite(y)) return Bad("position", std::move(where));
  if (std::abs(x) <= 180 && std::abs(y) <= 90) {
    return Position{static_cast<int32_t>(std::lround(x * kUnits)), static_cast<int32_t>(std::lround(y * kUnits))};
  }
  where["value"] = json[0].dump() + ", " + json[1].dump();
  if (std::abs(x) <= 90 && std::abs(y) <= 180) return Bad("swapped", std::move(where));
  if (std::abs(x) > 1000 || std::abs(y) > 1000) return Bad("projected", std::move(where));
  return Bad("range", std::move(where));
}

Result<Ring> Reader::ReadRing(const Json& json, const Feature& feature, size_t number) {
  Params where{{"feature", std::to_string(feature.number)}, {"ring", std::to_string(number)}};
  if (!json.is_array()) return Bad("ring", std::move(where));
  if (json.size() < 4) {
    where["count"] = std::to_string(json.size());
    return Bad("few_positions", std::move(where));
  }
  map_.positions += json.size();
  if (map_.positions > kMapPositions) return Bad("many_positions", {{"most", std::to_string(kMapPositions)}});
  Ring ring;
  ring.reserve(json.size());
  Position last;
  for (size_t i = 0; i < json.size(); ++i) {
    Params here = where;
    here["position"] = std::to_string(i + 1);
    const auto position = ReadPosition(json[i], std::move(here));
    if (!position) return std::unexpected(position.error());
    last = *position;
    if (ring.empty() || ring.back() != last) ring.push_back(last);
  }
  if (ring.front() != last) return Bad("open_ring", std::move(where));
  return ring;
}

Status Reader::ReadPolygon(const Json& rings, Feature& feature) {
  const std::string number = std::to_string(feature.number);
  if (!rings.is_array() || rings.empty()) return Bad("no_rings", {{"feature", number}});
  Polygon polygon;
  for (size_t i = 0; i < rings.size(); ++i) {
    auto ring = ReadRing(rings[i], feature, i + 1);
    if (!ring) return std::unexpected(ring.error());
    const double area = SignedArea(*ring);
    if (ring->size() < 4 || area == 0) {
      // Cut-outs of a planning office leave slivers that have no width in millionths of a degree.
      Warn(i == 0 ? "tiny_part" : "tiny_hole", {{"feature", number}});
      if (i == 0) return {};
      continue;
    }
    // RFC 7946, 3.1.6: the right-hand rule. Many files have it the other way round; nothing is lost by turning.
    if ((area > 0) != (i == 0)) std::reverse(ring->begin(), ring->end());
    (i == 0 ? polygon.outer : polygon.holes.emplace_back()) = std::move(*ring);
  }
  feature.shape.push_back(std::move(polygon));
  return {};
}

Status Reader::ReadGeometry(const Json& geometry, Feature& feature) {
  const std::string number = std::to_string(feature.number);
  if (geometry.is_null()) {
    Warn("no_geometry", {{"feature", number}});
    return {};
  }
  if (!geometry.is_object()) return Bad("geometry", {{"feature", number}});
  const std::string type = TextOf(geometry, "type");
  const auto coordinates = geometry.find("coordinates");
  if (type == "Polygon" || type == "MultiPolygon") {
    if (coordinates == geometry.end() || !coordinates->is_array()) return Bad("no_rings", {{"feature", number}});
    Status status;
    if (type == "Polygon") status = ReadPolygon(*coordinates, feature);
    if (type == "MultiPolygon") {
      for (size_t i = 0; i < coordinates->size() && status; ++i) status = ReadPolygon((*coordinates)[i], feature);
    }
    if (status && feature.shape.empty()) return Bad("no_area", {{"feature", number}});
    return status;
  }
  if (type.empty()) return Bad("geometry", {{"feature", number}});
  Warn("other_type", {{"feature", number}, {"type", text::Shorten(type, 40)}});
  return {};
}

Status Reader::ReadFeature(const Json& json, size_t number) {
  Feature feature;
  feature.number = number;
  if (!json.is_object() || TextOf(json, "type") != "Feature") {
    return Bad("not_feature", {{"feature", std::to_string(number)}});
  }
  if (const auto properties = json.find("properties"); properties != json.end() && properties->is_object()) {
    feature.name = NameIn(*properties);
    feature.part = PartIn(*properties);
  }
  const auto geometry = json.find("geometry");
  if (auto status = ReadGeometry(geometry == json.end() ? Json() : *geometry, feature); !status) return status;
  if (!feature.shape.empty()) features_.push_back(std::move(feature));
  return {};
}

void Reader::CheckCrossings() {
  for (const auto& feature : features_) {
    bool said = false;
    for (const auto& polygon : feature.shape) {
      const Crossing crossing = FindCrossing(polygon.outer);
      if (said || (!crossing.found && !crossing.gave_up)) continue;
      said = true;
      Params params{{"feature", std::to_string(feature.number)}};
      if (crossing.found) {
        params["place"] = std::to_string(crossing.at.y / kUnits).substr(0, 8) + ", " +
                          std::to_string(crossing.at.x / kUnits).substr(0, 9);
      }
      Warn(crossing.found ? "crosses" : "not_checked", std::move(params));
    }
  }
}

Result<MapContents> Reader::Sort() {
  if (features_.empty()) return Bad("nothing");
  if (features_.size() == 1 && features_[0].part == Part::kUnsaid) features_[0].part = Part::kBoundary;
  std::set<std::string> slugs, names;
  for (auto& feature : features_) {
    const std::string number = std::to_string(feature.number);
    if (feature.part == Part::kBoundary) {
      if (!map_.boundary.empty()) return Bad("two_boundaries", {{"feature", number}});
      map_.boundary = std::move(feature.shape);
      continue;
    }
    if (map_.districts.size() >= kMapDistricts) return Bad("many_districts", {{"most", std::to_string(kMapDistricts)}});
    MapDistrict district{"", feature.name, std::move(feature.shape)};
    if (district.name.empty()) {
      district.name = std::to_string(map_.districts.size() + 1);
      Warn("no_name", {{"feature", number}, {"name", district.name}});
    }
    if (!names.insert(text::Fold(district.name)).second) {
      Warn("same_name", {{"feature", number}, {"name", district.name}});
    }
    std::string base = text::Slugify(district.name, 60);
    if (base.empty()) base = "district";
    district.slug = base;
    for (int i = 2; !slugs.insert(district.slug).second; ++i) district.slug = base + "-" + std::to_string(i);
    map_.districts.push_back(std::move(district));
  }
  if (map_.boundary.empty()) Warn("no_boundary", {});
  if (map_.districts.empty()) Warn("no_districts", {});
  return std::move(map_);
}

Result<MapContents> Reader::Read(const Json& root) {
  if (!root.is_object()) return Bad("not_geojson");
  const std::string type = TextOf(root, "type");
  // RFC 7946 has one coordinate system; files made by the standard before it may name another (4).
  if (const auto crs = root.find("crs"); crs != root.end() && crs->is_object()) {
    const std::string named = crs->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (named.find("CRS84") == std::string::npos && named.find("4326") == std::string::npos) {
      Warn("other_crs", {});
    }
  }
  if (type == "FeatureCollection") {
    const auto features = root.find("features");
    if (features == root.end() || !features->is_array()) return Bad("no_features");
    for (size_t i = 0; i < features->size(); ++i) {
      if (auto status = ReadFeature((*features)[i], i + 1); !status) return std::unexpected(status.error());
    }
  } else if (type == "Feature") {
    if (auto status = ReadFeature(root, 1); !status) return std::unexpected(status.error());
  } else if (type == "Polygon" || type == "MultiPolygon") {
    Feature feature;
    feature.number = 1;
    if (auto status = ReadGeometry(root, feature); !status) return std::unexpected(status.error());
    if (!feature.shape.empty()) features_.push_back(std::move(feature));
  } else {
    return Bad("not_geojson");
  }
  CheckCrossings();
  return Sort();
}

void AppendFeature(std::string& out, const char* kind, const std::string& name, const Shape& shape) {
  if (out.back() == '}') out += ',';
  out += R"({"type":"Feature","properties":{"kind":")" + std::string(kind) + "\"";
  if (!name.empty()) out += ",\"name\":" + Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
  out += "},\"geometry\":" + WriteShape(shape) + "}";
}

}  // namespace

Result<MapContents> ReadMap(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::Trim(bytes).empty()) return Bad("empty");
  if (bytes.size() > kMapBytes) return Bad("too_large", {{"most", std::to_string(kMapBytes / (1024 * 1024))}});
  if (TooDeep(bytes)) return Bad("not_geojson");
  const Json root = Json::parse(bytes, nullptr, false);
  if (root.is_discarded()) return Bad("not_json");
  return Reader().Read(root);
}

std::string WriteMap(const MapContents& map) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  if (!map.boundary.empty()) AppendFeature(out, "boundary", "", map.boundary);
  for (const auto& district : map.districts) AppendFeature(out, "district", district.name, district.shape);
  return out + "]}";
}

}  // namespace concord::communities
