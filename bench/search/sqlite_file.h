// A database of SQLite, as the benches use it: an error ends them.
#pragma once
#include <sqlite3.h>

#include <stdexcept>
#include <string>

#include "bench/search/measuring.h"

namespace concord::bench {

class SqliteFile {
 public:
  explicit SqliteFile(const std::string& path) : path_(path) { Check(sqlite3_open(path_.c_str(), &db_)); }
  SqliteFile(const SqliteFile&) = delete;

 protected:
  // The statements are finalized before.
  ~SqliteFile() { sqlite3_close(db_); }
  void Check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("sqlite: ") + sqlite3_errmsg(db_));
  }
  void Run(const char* sql) { Check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* Prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
    return statement;
  }
  void Step(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    sqlite3_reset(statement);
  }
  uint64_t BytesOfFolder() const { return FolderBytes(path_.substr(0, path_.rfind('/'))); }

  const std::string path_;
  sqlite3* db_ = nullptr;
};

}  // namespace concord::bench
