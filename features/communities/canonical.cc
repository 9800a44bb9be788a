#include "features/communities/canonical.h"

#include <nlohmann/json.hpp>

namespace concord::communities {
namespace {

using Json = nlohmann::json;  // keys sorted

std::string Line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string CanonicalOf(const Community& c) {
  return Line({{"id", c.id.ToString()},
               {"slug", c.slug},
               {"name", c.name},
               {"kind", c.kind},
               {"place", c.place},
               {"summary", c.summary},
               {"time_zone", c.time_zone},
               {"languages", c.languages},
               {"state", c.state},
               {"demo", c.demo}});
}

std::string CanonicalOf(const Organization& o) {
  return Line({{"id", o.id.ToString()},
               {"slug", o.slug},
               {"name", o.name},
               {"kind", o.kind},
               {"summary", o.summary},
               {"languages", o.languages},
               {"offers", o.offers},
               {"service_area", o.service_area},
               {"contact_name", o.contact_name},
               {"contact_email", o.contact_email},
               {"contact_phone", o.contact_phone},
               {"contact_address", o.contact_address},
               {"website", o.website},
               {"state", o.state}});
}

std::string CanonicalMapOf(const std::string& boundary, const std::vector<District>& districts) {
  Json list = Json::array();
  for (const auto& d : districts) {
    list.push_back({{"id", d.id.ToString()}, {"slug", d.slug}, {"name", d.name}, {"shape", d.shape}});
  }
  return Line({{"boundary", boundary}, {"districts", std::move(list)}});
}

}  // namespace concord::communities
