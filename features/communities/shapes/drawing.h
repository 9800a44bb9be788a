// A map as SVG, for pages that have no JavaScript: boundary and districts in web-mercator, each district a link with
// its name. Colours and strokes come from the style sheet (_map.scss); there is no inline style. Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/html/templates.h"
#include "features/communities/shapes/shapes.h"

namespace concord::communities {

struct MapArea {
  std::string href, name;  // no href: drawn as the outline
  Shape shape;
};
struct MapPlace {
  std::string href, name;
  Position at;
};

struct Drawing {
  std::string title;             // what the picture shows, for who does not see it
  std::vector<MapArea> areas;    // drawn in this order
  std::vector<MapPlace> places;  // points
  std::string current;           // the href of the area that stands out; may be empty
};

// Simplified to what a picture of this size can show. Empty where there is nothing to draw.
html::Safe DrawMap(const Drawing& drawing);

}  // namespace concord::communities
