// Reads the map of a community from GeoJSON (RFC 7946), as a planning office exports it: a FeatureCollection, a Feature
// or a bare geometry. What cannot be used is refused with its place in the file ("feature 3, ring 1, position 12",
// counted from one, as a person counts); what can be left out is left out with a warning. Pure; safe from any thread.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"
#include "features/communities/shapes/shapes.h"

namespace concord::communities {

inline constexpr size_t kMapBytes = 5 * 1024 * 1024;
inline constexpr size_t kMapPositions = 200'000;
inline constexpr int kMapDepth = 64;  // of brackets
inline constexpr size_t kMapDistricts = 500;

struct MapWarning {
  std::string key;                            // "communities.map.warning.crosses"
  std::map<std::string, std::string> params;  // "feature", "name", "type", ...
};

struct MapDistrict {
  std::string slug, name;  // slugs differ from each other
  Shape shape;
};

struct MapContents {
  Shape boundary;  // may be empty: a file of districts alone
  std::vector<MapDistrict> districts;
  std::vector<MapWarning> warnings;
  size_t positions = 0;
};

// The boundary is the feature whose property "kind" (or "type", "role") says so, or the only feature there is. Any
// other is a district, named by its property name, NAME, Name, district, DISTRICT, label or title (the first one that
// has a text or a number), or "District 3" where none has.
// Features that are no polygon are left out with a warning; where nothing is left, that is an error.
// Errors: invalid, keys "communities.map.error.*" with params "feature", "ring", "position", "value" as they apply.
Result<MapContents> ReadMap(std::string_view bytes);

// The same as a FeatureCollection again: boundary first, then districts, normalized. ReadMap(WriteMap(m)) gives m
// again.
std::string WriteMap(const MapContents& map);

}  // namespace concord::communities
