// Nothing that the file says is believed before it is checked: sizes have limits, and a row is handed on only once it
// is there as a whole. The last 32 bytes cover all the rest, so what is not found block by block is found at the end.
#include <zstd.h>

#include <new>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/backup/stream.h"

namespace concord::backup {
namespace {

struct Block {
  Kind kind;
  std::string bytes;
};

class Reader {
 public:
  Reader(InputFile& in, const Visitor& visitor) : in_(in), visitor_(visitor), decompressor_(ZSTD_createDCtx()) {
    if (!decompressor_) throw std::bad_alloc();
  }
  ~Reader() { ZSTD_freeDCtx(decompressor_); }
  Reader(const Reader&) = delete;

  Result<Contents> Run() {
    if (auto status = TakeMagic(); !status) return std::unexpected(status.error());
    for (bool more = true; more;) {
      auto block = TakeBlock();
      if (!block) return std::unexpected(block.error());
      auto taken = Take(*block);
      if (!taken) return std::unexpected(taken.error());
      more = *taken;
      if (visitor_.progress) visitor_.progress(read_, in_.size());
    }
    return TakeDigest();
  }

 private:
  std::unexpected<Error> Wrong(const char* key) const { return Fail(ErrorKind::kInvalid, key, {{"file", in_.name()}}); }
  std::unexpected<Error> Damaged() const { return Wrong("backup.damaged"); }

  // Exactly so many bytes.
  Status Fill(std::string& out, size_t size) {
    out.resize(size);
    auto got = in_.Read(out.data(), size);
    if (!got) return std::unexpected(got.error());
    if (*got < size) return Wrong("backup.cut_short");
    read_ += static_cast<int64_t>(size);
    return {};
  }

  Status TakeMagic() {
    if (in_.size() == 0) return Wrong("backup.empty");
    std::string magic(kMagic.size(), '\0');
    auto got = in_.Read(magic.data(), magic.size());
    if (!got) return std::unexpected(got.error());
    magic.resize(*got);
    if (magic.substr(0, kMagicStart.size()) != kMagicStart) {
      const bool begun = !magic.empty() && kMagicStart.starts_with(magic);
      return Wrong(begun ? "backup.cut_short" : "backup.not_one");
    }
    if (magic.size() < kMagic.size()) return Wrong("backup.cut_short");
    if (magic != kMagic) {
      const bool other_version = magic.substr(kMagicStart.size() + 1) == kMagic.substr(kMagicStart.size() + 1);
      return Wrong(other_version ? "backup.newer_format" : "backup.damaged");
    }
    read_ += static_cast<int64_t>(magic.size());
    digest_.Add(magic);
    return {};
  }

  Result<Block> TakeBlock() {
    std::string head;
    if (auto status = Fill(head, 9); !status) return std::unexpected(status.error());
    const auto size_at = [&](size_t at) {
      size_t size = 0;
      for (size_t i = 0; i < 4; ++i) size |= static_cast<size_t>(static_cast<unsigned char>(head[at + i])) << (8 * i);
      return size;
    };
    const size_t size = size_at(1), stored = size_at(5);
    if (size > kMaxBlockBytes || stored > ZSTD_compressBound(kMaxBlockBytes)) return Damaged();
    if (auto status = Fill(stored_, stored); !status) return std::unexpected(status.error());
    digest_.Add(head);
    digest_.Add(stored_);
    Block block{static_cast<Kind>(head[0]), std::string(size, '\0')};
    const size_t was = ZSTD_decompressDCtx(decompressor_, block.bytes.data(), size, stored_.data(), stored);
    if (ZSTD_isError(was) || was != size) return Damaged();
    return block;
  }

