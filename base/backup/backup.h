// A hub's whole database as one file, and back: consistent while the hub serves, the same for both engines, checked
// byte by byte. Tables and columns are taken from the schema itself, so that a new one is never forgotten. What can be
// derived is left out: of the outbox only what rides in it is carried; it begins anew after a restore, and with it
// every index that it leads. One call a database at a time; safe beside any other work on it.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/backup/files.h"
#include "base/backup/stream.h"
#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "base/embed/file.h"

namespace concord::backup {

// What the database does not know of the hub.
struct About {
  std::string program, hub_name, base_url;
  std::map<std::string, std::string> settings;
  std::string key;  // "inside": the hub's key lies in the database; "file": it does not, and must be kept beside
};

struct Progress {
  std::string table;
  size_t number = 0, tables = 0;  // the table that is being written, and how many there are
  int64_t rows = 0, bytes = 0;    // written so far
};

struct Made {
  Header header;
  int64_t rows = 0, bytes = 0;
  std::string digest;  // SHA-256 of the file but for its last 32 bytes, which are that digest
};

// Writes a backup of one moment to `file` ("-": standard output). Errors: those of OutputFile; not_found
// "backup.no_hub", where the database holds no hub; invalid "backup.type" {table, column, type}, for a column of a type
// that backups do not carry; those of Database::Read.
Result<Made> Write(db::Database& database, const std::string& file, IfThere if_there, const About& about,
                   const Clock& clock, const std::function<void(const Progress&)>& progress);

// Reads a backup through and touches nothing. Errors: those of ReadThrough.
Result<Contents> Verify(const std::string& file, const std::function<void(int64_t bytes, int64_t all)>& progress);

// What stands in a database: rows by table, tables without rows left out. Settings and the outbox do not count: a hub
// that was only started is empty.
Result<std::map<std::string, int64_t>> WhatStands(db::Database& database);

struct Restoring {
  std::span<const embed::File> migrations;  // the program's
  bool replace = false;                     // also where something stands
  // May refuse what the verified file says of itself, before anything is touched.
  std::function<Status(const Header&)> accept;
  // Sets right what the rows of another engine, or of a moment, leave open. Runs in the restore's transaction.
  std::function<Status(db::Transaction&)> settle;
  // What is wrong with the rows, one line each: a line keeps the restore from being committed.
  std::function<std::vector<std::string>(db::Session&)> check;
  std::function<void(int64_t bytes, int64_t all)> progress;
};

struct Restored {
  Contents contents;
  std::vector<std::string> migrated;        // migrations that the backup did not have yet
  std::map<std::string, int64_t> left_out;  // rows of tables that Concord does not have: someone else's
};

// Puts a backup in the place of what stands, in one transaction: whatever fails, and whoever is killed, the old stands
// as it stood. The file is verified as a whole before anything is touched, and once more while it is read. Errors:
// those of Verify; invalid "backup.newer_schema" {file, migration, program}, "backup.schema_edited" {file, migration},
// "backup.does_not_fit" {file}, "backup.check_failed" {file, what}, "backup.changed" {file}; conflict
// "backup.not_empty" {rows, tables}; those of Database::Write.
Result<Restored> Restore(db::Database& database, const std::string& file, const Restoring& restoring,
                         const Clock& clock, Random& random);

}  // namespace concord::backup
