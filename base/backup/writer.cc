#include <zstd.h>

#include <new>
#include <nlohmann/json.hpp>

#include "base/backup/stream.h"

namespace concord::backup {
namespace {

constexpr int kLevel = 3;

void AppendSize(std::string& out, size_t size) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(size >> (8 * i)));
}

}  // namespace

Writer::Writer(OutputFile& out) : out_(out), compressor_(ZSTD_createCCtx()) {
  if (!compressor_) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(compressor_, ZSTD_c_compressionLevel, kLevel);
}

Writer::~Writer() { ZSTD_freeCCtx(compressor_); }

Status Writer::Put(std::string_view bytes) {
  file_.Add(bytes);
  return out_.Write(bytes);
}

Status Writer::Block(Kind kind, std::string_view bytes) {
  const size_t head = 9;
  stored_.resize(head + ZSTD_compressBound(bytes.size()));
  const size_t size =
      ZSTD_compress2(compressor_, stored_.data() + head, stored_.size() - head, bytes.data(), bytes.size());
  if (ZSTD_isError(size)) return Fail(ErrorKind::kInternal, "error.internal", {}, ZSTD_getErrorName(size));
  stored_.resize(head + size);
  std::string sizes(1, static_cast<char>(kind));
  AppendSize(sizes, bytes.size());
  AppendSize(sizes, size);
  stored_.replace(0, head, sizes);
  return Put(stored_);
}

Status Writer::Begin(const Header& header) {
  if (auto status = Put(kMagic); !status) return status;
  return Block(Kind::kHeader, ToJson(header));
}

Status Writer::BeginTable(size_t number, const std::vector<db::Column>& columns) {
  columns_ = &columns;
  rows_ = 0;
  ++tables_;
  return Block(Kind::kTable, nlohmann::ordered_json{{"table", number}}.dump());
}

Status Writer::Row(const db::Row& row) {
  AppendRow(pending_, row, *columns_);
  ++rows_;
  return FlushRows(kBlockBytes);
}

// Writes whole blocks, until no more than `leave` bytes wait.
Status Writer::FlushRows(size_t leave) {
  std::string_view rest = pending_;
  while (!rest.empty() && rest.size() >= leave) {
    const std::string_view block = rest.substr(0, kBlockBytes);
    table_.Add(block);
    if (auto status = Block(Kind::kRows, block); !status) return status;
    rest.remove_prefix(block.size());
  }
  pending_.erase(0, pending_.size() - rest.size());
  return {};
}

Status Writer::EndTable() {
  if (auto status = FlushRows(0); !status) return status;
  all_rows_ += rows_;
  return Block(
      Kind::kTableEnd,
      nlohmann::ordered_json{{"rows", std::exchange(rows_, 0)}, {"sha256", crypto::Hex(table_.Take())}}.dump());
}

Result<std::string> Writer::End() {
  const auto counts = nlohmann::ordered_json{{"tables", tables_}, {"rows", all_rows_}};
  if (auto status = Block(Kind::kEnd, counts.dump()); !status) return std::unexpected(status.error());
  const std::string digest = file_.Take();
  if (auto status = out_.Write(digest); !status) return std::unexpected(status.error());
  return crypto::Hex(digest);
}

}  // namespace concord::backup
