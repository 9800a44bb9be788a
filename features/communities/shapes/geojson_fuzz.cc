#include <cstdlib>

#include "base/core/text.h"
#include "features/communities/shapes/geojson.h"

namespace concord::communities {
namespace {

void HoldRing(const Ring& ring) {
  if (ring.size() < 4 || ring.front() != ring.back()) std::abort();
}

void HoldShape(const Shape& shape) {
  if (shape.empty()) std::abort();
  for (const auto& polygon : shape) {
    HoldRing(polygon.outer);
    if (SignedArea(polygon.outer) <= 0) std::abort();
    for (const auto& hole : polygon.holes) HoldRing(hole);
  }
  const auto center = Centroid(shape);
  if (!center) std::abort();
  Contains(shape, *center);
  if (Simplify(shape, 1000).empty()) std::abort();
  if (WriteShape(ReadStored(WriteShape(shape))) != WriteShape(shape)) std::abort();
}

}  // namespace
}  // namespace concord::communities

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace concord::communities;
  const auto map = ReadMap({reinterpret_cast<const char*>(data), size});
  if (!map) {
    if (map.error().key.empty()) std::abort();
    return 0;
  }
  if (!map->boundary.empty()) HoldShape(map->boundary);
  for (const auto& district : map->districts) {
    if (district.slug.empty() || !concord::text::IsValidUtf8(district.name)) std::abort();
    HoldShape(district.shape);
  }
  // What was read is read again, the same.
  const std::string written = WriteMap(*map);
  const auto again = ReadMap(written);
  if (written.size() <= kMapBytes && (!again || WriteMap(*again) != written)) std::abort();
  return 0;
}
