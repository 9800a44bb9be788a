// Titles as a person types, documents like another, and every id for checking.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/search/format.h"
#include "base/search/packing.h"
#include "base/search/searcher.h"
#include "base/search/searcher_with.h"

namespace concord::search {
namespace {

constexpr size_t kPrefixScan = 2000;     // title words looked at for one prefix and shard,
constexpr size_t kPrefixWords = 32;      // and the most common of them that are tried
constexpr size_t kCandidates = 400;      // titles of one shard that are compared
constexpr size_t kSimilarTerms = 25;
constexpr uint64_t kTooCommonShare = 5;  // terms in more than a fifth of the documents say nothing

// Title words of all shards that begin with `prefix`, as terms.
std::vector<std::string> TitleTerms(const Handle& handle, const std::string& prefix) {
  std::vector<std::pair<uint64_t, std::string>> found;
  for (const Xapian::Database& shard : handle.shards) {
    size_t scanned = 0;
    const auto end = shard.allterms_end("W" + prefix);
    for (auto it = shard.allterms_begin("W" + prefix); it != end && scanned < kPrefixScan; ++it, ++scanned) {
      found.emplace_back(it.get_termfreq(), *it);
    }
  }
  std::ranges::sort(found, std::ranges::greater());
  std::vector<std::string> terms;
  for (const auto& [frequency, term] : found) {
    if (terms.size() >= kPrefixWords) break;
    if (std::ranges::find(terms, term) == terms.end()) terms.push_back(term);
  }
  return terms;
}

// How well a title answers what was typed: its beginning first, then the words side by side, then short titles.
double TitleScore(std::string_view title, const std::string& typed) {
  const auto words = static_cast<double>(std::ranges::count(title, ' '));
  double score = 1 / std::max(1.0, words);
  const void* found = ::memmem(title.data(), title.size(), typed.data(), typed.size());
  if (found) score += found == title.data() ? 2 : 1;
  return score;
}

}  // namespace

std::vector<Hit> IndexSearcher::Suggest(std::string_view typed, size_t limit) const {
  std::vector<Hit> hits;
  const std::vector<Word> words = Words(typed.substr(0, 200), 12);
  if (words.empty() || limit == 0) return hits;
  std::string sequence;  // as in the stored text: " w1 w2"
  for (const Word& word : words) sequence += " " + word.folded;
  (void)With([&](Handle& handle) {
    hits.clear();
    Alternative alternative{{}, {}, Check::kNone, 0};
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      std::vector<std::string> terms{"W" + words[i].folded};
      for (const char letter : handle.snapshot->letters) {
        if (!IsSkipped(letter, words[i].folded)) terms.push_back("T" + handle.stems.Term(letter, words[i].folded));
      }
      alternative.terms.push_back(std::move(terms));
    }
    alternative.terms.push_back(TitleTerms(handle, words.back().folded));
    if (alternative.terms.back().empty()) return;
    const Group group{{std::move(alternative)}, false};
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < handle.shards.size(); ++i) {
      const ShardView view = handle.View(i, static_cast<unsigned>(scale_));
      auto stream = OpenGroup(view, group);
      TextReader reader(handle.shards[i]);
      for (size_t n = 0; stream && stream->Current() != kNoDocument && n < kCandidates; ++n, stream->Next()) {
        const double score = TitleScore(FieldOf(reader.Of(stream->Current()), 0), sequence);
        candidates.push_back({score, {}, {}, false, stream->Current(), static_cast<int>(i)});
      }
    }
    const MatchRequest by_score;
    std::ranges::sort(candidates, [&](const auto& a, const auto& b) { return ComesBefore(by_score, a, b); });
    for (size_t i = 0; i < candidates.size() && hits.size() < limit; ++i) hits.push_back(LoadHit(candidates[i], handle));
  });
  return hits;
}

std::vector<Hit> IndexSearcher::Similar(std::string_view id, size_t limit) const {
  std::vector<Hit> hits;
  if (id.empty() || id.size() > kMaxIdBytes) return hits;
  (void)With([&](Handle& handle) {
    hits.clear();
    const std::string id_term = "Q" + std::string(id);
    std::vector<std::pair<double, std::string>> terms;
    for (const Xapian::Database& shard : handle.shards) {
      const auto at = shard.postlist_begin(id_term);
      if (at == shard.postlist_end(id_term)) continue;
      const auto end = shard.termlist_end(*at);
      for (auto it = shard.termlist_begin(*at); it != end; ++it) {
        const std::string term = *it;
        if (term.size() < 3 || term.front() < 'a' || IsStopWord(std::string_view(term).substr(1))) continue;
        uint64_t frequency = 0;
        for (const Xapian::Database& each : handle.shards) frequency += each.get_termfreq(term);
        if (frequency < 2 || (frequency > 20 && frequency * kTooCommonShare > handle.snapshot->documents)) continue;
        const double weight = std::log(1 + static_cast<double>(handle.snapshot->documents) / static_cast<double>(frequency));
        terms.emplace_back(weight * std::sqrt(it.get_wdf()), term);
      }
    }
    std::ranges::sort(terms, std::ranges::greater());
    if (terms.size() > kSimilarTerms) terms.resize(kSimilarTerms);
    Plan plan;
    for (auto& [weight, term] : terms) plan.wide.push_back({{{{}, {{term}}, Check::kNone, -1}}, false});
    if (plan.wide.empty()) return;
    plan.required = plan.wide;
    Query query;
    query.any = true;
    query.limit = std::min<size_t>(limit, 1000) + 1;
    for (const Candidate& candidate : Find(query, plan, handle, false).best) {
      Hit hit = LoadHit(candidate, handle);
      if (hit.id != id && hits.size() < limit) hits.push_back(std::move(hit));
    }
  });
  return hits;
}

void IndexSearcher::ForEachId(const std::function<void(std::string_view id, std::string_view digest)>& each) const {
  // Collected first: `each` may take its time, and the index may change meanwhile.
  std::vector<std::pair<std::string, std::string>> all;
  const Status done = With([&](Handle& handle) {
    all.clear();
    for (const Xapian::Database& shard : handle.shards) {
      const auto end = shard.allterms_end("Q");
      for (auto it = shard.allterms_begin("Q"); it != end; ++it) {
        const std::string data = shard.get_document(*shard.postlist_begin(*it), Xapian::DOC_ASSUME_VALID).get_data();
        std::string_view in = data;
        const std::string_view id = TakeString(in);
        all.emplace_back(id, in.substr(0, kDigestBytes));
      }
    }
  });
  if (!done) return;
  std::ranges::sort(all);
  for (const auto& [id, digest] : all) each(id, Hex(digest));
}

}  // namespace concord::search
