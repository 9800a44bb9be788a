// "Did you mean": words that little or nothing has, corrected from the words of the index.
#include <algorithm>

#include "base/search/format.h"
#include "base/search/searcher.h"

namespace concord::search {
namespace {

constexpr size_t kMaxCorrected = 8;       // words of one query that are looked up
constexpr uint64_t kFewDocuments = 5;     // a word in more documents than this is taken for right
constexpr size_t kCandidates = 64;        // near words whose frequency is asked for
constexpr uint64_t kMuchMoreCommon = 20;  // a rare word's correction must be so many times as common

}  // namespace

std::optional<std::string> IndexSearcher::Correct(const std::string& word, uint64_t frequency, Handle& handle) const {
  if (word.size() < 4 || !CanBeSuggested(word)) return std::nullopt;
  const unsigned edits = word.size() < 6 || frequency > 0 ? 1 : 2;
  std::lock_guard lock(vocabulary_mutex_);
  vocabulary_.Update(handle.shards);
  const Vocabulary::Near* best = nullptr;
  uint64_t best_frequency = frequency * kMuchMoreCommon;
  const auto near = vocabulary_.NearTo(word, edits, kCandidates);
  for (const Vocabulary::Near& candidate : near) {
    if (best && candidate.distance > best->distance) break;
    uint64_t common = 0;
    for (const char letter : handle.snapshot->letters) {
      const std::string term = handle.stems.Term(letter, std::string(candidate.folded));
      for (const Xapian::Database& shard : handle.shards) common += TermFrequency(shard, term);
    }
    if (common <= best_frequency) continue;  // also words that no document has any more
    best = &candidate;
    best_frequency = common;
  }
  if (!best) return std::nullopt;
  return std::string(best->surface.empty() ? best->folded : best->surface);
}

std::string IndexSearcher::Suggestion(const Query& query, const Found& found, Handle& handle) const {
  // Rare words are taken for right where the search found enough.
  const bool found_enough = found.with_all > kFewDocuments || (query.any && found.sums.total > kFewDocuments);
  const ParsedQuery parsed = ParseQuery(query.words, schema_);
  const Planner planner(handle.snapshot->letters, synonyms_, handle.stems);
  struct Change {
    size_t begin, end;
    std::string word;
  };
  std::vector<Change> changes;
  size_t looked_up = 0;
  for (const Clause& clause : parsed.clauses) {
    if (clause.excluded) continue;
    for (const Word& word : clause.words) {
      if (IsStopWord(word.folded) || looked_up >= kMaxCorrected) continue;
      ParsedQuery alone;
      alone.clauses.push_back({{word}, false, false, -1});
      const uint64_t frequency = Score(planner.Make(alone).required, handle).front().frequency;
      if (frequency > (found_enough ? 0 : kFewDocuments)) continue;
      ++looked_up;
      if (auto corrected = Correct(word.folded, frequency, handle)) {
        changes.push_back({word.begin, word.end, std::move(*corrected)});
      }
    }
  }
  if (changes.empty()) return {};
  std::string suggestion;
  size_t at = 0;
  for (const Change& change : changes) {
    suggestion.append(query.words, at, change.begin - at);
    suggestion += change.word;
    at = change.end;
  }
  suggestion.append(query.words, at);

  // Only what finds more. Both are counted with all words required: a widened search finds more by asking for less.
  Query corrected = query;
  corrected.words = suggestion;
  corrected.widen_below = 0;
  corrected.offset = 0;
  corrected.limit = 0;
  const Plan plan = PlanOf(suggestion, handle);
  const uint64_t finds = Find(corrected, plan, handle, false).sums.total;
  uint64_t found_before = found.sums.total;
  if (found.widened) {
    Query before = corrected;
    before.words = query.words;
    found_before = Find(before, PlanOf(query.words, handle), handle, false).sums.total;
  }
  return finds > found_before ? suggestion : std::string();
}

}  // namespace concord::search
