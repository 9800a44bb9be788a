// Titles as a person types, documents like another, and every id for checking.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "base/search/format.h"
#include "base/search/packing.h"
#include "base/search/searcher.h"
#include "base/search/searcher_with.h"

namespace concord::search {
namespace {

constexpr size_t kPrefixWords = 200;    // words looked at for one prefix,
constexpr size_t kPrefixTerms = 64;     // and the most common of their stems that are tried
constexpr size_t kVisited = 20'000;     // documents of one shard that may have them,
constexpr size_t kTitles = 1000;        // and titles that are compared
constexpr size_t kSimilarWords = 2000;  // of a long text
constexpr size_t kSimilarTerms = 25;
constexpr uint64_t kTooCommonShare = 5;  // terms in more than a fifth of the documents say nothing

// The terms of a stored text, and how often each is there.
std::map<std::string, unsigned> TermsOf(const std::string& text, Stems& stems) {
  std::map<std::string, unsigned> terms;
  if (text.empty()) return terms;
  const char letter = text.front();
  for (const Word& word : Words(std::string_view(text).substr(1), kSimilarWords)) {
    if (word.folded.size() >= 2 && !IsStopWord(word.folded)) ++terms[stems.Term(letter, word.folded)];
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

std::vector<std::string> IndexSearcher::PrefixTerms(const std::string& prefix, Handle& handle) const {
  std::vector<std::string> words{prefix};
  {
    std::lock_guard lock(vocabulary_mutex_);
    vocabulary_.Update(handle.shards);
    for (const std::string_view word : vocabulary_.WithPrefix(prefix, kPrefixWords)) words.emplace_back(word);
  }
  std::vector<std::pair<uint64_t, std::string>> found;
  for (const std::string& word : words) {
    for (const char letter : handle.snapshot->letters) {
      if (IsSkipped(letter, word)) continue;
      std::string term = handle.stems.Term(letter, word);
      if (std::ranges::find(found, term, &std::pair<uint64_t, std::string>::second) != found.end()) continue;
      uint64_t frequency = 0;
      for (const Xapian::Database& shard : handle.shards) frequency += TermFrequency(shard, term);
      if (frequency > 0) found.emplace_back(frequency, std::move(term));
    }
  }
  std::ranges::sort(found, std::ranges::greater());
  std::vector<std::string> terms;
  for (size_t i = 0; i < std::min(found.size(), kPrefixTerms); ++i) terms.push_back(std::move(found[i].second));
  return terms;
}

std::vector<Hit> IndexSearcher::Suggest(std::string_view typed, size_t limit) const {
  std::vector<Hit> hits;
  const std::vector<Word> words = Words(typed.substr(0, 200), 12);
  if (words.empty() || limit == 0) return hits;
  std::string sequence;  // as in the stored text: " w1 w2"
  for (const Word& word : words) sequence += " " + word.folded;
  const std::string last = " " + words.back().folded;
  (void)With([&](Handle& handle) {
    hits.clear();
    // Whole words and the prefix in any field, by terms; then all of them in the title, by its text.
    Alternative anywhere;
    std::vector<Alternative> in_title;
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      in_title.push_back({{words[i].folded}, {}, Check::kStems, 0});
      if (IsSkipped('e', words[i].folded) || IsSkipped('s', words[i].folded)) continue;
      std::vector<std::string> terms;
      for (const char letter : handle.snapshot->letters) terms.push_back(handle.stems.Term(letter, words[i].folded));
      anywhere.terms.push_back(std::move(terms));
    }
    anywhere.terms.push_back(PrefixTerms(words.back().folded, handle));
    if (anywhere.terms.back().empty()) return;
    const Group group{{std::move(anywhere)}, false};
    std::vector<Candidate> candidates;
    for (size_t i = 0; i < handle.shards.size(); ++i) {
      ShardView view = handle.View(i, weights_);
      view.pages = false;
      std::vector<TextCheck> checks;
      for (const Alternative& alternative : in_title) checks.emplace_back(alternative, view.stems);
      auto stream = OpenGroup(view, group);
      TextReader reader(handle.shards[i]);
      size_t titles = 0;
      for (size_t n = 0; stream && stream->Current() != kNoDocument && n < kVisited && titles < kTitles;
           ++n, stream->Next()) {
        if (stream->Frequency().fields < view.title_weight) continue;
        const std::string& text = reader.Of(stream->Current());
        const std::string_view title = FieldOf(text, 0);
        ++titles;
        if (::memmem(title.data(), title.size(), last.data(), last.size()) == nullptr) continue;
        if (!std::ranges::all_of(checks, [&](TextCheck& check) { return check.Count(text) > 0; })) continue;
        candidates.push_back({TitleScore(title, sequence), {}, {}, false, stream->Current(), static_cast<int>(i)});
      }
    }
    const MatchRequest by_score;
    std::ranges::sort(candidates, [&](const auto& a, const auto& b) { return ComesBefore(by_score, a, b); });
    for (size_t i = 0; i < candidates.size() && hits.size() < limit; ++i)
      hits.push_back(LoadHit(candidates[i], handle));
  });
  return hits;
}

std::vector<Hit> IndexSearcher::Similar(std::string_view id, size_t limit) const {
  std::vector<Hit> hits;
  if (id.empty() || id.size() > kMaxIdBytes) return hits;
  (void)With([&](Handle& handle) {
    constexpr size_t kKept = 500;
    const std::string key = std::to_string(limit) + " " + std::string(id);
    if (const auto found = handle.similar.find(key); found != handle.similar.end()) {
      hits = found->second;
      return;
    }
    hits.clear();
    const std::string id_term = "Q" + std::string(id);
    std::vector<std::pair<double, std::string>> terms;
    for (const Xapian::Database& shard : handle.shards) {
      const auto at = shard.postlist_begin(id_term);
      if (at == shard.postlist_end(id_term)) continue;
      for (const auto& [term, count] : TermsOf(TextReader(shard).Of(*at), handle.stems)) {
        uint64_t frequency = 0;
        for (const Xapian::Database& each : handle.shards) frequency += TermFrequency(each, term);
        if (frequency < 2 || (frequency > 20 && frequency * kTooCommonShare > handle.snapshot->documents)) continue;
        const double weight =
            std::log(1 + static_cast<double>(handle.snapshot->documents) / static_cast<double>(frequency));
        terms.emplace_back(weight * std::sqrt(count), term);
      }
    }
    std::ranges::sort(terms, std::ranges::greater());
    if (terms.size() > kSimilarTerms) terms.resize(kSimilarTerms);
    Plan plan;
    for (auto& [weight, term] : terms) plan.wide.push_back({{{{}, {{term}}, Check::kNone, -1}}, false});
    if (plan.wide.empty()) return;
    plan.required = plan.wide;
    plan.pages = false;
    plan.near = false;
    Query query;
    query.any = true;
    query.limit = std::min<size_t>(limit, 1000) + 1;
    for (const Candidate& candidate : Find(query, plan, handle, false).best) {
      Hit hit = LoadHit(candidate, handle);
      if (hit.id != id && hits.size() < limit) hits.push_back(std::move(hit));
    }
    if (handle.similar.size() >= kKept) handle.similar.clear();
    handle.similar.emplace(key, hits);
  });
  return hits;
}

std::vector<IndexedWord> IndexSearcher::LookUp(std::string_view language, const std::vector<std::string>& words) const {
  std::vector<IndexedWord> found;
  (void)With([&](Handle& handle) {
    found.assign(words.size(), {});
    const char letter = LanguageLetter(language);
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i].size() < 2 || IsStopWord(words[i])) continue;
      found[i].term = handle.stems.Term(letter, words[i]);
      for (const Xapian::Database& shard : handle.shards) found[i].documents += TermFrequency(shard, found[i].term);
    }
  });
  return found;
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
