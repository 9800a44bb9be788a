// The text of documents' pages as a shard keeps it, for passages: compressed in blocks of some pages, so that one page
// costs one short reading. In the shard's metadata, in the same commits as the documents.
//
//   "t" document          varint n; for each of n texts: its id and language as strings, varint m, m page numbers
//                         (varint, each from the one before); then, to the end, varint pages in each block
//   "t" document number   a block (both numbers in 8 hexadecimal digits): zstd, each page's text as a string
//
// Pages are numbered through all the texts of a document, from 0. A long page is several of these numbers: neither a
// passage nor a phrase runs across them. Pages without words have none.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/search/index.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace concord::search {

inline constexpr size_t kMaxPartBytes = 32 * 1024;  // a longer page is searched in parts
inline constexpr size_t kMaxParts = 200'000;        // of one document; what comes behind is not searched

// A text as it is searched and shown in passages: one line, with words joined that a hyphen parted at a line's end.
std::string Flowing(std::string_view text);
// Cut at spaces where there are any, else between code points. `text` without words: nothing.
std::vector<std::string_view> PartsOf(std::string_view text);

// What page texts say about themselves: for writing, and for reading one page.
struct PageDirectory {
  struct Text {
    std::string id, language;
    std::vector<uint32_t> pages;  // the page number of each part
  };
  std::vector<Text> texts;
  std::vector<uint32_t> blocks;  // parts in each block

  // The text that part `number` belongs to, and its page; nullptr where there is none.
  const Text* Find(uint32_t number, uint32_t& page) const;
};

// Takes one document's parts in order. One for a shard; not safe for several threads.
class PageTextWriter {
 public:
  explicit PageTextWriter(Xapian::WritableDatabase& shard);
  ~PageTextWriter();
  // The document's number is known only when all is put: Begin, then Add for each part, then Finish.
  void Begin();
  void Add(std::string_view part);
  void Finish(Xapian::docid document, PageDirectory directory);
  // Of a document that is removed; nothing where it has no pages.
  void Remove(Xapian::docid document);

 private:
  void EndBlock();

  Xapian::WritableDatabase& shard_;
  std::unique_ptr<ZSTD_CCtx_s, size_t (*)(ZSTD_CCtx_s*)> zstd_;
  std::string block_;
  uint32_t in_block_ = 0;
  std::vector<std::string> packed_;
  std::vector<uint32_t> blocks_;
};

// Throws Xapian::Error where what should be there is not.
class PageTextReader {
 public:
  PageTextReader();
  ~PageTextReader();
  PageDirectory Directory(const Xapian::Database& shard, Xapian::docid document) const;
  // Valid until the next call.
  std::string_view Part(const Xapian::Database& shard, Xapian::docid document, const PageDirectory& directory,
                        uint32_t number);

 private:
  std::unique_ptr<ZSTD_DCtx_s, size_t (*)(ZSTD_DCtx_s*)> zstd_;
  std::string block_;
};

}  // namespace concord::search
