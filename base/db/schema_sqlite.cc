#include <algorithm>

#include "base/core/text.h"
#include "base/db/schema.h"

namespace concord::db {
namespace {

// By SQLite's own rules of affinity (datatype3.html, section 3.1), in their order.
std::string SqliteType(const std::string& declared) {
  std::string lower = text::LowerAscii(declared);
  auto has = [&](const char* part) { return lower.find(part) != std::string::npos; };
  if (has("int")) return "bigint";
  if (has("char") || has("clob") || has("text")) return "text";
  if (has("blob") || has("bytea") || lower.empty()) return "bytes";
  if (has("real") || has("floa") || has("doub")) return "double";
  return lower;
}

void ReadColumns(Session& session, const std::string& name, TableShape& table) {
  std::vector<std::pair<int64_t, std::string>> key;
  for (const Row& row : session.Query("SELECT name, type, \"notnull\", pk FROM pragma_table_info(:t)", name)) {
    table.columns.push_back({row.Text(0), SqliteType(row.Text(1)), row.Flag(2) || row.Int(3) > 0});
    if (row.Int(3) > 0) key.emplace_back(row.Int(3), row.Text(0));
  }
  std::ranges::sort(key);
  for (auto& [_, column] : key) table.primary_key.push_back(column);
}

void ReadForeignKeys(Session& session, const std::string& name, TableShape& table) {
  std::map<int64_t, ForeignKey> keys;
  for (const Row& row :
       session.Query("SELECT f.id, f.\"table\", f.\"from\", COALESCE(f.\"to\", (SELECT p.name FROM "
                     "pragma_table_info(f.\"table\") p "
                     "WHERE p.pk = f.seq + 1)), f.on_delete FROM pragma_foreign_key_list(:t) f ORDER BY f.id, f.seq",
                     name)) {
    ForeignKey& key = keys[row.Int(0)];
    key.table = row.Text(1);
    key.on_delete = row.Text(4) == "NO ACTION" ? "" : text::LowerAscii(row.Text(4));
    key.columns.push_back(row.Text(2));
    key.to_columns.push_back(row.Text(3));
  }
  for (auto& [_, key] : keys) table.foreign_keys.push_back(std::move(key));
}

void ReadIndexes(Session& session, const std::string& name, TableShape& table) {
  for (const Row& row : session.Query("SELECT name, \"unique\", origin, partial FROM pragma_index_list(:t)", name)) {
    if (row.Text(2) == "pk") continue;
    Key key{row.Text(0), {}, row.Flag(1), row.Flag(3)};
    for (const Row& c : session.Query("SELECT name FROM pragma_index_info(:i) ORDER BY seqno", row.Text(0))) {
      key.columns.push_back(c.IsNull(0) ? "expression" : c.Text(0));
    }
    table.keys.push_back(std::move(key));
  }
}

}  // namespace

std::vector<std::string> CheckSqlite(Session& session) {
  std::vector<std::string> faults;
  for (const Row& row : session.Query("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")) {
    faults.push_back(row.Text(0) + ": row " + std::to_string(row.Int(1)) + " points to a " + row.Text(2) +
                     " that does not exist");
  }
  for (const Row& row : session.Query("PRAGMA integrity_check")) {
    if (row.Text(0) != "ok") faults.push_back(row.Text(0));
  }
  return faults;
}

Schema ReadSqliteSchema(Session& session) {
  Schema schema;
  for (const Row& row :
       session.Query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
    TableShape& table = schema[row.Text(0)];
    ReadColumns(session, row.Text(0), table);
    ReadForeignKeys(session, row.Text(0), table);
    ReadIndexes(session, row.Text(0), table);
  }
  return schema;
}

}  // namespace concord::db
