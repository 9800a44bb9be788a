// The blocks of a backup (format.h), written and read in one pass with little memory. One thread each.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/backup/files.h"
#include "base/backup/format.h"
#include "base/crypto/digest.h"
#include "base/crypto/token.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace concord::backup {

class Writer {
 public:
  explicit Writer(OutputFile& out);
  ~Writer();
  Writer(const Writer&) = delete;

  // In this order: Begin, then for each table of the header BeginTable, Row ..., EndTable; then End. Errors: those of
  // OutputFile.
  Status Begin(const Header& header);
  Status BeginTable(size_t number, const std::vector<db::Column>& columns);
  Status Row(const db::Row& row);
  Status EndTable();
  // The file's own digest, hex.
  Result<std::string> End();
  int64_t rows() const { return all_rows_ + rows_; }

 private:
  Status Block(Kind kind, std::string_view bytes);
  Status FlushRows(size_t leave);
  Status Put(std::string_view bytes);

  OutputFile& out_;
  ZSTD_CCtx_s* compressor_;
  crypto::Digest file_, table_;
  std::string pending_, stored_;
  const std::vector<db::Column>* columns_ = nullptr;
  int64_t rows_ = 0, all_rows_ = 0, tables_ = 0;
};

// What a reader meets; each may refuse, which ends the reading with its error. Unset ones are passed over.
struct Visitor {
  std::function<Status(const Header&)> header;
  std::function<Status(size_t table)> table;
  std::function<Status(size_t table, std::vector<db::Value::Held> values)> row;
  std::function<Status(size_t table)> table_end;
  std::function<void(int64_t bytes, int64_t all_bytes)> progress;
};

struct Contents {
  Header header;
  std::vector<int64_t> rows;  // of each table
  std::string digest;         // of the whole file, hex
  int64_t all_rows() const;
};

// Reads a backup from its first byte to its last, and holds every checksum and count against what is there.
// Errors: invalid "backup.empty", "backup.not_one", "backup.newer_format", "backup.cut_short", "backup.damaged", each
// with {file}; what InputFile and the visitor give. What a visitor got before an error is not to be kept.
Result<Contents> ReadThrough(InputFile& in, const Visitor& visitor);

}  // namespace concord::backup
