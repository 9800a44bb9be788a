// Which documents hold a term, and how often. Kept in a Xapian shard's metadata, in the same transactions as the
// documents: Xapian's own posting lists pass through a map of all terms for every word of every document, which takes
// most of the time of indexing, and are read one virtual call at a time (measured in bench/RESULTS.md).
//
//   "P" term          varint entries, varint n, n firsts of earlier chunks (varint, each from the one before),
//                     varint first and last document of the last chunk, then that chunk
//   "p" term number   an earlier chunk (number in 8 hexadecimal digits)
//
// A chunk is a row of (varint document - the one before, varint frequency), beginning from its first document.
// Documents that are removed stay in the lists until a purge: readers leave out what the shard no longer has.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace concord::search {

inline constexpr Xapian::docid kNoDocument = static_cast<Xapian::docid>(-1);

// Documents with the term, removed ones included until a purge.
uint64_t TermFrequency(const Xapian::Database& shard, const std::string& term);

// Walks a term's documents in rising order. Throws Xapian::Error.
class PostingReader {
 public:
  PostingReader(const Xapian::Database& shard, std::string term);
  Xapian::docid Current() const { return current_; }  // kNoDocument at the end
  unsigned Frequency() const { return frequency_; }
  void Next();
  void Seek(Xapian::docid at_least);

 private:
  void OpenChunk(size_t chunk);

  const Xapian::Database* shard_;
  std::string term_;
  std::vector<Xapian::docid> firsts_;  // of all chunks
  std::string header_, bytes_;         // bytes_: of an earlier chunk
  std::string_view last_chunk_, rest_;
  size_t chunk_ = 0;
  Xapian::docid current_ = kNoDocument;
  unsigned frequency_ = 0;
};

// What came to a term since it was last written: rows as in a chunk, from document 0.
struct PendingPostings {
  std::string rows;
  Xapian::docid last = 0;
  uint64_t entries = 0;
  void Add(Xapian::docid document, unsigned frequency);
};

void AppendPostings(Xapian::WritableDatabase& shard, const std::string& term, const PendingPostings& pending);

// Rewrites every list without the documents that `is_there` denies.
void PurgePostings(Xapian::WritableDatabase& shard, const std::function<bool(Xapian::docid)>& is_there);

}  // namespace concord::search
