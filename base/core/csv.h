// Comma-separated values (RFC 4180), for spreadsheets: UTF-8 without a mark, lines end in CRLF. A cell that a
// spreadsheet would run as a formula is kept from it by an apostrophe. Pure. (Records that are read back:
// library/exchange.)
#pragma once
#include <string>
#include <vector>

namespace concord {

void AppendCsv(std::string& out, const std::vector<std::string>& cells);

}  // namespace concord
