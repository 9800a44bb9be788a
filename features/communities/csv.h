// Comma-separated values (RFC 4180), for spreadsheets. A cell that a spreadsheet would run as a formula is kept from it
// by an apostrophe. Pure.
#pragma once
#include <string>
#include <vector>

namespace concord::communities {

void AppendCsv(std::string& out, const std::vector<std::string>& cells);

}  // namespace concord::communities
