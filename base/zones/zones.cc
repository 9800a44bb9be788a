#include "base/zones/zones.h"

#include <date/tz.h>

#include <stdexcept>

namespace concord::zones {
namespace {

using std::chrono::floor;

// nullptr: this machine knows no such zone, or none at all.
const date::time_zone* Find(std::string_view zone) {
  try {
    return date::locate_zone(zone);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

bool Knows(std::string_view zone) { return Find(zone) != nullptr; }

Time BeginOf(Day day, std::string_view zone) {
  const auto* rules = Find(zone);
  if (!rules) return day;
  const date::local_days midnight(day.time_since_epoch());
  // Where midnight comes twice the day begins with the first; where it is skipped, with the clocks' leap.
  return floor<milliseconds>(rules->to_sys(midnight, date::choose::earliest));
}

Day DayAt(Time time, std::string_view zone) {
  const auto* rules = Find(zone);
  if (!rules) return floor<std::chrono::days>(time);
  return Day(floor<std::chrono::days>(rules->to_local(time)).time_since_epoch());
}

}  // namespace concord::zones
