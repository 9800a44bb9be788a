// PostgreSQL gets rows as one JSON list a statement (json_populate_recordset): one prepared statement a table whatever
// is NULL, and hundreds of rows a round trip.
#include "base/db/bulk.h"

#include <array>
#include <charconv>
#include <cmath>

namespace concord::db {
namespace {

constexpr size_t kBatchBytes = 256 << 10;

void AppendJsonText(std::string& out, std::string_view text) {
  static const char* digits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (byte < 0x20) {
      out.append("\\u00").append({digits[byte >> 4], digits[byte & 15]});
    } else {
      out += c;
    }
  }
  out += '"';
}

template <typename Number>
void AppendNumber(std::string& out, Number n) {
  std::array<char, 40> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr);
}

void AppendJson(std::string& out, const Value::Held& held) {
  if (auto* n = std::get_if<int64_t>(&held)) return AppendNumber(out, *n);
  if (auto* s = std::get_if<std::string>(&held)) return AppendJsonText(out, *s);
  if (auto* d = std::get_if<double>(&held)) {
    if (std::isfinite(*d)) return AppendNumber(out, *d);
    out += std::isnan(*d) ? "\"NaN\"" : *d > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    return;
  }
  if (auto* b = std::get_if<Bytes>(&held)) {
    static const char* digits = "0123456789abcdef";
    out += "\"\\\\x";
    for (unsigned char c : b->bytes) out.append({digits[c >> 4], digits[c & 15]});
    out += '"';
    return;
  }
  out += "null";
}

std::vector<std::string> NamesOf(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

std::string InsertInto(Dialect dialect, std::string_view table, const std::vector<Column>& columns) {
  const std::string names = QuotedList(NamesOf(columns));
  std::string sql = "INSERT INTO " + Quoted(table) + " (" + names + ") ";
  if (dialect == Dialect::kPostgres)
    return sql + "SELECT " + names + " FROM json_populate_recordset(NULL::" + Quoted(table) + ", :rows::json)";
  std::string values;
  for (size_t i = 0; i < columns.size(); ++i) values += (i ? ", :v" : ":v") + std::to_string(i);
  return sql + "VALUES (" + values + ")";
}

}  // namespace

void DropTables(Transaction& transaction) {
  const auto schema = ReadSchema(transaction);
  const auto names = InOrderOfDependence(schema);
  if (names.empty()) return;
  if (transaction.dialect() == Dialect::kPostgres) {
    transaction.Script("DROP TABLE " + QuotedList(names) + " CASCADE");
    return;
  }
  // SQLite deletes a table's rows before it drops it, and counts those left pointing nowhere: emptied first, children
  // before parents, nothing is left to count.
  transaction.Script("PRAGMA defer_foreign_keys = ON");
  for (auto name = names.rbegin(); name != names.rend(); ++name) transaction.Script("DELETE FROM " + Quoted(*name));
  for (auto name = names.rbegin(); name != names.rend(); ++name) transaction.Script("DROP TABLE " + Quoted(*name));
}

LiftedForeignKeys::LiftedForeignKeys(Transaction& transaction) : transaction_(transaction) {
  if (transaction.dialect() == Dialect::kSqlite) {
    transaction.Script("PRAGMA defer_foreign_keys = ON");  // until the end of the transaction
    return;
  }
  for (const Row& row : transaction.Query(
           "SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = "
           "c.conrelid JOIN pg_namespace s ON s.oid = t.relnamespace AND s.nspname = current_schema() WHERE c.contype "
           "= 'f' ORDER BY t.relname, c.conname")) {
    const std::string alter = "ALTER TABLE " + Quoted(row.Text(0));
    transaction.Script(alter + " DROP CONSTRAINT " + Quoted(row.Text(1)));
    statements_.push_back(alter + " ADD CONSTRAINT " + Quoted(row.Text(1)) + " " + row.Text(2));
  }
}

void LiftedForeignKeys::PutBack() {
  for (const std::string& statement : statements_) transaction_.Script(statement);
  statements_.clear();
}

