// The pages of one shard being filled: their words into page_postings.h, their text into page_text.h. A part of
// ShardWriter, used by its thread; throws Xapian::Error.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/search/index.h"
#include "base/search/page_postings.h"
#include "base/search/page_text.h"
#include "base/search/stems.h"
#include "base/search/tokenizer.h"
#include "base/search/word_table.h"

namespace concord::search {

class ShardPages {
 public:
  ShardPages(Xapian::WritableDatabase& shard, Stems& stems)
      : shard_(shard), stems_(stems), texts_(shard), chunks_(shard) {}

  // Reads a document's pages and keeps what it found until Keep; gives the number of their words, function words left
  // out.
  uint64_t Read(const Document& document);
  void Keep(Xapian::docid document);
  void Remove(Xapian::docid document) { texts_.Remove(document); }

  size_t PendingBytes() const { return pending_bytes_; }
  void Flush();
  void Purge(const std::function<bool(Xapian::docid)>& is_there) { PurgePages(shard_, chunks_, is_there); }

 private:
  struct Term {
    std::string name;
    PendingPages pending;
    std::vector<std::string> forms;
  };
  // Of the document at hand, by term; small, because every word on a page touches it.
  struct Local {
    uint32_t document = 0;  // the last one that had the term,
    uint32_t place = 0;     // and the term's place in found_
  };
  struct WordInfo {
    uint32_t term = kSkipped;
    uint32_t form = 0;
  };
  static constexpr uint32_t kSkipped = static_cast<uint32_t>(-1);
  struct Lexicon {
    WordTable table;
    std::vector<WordInfo> words;  // by their numbers in the table
  };
  struct Occurrence {
    uint32_t local = 0;
    Place place;
  };

  void ReadPart(std::string_view part, char letter, uint32_t number);
  WordInfo Find(Lexicon& lexicon, char letter, const std::string& folded);
  WordInfo Learn(char letter, const std::string& folded);

  Xapian::WritableDatabase& shard_;
  Stems& stems_;
  PageTextWriter texts_;
  FullChunks chunks_;
  std::unordered_map<char, Lexicon> lexicons_;
  std::unordered_map<std::string, uint32_t> numbers_;  // of terms, by name
  std::deque<Term> terms_;
  std::vector<Local> locals_;  // by term
  // Of the document at hand.
  PageDirectory directory_;
  std::vector<Occurrence> occurrences_;  // in order of page and position
  std::vector<uint32_t> found_;          // terms
  std::vector<uint32_t> counts_;         // of occurrences, by place in found_
  std::vector<Place> places_;            // by term
  Word word_;
  std::string run_;  // function words since the last other one
  uint32_t documents_ = 0;
  size_t pending_bytes_ = 0;
  size_t words_known_ = 0;
};

}  // namespace concord::search
