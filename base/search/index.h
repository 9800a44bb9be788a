// Full text with facets, on Xapian. An index is a folder with one or more shards, filled by one Writer and read by any
// number of Searchers. It is derived: it holds the position in the outbox up to which it follows the tables, in the
// same commit as the documents themselves, so that a crash loses nothing and repeats at most what was not committed.
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
  std::string name;   // "title": words can be asked for as title:word
  double weight = 1;  // factor on within-document frequency
  bool snippet = false;
};

struct Schema {
  std::vector<TextField> texts;
  std::vector<std::string> facets;  // names, in the order in which documents give their values
  std::vector<std::string> sorts;   // names of keys a result can be sorted by, beside relevance
  int version = 1;                  // grows when the meaning of an index changes: an older index is rebuilt
};

// A text of a document that people open at a page, such as a PDF: page n is pages[n - 1], as it was read.
struct PagedText {
  std::string id;        // given back with a hit
  std::string language;  // ISO 639-1; empty: the document's
  std::vector<std::string> pages;
};

struct Document {
  std::string id;                                // unique: a UUID
  std::string language = "en";                   // ISO 639-1: chooses the stemmer
  std::vector<std::string> texts;                // one for each Schema::texts
  std::vector<std::vector<std::string>> facets;  // values for each Schema::facets
  std::vector<std::string> sorts;                // one for each Schema::sorts; compares as bytes
  std::string stored;                            // given back with a hit
  std::vector<PagedText> paged = {};
};

// Writes. One per index at a time (the folder is locked); call from one thread. Shards are filled by threads of its
// own. Every shard holds the cursor of its last commit. After a crash between the commits of two shards Cursor() is
// that of the shard that is furthest behind: putting and removing again from there repairs the index.
class Writer {
 public:
  struct Options {
    int shards = 2;  // 1 to 16; fixed when the index is made
  };
  // Makes the index where there is none. Errors: conflict "search.rebuild_needed" (damaged, or of another schema: Reset
  // and fill it again), conflict "search.locked" (another Writer), unavailable "search.unavailable" (no right, disk
  // full).
  static Result<std::unique_ptr<Writer>> Open(const std::string& folder, const Schema& schema, Options options);
  // Removes what an index put into `folder`, so that Open makes a new one. The folder may be absent.
  static Status Reset(const std::string& folder);
  virtual ~Writer() = default;
  // Adds, or replaces the document of the same id. Errors: invalid "search.bad_document" (no id, one over 200 bytes, or
  // lists that do not fit the schema), unavailable "search.unavailable" (an earlier write failed: nothing is
  // committed).
  virtual Status Put(Document document) = 0;
  virtual Status Remove(std::string_view id) = 0;  // of an id that is not there: nothing
  // Makes everything since the last commit visible and durable, together with `cursor`. What a Writer had not committed
  // when it was closed is dropped.
  virtual Status Commit(std::string_view cursor) = 0;
  virtual std::string Cursor() const = 0;  // of the last commit; empty for a new index
};

struct Query {
  std::string words;  // words, "exact phrases", -exclusion, title:word; any bytes are accepted
  bool any = false;   // any of the words instead of all of them
  // Selected values by facet: several of one facet widen, several facets narrow.
  std::map<std::string, std::vector<std::string>> selected;
  std::string sort;  // empty: relevance (or, without words, the order of `fallback_sort`)
  std::string fallback_sort;
  bool descending = false;
  size_t offset = 0, limit = 20;
  size_t facet_values = 100;  // at most so many values a facet, by count, then name; selected ones always
  // Where fewer than this many documents have all the words, any of them are searched instead (Results::widened); those
  // with all of them count for more. Not where every word stands in a quoted phrase.
  size_t widen_below = 20;
  size_t passage_chars = 0;  // at most so many code points of the page that answers best; 0: pages are not looked up
};

// The page that answers a query best, and what it says there.
struct PageHit {
  std::string text;      // PagedText::id
  std::string language;  // of that text
  int page = 0;          // from 1
  std::string passage;   // around the words that were found; "…" where it leaves something out
  size_t pages = 0;      // pages of the document that answer it, this one included
};
struct Hit {
  std::string id, stored;
  double score = 0;
  std::optional<PageHit> page = {};  // where Query::passage_chars asks for it and words stand on pages
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
  // Words that could not be read as asked, as message keys: "search.note.unclosed_quote" (read as plain words),
  // "search.note.lone_minus" (ignored), "search.note.too_many_words" (those beyond the 64th ignored).
  std::vector<std::string> notes;
};

struct Span {
  size_t begin = 0, end = 0;
};

// A word as the index knows it.
struct IndexedWord {
  std::string term;        // the same for words of the same stem; empty: a function word, or one letter
  uint64_t documents = 0;  // that have it
};

// Finds what a query matched in texts, with its stems. Made once for all the texts of a page; for one thread, and
// short.
class Marker {
 public:
  virtual ~Marker() = default;
  // Byte ranges, sorted, not overlapping.
  virtual std::vector<Span> Highlight(std::string_view text, std::string_view language) = 0;
  // Of a long text, the best passage of at most `max_chars` code points around matches.
  virtual std::string Passage(std::string_view text, std::string_view language, size_t max_chars) = 0;
};

// Reads. Safe from any thread: each thread works on its own open handle, reopened when a Writer has committed.
class Searcher {
 public:
  struct Options {
    // Each line: comma-separated equal expressions ("CIT, crisis intervention team"). "#" begins a comment.
    std::string synonyms;
    std::vector<std::string> languages = {"en",
                                          "es"};  // whose stems a query's words are tried under; so are the index's
    bool parallel = true;                         // long searches use an idle helper thread for each further shard
  };
  // Errors: not_found "search.missing" (no index there), conflict "search.rebuild_needed", unavailable
  // "search.unavailable".
  static Result<std::unique_ptr<Searcher>> Open(const std::string& folder, const Schema& schema, Options options);
  virtual ~Searcher() = default;
  virtual Result<Results> Search(const Query& query) const = 0;
  // For the texts of one page. Never null; marks nothing where the index cannot be read.
  virtual std::unique_ptr<Marker> MarkerFor(const Query& query) const = 0;
  // For a single text.
  std::vector<Span> Highlight(const Query& query, std::string_view text, std::string_view language) const {
    return MarkerFor(query)->Highlight(text, language);
  }
  std::string Passage(const Query& query, std::string_view text, std::string_view language, size_t max_chars) const {
    return MarkerFor(query)->Passage(text, language, max_chars);
  }
  // Documents whose first text field matches the words so far, the last one as a prefix: for as-you-type suggestions.
  virtual std::vector<Hit> Suggest(std::string_view typed, size_t limit) const = 0;
  virtual uint64_t DocumentCount() const = 0;
  virtual std::string Cursor() const = 0;
  // Every document's id with DigestOf what was put, in order of id (bytes): for `concord check`.
  virtual void ForEachId(const std::function<void(std::string_view id, std::string_view digest)>& each) const = 0;
  // Documents like this one, by shared words: ids, best first.
  virtual std::vector<Hit> Similar(std::string_view id, size_t limit) const = 0;
  // What the index makes of each folded word of a text in that language; empty where the index cannot be read.
  virtual std::vector<IndexedWord> LookUp(std::string_view language, const std::vector<std::string>& words) const = 0;
};

// What ForEachId gives for a document: SHA-256 of its parts, 64 hexadecimal digits.
std::string DigestOf(const Document& document);

}  // namespace concord::search
