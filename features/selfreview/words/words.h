// How the pages of self-review put things into words: levels, groups, sides, numbers, in the visitor's language.
// Belongs to one request.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/html/frame.h"
#include "base/i18n/catalog.h"
#include "base/zones/zones.h"
#include "features/selfreview/engine/instrument.h"

namespace concord::selfreview {

class Words {
 public:
  Words(const i18n::Catalog& catalog, std::string language) : catalog_(catalog), language_(std::move(language)) {}
  Words(const html::Frame& frame, const http::Request& request) : Words(frame.catalog(), frame.LanguageOf(request)) {}

  const std::string& language() const { return language_; }
  std::string Say(std::string_view key, const i18n::Params& params = {}) const {
    return catalog_.Text(language_, key, params);
  }
  std::string Count(std::string_view key, int64_t count, const i18n::Params& params = {}) const {
    return catalog_.Plural(language_, key, count, params);
  }
  std::string Number(int64_t number) const { return i18n::FormatNumber(language_, number); }
  // With one place after the point, or comma; "–" for NaN.
  std::string Decimal(double number) const;
  // A median: "2" or "2.5".
  std::string Half(double number) const;
  std::string Percent(double share) const;  // 0 to 1: "37 %", rounded
  // A day of the calendar, or the day at that moment in a time zone.
  std::string Date(Time time) const { return i18n::FormatDate(language_, time); }
  std::string DateIn(std::string_view zone, Time time) const { return Date(zones::DayAt(time, zone)); }
  // The last day of what is over from `end` on.
  std::string LastDay(std::string_view zone, Time end) const { return Date(zones::LastDayBefore(end, zone)); }
  // "2026-11-21" of an instrument; as it stands where it is no date.
  std::string Date(std::string_view iso) const;

  std::string Level(int level) const;  // "written"
  std::string Of(Group group) const;   // "Officers"
  std::string Of(Side side) const;     // "The agency"

 private:
  const i18n::Catalog& catalog_;
  std::string language_;
};

std::vector<std::string> ParagraphsOf(std::string_view text);  // parted by empty lines

}  // namespace concord::selfreview