  // False at the end.
  Result<bool> Take(const Block& block) {
    if (!begun_ && block.kind != Kind::kHeader) return Damaged();
    Status status;
    switch (block.kind) {
      case Kind::kHeader:
        status = TakeHeader(block.bytes);
        break;
      case Kind::kTable:
        status = TakeTable(block.bytes);
        break;
      case Kind::kRows:
        status = TakeRows(block.bytes);
        break;
      case Kind::kTableEnd:
        status = TakeTableEnd(block.bytes);
        break;
      case Kind::kEnd:
        status = TakeEnd(block.bytes);
        break;
      default:
        return Damaged();
    }
    if (!status) return std::unexpected(status.error());
    return block.kind != Kind::kEnd;
  }

  Status TakeHeader(std::string_view bytes) {
    auto header = ReadHeader(bytes);
    if (begun_ || !header) return Damaged();
    begun_ = true;
    contents_.header = std::move(*header);
    return visitor_.header ? visitor_.header(contents_.header) : Status();
  }

  Status TakeTable(std::string_view bytes) {
    const nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
    const size_t number = contents_.rows.size();
    if (in_table_ || !json.is_object() || json.value("table", nlohmann::json()) != number ||
        number >= contents_.header.tables.size())
      return Damaged();
    contents_.rows.push_back(0);
    in_table_ = true;
    return visitor_.table ? visitor_.table(number) : Status();
  }

  Status TakeRows(std::string_view bytes) {
    if (!in_table_) return Damaged();
    table_.Add(bytes);
    rest_ += bytes;
    std::string_view rows = rest_;
    while (!rows.empty()) {
      std::string_view ahead = rows;
      const auto size = TakeVarint(ahead);
      if (!size && rows.size() < 10) break;
      if (!size || *size > kMaxRowBytes) return Damaged();
      if (ahead.size() < *size) break;
      if (auto status = TakeRow(ahead.substr(0, *size)); !status) return status;
      rows = ahead.substr(*size);
    }
    rest_.erase(0, rest_.size() - rows.size());
    return {};
  }

  Status TakeRow(std::string_view bytes) {
    const size_t table = contents_.rows.size() - 1;
    auto values = ReadRow(bytes, contents_.header.tables[table].columns.size());
    if (!values) return Damaged();
    ++contents_.rows[table];
    return visitor_.row ? visitor_.row(table, std::move(*values)) : Status();
  }

  Status TakeTableEnd(std::string_view bytes) {
    const nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
    if (!in_table_ || !rest_.empty() || !json.is_object() ||
        json.value("rows", nlohmann::json()) != contents_.rows.back() ||
        json.value("sha256", nlohmann::json()) != crypto::Hex(table_.Take()))
      return Damaged();
    in_table_ = false;
    return visitor_.table_end ? visitor_.table_end(contents_.rows.size() - 1) : Status();
  }

  Status TakeEnd(std::string_view bytes) {
    const nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
    const bool complete = !in_table_ && contents_.rows.size() == contents_.header.tables.size();
    if (!complete || !json.is_object() || json.value("tables", nlohmann::json()) != contents_.rows.size() ||
        json.value("rows", nlohmann::json()) != contents_.all_rows())
      return Damaged();
    return {};
  }

  Result<Contents> TakeDigest() {
    std::string stated;
    if (auto status = Fill(stated, kDigestBytes); !status) return std::unexpected(status.error());
    char more = 0;
    auto behind = in_.Read(&more, 1);
    if (!behind) return std::unexpected(behind.error());
    if (stated != digest_.Take() || *behind > 0) return Damaged();
    contents_.digest = crypto::Hex(stated);
    return std::move(contents_);
  }

  InputFile& in_;
  const Visitor& visitor_;
  ZSTD_DCtx_s* decompressor_;
  crypto::Digest digest_, table_;
  Contents contents_;
  std::string stored_, rest_;  // rest_: the beginning of a row that goes on in the next block
  int64_t read_ = 0;
  bool begun_ = false, in_table_ = false;
};

}  // namespace

int64_t Contents::all_rows() const { return std::accumulate(rows.begin(), rows.end(), int64_t{0}); }

Result<Contents> ReadThrough(InputFile& in, const Visitor& visitor) { return Reader(in, visitor).Run(); }

}  // namespace concord::backup
