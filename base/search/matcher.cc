#include "base/search/matcher.h"

#include <algorithm>
#include <array>
#include <bit>

namespace concord::search {
namespace {

// Chosen on Cranfield and CACM together; see bench/RESULTS.md.
constexpr double kK1 = 1.6;
constexpr double kB = 0.7;
constexpr double kPageK1 = 1.6;
constexpr double kPageB = 0.7;

struct OpenedGroup {
  std::unique_ptr<Stream> stream;
  double weight = 0, page_weight = 0;
  uint64_t frequency = 0;
};

std::vector<OpenedGroup> OpenGroups(const ShardView& view, const std::vector<ScoredGroup>& groups) {
  std::vector<OpenedGroup> opened;
  for (const ScoredGroup& group : groups) {
    if (auto stream = OpenGroup(view, *group.group))
      opened.push_back({std::move(stream), group.weight, group.page_weight, group.frequency});
  }
  return opened;
}

class Saturation {
 public:
  Saturation(const MatchRequest& request, const Columns& columns)
      : per_frequency_(1 / request.scale),
        fixed_(kK1 * (1 - kB)),
        per_length_(kK1 * kB / request.average_length),
        per_page_length_(kPageK1 * kPageB / request.average_page_length),
        columns_(columns) {}
  // What a group adds to a document's score.
  double Score(const OpenedGroup& group, Frequencies frequency, Xapian::docid document) const {
    const double tf = frequency.fields * per_frequency_;
    // Columns::length is one more than the length.
    double score = group.weight * tf * (kK1 + 1) / (tf + fixed_ + per_length_ * (columns_.length[document] - 1));
    if (frequency.pages > 0) {
      const double count = frequency.pages;
      score += group.page_weight * count * (kPageK1 + 1) /
               (count + kPageK1 * (1 - kPageB) + per_page_length_ * columns_.page_length[document]);
    }
    return score;
  }

 private:
  double per_frequency_, fixed_, per_length_, per_page_length_;
  const Columns& columns_;
};

// Counts documents and keeps the best.
class Collector {
 public:
  Collector(const ShardView& view, int shard, const MatchRequest& request)
      : view_(view), columns_(view.columns), shard_(shard), request_(request) {
    if (request.count_facets) result_.counts.assign(request.selected.size(), 0);
    result_.fails_only.assign(32, 0);
  }

  // Bits of the facets whose selection keeps the document out.
  uint32_t Missing(Xapian::docid document) const {
    if (request_.selections == 0) return 0;
    uint32_t seen = 0;
    for (uint32_t i = columns_.offsets[document]; i < columns_.offsets[document + 1]; ++i) {
      seen |= request_.selected[columns_.codes[i]];
    }
    return request_.selections & ~seen;
  }

  void CountWords(Xapian::docid document) {
    if (result_.with_words++ < request_.count_words_to) result_.found.push_back(document);
  }

  // True where the document is among what is found. A document that one facet alone keeps out counts for that facet.
  bool Count(Xapian::docid document, uint32_t missing) {
    if (missing == 0) {
      ++result_.total;
      if (request_.count_facets) {
        for (uint32_t i = columns_.offsets[document]; i < columns_.offsets[document + 1]; ++i) {
          ++result_.counts[columns_.codes[i]];
        }
      }
      return true;
    }
    if (!std::has_single_bit(missing)) return false;
    ++result_.fails_only[static_cast<size_t>(std::countr_zero(missing))];
    if (request_.count_facets) {
      for (uint32_t i = columns_.offsets[document]; i < columns_.offsets[document + 1]; ++i) {
        const uint32_t code = columns_.codes[i];
        if (FacetBit(code) == missing) ++result_.counts[code];
      }
    }
    return false;
  }

  void Offer(Xapian::docid document, double score) {
    if (request_.keep == 0) return;
    if (best_.size() == request_.keep && request_.sort < 0 && score <= best_.front().score) return;
    Candidate candidate{score, {}, {}, false, document, shard_};
    if (request_.sort >= 0) {
      candidate.prefix = columns_.sorts[static_cast<size_t>(request_.sort)][document];
      if (best_.size() == request_.keep && !Before(candidate, best_.front())) return;
    }
    const auto worst_first = [this](Candidate& a, Candidate& b) { return Before(a, b); };
    if (best_.size() == request_.keep) {
      std::pop_heap(best_.begin(), best_.end(), worst_first);
      best_.pop_back();
    }
    best_.push_back(std::move(candidate));
    std::push_heap(best_.begin(), best_.end(), worst_first);
  }

