#include "base/core/text.h"
#include "base/db/schema.h"

namespace concord::db {
namespace {

std::string PostgresType(const std::string& type) {
  if (type == "int8" || type == "int4" || type == "int2") return "bigint";
  if (type == "text" || type == "varchar" || type == "bpchar") return "text";
  if (type == "float8" || type == "float4") return "double";
  if (type == "bytea") return "bytes";
  return type;
}

std::string OnDelete(const std::string& code) {
  if (code == "c") return "cascade";
  if (code == "n") return "set null";
  if (code == "d") return "set default";
  if (code == "r") return "restrict";
  return "";
}

// The names of a constraint's columns, in its own order.
constexpr const char* kColumnsOf =
    "(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(%) WITH ORDINALITY k(num, n) "
    "JOIN pg_attribute a ON a.attrelid = & AND a.attnum = k.num)";

std::string ColumnsOf(std::string_view numbers, std::string_view table) {
  std::string sql;
  for (char c : std::string_view(kColumnsOf)) {
    if (c == '%') {
      sql += numbers;
    } else if (c == '&') {
      sql += table;
    } else {
      sql += c;
    }
  }
  return sql;
}

constexpr const char* kOwnTables =
    " JOIN pg_class t ON t.oid = # JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = current_schema() "
    "AND t.relkind IN ('r', 'p') ";

std::string OwnTables(std::string_view oid) {
  std::string sql = kOwnTables;
  return sql.replace(sql.find('#'), 1, oid);
}

std::vector<std::string> Names(const std::string& list) {
  std::vector<std::string> names;
  for (std::string_view name : text::Split(list, ',')) names.emplace_back(text::Trim(name));
  return names;
}

void ReadForeignKeys(Session& session, Schema& schema) {
  for (const Row& row :
       session.Query("SELECT c.conname, t.relname, f.relname, " + ColumnsOf("c.conkey", "c.conrelid") + ", " +
                     ColumnsOf("c.confkey", "c.confrelid") + ", c.confdeltype::text FROM pg_constraint c" +
                     OwnTables("c.conrelid") +
                     "JOIN pg_class f ON f.oid = c.confrelid WHERE c.contype = 'f' ORDER BY c.conname")) {
    schema[row.Text(1)].foreign_keys.push_back(
        {row.Text(0), Names(row.Text(3)), row.Text(2), Names(row.Text(4)), OnDelete(row.Text(5))});
  }
}

void ReadIndexes(Session& session, Schema& schema) {
  for (const Row& row : session.Query(
           "SELECT t.relname, i.relname, x.indisunique, x.indpred IS NOT NULL, (SELECT string_agg(COALESCE(a.attname, "
           "'expression'), ', ' ORDER BY k.n) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(num, n) LEFT JOIN "
           "pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.num) FROM pg_index x" +
           OwnTables("x.indrelid") + "JOIN pg_class i ON i.oid = x.indexrelid WHERE NOT x.indisprimary")) {
    schema[row.Text(0)].keys.push_back({row.Text(1), Names(row.Text(4)), row.Flag(2), row.Flag(3)});
  }
}

// The names with a prefix before each: l."a", l."b".
std::vector<std::string> With(const std::string& prefix, const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) out.push_back(prefix + Quoted(name));
  return out;
}

// The rows of a table that point nowhere by this key: the condition.
std::string PointsNowhere(const ForeignKey& key) {
  auto from = With("l.", key.columns), to = With("r.", key.to_columns);
  std::vector<std::string> joins, present;
  for (size_t i = 0; i < from.size(); ++i) {
    joins.push_back(from[i] + " = " + to[i]);
    present.push_back(from[i] + " IS NOT NULL");
  }
  return text::Join(present, " AND ") + " AND NOT EXISTS (SELECT 1 FROM " + Quoted(key.table) + " r WHERE " +
         text::Join(joins, " AND ") + ")";
}

}  // namespace

// The engine keeps foreign keys itself, except over a restore or a session with triggers switched off.
std::vector<std::string> CheckPostgres(Session& session) {
  std::vector<std::string> faults;
  for (const auto& [name, table] : ReadPostgresSchema(session)) {
    for (const ForeignKey& key : table.foreign_keys) {
      auto row = session.One("SELECT count(*) FROM " + Quoted(name) + " l WHERE " + PointsNowhere(key));
      if (!row || row->Int(0) == 0) continue;
      faults.push_back(name + ": " + std::to_string(row->Int(0)) + " rows point to a " + key.table +
                       " that does not exist");
    }
  }
  for (const Row& row : session.Query("SELECT i.relname FROM pg_index x" + OwnTables("x.indrelid") +
                                      "JOIN pg_class i ON i.oid = x.indexrelid WHERE NOT x.indisvalid")) {
    faults.push_back("index " + row.Text(0) + " is not valid");
  }
  return faults;
}

Schema ReadPostgresSchema(Session& session) {
  Schema schema;
  for (const Row& row : session.Query(
           "SELECT t.relname, a.attname, y.typname, a.attnotnull FROM pg_attribute a" + OwnTables("a.attrelid") +
           "JOIN pg_type y ON y.oid = a.atttypid WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")) {
    schema[row.Text(0)].columns.push_back({row.Text(1), PostgresType(row.Text(2)), row.Flag(3)});
  }
  for (const Row& row : session.Query("SELECT t.relname, " + ColumnsOf("c.conkey", "c.conrelid") +
                                      " FROM pg_constraint c" + OwnTables("c.conrelid") + "WHERE c.contype = 'p'")) {
    schema[row.Text(0)].primary_key = Names(row.Text(1));
  }
  ReadForeignKeys(session, schema);
  ReadIndexes(session, schema);
  return schema;
}

}  // namespace concord::db