BulkInsert::BulkInsert(Transaction& transaction, std::string_view table, std::vector<Column> columns)
    : transaction_(transaction),
      columns_(std::move(columns)),
      sql_(InsertInto(transaction.dialect(), table, columns_)) {}

void BulkInsert::Add(std::vector<Value::Held> values) {
  if (values.size() != columns_.size())
    throw DatabaseError(Fault::kOther, "a row of " + std::to_string(values.size()) + " values");
  if (transaction_.dialect() == Dialect::kPostgres) return AddToBatch(values);
  std::vector<Value> args;
  args.reserve(values.size());
  for (auto& value : values) args.emplace_back(std::move(value));
  transaction_.ExecuteWith(sql_, args);
}

void BulkInsert::AddToBatch(const std::vector<Value::Held>& values) {
  batch_ += batch_.empty() ? "[{" : ",{";
  for (size_t i = 0; i < values.size(); ++i) {
    if (i) batch_ += ',';
    AppendJsonText(batch_, columns_[i].name);
    batch_ += ':';
    AppendJson(batch_, values[i]);
  }
  batch_ += '}';
  if (batch_.size() >= kBatchBytes) Flush();
}

void BulkInsert::Flush() {
  if (batch_.empty()) return;
  batch_ += ']';
  transaction_.ExecuteWith(sql_, {Value(std::move(batch_))});
  batch_.clear();
}

namespace {

struct Numbered {
  std::string table, column, sequence;
};

std::vector<Numbered> NumberedOnPostgres(Session& session) {
  std::vector<Numbered> all;
  for (const Row& row : session.Query(
           "SELECT t.relname, a.attname, d.objid::regclass::text FROM pg_depend d JOIN pg_class q ON q.oid = d.objid "
           "AND q.relkind = 'S' JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace s ON s.oid = t.relnamespace "
           "AND s.nspname = current_schema() JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid "
           "WHERE d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass")) {
    all.push_back({row.Text(0), row.Text(1), row.Text(2)});
  }
  return all;
}

bool CountsOnSqlite(Session& session) {
  return session.One("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").has_value();
}

}  // namespace

Counters ReadCounters(Session& session) {
  Counters counters;
  if (session.dialect() == Dialect::kSqlite) {
    if (!CountsOnSqlite(session)) return counters;
    for (const Row& row : session.Query("SELECT name, seq FROM sqlite_sequence"))
      counters[row.Text(0)] = std::max(counters[row.Text(0)], row.Int(1));
    return counters;
  }
  for (const Numbered& one : NumberedOnPostgres(session)) {
    auto row = session.One("SELECT last_value FROM " + one.sequence + " WHERE is_called");
    if (row) counters[one.table] = row->Int(0);
  }
  return counters;
}

void RaiseCounters(Transaction& t, const Counters& counters) {
  const auto last = [&](const std::string& table) {
    const auto found = counters.find(table);
    return found == counters.end() ? int64_t{0} : found->second;
  };
  if (t.dialect() == Dialect::kPostgres) {
    for (const Numbered& one : NumberedOnPostgres(t)) {
      auto row = t.One("SELECT COALESCE(max(" + Quoted(one.column) + "), 0) FROM " + Quoted(one.table));
      const int64_t number = std::max(row ? row->Int(0) : 0, last(one.table));
      if (number > 0) t.Query("SELECT setval(CAST(:sequence AS text)::regclass, :number)", one.sequence, number);
    }
    return;
  }
  if (!CountsOnSqlite(t)) return;
  for (const auto& [table, number] : counters) {
    auto made = t.One("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :name", table);
    if (!made || made->Text(0).find("AUTOINCREMENT") == std::string::npos) continue;
    if (t.Execute("UPDATE sqlite_sequence SET seq = :n WHERE name = :name AND seq < :n", number, table, number) == 0 &&
        !t.One("SELECT 1 FROM sqlite_sequence WHERE name = :name", table)) {
      t.Execute("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :n)", table, number);
    }
  }
}

}  // namespace concord::db
