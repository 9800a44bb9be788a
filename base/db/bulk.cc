// PostgreSQL gets rows as COPY's binary format: a small part of the work of any INSERT, on both sides.
#include "base/db/bulk.h"

#include <bit>

namespace concord::db {
namespace {

constexpr size_t kBatchBytes = 256 << 10;
// Signature, flags, and the length of an extension that nobody has written (PostgreSQL's manual, "COPY").
constexpr std::string_view kCopyHead("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
constexpr std::string_view kCopyEnd("\xff\xff", 2);

template <size_t kBytes>
void AppendNumber(std::string& out, uint64_t n) {
  for (size_t i = 0; i < kBytes; ++i) out.push_back(static_cast<char>(n >> (8 * (kBytes - 1 - i))));
}

void AppendBytes(std::string& out, std::string_view bytes) {
  AppendNumber<4>(out, bytes.size());
  out.append(bytes);
}

// A value in the binary form of its column's type, which the server does not convert.
void AppendValue(std::string& out, const Value::Held& held, const Column& column) {
  if (std::holds_alternative<std::nullptr_t>(held)) return AppendNumber<4>(out, 0xffffffff);
  const auto* n = std::get_if<int64_t>(&held);
  const auto* d = std::get_if<double>(&held);
  if (column.type == "bigint" && n) {
    AppendNumber<4>(out, 8);
    return AppendNumber<8>(out, static_cast<uint64_t>(*n));
  }
  if (column.type == "double" && (n || d)) {
    AppendNumber<4>(out, 8);
    return AppendNumber<8>(out, std::bit_cast<uint64_t>(d ? *d : static_cast<double>(*n)));
  }
  if (const auto* s = std::get_if<std::string>(&held); s && column.type == "text") return AppendBytes(out, *s);
  if (const auto* b = std::get_if<Bytes>(&held); b && column.type == "bytes") return AppendBytes(out, b->bytes);
  throw DatabaseError(Fault::kOther, "column " + column.name + " of type " + column.type + " got something else");
}

std::vector<std::string> NamesOf(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

std::string InsertInto(Dialect dialect, std::string_view table, const std::vector<Column>& columns) {
  const std::string into = Quoted(table) + " (" + QuotedList(NamesOf(columns)) + ")";
  if (dialect == Dialect::kPostgres) return "COPY " + into + " FROM STDIN (FORMAT binary)";
  std::string values;
  for (size_t i = 0; i < columns.size(); ++i) values += (i ? ", :v" : ":v") + std::to_string(i);
  return "INSERT INTO " + into + " VALUES (" + values + ")";
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
  if (batch_.empty()) batch_ = kCopyHead;
  AppendNumber<2>(batch_, values.size());
  for (size_t i = 0; i < values.size(); ++i) AppendValue(batch_, values[i], columns_[i]);
  if (batch_.size() >= kBatchBytes) Flush();
}

void BulkInsert::Flush() {
  if (batch_.empty()) return;
  batch_ += kCopyEnd;
  transaction_.CopyIn(sql_, batch_);
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
