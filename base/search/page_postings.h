// Which pages of which documents hold a term, how often, and where on the page: beside the posting lists of fields
// (postings.h), in the same metadata and the same commits, and purged with them.
//
//   "G" term      varint entries, the forms as a string, varint n, for each of n earlier chunks its first document
//   (varint,
//                 from the one before) and its number (varint), varint first and last document of the last chunk, its
//                 places as a string, then that chunk
//   "g" number    an earlier chunk, of any term (numbers in 8 hexadecimal digits, given in order)
//   "h" number    its places
//   "nextchunk"   the next number, in decimals
//
// Chunks are numbered through all terms and written together, in order: the table then takes them at one end and fills
// its blocks. By terms they would be strewn over the table, and half of each block stayed empty.
//
// Forms are folded words that have the term as their stem, each as a string, in order of their numbers; nothing where
// the stem itself is the only one. Most words of any language are rare: theirs is one short entry.
//
// A chunk is a row of (varint document - the one before, varint occurrences, varint size of the pages, the pages); its
// pages are a row of (varint (page - the one before) * 2 + whether it has several occurrences, and then varint their
// number). The places of a chunk are, for each of its documents, (varint size, places); a document's places are, for
// each occurrence, varint (position - the one before on the page) * 4 + 2 if the form is another one than before + 1 if
// function words stand directly before; then varint that form; then two bytes for those words (CodeOfWords).
#pragma once
#include <xapian.h>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/search/page_set.h"
#include "base/search/postings.h"

namespace concord::search {

// One word of a page. Positions count every word of the page from 0, function words too.
struct Place {
  uint32_t page = 0, position = 0, form = 0;
  uint16_t before = 0;  // CodeOfWords of the skipped words directly before, 0 where there are none
};

// A number for a run of words, each followed by a space; never 0. Two runs have the same one once in 65,535 times.
uint16_t CodeOfWords(std::string_view run);

uint64_t PageTermFrequency(const Xapian::Database& shard, const std::string& term);  // documents
std::vector<std::string> LoadForms(const Xapian::Database& shard, const std::string& term);

// Walks a term's documents in rising order. Throws Xapian::Error.
class PageReader {
 public:
  PageReader(const Xapian::Database& shard, std::string term);
  PageReader(const PageReader&) = delete;  // it points into its own strings
  PageReader& operator=(const PageReader&) = delete;
  Xapian::docid Current() const { return current_; }  // kNoDocument at the end
  unsigned Occurrences() const { return occurrences_; }
  void Next();
  void Seek(Xapian::docid at_least);
  // Of the current document:
  void AddPagesTo(PageSet& pages) const;
  void ForEachPage(const std::function<void(uint32_t page, uint32_t count)>& each) const;
  void Places(std::vector<Place>& places);  // in order of page and position; appended

 private:
  void OpenChunk(size_t chunk);

  const Xapian::Database* shard_;
  std::string term_;
  std::vector<Xapian::docid> firsts_;  // of all chunks
  std::vector<uint32_t> numbers_;      // of all but the last
  std::string header_, bytes_;         // bytes_: of an earlier chunk
  std::string_view last_chunk_, last_places_, rest_, pages_;
  size_t chunk_ = 0, row_ = 0;  // row_: the current document's in its chunk, from 1
  Xapian::docid current_ = kNoDocument;
  unsigned occurrences_ = 0;
  std::string places_;  // of the chunk places_chunk_, where it is not the last
  std::string_view chunk_places_, places_rest_;
  size_t places_chunk_ = static_cast<size_t>(-1), places_row_ = 0;  // where places_rest_ begins behind this row
};

// What came to a term since it was last written.
struct PendingPages {
  std::string rows, places;  // as in a chunk, from document 0
  Xapian::docid last = 0;
  uint64_t entries = 0;
  // `found`: of one document, in order of page and position, not empty.
  void Add(Xapian::docid document, std::span<const Place> found);
  size_t Bytes() const { return rows.size() + places.size(); }
};

// Chunks that are full, kept back so that they are written in one row. One for a shard.
class FullChunks {
 public:
  explicit FullChunks(Xapian::WritableDatabase& shard);
  // The number under which Write will write it.
  uint32_t Add(std::string rows, std::string places);
  void Write();
  size_t Bytes() const { return bytes_; }

 private:
  Xapian::WritableDatabase& shard_;
  uint32_t next_ = 0;
  std::vector<std::string> rows_, places_;  // the last is the one before next_
  size_t bytes_ = 0;
};

// Appends to a term's list; chunks that it fills go to `chunks`, whose Write must follow before a commit. `forms`: all
// of the term's, those that LoadForms gave in front.
void AppendPages(Xapian::WritableDatabase& shard, FullChunks& chunks, const std::string& term,
                 const PendingPages& pending, const std::vector<std::string>& forms);

// Rewrites every list without the documents that `is_there` denies.
void PurgePages(Xapian::WritableDatabase& shard, FullChunks& chunks,
                const std::function<bool(Xapian::docid)>& is_there);

}  // namespace concord::search
