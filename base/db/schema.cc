#include "base/db/schema.h"

#include <algorithm>
#include <set>

#include "base/core/text.h"

namespace concord::db {
namespace {

std::vector<std::string> RulesOf(const TableShape& table) {
  std::vector<std::string> rules;
  for (const ForeignKey& key : table.foreign_keys) {
    rules.push_back("foreign key (" + text::Join(key.columns, ", ") + ") -> " + key.table + "(" +
                    text::Join(key.to_columns, ", ") + ")" +
                    (key.on_delete.empty() ? "" : " on delete " + key.on_delete));
  }
  for (const Key& key : table.keys) {
    rules.push_back((key.unique ? "unique" : "index " + key.name) + " (" + text::Join(key.columns, ", ") + ")" +
                    (key.partial ? " partial" : ""));
  }
  std::ranges::sort(rules);
  return rules;
}

constexpr std::string_view kCommunity = "community_id";

bool IsOwned(const TableShape& table) {
  return std::ranges::any_of(table.columns, [](const Column& c) { return c.name == kCommunity; });
}

bool Leads(const std::vector<std::string>& columns) { return !columns.empty() && columns.front() == kCommunity; }

}  // namespace

Schema ReadSchema(Session& session) {
  return session.dialect() == Dialect::kSqlite ? ReadSqliteSchema(session) : ReadPostgresSchema(session);
}

std::vector<std::string> CheckRows(Session& session) {
  return session.dialect() == Dialect::kSqlite ? CheckSqlite(session) : CheckPostgres(session);
}

std::string Describe(const Schema& schema) {
  std::string out;
  for (const auto& [name, table] : schema) {
    out += "table " + name + "\n";
    std::vector<Column> columns = table.columns;
    std::ranges::sort(columns, {}, &Column::name);
    for (const Column& c : columns) out += "  column " + c.name + " " + c.type + (c.not_null ? " not null" : "") + "\n";
    if (!table.primary_key.empty()) out += "  primary key (" + text::Join(table.primary_key, ", ") + ")\n";
    for (const std::string& rule : RulesOf(table)) out += "  " + rule + "\n";
  }
  return out;
}

std::vector<std::string> CheckTenancy(const Schema& schema, std::string_view directory) {
  std::vector<std::string> faults;
  const auto blame = [&](const std::string& table, const std::string& what) {
    faults.push_back(table + ": " + what + " does not begin with community_id");
  };
  for (const auto& [name, table] : schema) {
    if (name == directory || !IsOwned(table)) continue;
    if (!Leads(table.primary_key)) blame(name, "the primary key (" + text::Join(table.primary_key, ", ") + ")");
    for (const Key& key : table.keys) {
      if (Leads(key.columns)) continue;
      blame(name,
            (key.unique ? "the unique key (" : "the index " + key.name + " (") + text::Join(key.columns, ", ") + ")");
    }
    for (const ForeignKey& key : table.foreign_keys) {
      const auto target = schema.find(key.table);
      if (target == schema.end() || !IsOwned(target->second)) continue;
      if (!Leads(key.columns) || !Leads(key.to_columns))
        blame(name, "the foreign key (" + text::Join(key.columns, ", ") + ") to " + key.table);
    }
  }
  return faults;
}

std::vector<std::string> InOrderOfDependence(const Schema& schema) {
  std::vector<std::string> order;
  std::set<std::string> placed;
  while (order.size() < schema.size()) {
    const size_t before = order.size();
    for (const auto& [name, table] : schema) {
      const bool ready = std::ranges::all_of(table.foreign_keys, [&, self = name](const ForeignKey& key) {
        return key.table == self || placed.contains(key.table) || !schema.contains(key.table);
      });
      if (!placed.contains(name) && ready && placed.insert(name).second) order.push_back(name);
    }
    if (order.size() > before) continue;
    for (const auto& [name, _] : schema) {  // a circle
      if (placed.insert(name).second) order.push_back(name);
    }
  }
  return order;
}

std::string Quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

std::string QuotedList(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + Quoted(name);
  return out;
}

}  // namespace concord::db
