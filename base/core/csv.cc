#include "base/core/csv.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace concord {
namespace {

bool IsFormula(std::string_view cell) {
  if (cell.empty() || std::string_view("=+-@\t\r").find(cell.front()) == std::string_view::npos) return false;
  double number = 0;  // "-1.5e-05"
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (read.ec == std::errc() && read.ptr == cell.data() + cell.size()) return false;
  // "+1 419 555 0110" is a telephone number and runs nothing.
  return !std::all_of(cell.begin(), cell.end(),
                      [](char c) { return std::string_view("0123456789 +-().").find(c) != std::string_view::npos; });
}

}  // namespace

void AppendCsv(std::string& out, const std::vector<std::string>& cells) {
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i) out += ',';
    const std::string cell = IsFormula(cells[i]) ? "'" + cells[i] : cells[i];
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace concord
