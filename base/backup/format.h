// The file that a backup is: the same from SQLite and from PostgreSQL, so that either can take up the other's.
//
//   magic (16 bytes)
//   blocks: kind (1 byte), size as it was, size as it is stored (4 bytes each, little-endian), one zstd frame
//     'H'  the header, JSON (Header below)
//     'T'  a table begins: its number in the header's list, JSON
//     'R'  rows of that table, at most kBlockBytes of them; a row may go on in the next block
//     'E'  a table ends: how many rows, and the SHA-256 of all bytes of its 'R' blocks as they were, JSON
//     'Z'  the end: how many tables and rows, JSON
//   SHA-256 of every byte before (32 bytes)
//
// A row: its length, then one value for each column: a tag (1 byte) and what the tag says. Lengths and integers are
// varints (LEB128; signed ones zigzag), doubles 8 bytes little-endian. Pure functions; safe from any thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/bulk.h"
#include "base/db/migrations.h"
#include "base/db/schema.h"

namespace concord::backup {

// The line ends and the high byte show a file that was sent as text; the digits, the format's version.
inline constexpr std::string_view kMagic(
    "\x89"
    "CONCORD-B1\r\n\x1a\n\0",
    16);
inline constexpr std::string_view kMagicStart = kMagic.substr(0, 10);  // what every version has in common
inline constexpr size_t kBlockBytes = 1 << 20;
inline constexpr size_t kDigestBytes = 32;
inline constexpr size_t kMaxRowBytes = size_t{1} << 30;
inline constexpr size_t kMaxBlockBytes = 16 << 20;  // the header of a hub with very many tables

enum class Kind : char { kHeader = 'H', kTable = 'T', kRows = 'R', kTableEnd = 'E', kEnd = 'Z' };

struct Table {
  std::string name;
  std::vector<db::Column> columns;
};

struct Header {
  std::string program;  // the version that wrote it
  db::Dialect engine = db::Dialect::kSqlite;
  Time made_at;
  std::string hub_name, base_url;
  std::map<std::string, std::string> settings;  // those that a restored hub should have again; no secrets
  std::string key;                              // where the hub's key is: "inside", "file"
  std::vector<db::KnownMigration> migrations;
  db::Counters counters;
  std::vector<Table> tables;  // in the order in which they follow
};

std::string ToJson(const Header& header);
// nullopt where it is none.
std::optional<Header> ReadHeader(std::string_view json);

void AppendVarint(std::string& out, uint64_t n);
// Takes a varint from the front; nullopt where there is no whole one.
std::optional<uint64_t> TakeVarint(std::string_view& bytes);

// Appends a row as described above. `types`: the columns' types, which tell bytes from text and doubles from integers.
void AppendRow(std::string& out, const db::Row& row, const std::vector<db::Column>& columns);
// What is behind a row's length. nullopt where it is not a row of so many columns.
std::optional<std::vector<db::Value::Held>> ReadRow(std::string_view bytes, size_t columns);

}  // namespace concord::backup
