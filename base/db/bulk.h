// Emptying and filling a whole database inside one transaction: what a restore needs and no store does. Everything
// here throws DatabaseError and belongs to the transaction it is given.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "base/db/schema.h"

namespace concord::db {

// Drops every table of the schema, with all rows.
void DropTables(Transaction& transaction);

// While it lives, rows may stand in any order, also where they point to rows that come later. PutBack checks them all
// (PostgreSQL: at once; SQLite: at the commit) and must be called before the transaction commits.
class LiftedForeignKeys {
 public:
  explicit LiftedForeignKeys(Transaction& transaction);
  void PutBack();

 private:
  Transaction& transaction_;
  std::vector<std::string> statements_;
};

// Inserts rows into one table, many at a time. Flush at the end.
class BulkInsert {
 public:
  BulkInsert(Transaction& transaction, std::string_view table, std::vector<Column> columns);
  // As many values as there are columns; bytes come as Bytes.
  void Add(std::vector<Value::Held> values);
  void Flush();

 private:
  void AddToBatch(const std::vector<Value::Held>& values);

  Transaction& transaction_;
  std::vector<Column> columns_;
  std::string sql_;
  std::string batch_;  // PostgreSQL: rows in COPY's binary format
};

// The last number that each numbered table (BIGSERIAL, AUTOINCREMENT) gave out. Numbered tables that never gave one are
// not named.
using Counters = std::map<std::string, int64_t>;
Counters ReadCounters(Session& session);
// Numbers to come are above those, and above what the tables hold. Tables that are not numbered here are passed over.
void RaiseCounters(Transaction& transaction, const Counters& counters);

}  // namespace concord::db
