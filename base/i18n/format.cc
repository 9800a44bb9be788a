// Numbers, dates and plural categories as CLDR 44 has them for English and Spanish.
#include <array>
#include <chrono>
#include <cstdlib>

#include "base/i18n/catalog.h"

namespace concord::i18n {
namespace {

constexpr std::array<std::string_view, 12> kEnglishMonths = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> kSpanishMonths = {"enero",      "febrero", "marzo",     "abril",
                                                             "mayo",       "junio",   "julio",     "agosto",
                                                             "septiembre", "octubre", "noviembre", "diciembre"};

uint64_t Magnitude(int64_t number) {
  return number < 0 ? ~static_cast<uint64_t>(number) + 1 : static_cast<uint64_t>(number);
}

}  // namespace

std::string FormatNumber(std::string_view tag, int64_t number) {
  const bool spanish = tag == "es";
  std::string digits = std::to_string(Magnitude(number));
  if (digits.size() > (spanish ? 4u : 3u)) {
    for (size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, spanish ? '.' : ',');
  }
  return number < 0 ? "\u2212" + digits : digits;
}

std::string FormatDate(std::string_view tag, Time time) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
  const std::string day = std::to_string(static_cast<unsigned>(date.day()));
  const std::string year = std::to_string(static_cast<int>(date.year()));
  const size_t month = static_cast<unsigned>(date.month()) - 1;
  if (tag == "es") return day + " de " + std::string(kSpanishMonths[month]) + " de " + year;
  return std::string(kEnglishMonths[month]) + " " + day + ", " + year;
}

std::string_view PluralCategory(std::string_view tag, int64_t count) {
  const uint64_t n = Magnitude(count);
  if (n == 1) return "one";
  if (tag == "es" && n != 0 && n % 1'000'000 == 0) return "many";
  return "other";
}

const std::set<std::string, std::less<>>& RequiredCategories(std::string_view) {
  static const std::set<std::string, std::less<>> one_and_other = {"one", "other"};
  return one_and_other;
}

}  // namespace concord::i18n
