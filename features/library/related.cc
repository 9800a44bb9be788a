#include "features/library/related.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/core/text.h"
#include "base/search/tokenizer.h"
#include "features/library/search_schema.h"

namespace concord::library {
namespace {

constexpr size_t kCandidates = 40;
constexpr size_t kKeptResources = 20'000, kKeptWords = 200'000;
constexpr size_t kShares = 4;
constexpr size_t kSummaryWords = 120;
// What a word counts by where it stands: guesses, which bench/related is there to judge.
constexpr double kTitle = 2, kSubtitle = 1.5, kKeyword = 1.5, kSummary = 0.7, kTopic = 1.2;
constexpr double kLeast = 0.05;  // below this nothing much is shared

struct Text {
  std::string language;
  std::string title, subtitle, summary;
  std::vector<std::string> keywords, topics;
};

Text TextOf(const ResourceRow& row) {
  return {row.language.empty() ? "en" : row.language, row.title, row.subtitle, row.summary, {}, row.topics};
}

Text TextOf(const exchange::Record& about) {
  return {about.languages.empty() ? "en" : about.languages.front(),
          about.title,
          about.subtitle,
          about.summary,
          about.keywords,
          about.topics};
}

using Vector = std::unordered_map<std::string, double>;  // by term, or "\n" and a topic's slug

double LengthOf(const Vector& vector) {
  double sum = 0;
  for (const auto& [term, weight] : vector) sum += weight * weight;
  return std::sqrt(sum);
}

}  // namespace

// One resource against others, with the statistics of the whole library at hand.
class RelatedBoard::Comparing {
 public:
  Comparing(Kept& kept, const search::Searcher& searcher) : kept_(kept), searcher_(searcher) {}

  Vector VectorOf(const Text& text) {
    Vector vector;
    AddWords(text.title, text.language, kTitle, vector);
    AddWords(text.subtitle, text.language, kSubtitle, vector);
    for (const auto& keyword : text.keywords) AddWords(keyword, text.language, kKeyword, vector);
    AddWords(text.summary, text.language, kSummary, vector);
    for (const auto& topic : text.topics) {
      const auto count = kept_.topics.find(topic);
      vector["\n" + topic] = kTopic * Rarity(count == kept_.topics.end() ? 1 : count->second);
    }
    return vector;
  }

  // What both have, in words: topics, and runs of shared words as the first one's title and keywords have them.
  std::vector<Shared> SharesOf(const Text& text, const Vector& a, const Vector& b) {
    std::vector<std::pair<double, Shared>> all;
    const auto product = [&](const std::string& term) {
      const auto in_a = a.find(term), in_b = b.find(term);
      return in_a == a.end() || in_b == b.end() ? 0.0 : in_a->second * in_b->second;
    };
    for (const auto& topic : text.topics) {
      if (const double weight = product("\n" + topic); weight > 0) all.push_back({weight, {true, topic}});
    }
    std::set<std::string> seen;
    const auto add_runs = [&](const std::string& words, bool whole) {
      for (auto& [weight, run] : RunsOf(words, text.language, product, whole)) {
        if (seen.insert(text::Fold(run)).second) all.push_back({weight, {false, std::move(run)}});
      }
    };
    for (const auto& keyword : text.keywords) add_runs(keyword, true);
    add_runs(text.title, false);
    add_runs(text.subtitle, false);
    if (all.empty()) add_runs(text.summary, false);
    std::ranges::stable_sort(all, std::ranges::greater(), [](const auto& one) { return one.first; });
    std::vector<Shared> shares;
    for (auto& [weight, one] : all) {
      if (shares.size() < kShares) shares.push_back(std::move(one));
    }
    return shares;
  }

 private:
  double Rarity(double documents) const { return std::log(1 + kept_.documents / std::max(1.0, documents)); }

  const search::IndexedWord& Look(const std::string& folded, const std::string& language) {
    std::string key = language + " " + folded;
    if (const auto found = kept_.words.find(key); found != kept_.words.end()) return found->second;
    auto looked = searcher_.LookUp(language, {folded});
    return kept_.words.emplace(std::move(key), looked.empty() ? search::IndexedWord() : std::move(looked.front()))
        .first->second;
  }

