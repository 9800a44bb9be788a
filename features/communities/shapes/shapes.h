// Shapes on the earth as this feature keeps them: polygons in whole millionths of a degree (WGS 84, about 11 cm), so
// that comparing, rounding and orientation are exact. Pure functions; safe from any thread. Longitudes are not wrapped:
// a shape across the 180th meridian must be given in two parts, as RFC 7946 (3.1.9) asks.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::communities {

struct Position {
  int32_t x = 0, y = 0;  // longitude, latitude
  auto operator<=>(const Position&) const = default;
};
inline constexpr double kUnits = 1e6;  // to the degree

using Ring = std::vector<Position>;  // closed: the last is the first again
struct Polygon {
  Ring outer;               // counter-clockwise
  std::vector<Ring> holes;  // clockwise
};
using Shape = std::vector<Polygon>;

struct Box {
  int32_t west = 0, south = 0, east = 0, north = 0;
};
// Of every position; nullopt where there is none.
std::optional<Box> BoxOf(const std::vector<const Shape*>& shapes);

// Twice the signed area in square units; positive: counter-clockwise.
double SignedArea(const Ring& ring);
// The area's center of mass, on the plane of degrees: fit for placing a label or a marker. May lie outside of a bent
// shape. nullopt for an empty one.
std::optional<Position> Centroid(const Shape& shape);
// By even and odd crossings, exactly; an edge belongs to the shape, a hole does not.
bool Contains(const Shape& shape, Position position);

// Douglas and Peucker (1973): leaves out positions that lie nearer than `tolerance` (units of latitude; longitudes are
// shortened by the cosine of the latitude) to the line that remains. Rings that vanish are dropped, but the largest one
// of a shape stays, as it was where it would vanish.
Shape Simplify(const Shape& shape, double tolerance);
// As it fits a picture of `pixels` in width of that box: half a pixel.
double ToleranceFor(const Box& box, int pixels);

// Where a ring crosses itself (the interiors of two of its edges meet): the first such place that was found.
struct Crossing {
  bool found = false;
  bool gave_up = false;  // too intricate to check within a bounded effort
  Position at;
};
Crossing FindCrossing(const Ring& ring);

// A GeoJSON geometry (Polygon or MultiPolygon), at most six decimals, no spaces. Empty for an empty shape.
std::string WriteShape(const Shape& shape);
// Reads what WriteShape wrote (the stored form); an empty shape where it cannot.
Shape ReadStored(std::string_view geometry);

}  // namespace concord::communities
