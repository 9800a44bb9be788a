// Full text with facets, on Xapian. An index is a folder with one or more shards, filled by one Writer and read by any
// number of Searchers. It is derived: it holds the position in the outbox up to which it follows the tables, in the same
// commit as the documents themselves, so that a crash loses nothing and repeats at most what was not committed.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/result.h"

namespace concord::search {

struct TextField {
  std::string name;     // "title": words can be asked for as title:word
  double weight = 1;    // factor on within-document frequency
  bool snippet = false;
};

struct Schema {
  std::vector<TextField> texts;
  std::vector<std::string> facets;  // names, in the order in which documents give their values
  std::vector<std::string> sorts;   // names of keys a result can be sorted by, beside relevance
  int version = 1;                  // grows when the meaning of an index changes: an older index is rebuilt
};

struct Document {
  std::string id;                                // unique: a UUID
  std::string language = "en";                   // ISO 639-1: chooses the stemmer
  std::vector<std::string> texts;                // one for each Schema::texts
  std::vector<std::vector<std::string>> facets;  // values for each Schema::facets
  std::vector<std::string> sorts;                // one for each Schema::sorts; compares as bytes
  std::string stored;                            // given back with a hit
};

// Writes. One per index at a time (the folder is locked); call from one thread. Shards are filled by threads of its own.
class Writer {
 public:
  struct Options {
    int shards = 2;             // fixed when the index is made
    int flush_documents = 20000;  // per shard, between flushes inside one commit
  };
  static Result<std::unique_ptr<Writer>> Open(const std::string& folder, const Schema& schema, Options options);
  virtual ~Writer() = default;
  virtual Status Put(Document document) = 0;  // adds, or replaces the document of the same id
  virtual Status Remove(std::string_view id) = 0;
  // Makes everything since the last commit visible, together with `cursor`.
  virtual Status Commit(std::string_view cursor) = 0;
  virtual std::string Cursor() const = 0;  // of the last commit; empty for a new index
};

struct Query {
  std::string words;  // words, "phrases", -exclusion, title:word
  bool any = false;   // any of the words instead of all of them
  // Selected values by facet: several of one facet widen, several facets narrow.
  std::map<std::string, std::vector<std::string>> selected;
  std::string sort;         // empty: relevance (or, without words, the order of `fallback_sort`)
  std::string fallback_sort;
  bool descending = false;
  size_t offset = 0, limit = 20;
  size_t facet_values = 100;  // at most so many values a facet, by count, then name; selected ones always
  // Where fewer than this many documents have all the words, any of them are searched instead (Results::widened).
  size_t widen_below = 20;
};

struct Hit {
  std::string id, stored;
  double score = 0;
};
struct FacetValue {
  std::string value;
  uint64_t count = 0;
  bool selected = false;
};
struct Facet {
  std::string name;
  std::vector<FacetValue> values;  // counts under the words and the *other* facets' selection
  uint64_t without = 0;            // documents found if this facet's selection were dropped
};
struct Results {
  uint64_t total = 0;  // exact
  bool widened = false;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::string suggestion;  // "did you mean": the words with corrected spelling; empty where there is none
  // Words that could not be read as asked (an unclosed quote, a lone minus): what was done instead, as message keys.
  std::vector<std::string> notes;
};

// Marks what a query matched in a text: byte ranges, sorted, not overlapping. Stems as the query did.
struct Span { size_t begin = 0, end = 0; };

// Reads. Safe from any thread: each thread works on its own open handle, reopened when a Writer has committed.
class Searcher {
 public:
  struct Options {
    // Each line: comma-separated equal expressions ("CIT, crisis intervention team"). "#" begins a comment.
    std::string synonyms;
    std::vector<std::string> languages = {"en", "es"};  // whose stems a query's words are tried under
  };
  static Result<std::unique_ptr<Searcher>> Open(const std::string& folder, const Schema& schema, Options options);
  virtual ~Searcher() = default;
  virtual Result<Results> Search(const Query& query) const = 0;
  virtual std::vector<Span> Highlight(const Query& query, std::string_view text, std::string_view language) const = 0;
  // Of a long text, the best passage of at most `max_chars` code points around matches.
  virtual std::string Passage(const Query& query, std::string_view text, std::string_view language, size_t max_chars) const = 0;
  // Documents whose first text field matches the words so far, the last one as a prefix: for as-you-type suggestions.
  virtual std::vector<Hit> Suggest(std::string_view typed, size_t limit) const = 0;
  virtual uint64_t DocumentCount() const = 0;
  virtual std::string Cursor() const = 0;
  // Every document's id with the digest of what was put (SHA-256 of its parts), in order of id: for `concord check`.
  virtual void ForEachId(const std::function<void(std::string_view id, std::string_view digest)>& each) const = 0;
  // Documents like this one, by shared words: ids, best first.
  virtual std::vector<Hit> Similar(std::string_view id, size_t limit) const = 0;
};

// What ForEachId gives for a document.
std::string DigestOf(const Document& document);

}  // namespace concord::search
