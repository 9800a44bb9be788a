#include "features/communities/shapes/shapes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <numbers>

namespace concord::communities {
namespace {

void AppendDegrees(std::string& out, int32_t units) {
  int64_t value = units;
  if (value < 0) {
    out += '-';
    value = -value;
  }
  out += std::to_string(value / 1000000);
  std::string decimals = std::to_string(1000000 + value % 1000000).substr(1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (!decimals.empty()) out += '.' + decimals;
}

void AppendRing(std::string& out, const Ring& ring) {
  out += '[';
  for (size_t i = 0; i < ring.size(); ++i) {
    out += i ? ",[" : "[";
    AppendDegrees(out, ring[i].x);
    out += ',';
    AppendDegrees(out, ring[i].y);
    out += ']';
  }
  out += ']';
}

void AppendPolygon(std::string& out, const Polygon& polygon) {
  out += '[';
  AppendRing(out, polygon.outer);
  for (const auto& hole : polygon.holes) {
    out += ',';
    AppendRing(out, hole);
  }
  out += ']';
}

Ring RingFrom(const nlohmann::json& json) {
  Ring ring;
  if (!json.is_array()) return ring;
  for (const auto& pair : json) {
    if (!pair.is_array() || pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number()) return {};
    const double x = pair[0].get<double>(), y = pair[1].get<double>();
    if (std::abs(x) > 180 || std::abs(y) > 90) return {};
    ring.push_back({static_cast<int32_t>(std::lround(x * kUnits)), static_cast<int32_t>(std::lround(y * kUnits))});
  }
  return ring;
}

void AddPolygon(Shape& shape, const nlohmann::json& json) {
  Polygon polygon;
  if (!json.is_array() || json.empty()) return;
  polygon.outer = RingFrom(json[0]);
  for (size_t i = 1; i < json.size(); ++i) polygon.holes.push_back(RingFrom(json[i]));
  if (polygon.outer.size() >= 4) shape.push_back(std::move(polygon));
}

// Even-odd crossings of one ring; `on_edge` where the position lies on it.
bool IsInside(const Ring& ring, Position p, bool& on_edge) {
  bool inside = false;
  for (size_t i = 0; i + 1 < ring.size(); ++i) {
    const Position a = ring[i], b = ring[i + 1];
    const int64_t turn = (static_cast<int64_t>(b.x) - a.x) * (static_cast<int64_t>(p.y) - a.y) -
                         (static_cast<int64_t>(b.y) - a.y) * (static_cast<int64_t>(p.x) - a.x);
    if (turn == 0 && std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
        p.y <= std::max(a.y, b.y)) {
      on_edge = true;
      return true;
    }
    if ((a.y > p.y) != (b.y > p.y) && (turn > 0) == (b.y > a.y)) inside = !inside;
  }
  return inside;
}

// Of `p` from the segment a-b, squared; x shortened by `squeeze`.
double DistanceSquared(Position p, Position a, Position b, double squeeze) {
  const double ax = a.x * squeeze, ay = a.y, dx = b.x * squeeze - ax, dy = b.y - ay;
  const double px = p.x * squeeze - ax, py = p.y - ay;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0;
  const double ex = px - t * dx, ey = py - t * dy;
  return ex * ex + ey * ey;
}

// A ring is cut into pieces of this many positions, so that an intricate one costs no more than so many steps each.
constexpr size_t kPiece = 2000;

void KeepFarthest(const Ring& ring, size_t first, size_t last, double limit, double squeeze, std::vector<bool>& keep) {
  std::vector<std::pair<size_t, size_t>> todo{{first, last}};
  while (!todo.empty()) {
    const auto [from, to] = todo.back();
    todo.pop_back();
    double worst = limit;
    size_t at = 0;
    for (size_t i = from + 1; i < to; ++i) {
      const double d = DistanceSquared(ring[i], ring[from], ring[to], squeeze);
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = true;
    todo.emplace_back(from, at);
    todo.emplace_back(at, to);
  }
}

Ring SimplifyRing(const Ring& ring, double tolerance, double squeeze) {
  if (ring.size() < 5) return ring;
  std::vector<bool> keep(ring.size(), false);
  // A closed ring needs a second fixed place: the one farthest from its first.
  size_t far = 0;
  double best = -1;
  for (size_t i = 1; i + 1 < ring.size(); ++i) {
    const double d = DistanceSquared(ring[i], ring[0], ring[0], squeeze);
    if (d > best) {
      best = d;
      far = i;
    }
  }
  std::vector<size_t> fixed{0};
  for (const size_t end : {far, ring.size() - 1}) {
    while (end - fixed.back() > kPiece) fixed.push_back(fixed.back() + kPiece);
    if (end != fixed.back()) fixed.push_back(end);
  }
  for (size_t i = 0; i + 1 < fixed.size(); ++i) {
    keep[fixed[i]] = keep[fixed[i + 1]] = true;
    KeepFarthest(ring, fixed[i], fixed[i + 1], tolerance * tolerance, squeeze, keep);
  }
  Ring out;
  for (size_t i = 0; i < ring.size(); ++i) {
    if (keep[i]) out.push_back(ring[i]);
  }
  return out;
}

bool HasArea(const Ring& ring, double least) { return ring.size() >= 4 && std::abs(SignedArea(ring)) > least; }

int SignOf(int64_t value) { return (value > 0) - (value < 0); }

int Turn(Position a, Position b, Position c) {
  return SignOf((static_cast<int64_t>(b.x) - a.x) * (static_cast<int64_t>(c.y) - a.y) -
                (static_cast<int64_t>(b.y) - a.y) * (static_cast<int64_t>(c.x) - a.x));
}

struct Edge {
  Position a, b;
  int32_t left, right, low, high;
};

bool Cross(const Edge& e, const Edge& f) {
  if (e.high < f.low || f.high < e.low) return false;
  return Turn(e.a, e.b, f.a) * Turn(e.a, e.b, f.b) < 0 && Turn(f.a, f.b, e.a) * Turn(f.a, f.b, e.b) < 0;
}

}  // namespace

std::optional<Box> BoxOf(const std::vector<const Shape*>& shapes) {
  std::optional<Box> box;
  for (const Shape* shape : shapes) {
    for (const auto& polygon : *shape) {
      for (const auto& p : polygon.outer) {
        if (!box) box = Box{p.x, p.y, p.x, p.y};
        box->west = std::min(box->west, p.x);
        box->east = std::max(box->east, p.x);
        box->south = std::min(box->south, p.y);
        box->north = std::max(box->north, p.y);
      }
    }
  }
  return box;
}

double SignedArea(const Ring& ring) {
  double sum = 0;
  if (ring.empty()) return 0;
  // From the first position, so that the products of a small ring stay exact.
  const double ox = ring[0].x, oy = ring[0].y;
  for (size_t i = 0; i + 1 < ring.size(); ++i) {
    sum += (ring[i].x - ox) * (ring[i + 1].y - oy) - (ring[i + 1].x - ox) * (ring[i].y - oy);
  }
  return sum;
}

std::optional<Position> Centroid(const Shape& shape) {
  if (shape.empty() || shape[0].outer.empty()) return std::nullopt;
  const double ox = shape[0].outer[0].x, oy = shape[0].outer[0].y;
  double area = 0, x = 0, y = 0;
  const auto add = [&](const Ring& ring) {
    for (size_t i = 0; i + 1 < ring.size(); ++i) {
      const double ax = ring[i].x - ox, ay = ring[i].y - oy, bx = ring[i + 1].x - ox, by = ring[i + 1].y - oy;
      const double cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
  };
  for (const auto& polygon : shape) {
    add(polygon.outer);
    for (const auto& hole : polygon.holes) add(hole);
  }
  const auto box = BoxOf({&shape});
  if (area == 0) return Position{box->west / 2 + box->east / 2, box->south / 2 + box->north / 2};
  // A shape that crosses itself can have a center outside of its own box; its box then says where it is.
  const double cx = ox + x / (3 * area), cy = oy + y / (3 * area);
  return Position{static_cast<int32_t>(std::lround(std::clamp<double>(cx, box->west, box->east))),
                  static_cast<int32_t>(std::lround(std::clamp<double>(cy, box->south, box->north)))};
}

bool Contains(const Shape& shape, Position position) {
  for (const auto& polygon : shape) {
    bool on_edge = false;
    if (!IsInside(polygon.outer, position, on_edge)) continue;
    if (on_edge) return true;
    bool in_hole = false;
    for (const auto& hole : polygon.holes) {
      bool on_hole_edge = false;
      if (IsInside(hole, position, on_hole_edge) && !on_hole_edge) in_hole = true;
    }
    if (!in_hole) return true;
  }
  return false;
}

Shape Simplify(const Shape& shape, double tolerance) {
  const auto box = BoxOf({&shape});
  if (!box) return {};
  const double middle = (box->south / kUnits + box->north / kUnits) / 2;
  const double squeeze = std::max(0.05, std::cos(middle * std::numbers::pi / 180));
  const double least = tolerance * tolerance;
  Shape out;
  const Polygon* largest = nullptr;
  for (const auto& polygon : shape) {
    if (!largest || std::abs(SignedArea(polygon.outer)) > std::abs(SignedArea(largest->outer))) largest = &polygon;
    Polygon simpler{SimplifyRing(polygon.outer, tolerance, squeeze), {}};
    if (!HasArea(simpler.outer, least)) continue;
    for (const auto& hole : polygon.holes) {
      Ring ring = SimplifyRing(hole, tolerance, squeeze);
      if (HasArea(ring, least)) simpler.holes.push_back(std::move(ring));
    }
    out.push_back(std::move(simpler));
  }
  if (out.empty() && largest) out.push_back({largest->outer, {}});
  return out;
}

double ToleranceFor(const Box& box, int pixels) {
  const double wide = static_cast<double>(box.east) - box.west, high = static_cast<double>(box.north) - box.south;
  return std::max(1.0, std::max(wide, high) / (2.0 * std::max(pixels, 1)));
}

Crossing FindCrossing(const Ring& ring) {
  std::vector<Edge> edges;
  for (size_t i = 0; i + 1 < ring.size(); ++i) {
    const Position a = ring[i], b = ring[i + 1];
    edges.push_back({a, b, std::min(a.x, b.x), std::max(a.x, b.x), std::min(a.y, b.y), std::max(a.y, b.y)});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& e, const Edge& f) { return e.left < f.left; });
  // Only edges whose longitudes overlap are compared. Real outlines have few of those at a time; others are given up.
  int64_t effort = 20'000'000;
  std::vector<const Edge*> open;
  for (const Edge& edge : edges) {
    size_t kept = 0;
    for (const Edge* other : open) {
      if (other->right < edge.left) continue;
      open[kept++] = other;
      if (Cross(*other, edge)) return {true, false, edge.a};
    }
    effort -= static_cast<int64_t>(open.size()) + 1;
    if (effort < 0) return {false, true, {}};
    open.resize(kept);
    open.push_back(&edge);
  }
  return {};
}

std::string WriteShape(const Shape& shape) {
  if (shape.empty()) return "";
  std::string out;
  if (shape.size() == 1) {
    out = R"({"type":"Polygon","coordinates":)";
    AppendPolygon(out, shape[0]);
  } else {
    out = R"({"type":"MultiPolygon","coordinates":[)";
    for (size_t i = 0; i < shape.size(); ++i) {
      if (i) out += ',';
      AppendPolygon(out, shape[i]);
    }
    out += ']';
  }
  return out + '}';
}

Shape ReadStored(std::string_view geometry) {
  const auto json = nlohmann::json::parse(geometry, nullptr, false);
  if (!json.is_object()) return {};
  const auto coordinates = json.find("coordinates");
  if (coordinates == json.end() || !coordinates->is_array()) return {};
  Shape shape;
  if (json.value("type", "") == "Polygon") AddPolygon(shape, *coordinates);
  if (json.value("type", "") == "MultiPolygon") {
    for (const auto& polygon : *coordinates) AddPolygon(shape, polygon);
  }
  return shape;
}

}  // namespace concord::communities
