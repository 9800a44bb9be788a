// Days in a time zone, by the rules that this machine has (the package tzdata). Zones are IANA names,
// "America/Chicago"; one that is not known counts as UTC. Pure but for those rules; safe from any thread. The library
// date appears here alone, because GCC 12 has no zones in <chrono>.
#pragma once
#include <chrono>
#include <string_view>

#include "base/core/clock.h"

namespace concord::zones {

// A day of the calendar: its midnight in UTC, as ParseRfc3339 reads "2026-11-21" and i18n::FormatDate writes it.
using Day = std::chrono::sys_days;

bool Knows(std::string_view zone);

// The first moment of a day there: midnight, or where clocks skip it the moment after.
Time BeginOf(Day day, std::string_view zone);
// The first moment of the next day: what ends with a day is over from here on.
inline Time EndOf(Day day, std::string_view zone) { return BeginOf(day + std::chrono::days(1), zone); }
// The day there at that moment.
Day DayAt(Time time, std::string_view zone);
// The last day of what is over from `end` on.
inline Day LastDayBefore(Time end, std::string_view zone) { return DayAt(end - milliseconds(1), zone); }

}  // namespace concord::zones
