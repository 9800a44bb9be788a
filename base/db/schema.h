// Reads a database's own account of its tables, in words that are the same for both engines, so that two dumps can be
// compared line by line; and looks for rows that break what the schema promises. Throws DatabaseError.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/db/database.h"

namespace concord::db {

struct Column {
  std::string name, type;  // "text", "bigint", "double", "bytes", or what the engine calls it
  bool not_null = false;
};
struct TableShape {
  std::vector<Column> columns;
  std::vector<std::string> primary_key;
  std::vector<std::string> rules;  // "foreign key (a) -> t(b) on delete cascade", "unique (a, b)", "index x (a)"
};
using Schema = std::map<std::string, TableShape>;

std::string Describe(const Schema& schema);

std::string DescribeSqlite(Session& session);
std::string DescribePostgres(Session& session);
std::vector<std::string> CheckSqlite(Session& session);
std::vector<std::string> CheckPostgres(Session& session);

}  // namespace concord::db
