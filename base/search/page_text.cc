#include "base/search/page_text.h"

#include <zstd.h>

#include <cstdio>

#include "base/core/text.h"
#include "base/search/packing.h"
#include "base/search/tokenizer.h"

namespace concord::search {
namespace {

constexpr size_t kBlockBytes = 16 * 1024;  // before a block ends; compressing two pages alone takes a third more room
constexpr size_t kMaxBlockBytes = kBlockBytes + kMaxPartBytes + 16;
constexpr int kLevel = 3;

std::string DirectoryKey(Xapian::docid document) {
  char key[32];
  std::snprintf(key, sizeof key, "t%08x", document);
  return key;
}

std::string BlockKey(Xapian::docid document, size_t block) {
  char key[40];
  std::snprintf(key, sizeof key, "t%08x%08zx", document, block);
  return key;
}

PageDirectory ParseDirectory(std::string_view in) {
  PageDirectory directory;
  for (uint64_t n = TakeVarint(in); n > 0 && !in.empty(); --n) {
    PageDirectory::Text text;
    text.id = TakeString(in);
    text.language = TakeString(in);
    uint32_t page = 0;
    for (uint64_t pages = TakeVarint(in); pages > 0 && !in.empty(); --pages) {
      page += static_cast<uint32_t>(TakeVarint(in));
      text.pages.push_back(page);
    }
    directory.texts.push_back(std::move(text));
  }
  while (!in.empty()) directory.blocks.push_back(static_cast<uint32_t>(TakeVarint(in)));
  return directory;
}

std::string Pack(const PageDirectory& directory) {
  std::string out;
  AppendVarint(out, directory.texts.size());
  for (const PageDirectory::Text& text : directory.texts) {
    AppendString(out, text.id);
    AppendString(out, text.language);
    AppendVarint(out, text.pages.size());
    uint32_t before = 0;
    for (const uint32_t page : text.pages) {
      AppendVarint(out, page - before);
      before = page;
    }
  }
  for (const uint32_t parts : directory.blocks) AppendVarint(out, parts);
  return out;
}

}  // namespace

std::string Flowing(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '-' && at + 1 < text.size() && (text[at + 1] == '\n' || text[at + 1] == '\r') && !space && !out.empty() &&
        !text::IsAsciiSpace(out.back())) {
      size_t next = at + 1;
      while (next < text.size() && text::IsAsciiSpace(text[next])) ++next;
      // "commu-\nnity" is one word; "Smith-\nJones" and "2010-\n2012" keep their hyphen.
      const bool joins = next < text.size() && ((text[next] >= 'a' && text[next] <= 'z') || (text[next] & 0x80) != 0) &&
                         ((out.back() >= 'a' && out.back() <= 'z') || (out.back() & 0x80) != 0);
      if (!joins) out += '-';
      at = next - 1;
      continue;
    }
    if (text::IsAsciiSpace(c)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

std::vector<std::string_view> PartsOf(std::string_view text) {
  std::vector<std::string_view> parts;
  Word word;
  size_t first = 0;
  if (!NextWord(text, first, word)) return parts;
  while (text.size() > kMaxPartBytes) {
    size_t end = kMaxPartBytes;
    const size_t space = text.rfind(' ', end);
    if (space != std::string_view::npos && space > kMaxPartBytes / 2) {
      end = space;
    } else {
      while (end > kMaxPartBytes - 4 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (!text.empty()) parts.push_back(text);
  return parts;
}

const PageDirectory::Text* PageDirectory::Find(uint32_t number, uint32_t& page) const {
  for (const Text& text : texts) {
    if (number < text.pages.size()) {
      page = text.pages[number];
      return &text;
    }
    number -= static_cast<uint32_t>(text.pages.size());
  }
  return nullptr;
}

PageTextWriter::PageTextWriter(Xapian::WritableDatabase& shard)
    : shard_(shard), zstd_(ZSTD_createCCtx(), ZSTD_freeCCtx) {
  if (!zstd_) throw std::bad_alloc();
}
PageTextWriter::~PageTextWriter() = default;

void PageTextWriter::Begin() {
  block_.clear();
  in_block_ = 0;
  packed_.clear();
  blocks_.clear();
}

void PageTextWriter::Add(std::string_view part) {
  AppendString(block_, part);
  ++in_block_;
  if (block_.size() >= kBlockBytes) EndBlock();
}

void PageTextWriter::EndBlock() {
  if (in_block_ == 0) return;
  std::string packed(ZSTD_compressBound(block_.size()), '\0');
  const size_t size =
      ZSTD_compressCCtx(zstd_.get(), packed.data(), packed.size(), block_.data(), block_.size(), kLevel);
  if (ZSTD_isError(size)) throw std::bad_alloc();  // all else is ruled out: the room is enough
  packed.resize(size);
  packed.shrink_to_fit();
  packed_.push_back(std::move(packed));
  blocks_.push_back(in_block_);
  block_.clear();
  in_block_ = 0;
}

void PageTextWriter::Finish(Xapian::docid document, PageDirectory directory) {
  EndBlock();
  if (packed_.empty()) return;
  directory.blocks = blocks_;
  shard_.set_metadata(DirectoryKey(document), Pack(directory));
  for (size_t block = 0; block < packed_.size(); ++block) {
    shard_.set_metadata(BlockKey(document, block), packed_[block]);
  }
  packed_.clear();
}

void PageTextWriter::Remove(Xapian::docid document) {
  const std::string stored = shard_.get_metadata(DirectoryKey(document));
  if (stored.empty()) return;
  const size_t blocks = ParseDirectory(stored).blocks.size();
  for (size_t block = 0; block < blocks; ++block) shard_.set_metadata(BlockKey(document, block), "");
  shard_.set_metadata(DirectoryKey(document), "");
}

PageTextReader::PageTextReader() : zstd_(ZSTD_createDCtx(), ZSTD_freeDCtx) {
  if (!zstd_) throw std::bad_alloc();
}
PageTextReader::~PageTextReader() = default;

PageDirectory PageTextReader::Directory(const Xapian::Database& shard, Xapian::docid document) const {
  return ParseDirectory(shard.get_metadata(DirectoryKey(document)));
}

std::string_view PageTextReader::Part(const Xapian::Database& shard, Xapian::docid document,
                                      const PageDirectory& directory, uint32_t number) {
  size_t block = 0;
  while (block < directory.blocks.size() && number >= directory.blocks[block]) number -= directory.blocks[block++];
  const std::string packed = block < directory.blocks.size() ? shard.get_metadata(BlockKey(document, block)) : "";
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (packed.empty() || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxBlockBytes) {
    throw Xapian::DatabaseCorruptError("pages of a document are missing");
  }
  block_.resize(size);
  if (ZSTD_isError(ZSTD_decompressDCtx(zstd_.get(), block_.data(), block_.size(), packed.data(), packed.size()))) {
    throw Xapian::DatabaseCorruptError("pages of a document cannot be unpacked");
  }
  std::string_view in = block_;
  for (; number > 0 && !in.empty(); --number) TakeString(in);
  return TakeString(in);
}

}  // namespace concord::search
