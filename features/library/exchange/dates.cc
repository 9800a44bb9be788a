#include "features/library/exchange/dates.h"

#include <array>
#include <cstdio>
#include <vector>

#include "base/core/text.h"

namespace concord::library::exchange {
namespace {

struct Token {
  bool number = false;
  int value = 0;
  size_t digits = 0;
  std::string word;
  char before = 0;  // the character in front of it
};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  text = text.substr(0, 200);
  for (size_t at = 0; at < text.size();) {
    Token token;
    token.before = at ? text[at - 1] : 0;
    const size_t begin = at;
    if (text::IsAsciiDigit(text[at])) {
      token.number = true;
      for (; at < text.size() && text::IsAsciiDigit(text[at]); ++at) {
        if (at - begin < 9) token.value = token.value * 10 + (text[at] - '0');
      }
      token.digits = at - begin;
    } else if (IsWordByte(text[at])) {
      while (at < text.size() && IsWordByte(text[at])) ++at;
      token.word = text::Fold(text.substr(begin, at - begin));
    } else {
      ++at;
      continue;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

int DaysIn(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && year > 0 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return 28;
  return kDays[static_cast<size_t>(month - 1)];
}

LooseDate Checked(LooseDate date) {
  if (date.month < 1 || date.month > 12) date.month = date.day = 0;
  if (date.month && (date.day < 1 || date.day > DaysIn(date.year, date.month))) date.day = 0;
  return date;
}

// "2021-03-05", "2021/3", "2021///" and what follows them; `tokens[0]` has four digits.
LooseDate YearFirst(const std::vector<Token>& tokens) {
  LooseDate date{tokens[0].value, 0, 0};
  if (tokens.size() > 1 && tokens[1].number && tokens[1].digits <= 2) {
    const char sign = tokens[1].before;
    if (sign == '-' || sign == '/' || sign == '.' || sign == ' ') date.month = tokens[1].value;
    if (tokens.size() > 2 && tokens[2].number && tokens[2].digits <= 2 && tokens[2].before == sign)
      date.day = tokens[2].value;
  }
  return Checked(date);
}

LooseDate FromWords(const std::vector<Token>& tokens) {
  LooseDate date;
  bool day_open = true;
  for (const Token& token : tokens) {
    if (token.number && token.digits == 4 && !date.year) {
      date.year = token.value;
    } else if (token.number && token.digits <= 2 && !date.day && day_open) {
      date.day = token.value;
    } else if (!token.number && !date.month) {
      date.month = MonthNamed(token.word);
      if (date.month && date.year && date.day) day_open = false;
    }
  }
  return Checked(date);
}

}  // namespace

std::string LooseDate::Iso() const {
  if (year <= 0) return {};
  char buffer[48];
  if (!month) {
    std::snprintf(buffer, sizeof buffer, "%04d", year);
  } else if (!day) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  }
  return buffer;
}

LooseDate ParseDate(std::string_view text) {
  const auto tokens = Tokenize(text);
  if (tokens.empty()) return {};
  const Token& first = tokens[0];
  if (first.number && first.digits == 8) {
    const LooseDate compact = Checked({first.value / 10000, first.value / 100 % 100, first.value % 100});
    if (IsPlausibleYear(compact.year) && compact.day) return compact;
  }
  bool has_month_word = false;
  for (const Token& token : tokens) has_month_word |= !token.number && MonthNamed(token.word) != 0;
  if (!has_month_word && first.number && first.digits == 4) return YearFirst(tokens);
  if (!has_month_word && tokens.size() >= 3 && first.number && first.digits <= 2 && tokens[1].number &&
      tokens[1].digits <= 2 && tokens[2].number && tokens[2].digits == 4) {
    const bool day_first = first.value > 12 || first.digits + tokens[1].digits == 0 || tokens[1].before == '.';
    return Checked(day_first ? LooseDate{tokens[2].value, tokens[1].value, first.value}
                             : LooseDate{tokens[2].value, first.value, tokens[1].value});
  }
  if (!has_month_word && tokens.size() >= 2 && first.number && first.digits <= 2 && tokens[1].number &&
      tokens[1].digits == 4 && (tokens[1].before == '/' || tokens[1].before == '-')) {
    return Checked({tokens[1].value, first.value, 0});  // "03/2021"
  }
  return FromWords(tokens);
}

LooseDate ParseMonth(std::string_view text) {
  LooseDate date;
  const auto tokens = Tokenize(text);
  for (const Token& token : tokens) {
    if (!token.number && !date.month) date.month = MonthNamed(token.word);
  }
  for (const Token& token : tokens) {
    if (!token.number || token.digits > 2) continue;
    if (!date.month) {
      date.month = token.value;
    } else if (!date.day) {
      date.day = token.value;
    }
  }
  return Checked(date);
}

int MonthNamed(std::string_view word) {
  const std::string name = text::Fold(word);
  if (name.size() < 3) return 0;
  // Beginnings, folded; the longer ones first where one begins another.
  static constexpr std::pair<std::string_view, int> kBeginnings[] = {
      {"jan", 1},  {"ene", 1},  {"gen", 1},  {"feb", 2},  {"fev", 2},  {"fév", 2},  {"mar", 3},
      {"mär", 3},  {"mrz", 3},  {"apr", 4},  {"abr", 4},  {"avr", 4},  {"may", 5},  {"mai", 5},
      {"mag", 5},  {"juin", 6}, {"jun", 6},  {"giu", 6},  {"jul", 7},  {"juil", 7}, {"lug", 7},
      {"aug", 8},  {"ago", 8},  {"aou", 8},  {"sep", 9},  {"set", 9},  {"oct", 10}, {"okt", 10},
      {"out", 10}, {"ott", 10}, {"nov", 11}, {"dec", 12}, {"dez", 12}, {"dic", 12}};
  static constexpr std::string_view kNames[] = {
      "january",   "february",  "march",     "april",    "may",      "june",       "july",      "august",
      "september", "october",   "november",  "december", "sept",     "enero",      "febrero",   "marzo",
      "abril",     "mayo",      "junio",     "julio",    "agosto",   "septiembre", "setiembre", "octubre",
      "noviembre", "diciembre", "janvier",   "fevrier",  "mars",     "avril",      "mai",       "juin",
      "juillet",   "aout",      "septembre", "octobre",  "novembre", "decembre",   "januar",    "februar",
      "marz",      "mrz",       "juni",      "juli",     "oktober",  "dezember",   "janeiro",   "fevereiro",
      "marco",     "maio",      "junho",     "julho",    "setembro", "outubro",    "dezembro",  "gennaio",
      "febbraio",  "aprile",    "maggio",    "giugno",   "luglio",   "settembre",  "ottobre",   "dicembre"};
  bool known = name.size() == 3 || name == "juil" || name == "fevr";
  for (const auto full : kNames) known |= full == name;
  if (!known) return 0;
  for (const auto& [beginning, month] : kBeginnings) {
    if (name.starts_with(beginning)) return month;
  }
  return 0;
}

bool IsPlausibleYear(int year) { return year >= 1450 && year <= 2100; }

}  // namespace concord::library::exchange
