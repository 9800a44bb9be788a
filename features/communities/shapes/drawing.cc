#include "features/communities/shapes/drawing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace concord::communities {
namespace {

constexpr int kWidth = 520;
constexpr double kMargin = 12;
constexpr size_t kNamed = 12;  // more names than this would lie over each other

double MercatorX(double longitude) { return longitude * std::numbers::pi / 180; }
double MercatorY(double latitude) {
  const double clamped = std::clamp(latitude, -85.0, 85.0) * std::numbers::pi / 180;
  return std::log(std::tan(std::numbers::pi / 4 + clamped / 2));
}

std::string Fixed(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  std::string out = text;
  if (out.ends_with(".0")) out.resize(out.size() - 2);
  return out == "-0" ? "0" : out;
}

// From positions to the picture's own units.
class Projection {
 public:
  explicit Projection(const Box& box) {
    west_ = MercatorX(box.west / kUnits);
    north_ = MercatorY(box.north / kUnits);
    const double wide = MercatorX(box.east / kUnits) - west_, high = north_ - MercatorY(box.south / kUnits);
    // A point has no extent: it stands in the middle of a small square of land.
    scale_ = (kWidth - 2 * kMargin) / std::max({wide, high * 0.75, 1e-4});
    left_ = kMargin + std::max(0.0, (kWidth - 2 * kMargin - wide * scale_) / 2);
    height_ = high * scale_ + 2 * kMargin;
    if (height_ < 120) {
      top_ = kMargin + (120 - height_) / 2;
      height_ = 120;
    }
  }
  double X(Position p) const { return left_ + (MercatorX(p.x / kUnits) - west_) * scale_; }
  double Y(Position p) const { return top_ + (north_ - MercatorY(p.y / kUnits)) * scale_; }
  double height() const { return height_; }

 private:
  double west_, north_, scale_, left_, top_ = kMargin, height_;
};

void AppendRing(std::string& out, const Ring& ring, const Projection& projection) {
  for (size_t i = 0; i + 1 < ring.size(); ++i) {
    out += (i ? 'L' : 'M') + Fixed(projection.X(ring[i])) + ' ' + Fixed(projection.Y(ring[i]));
  }
  out += 'Z';
}

std::string PathOf(const Shape& shape, const Projection& projection) {
  std::string out;
  for (const auto& polygon : shape) {
    AppendRing(out, polygon.outer, projection);
    for (const auto& hole : polygon.holes) AppendRing(out, hole, projection);
  }
  return out;
}

void AppendName(std::string& out, double x, double y, const std::string& name) {
  out += "<text class=\"c-map__name\" x=\"" + Fixed(x) + "\" y=\"" + Fixed(y) + "\">" + html::Escape(name) + "</text>";
}

void AppendArea(std::string& out, const MapArea& area, const Shape& shape, const Projection& projection,
                bool is_current) {
  const std::string kind = area.href.empty() ? "c-map__outline"
                           : is_current      ? "c-map__area c-map__area--current"
                                             : "c-map__area";
  const std::string path = "<path class=\"" + kind + "\" fill-rule=\"evenodd\" d=\"" + PathOf(shape, projection) +
                           "\"><title>" + html::Escape(area.name) + "</title></path>";
  if (area.href.empty()) {
    out += path;
    return;
  }
  out += "<a href=\"" + html::Escape(area.href) + "\" aria-label=\"" + html::Escape(area.name) + "\"" +
         (is_current ? " aria-current=\"true\"" : "") + ">" + path + "</a>";
}

}  // namespace

html::Safe DrawMap(const Drawing& drawing) {
  std::vector<const Shape*> shapes;
  for (const auto& area : drawing.areas) shapes.push_back(&area.shape);
  auto box = BoxOf(shapes);
  for (const auto& place : drawing.places) {
    if (!box) box = Box{place.at.x, place.at.y, place.at.x, place.at.y};
    box->west = std::min(box->west, place.at.x);
    box->east = std::max(box->east, place.at.x);
    box->south = std::min(box->south, place.at.y);
    box->north = std::max(box->north, place.at.y);
  }
  if (!box) return {};
  const Projection projection(*box);
  const double tolerance = ToleranceFor(*box, 2 * kWidth);  // also sharp where it is shown larger
  std::string out = "<svg class=\"c-map__picture\" viewBox=\"0 0 " + std::to_string(kWidth) + ' ' +
                    Fixed(projection.height()) + "\" role=\"group\" aria-label=\"" + html::Escape(drawing.title) +
                    "\">";
  std::string names;
  size_t linked = 0;
  for (const auto& area : drawing.areas) linked += !area.href.empty();
  for (const auto& area : drawing.areas) {
    AppendArea(out, area, Simplify(area.shape, tolerance), projection, area.href == drawing.current);
    const auto center = Centroid(area.shape);
    if (area.href.empty() || linked > kNamed || !center) continue;
    AppendName(names, projection.X(*center), projection.Y(*center), area.name);
  }
  for (const auto& place : drawing.places) {
    const double x = projection.X(place.at), y = projection.Y(place.at);
    out += "<a href=\"" + html::Escape(place.href) + "\" aria-label=\"" + html::Escape(place.name) +
           "\"><circle class=\"c-map__place\" cx=\"" + Fixed(x) + "\" cy=\"" + Fixed(y) + "\" r=\"10\"><title>" +
           html::Escape(place.name) + "</title></circle></a>";
    if (drawing.places.size() <= kNamed) AppendName(names, x, y - 16, place.name);
  }
  // Names are drawn last, over everything, and are not read twice.
  if (!names.empty()) out += "<g aria-hidden=\"true\">" + names + "</g>";
  return {out + "</svg>"};
}

}  // namespace concord::communities
