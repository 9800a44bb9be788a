// Tables in text: RFC 4180 and what spreadsheets make of it.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "features/library/exchange/problems.h"

namespace concord::library::exchange {

struct CsvRow {
  int line = 0;  // where it begins
  std::vector<std::string> cells;
};

// ',', ';', '\t' or '|': the one that parts the first row into the most cells. Excel's first line "sep=;" decides.
char DetectSeparator(std::string_view text);

// Hands over one row at a time, blank lines left out. A quoted field may span lines; a lone quote inside a field is a
// character. A quote that is never closed is fatal, with the line where its row begins. Linear.
void ReadCsvRows(std::string_view text, Problems& problems, const std::function<void(CsvRow&)>& take);

// One cell as RFC 4180 has it, quoted where it must be. One that a spreadsheet would take for a formula (it begins with
// = + - @, a tab or a carriage return) gets an apostrophe in front; PlainCell takes it off again.
std::string CsvCell(std::string_view text);
std::string PlainCell(std::string_view cell);

}  // namespace concord::library::exchange