  MatchResult Take() {
    for (Candidate& candidate : best_) LoadKey(candidate);
    std::sort(best_.begin(), best_.end(),
              [this](const Candidate& a, const Candidate& b) { return ComesBefore(request_, a, b); });
    result_.best = std::move(best_);
    return std::move(result_);
  }

 private:
  uint32_t FacetBit(uint32_t code) const { return 1u << (*request_.facet_of)[code]; }

  void LoadKey(Candidate& candidate) {
    if (request_.sort < 0 || candidate.has_key) return;
    candidate.key = SortKeyOf(view_.shard, candidate.document, static_cast<size_t>(request_.sort));
    candidate.has_key = true;
  }

  // As ComesBefore, but reads a whole key only where the prefixes leave it open.
  bool Before(Candidate& a, Candidate& b) {
    if (request_.sort >= 0) {
      if (a.prefix != b.prefix) return request_.descending ? a.prefix > b.prefix : a.prefix < b.prefix;
      if (a.prefix.MayBeCut()) {
        LoadKey(a);
        LoadKey(b);
        return ComesBefore(request_, a, b);
      }
      return a.document < b.document;
    }
    return ComesBefore(request_, a, b);
  }

  const ShardView& view_;
  const Columns& columns_;
  const int shard_;
  const MatchRequest& request_;
  std::vector<Candidate> best_;  // a heap, the worst in front
  MatchResult result_;
};

bool ConfirmAll(std::vector<OpenedGroup>& groups) {
  return std::ranges::all_of(groups, [](OpenedGroup& group) { return group.stream->Confirm(); });
}

// Takes what is excluded out of `where`; whether anything is left.
bool IsLeft(std::vector<OpenedGroup>& excluded, Xapian::docid document, Presence& where, Presence& scratch) {
  for (OpenedGroup& group : excluded) {
    group.stream->Seek(document);
    if (group.stream->Current() != document || !group.stream->Confirm()) continue;
    group.stream->Where(scratch);
    if (scratch.field) return false;
    where.pages.DropThoseOf(scratch.pages);
  }
  return where.Any();
}

// Whether a document that every group's stream stands at matches all of them, and nothing excluded.
class AllWords {
 public:
  AllWords(const ShardView& view, std::vector<OpenedGroup>& groups, std::vector<OpenedGroup>& excluded, bool reads_text)
      : view_(view), groups_(groups), excluded_(excluded), reads_text_(reads_text) {}

  bool Match(Xapian::docid document) {
    if (!view_.pages || view_.columns.page_length[document] == 0) {
      if (reads_text_ && !ConfirmAll(groups_)) return false;
      if (excluded_.empty()) return true;
      where_.Clear();
      where_.field = true;
    } else {
      groups_.front().stream->Where(where_);
      for (size_t i = 1; i < groups_.size() && where_.Any(); ++i) {
        groups_[i].stream->Where(one_);
        where_.And(one_);
      }
      if (!where_.Any()) return false;
    }
    return IsLeft(excluded_, document, where_, one_);
  }

