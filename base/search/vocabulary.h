// The words of an index for spelling suggestions. A Writer keeps lists of the words it sees for the first time in each
// commit (Xapian's own spelling tables cost more than all of the rest of indexing); they are never taken back, so who
// suggests a word asks the index whether it is still there. The lists stand in a shard's metadata.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace concord::search {

std::string WordListKey(size_t list);
void AppendListedWord(std::string& list, std::string_view folded, std::string_view surface);
// False at the end. `surface`: the word with its accents, or empty.
bool TakeListedWord(std::string_view& list, std::string_view& folded, std::string_view& surface);

// Whether a word is worth suggesting: 3 to 32 bytes, no digits.
bool CanBeSuggested(std::string_view folded);

// Fewest insertions, deletions, substitutions and swaps of neighbours between two byte strings, or `most` + 1 where it
// is more than `most` (optimal string alignment).
unsigned EditDistance(std::string_view a, std::string_view b, unsigned most);

// Not safe for several threads.
class Vocabulary {
 public:
  struct Near {
    std::string_view folded, surface;
    unsigned distance = 0;
  };

  // Reads the lists that came since.
  void Update(const std::vector<Xapian::Database>& shards);
  // Words within `most` edits of `folded`, itself left out, nearest first; at most `limit`.
  std::vector<Near> NearTo(std::string_view folded, unsigned most, size_t limit) const;
  // Words that begin with `prefix`, those seen first (mostly the common ones) in front; at most `limit`.
  std::vector<std::string_view> WithPrefix(std::string_view prefix, size_t limit) const;

 private:
  struct Entry {
    uint32_t letters = 0;  // one bit for each letter that stands in the word
    uint32_t size = 0;
    uint64_t at = 0;  // in pool_
  };
  std::vector<std::string> uuids_;
  std::vector<size_t> lists_;  // read, by shard
  std::vector<Entry> entries_;
  std::string pool_;
  std::unordered_map<std::string, std::string> surfaces_;
  std::unordered_set<std::string> known_;
};

}  // namespace concord::search
