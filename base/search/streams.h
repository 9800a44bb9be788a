// The documents of one shard that match a group, in order of their numbers. A stream may hold documents that only its
// terms match: Confirm reads the text where that is needed, so it is asked last. Used by one thread; throws
// Xapian::Error.
#pragma once
#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/search/page_postings.h"
#include "base/search/phrase_pages.h"
#include "base/search/plan.h"
#include "base/search/postings.h"
#include "base/search/snapshot.h"

namespace concord::search {

// How often a document holds a group's words.
struct Frequencies {
  unsigned fields = 0;  // weighted and scaled
  unsigned pages = 0;
};

class Stream {
 public:
  virtual ~Stream() = default;
  Xapian::docid Current() const { return current_; }  // kNoDocument at the end
  virtual void Next() = 0;
  virtual void Seek(Xapian::docid at_least) = 0;  // never back
  virtual bool Confirm() { return true; }
  virtual Frequencies Frequency() = 0;  // after Confirm
  // Where the current document matches; what was in `presence` is gone.
  virtual void Where(Presence& presence) = 0;
  // Adds how often each page of the current document holds the words; `counts` grows as needed.
  virtual void CountPages(std::vector<uint32_t>& counts) = 0;

 protected:
  Xapian::docid current_ = kNoDocument;
};

// Reads the folded text of documents, best in rising order.
class TextReader {
 public:
  explicit TextReader(const Xapian::Database& shard) : shard_(shard) {}
  const std::string& Of(Xapian::docid document);

 private:
  const Xapian::Database& shard_;
  std::optional<Xapian::ValueIterator> at_;
  Xapian::docid held_ = kNoDocument;
  std::string text_;
};

// How often a folded text holds an alternative's words as its check asks.
class TextCheck {
 public:
  TextCheck(const Alternative& alternative, Stems& stems);
  unsigned Count(std::string_view text);

 private:
  unsigned CountExact(std::string_view text) const;
  unsigned CountStems(char letter, std::string_view text);

  const Alternative& alternative_;
  Stems& stems_;
  std::string needle_;
  char letter_ = 0;
  std::vector<std::string> stemmed_;  // the words' stems under letter_
  std::string word_;
};

struct ShardView {
  const Xapian::Database& shard;
  const Columns& columns;
  Stems& stems;
  unsigned scale = 1;          // what one occurrence in a field of weight 1 counts,
  unsigned title_weight = 1;   // and in the first field
  const std::string& letters;  // of the languages that documents are in
  bool pages = true;           // false: fields only
};

// Null where no document of the shard can match.
std::unique_ptr<Stream> OpenGroup(const ShardView& view, const Group& group);

}  // namespace concord::search
