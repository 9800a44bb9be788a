// Finds, counts and ranks the documents of one shard. A request is made once for all shards, with the statistics of all
// of them, so that scores compare. Shards may be searched by different threads, each with its own ShardView and
// Scratch.
//
// Ranking is BM25 over word frequencies that are weighted by field, and BM25 over the words of all pages as one more
// text that counts less. Counting is exact: every matching document is visited, and its facet codes, held in memory,
// are counted in arrays.
//
// A document matches all of several words where its fields and one of its pages hold them together: what stands on
// different pages of a long report need not have to do with each other, and the page can be shown. An excluded word in
// the fields keeps a document out; on a page it takes that page out.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/search/plan.h"
#include "base/search/snapshot.h"
#include "base/search/streams.h"

namespace concord::search {

struct ScoredGroup {
  const Group* group = nullptr;
  uint64_t frequency = 0;        // about how many documents match it,
  uint64_t field_frequency = 0;  // and in their fields
  double weight = 0;             // inverse document frequency among fields,
  double page_weight = 0;        // and among pages
  bool reads_text = false;
};

struct MatchRequest {
  std::vector<ScoredGroup> required, scoring, excluded;
  double average_length = 1, scale = 1, average_page_length = 1;
  size_t keep = 20;  // best documents wanted
  int sort = -1;     // of the schema; -1: by score
  bool descending = false;
  std::vector<uint32_t> selected;  // by facet code: the bit of its facet where the value is selected, or 0
  uint32_t selections = 0;         // bits of the facets with a selection
  const std::vector<uint8_t>* facet_of = nullptr;  // by facet code
  bool count_facets = true;
  bool pages = true;            // false: fields only
  uint64_t count_words_to = 0;  // MatchResult::with_words is exact up to this
};

struct Candidate {
  double score = 0;
  KeyPrefix prefix;
  std::string key;  // in full, where it was needed
  bool has_key = false;
  Xapian::docid document = 0;
  int shard = 0;
};

struct MatchResult {
  std::vector<Candidate> best;       // best first
  std::vector<uint32_t> counts;      // by facet code
  std::vector<uint64_t> fails_only;  // by facet: documents that its selection alone keeps out
  uint64_t total = 0;
  uint64_t with_words = 0;           // documents that match the words, whatever is selected
  std::vector<Xapian::docid> found;  // the first count_words_to of those
};

struct Scratch {
  std::vector<float> scores;  // by document; all zero between searches
};

// Documents that match every required group; with none, every document.
MatchResult MatchAll(const ShardView& view, int shard, const MatchRequest& request);

// Documents that match any required group. `first`, in rising order, come before all others.
MatchResult MatchAny(const ShardView& view, int shard, const MatchRequest& request,
                     const std::vector<Xapian::docid>& first, Scratch& scratch);

// Whether `a` comes before `b`; both from the same search.
bool ComesBefore(const MatchRequest& request, const Candidate& a, const Candidate& b);

}  // namespace concord::search