 private:
  const ShardView& view_;
  std::vector<OpenedGroup>&groups_, &excluded_;
  const bool reads_text_;
  Presence where_, one_;
};

double ScoreOf(std::vector<OpenedGroup>& groups, Xapian::docid document, const Saturation& saturation) {
  double score = 0;
  for (OpenedGroup& group : groups) {
    group.stream->Seek(document);
    if (group.stream->Current() != document || !group.stream->Confirm()) continue;
    score += saturation.Score(group, group.stream->Frequency(), document);
  }
  return score;
}

// Calls `each(document, frequency)` for every document of a stream. A frequent word's documents lie far apart in the
// columns: fetching those of the next ones ahead halves the time, so `prefetch(document)` is called some documents
// early.
template <typename Prefetch, typename Each>
void ForEachAhead(Stream& stream, const Prefetch& prefetch, const Each& each) {
  struct Row {
    Xapian::docid document;
    Frequencies frequency;
  };
  constexpr size_t kAhead = 48;
  std::array<Row, kAhead> rows;
  while (stream.Current() != kNoDocument) {
    size_t n = 0;
    for (; n < kAhead && stream.Current() != kNoDocument; stream.Next()) {
      if (!stream.Confirm()) continue;
      rows[n] = {stream.Current(), stream.Frequency()};
      prefetch(rows[n++].document);
    }
    for (size_t i = 0; i < n; ++i) each(rows[i].document, rows[i].frequency);
  }
}

// One group and nothing else to look at: most searches, and the longest.
void MatchOne(const ShardView& view, const MatchRequest& request, Collector& collector, OpenedGroup& group) {
  const Columns& columns = view.columns;
  const Saturation saturation(request, view.columns);
  struct Row {
    Xapian::docid document;
    Frequencies frequency;
  };
  std::vector<Row> rows;
  constexpr size_t kBlock = 64;
  rows.reserve(kBlock);
  const auto work_off = [&] {
    for (const Row& row : rows) {
      const uint32_t* codes = columns.codes.data() + columns.offsets[row.document];
      __builtin_prefetch(codes);
      __builtin_prefetch(codes + 12);
    }
    for (const Row& row : rows) {
      collector.CountWords(row.document);
      if (!collector.Count(row.document, collector.Missing(row.document))) continue;
      const double score = request.sort < 0 ? saturation.Score(group, row.frequency, row.document) : 0;
      collector.Offer(row.document, score);
    }
    rows.clear();
  };
  const auto prefetch = [&](Xapian::docid document) {
    __builtin_prefetch(columns.offsets.data() + document);
    __builtin_prefetch(columns.length.data() + document);
  };
  ForEachAhead(*group.stream, prefetch, [&](Xapian::docid document, Frequencies frequency) {
    rows.push_back({document, frequency});
    if (rows.size() == kBlock) work_off();
  });
  work_off();
}

// Documents that no words narrow.
void MatchEvery(const ShardView& view, Collector& collector, std::vector<OpenedGroup>& excluded) {
  const Columns& columns = view.columns;
  Presence where, scratch;
  for (size_t at = 1; at < columns.length.size(); ++at) {
    if (columns.length[at] == 0) continue;
    const auto document = static_cast<Xapian::docid>(at);
    const uint32_t missing = collector.Missing(document);
    if (missing != 0 && !std::has_single_bit(missing)) continue;
    where.Clear();
    where.field = true;
    if (!IsLeft(excluded, document, where, scratch)) continue;
    collector.CountWords(document);
    if (collector.Count(document, missing)) collector.Offer(document, 0);
  }
}

// In a search for any of the words: documents whose fields hold what is excluded, and those all of whose found pages
// do.
void StrikeExcluded(const ShardView& view, const MatchRequest& request, std::vector<float>& scores) {
  std::vector<OpenedGroup> excluded = OpenGroups(view, request.excluded);
  if (excluded.empty()) return;
  std::vector<OpenedGroup> groups = OpenGroups(view, request.required);
  Presence where, one;
  for (size_t at = 1; at < scores.size(); ++at) {
    if (scores[at] == 0) continue;
    const auto document = static_cast<Xapian::docid>(at);
    where.Clear();
    for (OpenedGroup& group : groups) {
      group.stream->Seek(document);
      if (group.stream->Current() != document) continue;
      group.stream->Where(one);
      where.Or(one);
    }
    if (!IsLeft(excluded, document, where, one)) scores[at] = 0;
  }
}

// The most that a group can add to a score.
double MostOf(const ScoredGroup& group) { return group.weight * (kK1 + 1) + group.page_weight * (kPageK1 + 1); }

}  // namespace

bool ComesBefore(const MatchRequest& request, const Candidate& a, const Candidate& b) {
  if (request.sort >= 0) {
    const int order = a.key.compare(b.key);
    if (order != 0) return request.descending ? order > 0 : order < 0;
  } else if (a.score != b.score) {
    return a.score > b.score;
  }
  return a.document != b.document ? a.document < b.document : a.shard < b.shard;
}

MatchResult MatchAll(const ShardView& view, int shard, const MatchRequest& request) {
  Collector collector(view, shard, request);
  std::vector<OpenedGroup> excluded = OpenGroups(view, request.excluded);
  if (request.required.empty()) {
    MatchEvery(view, collector, excluded);
    return collector.Take();
  }
  std::vector<OpenedGroup> groups = OpenGroups(view, request.required);
  if (groups.size() < request.required.size()) return collector.Take();
  std::vector<OpenedGroup> scoring = request.sort < 0 ? OpenGroups(view, request.scoring) : std::vector<OpenedGroup>();
  const bool reads_text = std::ranges::any_of(request.required, &ScoredGroup::reads_text);
  // A phrase costs more to look up than the facets that may keep a document out.
  if (groups.size() == 1 && scoring.empty() && excluded.empty() && (!reads_text || request.selections == 0)) {
    MatchOne(view, request, collector, groups.front());
    return collector.Take();
  }
  std::ranges::sort(groups, {}, &OpenedGroup::frequency);
  AllWords all_words(view, groups, excluded, reads_text);
  const Saturation saturation(request, view.columns);
  uint64_t words = 0;
  Stream& lead = *groups.front().stream;
  while (lead.Current() != kNoDocument) {
    const Xapian::docid document = lead.Current();
    Xapian::docid target = document;
    for (size_t i = 1; i < groups.size() && target == document; ++i) {
      groups[i].stream->Seek(document);
      target = groups[i].stream->Current();
    }
    if (target != document) {
      if (target == kNoDocument) break;
      lead.Seek(target);
      continue;
    }
    const uint32_t missing = collector.Missing(document);
    const bool matters = missing == 0 || std::has_single_bit(missing) || words < request.count_words_to;
    if (matters && all_words.Match(document)) {
      ++words;
      collector.CountWords(document);
      if (collector.Count(document, missing)) {
        double score = 0;
        if (request.sort < 0) {
          for (OpenedGroup& group : groups) score += saturation.Score(group, group.stream->Frequency(), document);
          if (!scoring.empty()) score += ScoreOf(scoring, document, saturation);
        }
        collector.Offer(document, score);
      }
    }
    lead.Next();
  }
  return collector.Take();
}

MatchResult MatchAny(const ShardView& view, int shard, const MatchRequest& request,
                     const std::vector<Xapian::docid>& first, Scratch& scratch) {
  Collector collector(view, shard, request);
  const Columns& columns = view.columns;
  const Saturation saturation(request, view.columns);
  std::vector<float>& scores = scratch.scores;
  scores.assign(columns.length.size(), 0);
  const auto prefetch = [&](Xapian::docid document) {
    __builtin_prefetch(scores.data() + document, 1);
    __builtin_prefetch(columns.length.data() + document);
  };
  for (OpenedGroup& group : OpenGroups(view, request.required)) {
    ForEachAhead(*group.stream, prefetch, [&](Xapian::docid document, Frequencies frequency) {
      scores[document] += static_cast<float>(saturation.Score(group, frequency, document));
    });
  }
  for (OpenedGroup& group : OpenGroups(view, request.scoring)) {
    for (Stream& stream = *group.stream; stream.Current() != kNoDocument; stream.Next()) {
      const Xapian::docid document = stream.Current();
      if (scores[document] == 0 || !stream.Confirm()) continue;
      scores[document] += static_cast<float>(saturation.Score(group, stream.Frequency(), document));
    }
  }
  StrikeExcluded(view, request, scores);
  // What holds all words comes before what holds a few, and not before what says much more of most of them. The quarter
  // was chosen on the queries of the field (bench/RESULTS.md).
  double most = 0;
  for (const ScoredGroup& group : request.required) most += MostOf(group);
  for (const ScoredGroup& group : request.scoring) most += MostOf(group);
  for (const Xapian::docid document : first) {
    if (scores[document] != 0) scores[document] += static_cast<float>(most / 4);
  }
  for (size_t at = 1; at < scores.size(); ++at) {
    if (scores[at] == 0) continue;
    const auto document = static_cast<Xapian::docid>(at);
    collector.CountWords(document);
    if (collector.Count(document, collector.Missing(document))) collector.Offer(document, scores[at]);
  }
  return collector.Take();
}

}  // namespace concord::search
