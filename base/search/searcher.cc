#include "base/search/searcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "base/search/format.h"
#include "base/search/packing.h"
#include "base/search/searcher_with.h"

namespace concord::search {
namespace {

constexpr uint64_t kWorthHelp = 20'000;  // documents to visit before another thread is worth waking
// Stop words in more documents than this share add nothing to a score: among titles "how" is as rare as a topic is.
constexpr double kCommonStopWord = 0.01;

// What a word on pages counts beside the same in a field of weight 1. More ranks better where pages are all that there
// is (bench/RESULTS.md), but from 0.65 on a word that pages repeat outweighs an equally rare one in the title.
constexpr double kPageShare = 0.6;

// Inverse document frequency, never negative.
double Rarity(uint64_t frequency, uint64_t documents) {
  const auto n = static_cast<double>(documents), df = static_cast<double>(frequency);
  return std::log(1 + (n - df + 0.5) / (df + 0.5));
}

std::string LettersOf(const std::vector<std::string>& languages) {
  std::string letters;
  for (const std::string& language : languages) letters += LanguageLetter(language);
  return letters;
}

int IndexOf(const std::vector<std::string>& names, const std::string& name) {
  const auto it = std::ranges::find(names, name);
  return it == names.end() || name.empty() ? -1 : static_cast<int>(it - names.begin());
}

void AddUp(MatchResult& sums, const MatchResult& part) {
  sums.total += part.total;
  sums.with_words += part.with_words;
  if (sums.counts.size() < part.counts.size()) sums.counts.resize(part.counts.size(), 0);
  for (size_t i = 0; i < part.counts.size(); ++i) sums.counts[i] += part.counts[i];
  if (sums.fails_only.size() < part.fails_only.size()) sums.fails_only.resize(part.fails_only.size(), 0);
  for (size_t i = 0; i < part.fails_only.size(); ++i) sums.fails_only[i] += part.fails_only[i];
}

}  // namespace

IndexSearcher::IndexSearcher(const std::string& folder, const Schema& schema, Options options, int shards)
    : schema_(schema),
      options_(std::move(options)),
      weights_(WeightsOf(schema)),
      synonyms_(options_.synonyms, LettersOf(options_.languages)),
      pool_(folder, schema, options_.languages, shards),
      helpers_(options_.parallel ? static_cast<size_t>(shards - 1) : 0) {}

Status IndexSearcher::Check() {
  return With([](Handle&) {});
}

Plan IndexSearcher::PlanOf(std::string_view words, Handle& handle, std::vector<std::string>* notes) const {
  ParsedQuery parsed = ParseQuery(words, schema_);
  if (notes) *notes = std::move(parsed.notes);
  return Planner(handle.snapshot->letters, synonyms_, handle.stems).Make(parsed);
}

std::vector<ScoredGroup> IndexSearcher::Score(const std::vector<Group>& groups, const Handle& handle) const {
  const Snapshot& snapshot = *handle.snapshot;
  std::vector<ScoredGroup> scored;
  for (const Group& group : groups) {
    ScoredGroup out{&group};
    uint64_t on_pages = 0;
    for (const Alternative& alternative : group.alternatives) {
      uint64_t least = snapshot.documents, least_paged = snapshot.with_pages;
      for (const auto& terms : alternative.terms) {
        uint64_t sum = 0, sum_paged = 0;
        for (const std::string& term : terms) {
          for (const Xapian::Database& shard : handle.shards) {
            sum += TermFrequency(shard, term);
            if (snapshot.with_pages > 0) sum_paged += PageTermFrequency(shard, term);
          }
        }
        least = std::min(least, sum);
        least_paged = std::min(least_paged, sum_paged);
      }
      out.field_frequency += least;
      if (alternative.field < 0) on_pages += least_paged;
      out.reads_text |= alternative.check != Check::kNone;
    }
    out.field_frequency = std::min(out.field_frequency, snapshot.documents);
    on_pages = std::min(on_pages, snapshot.with_pages);
    out.frequency = std::min(snapshot.documents, out.field_frequency + on_pages);
    out.weight = Rarity(out.field_frequency, snapshot.documents);
    if (on_pages > 0) out.page_weight = kPageShare * Rarity(on_pages, snapshot.with_pages);
    scored.push_back(out);
  }
  return scored;
}

MatchRequest IndexSearcher::RequestFor(const Query& query, Handle& handle) const {
  const FacetValues& values = handle.snapshot->values;
  MatchRequest request;
  request.average_length = handle.snapshot->average_length;
  request.average_page_length = handle.snapshot->average_page_length;
  request.scale = weights_.scale;
  const size_t documents = handle.snapshot->documents;
  request.keep = std::min(documents, std::min(documents, query.offset) + std::min(documents, query.limit));
  request.descending = query.descending;
  request.facet_of = &values.facet;
  request.selected.assign(values.value.size(), 0);
  for (const auto& [name, selected] : query.selected) {
    const int facet = IndexOf(schema_.facets, name);
    if (facet < 0 || selected.empty()) continue;
    const uint32_t bit = 1u << facet;
    request.selections |= bit;
    for (const std::string& value : selected) {
      const auto it = values.code.find(static_cast<char>(facet + 1) + value);
      if (it != values.code.end()) request.selected[it->second] = bit;
    }
  }
  return request;
}

std::vector<MatchResult> IndexSearcher::Match(const MatchRequest& request, Handle& handle,
                                              const std::vector<MatchResult>* all_words) const {
  std::vector<MatchResult> results(handle.shards.size());
  std::vector<std::function<void()>> parts;
  for (size_t i = 0; i < handle.shards.size(); ++i) {
    parts.push_back([&, i] {
      ShardView view = handle.View(i, weights_);
      view.pages = view.pages && request.pages;
      const int shard = static_cast<int>(i);
      if (!all_words) {
        results[i] = MatchAll(view, shard, request);
      } else if (all_words->empty()) {
        results[i] = MatchAny(view, shard, request, {}, handle.scratch[i]);
      } else {
        results[i] = MatchAny(view, shard, request, (*all_words)[i].found, handle.scratch[i]);
      }
    });
  }
  uint64_t visits = request.required.empty() ? handle.snapshot->documents : 0;
  for (const ScoredGroup& group : request.required) {
    visits = all_words || visits == 0 ? visits + group.frequency : std::min(visits, group.frequency);
  }
  if (visits >= kWorthHelp) {
    helpers_.Run(parts);
  } else {
    for (const auto& part : parts) part();
  }
  return results;
}

IndexSearcher::Found IndexSearcher::Find(const Query& query, const Plan& plan, Handle& handle,
                                         bool count_facets) const {
  Found found;
  MatchRequest& request = found.request = RequestFor(query, handle);
  request.count_facets = count_facets;
  request.pages = plan.pages;
  const bool has_words = !plan.required.empty();
  request.sort = IndexOf(schema_.sorts, query.sort);
  if (request.sort < 0 && !has_words) request.sort = IndexOf(schema_.sorts, query.fallback_sort);
  request.required = Score(plan.required, handle);
  request.excluded = Score(plan.excluded, handle);
  request.scoring = Score(plan.scoring, handle);
  std::erase_if(request.scoring, [&](const ScoredGroup& group) {
    return static_cast<double>(group.field_frequency) >
           kCommonStopWord * static_cast<double>(handle.snapshot->documents);
  });
  Nearness nearness(request.required, handle.stems);
  const bool near = request.sort < 0 && plan.near && request.keep > 0 && nearness.Matters();
  if (near) request.keep = std::max(request.keep, kNearest);
  const bool may_widen = !query.any && plan.MayWiden() && query.widen_below > 0;
  request.count_words_to = may_widen ? query.widen_below : 0;

  std::vector<MatchResult> parts;
  if (!query.any || !has_words) {
    parts = Match(request, handle, nullptr);
    for (const MatchResult& part : parts) AddUp(found.sums, part);
    found.with_all = found.sums.with_words;
  }
  if (has_words && (query.any || (may_widen && found.with_all < query.widen_below))) {
    MatchRequest wide = request;
    wide.required = Score(plan.wide, handle);
    wide.scoring = request.scoring;
    wide.count_words_to = 0;
    std::vector<MatchResult> any = Match(wide, handle, &parts);
    MatchResult sums;
    for (const MatchResult& part : any) AddUp(sums, part);
    if (query.any || sums.with_words > found.with_all) {
      found.widened = !query.any;
      found.sums = std::move(sums);
      parts = std::move(any);
    }
  }
  for (MatchResult& part : parts) {
    std::move(part.best.begin(), part.best.end(), std::back_inserter(found.best));
  }
  std::ranges::sort(found.best, [&](const Candidate& a, const Candidate& b) { return ComesBefore(request, a, b); });
  if (near) PreferNear(nearness, found, handle);
  return found;
}

void IndexSearcher::PreferNear(Nearness& nearness, Found& found, Handle& handle) const {
  const size_t looked_at = std::min(kNearest, found.best.size());
  const auto end = found.best.begin() + static_cast<std::ptrdiff_t>(looked_at);
  for (size_t shard = 0; shard < handle.shards.size(); ++shard) {
    std::vector<Candidate*> here;  // texts are best read in order
    for (auto it = found.best.begin(); it != end; ++it) {
      if (static_cast<size_t>(it->shard) == shard) here.push_back(&*it);
    }
    std::ranges::sort(here, {}, &Candidate::document);
    TextReader reader(handle.shards[shard]);
    for (Candidate* candidate : here) candidate->score += nearness.Of(reader.Of(candidate->document));
  }
  std::sort(found.best.begin(), end,
            [&](const Candidate& a, const Candidate& b) { return ComesBefore(found.request, a, b); });
}

std::vector<Facet> IndexSearcher::FacetsOf(const Query& query, const Found& found, const Snapshot& snapshot) const {
  const FacetValues& values = snapshot.values;
  std::vector<Facet> facets(schema_.facets.size());
  for (size_t i = 0; i < facets.size(); ++i) {
    facets[i].name = schema_.facets[i];
    facets[i].without = found.sums.total + (i < found.sums.fails_only.size() ? found.sums.fails_only[i] : 0);
  }
  for (uint32_t code = 0; code < found.sums.counts.size(); ++code) {
    const bool selected = found.request.selected[code] != 0;
    if (found.sums.counts[code] == 0 && !selected) continue;
    const size_t facet = values.facet[code];
    if (facet < facets.size()) facets[facet].values.push_back({values.value[code], found.sums.counts[code], selected});
  }
  for (const auto& [name, selected] : query.selected) {  // values that no document ever had
    const int facet = IndexOf(schema_.facets, name);
    if (facet < 0) continue;
    for (const std::string& value : selected) {
      auto& list = facets[static_cast<size_t>(facet)].values;
      if (std::ranges::find(list, value, &FacetValue::value) == list.end()) list.push_back({value, 0, true});
    }
  }
  for (Facet& facet : facets) {
    std::ranges::sort(facet.values, [](const FacetValue& a, const FacetValue& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    size_t place = 0;
    std::erase_if(facet.values,
                  [&](const FacetValue& value) { return place++ >= query.facet_values && !value.selected; });
  }
  return facets;
}

Hit IndexSearcher::LoadHit(const Candidate& candidate, Handle& handle) const {
  constexpr size_t kKept = 2000;
  const uint64_t key = static_cast<uint64_t>(candidate.shard) << 32 | candidate.document;
  auto found = handle.loaded.find(key);
  if (found == handle.loaded.end()) {
    if (handle.loaded.size() >= kKept) handle.loaded.clear();
    const std::string data = handle.shards[static_cast<size_t>(candidate.shard)]
                                 .get_document(candidate.document, Xapian::DOC_ASSUME_VALID)
                                 .get_data();
    std::string_view in = data;
    Hit hit;
    hit.id = TakeString(in);
    in.remove_prefix(std::min(kDigestBytes, in.size()));
    hit.stored = in;
    found = handle.loaded.emplace(key, std::move(hit)).first;
  }
  Hit hit = found->second;
  hit.score = candidate.score;
  return hit;
}

Result<Results> IndexSearcher::Search(const Query& query) const {
  Results results;
  const Status done = With([&](Handle& handle) {
    results = {};
    const Plan plan = PlanOf(query.words, handle, &results.notes);
    const bool counts_known = plan.required.empty() && plan.excluded.empty() && query.selected.empty();
    Found found = Find(query, plan, handle, !counts_known);
    if (counts_known) found.sums.counts = handle.snapshot->AllCounts();
    results.total = found.sums.total;
    results.widened = found.widened;
    for (size_t i = query.offset; i < found.best.size() && results.hits.size() < query.limit; ++i) {
      results.hits.push_back(LoadHit(found.best[i], handle));
    }
    if (query.passage_chars > 0) AddPages(query, plan, found, results.hits, handle);
    results.facets = FacetsOf(query, found, *handle.snapshot);
    results.suggestion = Suggestion(query, found, handle);
  });
  if (!done) return std::unexpected(done.error());
  return results;
}

uint64_t IndexSearcher::DocumentCount() const {
  uint64_t count = 0;
  (void)With([&](Handle& handle) { count = handle.snapshot->documents; });
  return count;
}

std::string IndexSearcher::Cursor() const {
  std::string cursor;
  (void)With([&](Handle& handle) { cursor = handle.snapshot->cursor; });
  return cursor;
}

Result<std::unique_ptr<Searcher>> Searcher::Open(const std::string& folder, const Schema& schema, Options options) {
  const auto shards = ReadMeta(folder, schema);
  if (!shards) return std::unexpected(shards.error());
  if (*shards == 0) return Fail(ErrorKind::kNotFound, "search.missing", {{"folder", folder}});
  auto searcher = std::make_unique<IndexSearcher>(folder, schema, std::move(options), *shards);
  if (auto checked = searcher->Check(); !checked) return std::unexpected(checked.error());
  return searcher;
}

}  // namespace concord::search
