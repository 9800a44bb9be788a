// Which page of a found document answers best, and its passage. Asked for the hits of one page of results alone.
#include <algorithm>
#include <map>

#include "base/search/marking.h"
#include "base/search/page_text.h"
#include "base/search/searcher.h"

namespace concord::search {
namespace {

struct PageGroups {
  std::vector<std::unique_ptr<Stream>> streams;
  std::vector<double> weights;
};

PageGroups OpenAll(const ShardView& view, const std::vector<ScoredGroup>& groups) {
  PageGroups open;
  for (const ScoredGroup& group : groups) {
    auto stream = OpenGroup(view, *group.group);
    if (!stream) continue;
    open.streams.push_back(std::move(stream));
    open.weights.push_back(group.page_weight);
  }
  return open;
}

bool StandsAt(Stream& stream, Xapian::docid document) {
  stream.Seek(document);
  return stream.Current() == document && stream.Confirm();
}

struct Best {
  uint32_t page = 0;
  double score = 0;
  size_t pages = 0;  // that hold as much as is asked for together
};

// The page where the weightiest words stand, and the oftener the better, but several words go before one word often. In
// a search for all words only pages that hold all that the fields lack.
Best BestPage(PageGroups& groups, PageGroups& excluded, Xapian::docid document, bool all_words) {
  constexpr double kK1 = 1.2;
  std::vector<double> scores;
  std::vector<uint32_t> counts;
  Presence where, one;
  bool begun = false;
  for (size_t i = 0; i < groups.streams.size(); ++i) {
    Stream& stream = *groups.streams[i];
    if (!StandsAt(stream, document)) continue;
    counts.clear();
    stream.CountPages(counts);
    stream.Where(one);
    if (scores.size() < counts.size()) scores.resize(counts.size(), 0);
    for (size_t page = 0; page < counts.size(); ++page) {
      if (counts[page] == 0 || !one.pages.Has(static_cast<uint32_t>(page))) continue;
      scores[page] += groups.weights[i] * counts[page] * (kK1 + 1) / (counts[page] + kK1);
    }
    if (!begun) {
      where = one;
    } else if (all_words) {
      where.And(one);
    } else {
      where.Or(one);
    }
    begun = true;
  }
  for (const auto& stream : excluded.streams) {
    if (!StandsAt(*stream, document)) continue;
    stream->Where(one);
    where.pages.DropThoseOf(one.pages);
  }
  Best best;
  for (size_t page = 0; page < scores.size(); ++page) {
    if (!where.pages.Has(static_cast<uint32_t>(page)) || scores[page] <= best.score) continue;
    best.page = static_cast<uint32_t>(page);
    best.score = scores[page];
  }
  best.pages = where.pages.Count();
  return best;
}

}  // namespace

void IndexSearcher::AddPages(const Query& query, const Plan& plan, const Found& found, std::vector<Hit>& hits,
                             Handle& handle) const {
  if (handle.snapshot->with_pages == 0 || hits.empty()) return;
  const bool any = query.any || found.widened;
  const std::vector<ScoredGroup> groups = Score(any ? plan.wide : plan.required, handle);
  const std::vector<ScoredGroup> excluded = Score(plan.excluded, handle);
  if (groups.empty()) return;
  std::map<char, std::vector<Pattern>> patterns;
  PageTextReader texts;
  for (size_t shard = 0; shard < handle.shards.size(); ++shard) {
    std::vector<std::pair<Xapian::docid, Hit*>> wanted;  // streams go forward only
    for (size_t i = 0; i < hits.size(); ++i) {
      const Candidate& candidate = found.best[query.offset + i];
      const bool here = static_cast<size_t>(candidate.shard) == shard;
      if (here && handle.snapshot->shards[shard]->page_length[candidate.document] > 0)
        wanted.emplace_back(candidate.document, &hits[i]);
    }
    if (wanted.empty()) continue;
    std::ranges::sort(wanted);
    const ShardView view = handle.View(shard, weights_);
    PageGroups open = OpenAll(view, groups), open_excluded = OpenAll(view, excluded);
    for (const auto& [document, hit] : wanted) {
      const Best best = BestPage(open, open_excluded, document, !any);
      if (best.score == 0) continue;
      const PageDirectory directory = texts.Directory(handle.shards[shard], document);
      uint32_t page = 0;
      const PageDirectory::Text* text = directory.Find(best.page, page);
      if (!text) continue;
      const std::string_view part = texts.Part(handle.shards[shard], document, directory, best.page);
      const char letter = LanguageLetter(text->language);
      auto known = patterns.find(letter);
      if (known == patterns.end()) known = patterns.emplace(letter, PatternsOf(plan, letter, handle.stems)).first;
      const auto marks = MarksIn(known->second, part, letter, handle.stems);
      hit->page = PageHit{text->id, text->language, static_cast<int>(page),
                          PassageAround(part, marks, query.passage_chars), best.pages};
    }
  }
}

}  // namespace concord::search
