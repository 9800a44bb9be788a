// Reads a database's own account of its tables, in words that are the same for both engines, so that two dumps can be
// compared line by line; and looks for rows and keys that break what the schema promises. Functions that take a Session
// throw DatabaseError; the others are pure.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"

namespace concord::db {

struct Column {
  std::string name, type;  // "text", "bigint", "double", "bytes", or what the engine calls it
  bool not_null = false;
};
struct ForeignKey {
  std::string name;  // PostgreSQL alone names them
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> to_columns;
  std::string on_delete;  // "cascade"; empty: no action
};
struct Key {  // a unique key, or an index; the primary key is not among them
  std::string name;
  std::vector<std::string> columns;  // "expression" for what is no column
  bool unique = false, partial = false;
};
struct TableShape {
  std::vector<Column> columns;  // in the table's order
  std::vector<std::string> primary_key;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Key> keys;
};
using Schema = std::map<std::string, TableShape>;

Schema ReadSchema(Session& session);
std::string Describe(const Schema& schema);
// Foreign keys that point nowhere, integrity errors: one line each.
std::vector<std::string> CheckRows(Session& session);

// Where a key breaks the rule of community-owned tables: one line each. A table that has a column community_id has it
// first in its primary key, its unique keys, its indexes, and its foreign keys to other such tables; tables without one
// are the hub's, and may be pointed to. `directory` is the table of the communities themselves, the hub's own.
std::vector<std::string> CheckTenancy(const Schema& schema, std::string_view directory);

// The tables' names, each after those that it points to. Tables that point to each other come in order of name.
std::vector<std::string> InOrderOfDependence(const Schema& schema);

// A name as it stands in a statement: in quotes.
std::string Quoted(std::string_view name);
std::string QuotedList(const std::vector<std::string>& names);  // "a", "b"

// What ReadSchema and CheckRows choose from.
Schema ReadSqliteSchema(Session& session);
Schema ReadPostgresSchema(Session& session);
std::vector<std::string> CheckSqlite(Session& session);
std::vector<std::string> CheckPostgres(Session& session);

}  // namespace concord::db
