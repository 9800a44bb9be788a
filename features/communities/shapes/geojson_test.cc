// Maps from GeoJSON: what is read, what is refused and where, and the geometry beneath.
#include "features/communities/shapes/geojson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "features/communities/shapes/drawing.h"

namespace concord::communities {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Square(double west, double south, double size) {
  std::ostringstream out;
  const double e = west + size, n = south + size;
  out << "[[[" << west << "," << south << "],[" << e << "," << south << "],[" << e << "," << n << "],[" << west << ","
      << n << "],[" << west << "," << south << "]]]";
  return out.str();
}

std::string Feature(const std::string& properties, const std::string& coordinates,
                    const std::string& type = "Polygon") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":{"type":")" + type + R"(","coordinates":)" +
         coordinates + "}}";
}

std::string Collection(const std::vector<std::string>& features) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (size_t i = 0; i < features.size(); ++i) out += (i ? "," : "") + features[i];
  return out + "]}";
}

Shape ShapeOf(const std::string& coordinates) {
  return ReadMap(R"({"type":"Polygon","coordinates":)" + coordinates + "}")->boundary;
}

std::string KeyOf(const std::string& bytes) {
  const auto map = ReadMap(bytes);
  return map ? "read" : map.error().key.substr(std::string("communities.map.error.").size());
}

bool Warns(const MapContents& map, const std::string& what) {
  for (const auto& w : map.warnings) {
    if (w.key == "communities.map.warning." + what) return true;
  }
  return false;
}

TEST(GeoJson, ReadsBoundaryAndDistrictsByTheirNames) {
  const auto map = ReadMap(
      Collection({Feature(R"({"kind":"boundary","name":"Town"})", Square(0, 0, 10)),
                  Feature(R"({"name":"North Side"})", Square(0, 5, 5)), Feature(R"({"DISTRICT":7})", Square(0, 0, 5)),
                  Feature(R"({"label":"Ñandú"})", Square(5, 0, 5))}));
  ASSERT_TRUE(map);
  EXPECT_EQ(map->boundary.size(), 1u);
  ASSERT_EQ(map->districts.size(), 3u);
  EXPECT_EQ(map->districts[0].slug, "north-side");
  EXPECT_EQ(map->districts[1].name, "7");
  EXPECT_EQ(map->districts[2].slug, "nandu");
  EXPECT_TRUE(map->warnings.empty());
}

TEST(GeoJson, ALoneShapeIsTheBoundary) {
  EXPECT_EQ(ReadMap(R"({"type":"Polygon","coordinates":)" + Square(0, 0, 1) + "}")->boundary.size(), 1u);
  const auto map = ReadMap(Feature("null", Square(0, 0, 1)));
  ASSERT_TRUE(map);
  EXPECT_EQ(map->boundary.size(), 1u);
  EXPECT_TRUE(Warns(*map, "no_districts"));
}

TEST(GeoJson, TurnsRingsToTheRightHandRule) {
  const auto map =
      ReadMap(R"({"type":"Polygon","coordinates":[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]})");
  ASSERT_TRUE(map);
  EXPECT_GT(SignedArea(map->boundary[0].outer), 0);
  EXPECT_LT(SignedArea(map->boundary[0].holes.at(0)), 0);
}

