#include "base/core/clock.h"

#include <array>
#include <cstdio>

namespace concord {
namespace {

using namespace std::chrono;

constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Broken {
  year_month_day date;
  hh_mm_ss<seconds> time;
  weekday day;
};

Broken BreakDown(Time time) {
  const auto day = floor<days>(time);
  return {year_month_day(day), hh_mm_ss<seconds>(floor<seconds>(time - day)), weekday(day)};
}

std::optional<Time> Join(int y, int m, int d, seconds of_day) {
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  return Time(sys_days(date)) + of_day;
}

bool Digits(std::string_view text, size_t at, size_t count, int& out) {
  if (at + count > text.size()) return false;
  out = 0;
  for (size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

Time SystemClock::Now() const { return time_point_cast<milliseconds>(system_clock::now()); }

std::string FormatRfc3339(Time time) {
  const Broken b = BreakDown(time);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(b.date.year()),
                static_cast<unsigned>(b.date.month()), static_cast<unsigned>(b.date.day()),
                static_cast<int>(b.time.hours().count()), static_cast<int>(b.time.minutes().count()),
                static_cast<int>(b.time.seconds().count()));
  return text;
}

std::string FormatHttpDate(Time time) {
  const Broken b = BreakDown(time);
  char text[48];
  std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT", kDays[b.day.c_encoding()],
                static_cast<unsigned>(b.date.day()), kMonths[static_cast<unsigned>(b.date.month()) - 1],
                static_cast<int>(b.date.year()), static_cast<int>(b.time.hours().count()),
                static_cast<int>(b.time.minutes().count()), static_cast<int>(b.time.seconds().count()));
  return text;
}

std::optional<Time> ParseRfc3339(std::string_view text) {
  int y, mo, d, h = 0, mi = 0, s = 0;
  if (!Digits(text, 0, 4, y) || text.size() < 10 || text[4] != '-' || !Digits(text, 5, 2, mo) || text[7] != '-' ||
      !Digits(text, 8, 2, d)) {
    return std::nullopt;
  }
  if (text.size() == 10) return Join(y, mo, d, seconds(0));
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || !Digits(text, 11, 2, h) ||
      text[13] != ':' || !Digits(text, 14, 2, mi) || text[16] != ':' || !Digits(text, 17, 2, s) || h > 23 || mi > 59 ||
      s > 60) {
    return std::nullopt;
  }
  size_t at = 19;
  if (text[at] == '.') {
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9';) ++at;
  }
  seconds offset{0};
  if (at == text.size()) return std::nullopt;
  if (text[at] == '+' || text[at] == '-') {
    int oh, om;
    if (!Digits(text, at + 1, 2, oh) || text.size() != at + 6 || text[at + 3] != ':' || !Digits(text, at + 4, 2, om)) {
      return std::nullopt;
    }
    offset = hours(oh) + minutes(om);
    if (text[at] == '-') offset = -offset;
  } else if ((text[at] != 'Z' && text[at] != 'z') || at + 1 != text.size()) {
    return std::nullopt;
  }
  return Join(y, mo, d, hours(h) + minutes(mi) + seconds(s) - offset);
}

std::optional<Time> ParseHttpDate(std::string_view text) {
  int y, d, h, mi, s;
  if (text.size() != 29 || text.substr(25) != " GMT" || !Digits(text, 5, 2, d) || !Digits(text, 12, 4, y) ||
      !Digits(text, 17, 2, h) || !Digits(text, 20, 2, mi) || !Digits(text, 23, 2, s)) {
    return std::nullopt;
  }
  for (size_t m = 0; m < kMonths.size(); ++m) {
    if (text.substr(8, 3) == kMonths[m])
      return Join(y, static_cast<int>(m) + 1, d, hours(h) + minutes(mi) + seconds(s));
  }
  return std::nullopt;
}

}  // namespace concord
