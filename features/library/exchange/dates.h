// Dates as files write them, brought to ISO 8601 as exact as known. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace concord::library::exchange {

struct LooseDate {
  int year = 0, month = 0, day = 0;  // 0: unknown
  bool empty() const { return year == 0; }
  std::string Iso() const;  // "2021", "2021-03", "2021-03-05"; empty without a year
};

// Reads "2021", "2021-03-05T10:00Z", "2021///", "1948/07//", "20210305", "5 March 2021", "Mar 5, 2021", "JUN 8",
// "3/5/2021" (month first, unless that cannot be), "5 de marzo de 2021"; of a range ("2016/2017") its beginning.
// A word or season without a month gives the year alone. Whether the year is plausible is the caller's question.
LooseDate ParseDate(std::string_view text);
// "feb", "February", "2", "febrero", "July 30th": 1 to 12 and, where it is given, the day.
LooseDate ParseMonth(std::string_view text);
// 1 to 12 for a month's name or its first letters in English, Spanish, French, German, Portuguese or Italian; else 0.
int MonthNamed(std::string_view word);
bool IsPlausibleYear(int year);  // 1450 (printing) to 2100

}  // namespace concord::library::exchange