TEST(GeoJson, SaysWhatIsWrong) {
  EXPECT_EQ(KeyOf(""), "empty");
  EXPECT_EQ(KeyOf("{"), "not_json");
  EXPECT_EQ(KeyOf("[1,2]"), "not_geojson");
  EXPECT_EQ(KeyOf(R"({"type":"Topology"})"), "not_geojson");
  EXPECT_EQ(KeyOf(R"({"type":"FeatureCollection"})"), "no_features");
  EXPECT_EQ(KeyOf(R"({"type":"FeatureCollection","features":[]})"), "nothing");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]})"), "few_positions");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})"), "open_ring");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[2,0],[0,0]]]})"), "no_area");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[0,0],[1,"a"],[1,1],[0,0]]]})"), "position");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[0,0],[1,1e999],[1,1],[0,0]]]})"), "not_json");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[45,-93],[45,-94],[46,-94],[45,-93]]]})"), "swapped");
  EXPECT_EQ(
      KeyOf(
          R"({"type":"Polygon","coordinates":[[[480000,4980000],[480001,4980000],[480001,4980001],[480000,4980000]]]})"),
      "projected");
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[[[190,0],[191,0],[191,1],[190,0]]]})"), "range");
  EXPECT_EQ(KeyOf(Collection({Feature(R"({"kind":"boundary"})", Square(0, 0, 1)),
                              Feature(R"({"kind":"boundary"})", Square(0, 0, 1))})),
            "two_boundaries");
  EXPECT_EQ(KeyOf(std::string(100'000, '[')), "not_geojson");
  EXPECT_EQ(KeyOf(std::string(kMapBytes + 1, 'x')), "too_large");
}

TEST(GeoJson, NamesTheFeatureRingAndPosition) {
  const auto map = ReadMap(Collection(
      {Feature("{}", Square(0, 0, 1)), Feature("{}", "[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,200],[0,0]]]")}));
  ASSERT_FALSE(map);
  EXPECT_EQ(map.error().params.at("feature"), "2");
  EXPECT_EQ(map.error().params.at("ring"), "2");
  EXPECT_EQ(map.error().params.at("position"), "3");
}

TEST(GeoJson, LeavesOutWhatIsNoAreaAndSaysSo) {
  const auto map = ReadMap(
      Collection({Feature(R"({"name":"A"})", Square(0, 0, 1)), Feature(R"({"name":"City hall"})", "[1,1]", "Point"),
                  R"({"type":"Feature","properties":null,"geometry":null})"}));
  ASSERT_TRUE(map);
  ASSERT_GE(map->warnings.size(), 2u);
  EXPECT_EQ(map->warnings[0].key, "communities.map.warning.other_type");
  EXPECT_EQ(map->warnings[0].params.at("feature"), "2");
  EXPECT_EQ(map->warnings[0].params.at("type"), "Point");
  EXPECT_TRUE(Warns(*map, "no_geometry"));
  EXPECT_EQ(KeyOf(Feature("{}", "[1,1]", "Point")), "nothing");
}

// Found in a city's published neighborhoods.
TEST(GeoJson, ASliverBesideARealPartIsLeftOut) {
  const auto map = ReadMap(
      Feature("{}", "[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[5.0000001,5],[5,5.0000001],[5,5]]]]", "MultiPolygon"));
  ASSERT_TRUE(map);
  EXPECT_EQ(map->boundary.size(), 1u);
  EXPECT_TRUE(Warns(*map, "tiny_part"));
}

TEST(GeoJson, TooManyPositionsAreRefused) {
  std::string ring = "[[0,0]";
  for (size_t i = 1; i <= kMapPositions; ++i) ring += i % 2 ? ",[1,0]" : ",[1,1]";
  EXPECT_EQ(KeyOf(R"({"type":"Polygon","coordinates":[)" + ring + ",[0,0]]]}"), "many_positions");
}

TEST(GeoJson, DistrictsOfOneNameGetDifferentAddresses) {
  const auto map = ReadMap(Collection({Feature(R"({"name":"A"})", Square(0, 0, 1)),
                                       Feature(R"({"name":"a"})", Square(2, 0, 1)), Feature("{}", Square(4, 0, 1))}));
  ASSERT_TRUE(map);
  EXPECT_EQ(map->districts[0].slug, "a");
  EXPECT_EQ(map->districts[1].slug, "a-2");
  EXPECT_EQ(map->districts[2].name, "3");
  EXPECT_TRUE(Warns(*map, "same_name"));
  EXPECT_TRUE(Warns(*map, "no_name"));
}

TEST(GeoJson, WarnsOfARingThatCrossesItself) {
  const auto bow = ReadMap(R"({"type":"Polygon","coordinates":[[[0,0],[4,4],[4,0],[0,6],[0,0]]]})");
  ASSERT_TRUE(bow);
  EXPECT_TRUE(Warns(*bow, "crosses"));
  EXPECT_FALSE(Warns(*ReadMap(Feature("{}", Square(0, 0, 1))), "crosses"));
}

// Against the plain comparison of every edge with every other.
TEST(GeoJson, FindsCrossingsWhereComparingEveryPairDoes) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int32_t> place(-50, 50);
  const auto turn = [](Position a, Position b, Position c) {
    const int64_t t = (int64_t{b.x} - a.x) * (c.y - a.y) - (int64_t{b.y} - a.y) * (c.x - a.x);
    return (t > 0) - (t < 0);
  };
  int crossed = 0, clean = 0;
  for (int round = 0; round < 3000; ++round) {
    Ring ring;
    const int corners = 3 + round % 6;
    for (int i = 0; i < corners; ++i) ring.push_back({place(random), place(random)});
    ring.push_back(ring.front());
    bool expected = false;
    for (size_t i = 0; i + 1 < ring.size(); ++i) {
      for (size_t j = i + 1; j + 1 < ring.size(); ++j) {
        expected |= turn(ring[i], ring[i + 1], ring[j]) * turn(ring[i], ring[i + 1], ring[j + 1]) < 0 &&
                    turn(ring[j], ring[j + 1], ring[i]) * turn(ring[j], ring[j + 1], ring[i + 1]) < 0;
      }
    }
    EXPECT_EQ(FindCrossing(ring).found, expected) << "round " << round;
    (expected ? crossed : clean)++;
  }
  EXPECT_GT(crossed, 300);
  EXPECT_GT(clean, 300);
}

TEST(Shapes, CentroidAndContainsKnowHoles) {
  const Shape shape = ShapeOf("[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]");
  EXPECT_EQ(*Centroid(shape), (Position{5'000'000, 5'000'000}));
  EXPECT_TRUE(Contains(shape, {1'000'000, 1'000'000}));
  EXPECT_FALSE(Contains(shape, {5'000'000, 5'000'000}));
  EXPECT_TRUE(Contains(shape, {4'000'000, 5'000'000}));  // the hole's edge belongs to the shape
  EXPECT_TRUE(Contains(shape, {0, 5'000'000}));
  EXPECT_FALSE(Contains(shape, {10'000'001, 5'000'000}));
}

TEST(Shapes, WritesSixDecimalsAndReadsThemBack) {
  const Shape shape = ShapeOf("[[[-83.1234567,41.5],[-83,41.5],[-83,41.6],[-83.1234567,41.5]]]");
  const std::string written = WriteShape(shape);
  EXPECT_EQ(written,
            R"({"type":"Polygon","coordinates":[[[-83.123457,41.5],[-83,41.5],[-83,41.6],[-83.123457,41.5]]]})");
  EXPECT_EQ(WriteShape(ReadStored(written)), written);
  EXPECT_TRUE(ReadStored("{\"type\":\"Point\",\"coordinates\":[1,2]}").empty());
  EXPECT_TRUE(ReadStored("nothing").empty());
}

TEST(Shapes, SimplifyStaysWithinItsTolerance) {
  Ring circle;
  for (int i = 0; i < 5000; ++i) {
    const double a = 2 * std::acos(-1.0) * i / 5000;
    circle.push_back({static_cast<int32_t>(1e6 * std::cos(a)), static_cast<int32_t>(1e6 * std::sin(a))});
  }
  circle.push_back(circle.front());
  const Shape simpler = Simplify({{circle, {}}}, 2000);
  ASSERT_EQ(simpler.size(), 1u);
  EXPECT_LT(simpler[0].outer.size(), 200u);
  EXPECT_EQ(simpler[0].outer.front(), simpler[0].outer.back());
  // A chord's height over a circle of 1e6 units: nothing of the area beyond 2000 units of it is lost.
  EXPECT_NEAR(SignedArea(simpler[0].outer) / SignedArea(circle), 1, 0.004);
  EXPECT_EQ(Simplify({{circle, {}}}, 1e9).size(), 1u) << "the only part of a shape stays";
}

TEST(DrawMap, HasATitleForEachDistrictAndNoStyle) {
  const Shape shape = ShapeOf(Square(-83, 41, 0.1));
  const auto svg =
      DrawMap({"Map of <Town>", {{"", "Town", shape}, {"/c/town/districts/a", "A & B", shape}}, {}, ""}).html;
  EXPECT_THAT(svg, HasSubstr("<title>A &amp; B</title>"));
  EXPECT_THAT(svg, HasSubstr("aria-label=\"Map of &lt;Town&gt;\""));
  EXPECT_THAT(svg, HasSubstr("href=\"/c/town/districts/a\""));
  EXPECT_THAT(svg, Not(HasSubstr("style=")));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_EQ(DrawMap({}).html, "");
  EXPECT_THAT(DrawMap({"One", {}, {{"/c/town", "Town", {-83'000'000, 41'000'000}}}, ""}).html, Not(HasSubstr("nan")));
}

// Real maps, as cities publish them. They are not part of the program.
class RealMaps : public ::testing::TestWithParam<std::pair<const char*, size_t>> {};

TEST_P(RealMaps, AreReadWhole) {
  const auto [name, districts] = GetParam();
  const std::string path = std::string(CONCORD_SOURCE_DIR "/../shared/data/geo/") + name;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no sample of a real map here: " << name;
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto map = ReadMap(bytes);
  ASSERT_TRUE(map) << map.error().key;
  EXPECT_EQ(map->districts.size(), districts);
  Drawing drawing{name, {}, {}, ""};
  for (const auto& district : map->districts) {
    const auto center = Centroid(district.shape);
    ASSERT_TRUE(center);
    // Every map's districts lie side by side: a district's own corner belongs to few of them, and to itself.
    size_t holders = 0;
    for (const auto& other : map->districts) holders += Contains(other.shape, district.shape[0].outer[0]);
    EXPECT_GE(holders, 1u);
    EXPECT_LE(holders, 5u) << district.name;
    drawing.areas.push_back({"/d/" + district.slug, district.name, district.shape});
  }
  const std::string svg = DrawMap(drawing).html;
  EXPECT_LT(svg.size(), 160u * 1024);
  const auto again = ReadMap(WriteMap(*map));
  ASSERT_TRUE(again);
  EXPECT_EQ(WriteMap(*again), WriteMap(*map));
}

INSTANTIATE_TEST_SUITE_P(Cities, RealMaps,
                         ::testing::Values(std::pair{"london_boroughs.geojson", size_t{33}},
                                           std::pair{"neighborhoods_louisville.geojson", size_t{67}},
                                           std::pair{"neighborhoods_minneapolis.geojson", size_t{85}}),
                         [](const auto& info) {
                           std::string name = info.param.first;
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace concord::communities