  void AddWords(const std::string& words, const std::string& language, double weight, Vector& vector) {
    for (const auto& word : search::Words(words, kSummaryWords)) {
      const auto& known = Look(word.folded, language);
      if (known.term.empty()) continue;
      double& there = vector[known.term];
      there = std::max(there, weight * Rarity(static_cast<double>(known.documents)));
    }
  }

  template <typename Product>
  std::vector<std::pair<double, std::string>> RunsOf(const std::string& words, const std::string& language,
                                                     const Product& product, bool whole) {
    std::vector<std::pair<double, std::string>> runs;
    double weight = 0;
    size_t begin = 0, end = 0;
    bool complete = true;
    const auto close = [&] {
      if (weight > 0) runs.emplace_back(weight, text::LowerAscii(words.substr(begin, end - begin)));
      weight = 0;
    };
    for (const auto& word : search::Words(words, kSummaryWords)) {
      const auto& known = Look(word.folded, language);
      if (known.term.empty() && weight > 0 && word.begin == end + 1) {
        continue;  // "use of force": a function word inside does not part them
      }
      const double one = known.term.empty() ? 0 : product(known.term);
      complete &= one > 0 || known.term.empty();
      // Words that commas or colons part are not one expression, nor is what has more than a function word between.
      if (one <= 0 || (weight > 0 && words.substr(end, word.begin - end).find_first_of(",;:.!?()") != words.npos))
        close();
      if (one <= 0) continue;
      if (weight <= 0) begin = word.begin;
      weight += one;
      end = word.end;
    }
    close();
    if (whole && !complete) runs.clear();
    return runs;
  }

  Kept& kept_;
  const search::Searcher& searcher_;
};

std::shared_ptr<const RelatedResources> RelatedBoard::Of(const Resource& resource) {
  const std::string id = resource.id.ToString();
  // Read before the lock is taken: what is worked out with older contents must not pass for newer.
  const uint64_t version = library_.Version();
  std::lock_guard lock(mutex_);
  if (kept_.version != version) {
    kept_ = {};
    kept_.version = version;
  }
  if (const auto found = kept_.found.find(id); found != kept_.found.end()) return found->second;
  auto related = Find(resource);
  if (kept_.found.size() >= kKeptResources) kept_.found.clear();
  if (kept_.words.size() >= kKeptWords) kept_.words.clear();
  kept_.found.emplace(id, related);
  return related;
}

std::shared_ptr<const RelatedResources> RelatedBoard::Find(const Resource& resource) {
  auto related = std::make_shared<RelatedResources>();
  if (kept_.documents == 0) {
    search::Query all;
    all.limit = 0;
    all.facet_values = 10'000;
    const auto counts = searcher_.Search(all);
    if (!counts) return related;
    kept_.documents = static_cast<double>(counts->total);
    for (const auto& facet : counts->facets) {
      if (facet.name != "topic") continue;
      for (const auto& value : facet.values) kept_.topics[value.value] = static_cast<double>(value.count);
    }
  }
  Comparing comparing(kept_, searcher_);
  const Text text = TextOf(resource.about);
  const Vector own = comparing.VectorOf(text);
  const double own_length = LengthOf(own);
  struct Candidate {
    RelatedResource resource;
    Vector vector;
  };
  std::vector<Candidate> candidates;
  for (const auto& hit : searcher_.Similar(resource.id.ToString(), kCandidates)) {
    Candidate one;
    one.resource.row = UnpackRow(hit.stored).row;
    one.vector = comparing.VectorOf(TextOf(one.resource.row));
    double sum = 0;
    for (const auto& [term, weight] : one.vector) {
      if (const auto in = own.find(term); in != own.end()) sum += weight * in->second;
    }
    const double length = LengthOf(one.vector) * own_length;
    one.resource.likeness = length > 0 ? sum / length : 0;
    if (one.resource.likeness >= kLeast) candidates.push_back(std::move(one));
  }
  std::ranges::stable_sort(candidates, std::ranges::greater(),
                           [](const Candidate& one) { return one.resource.likeness; });
  if (candidates.size() > kMost) candidates.resize(kMost);
  for (auto& one : candidates) {
    one.resource.shares = comparing.SharesOf(text, own, one.vector);
    related->push_back(std::move(one.resource));
  }
  return related;
}

}  // namespace concord::library
