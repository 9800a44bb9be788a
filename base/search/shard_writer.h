// One shard being filled. Used by one thread. Everything since the last commit is one Xapian transaction: it is on disk
// after Commit, or not at all. Throws Xapian::Error; after that, nothing more may be written.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/search/index.h"
#include "base/search/postings.h"
#include "base/search/shard_pages.h"
#include "base/search/stems.h"
#include "base/search/tokenizer.h"

namespace concord::search {

class ShardWriter {
 public:
  ShardWriter(const std::string& path, const Schema& schema);
  ~ShardWriter();

  void Put(const Document& document);
  void Remove(std::string_view id);
  void Commit(std::string_view cursor, uint64_t number);

  std::string Cursor() const { return db_.get_metadata("cursor"); }
  uint64_t CommitNumber() const;

 private:
  struct Term {
    PendingPostings pending;
    uint64_t document = 0;   // the last one that had it,
    unsigned frequency = 0;  // and how often, weighted
  };
  // What is known of a word in one language, so that it is worked out once.
  struct WordInfo {
    std::string folded;
    Term* term = nullptr;      // none: skipped
    bool has_surface = false;  // as Vocabulary means it
  };
  using Lexicon = std::unordered_map<std::string, WordInfo>;

  unsigned ReadTexts(const Document& document, std::string& folded_text);
  void NoteLanguage(char letter);
  void Flush();
  void PurgeIfWorthwhile();
  WordInfo& Find(Lexicon& lexicon, char letter, const std::string& folded);
  void NoteSurface(WordInfo& info, std::string_view written);
  void NoteWord(const std::string& folded, std::string_view surface);
  uint32_t FacetCode(size_t facet, const std::string& value);
  void LoadWordLists();
  void CommitWordList();

  Xapian::WritableDatabase db_;
  const std::vector<unsigned> weights_;  // by field
  Stems stems_;
  ShardPages pages_;
  std::unordered_map<char, Lexicon> lexicons_;
  std::unordered_map<std::string, bool> listed_;  // words in word lists, and whether with a surface
  std::string new_words_;                         // the next list
  size_t word_lists_ = 0;
  std::unordered_map<std::string, uint32_t> facet_codes_;  // one byte for the facet, then its value
  std::string languages_;
  std::unordered_map<std::string, Term> terms_;
  std::vector<Term*> found_;  // of the document at hand
  std::vector<bool> there_;   // by document number
  uint64_t removed_ = 0;      // documents that posting lists may still name
  Word word_;
  uint64_t documents_ = 0, unflushed_ = 0;
};

}  // namespace concord::search
