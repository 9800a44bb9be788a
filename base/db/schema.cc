#include "base/db/schema.h"

#include <algorithm>

#include "base/core/text.h"

namespace concord::db {

std::string Describe(const Schema& schema) {
  std::string out;
  for (const auto& [name, table] : schema) {
    out += "table " + name + "\n";
    std::vector<Column> columns = table.columns;
    std::ranges::sort(columns, {}, &Column::name);
    for (const Column& c : columns) out += "  column " + c.name + " " + c.type + (c.not_null ? " not null" : "") + "\n";
    if (!table.primary_key.empty()) out += "  primary key (" + text::Join(table.primary_key, ", ") + ")\n";
    std::vector<std::string> rules = table.rules;
    std::ranges::sort(rules);
    for (const std::string& rule : rules) out += "  " + rule + "\n";
  }
  return out;
}

}  // namespace concord::db
