#include "bench/search/corpus.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <unordered_set>

#include "base/search/stems.h"

namespace concord::bench {
namespace {

constexpr size_t kVocabulary = 300'000;
// The most frequent words of English text; the made-up ones follow in rank.
constexpr const char* kFunctionWords[] = {"the", "of",  "and",   "to",   "in",  "a",     "is",    "that", "for", "it",
                                          "as",  "was", "with",  "be",   "by",  "on",    "are",   "this", "at",  "from",
                                          "or",  "an",  "which", "were", "but", "their", "there", "they"};

// Draws an index by its share of the whole.
class Sampler {
 public:
  explicit Sampler(const std::vector<double>& shares) {
    double sum = 0;
    for (const double share : shares) cumulated_.push_back(sum += share);
  }
  size_t operator()(std::mt19937_64& random) const {
    const double at = std::uniform_real_distribution<double>(0, cumulated_.back())(random);
    return std::min<size_t>(cumulated_.size() - 1,
                            static_cast<size_t>(std::ranges::upper_bound(cumulated_, at) - cumulated_.begin()));
  }

 private:
  std::vector<double> cumulated_;
};

std::vector<double> Zipf(size_t n, double shift, double exponent) {
  std::vector<double> shares;
  for (size_t rank = 1; rank <= n; ++rank) shares.push_back(1 / std::pow(static_cast<double>(rank) + shift, exponent));
  return shares;
}

// Pronounceable words that the English stemmer leaves as they are: engines that stem and engines that do not then agree
// on what matches.
std::vector<std::string> Vocabulary(std::mt19937_64& random) {
  constexpr const char* kOnsets[] = {"b", "c", "d", "f",  "g",  "h",  "l",  "m",  "n",  "p",
                                     "r", "t", "v", "br", "cl", "dr", "gr", "pl", "st", "tr"};
  constexpr const char* kVowels[] = {"a", "o", "u", "a", "i", "o"};
  constexpr const char* kCodas[] = {"n", "r", "m", "t", "k", "b", "g", "p"};
  const Xapian::Stem stem("english");
  std::vector<std::string> words(std::begin(kFunctionWords), std::end(kFunctionWords));
  std::unordered_set<std::string> known(words.begin(), words.end());
  while (words.size() < kVocabulary) {
    std::string word;
    // Frequent words are short.
    const size_t syllables = 1 + (words.size() > 200) + (words.size() > 4000) + random() % 2;
    for (size_t i = 0; i < syllables; ++i) word += std::string(kOnsets[random() % 20]) + kVowels[random() % 6];
    word += kCodas[random() % 8];
    if (stem(word) == word && !search::IsStopWord(word) && known.insert(word).second) words.push_back(word);
  }
  return words;
}

std::vector<std::string> SplitWords(const std::string& text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

class Maker {
 public:
  explicit Maker(uint64_t seed) : random_(seed), words_(Vocabulary(random_)), word_(Zipf(kVocabulary, 2.7, 1.07)) {
    for (const uint32_t size : kFacetSizes) value_.emplace_back(Zipf(size, 1, 0.9));
  }

  Resource MakeResource() {
    Resource out;
    out.title = Text(6 + random_() % 9);
    out.summary = Text(35 + random_() % 51);
    // Two thirds since 2000.
    out.year = random_() % 3 ? 2000 + static_cast<int>(random_() % 27) : 1960 + static_cast<int>(random_() % 40);
    std::set<uint16_t> codes;
    const auto add = [&](size_t facet, size_t times) {
      for (size_t i = 0; i < times; ++i)
        codes.insert(static_cast<uint16_t>(FacetOffset(facet) + value_[facet](random_)));
    };
    add(0, 1 + random_() % 3);
    add(1, 1 + random_() % 2);
    codes.insert(static_cast<uint16_t>(FacetOffset(2) + static_cast<uint32_t>((out.year - 1960) / 10)));
    add(3, 1);
    add(4, 1);
    add(5, 1 + random_() % 2);
    add(6, 1);
    out.codes.assign(codes.begin(), codes.end());
    return out;
  }

  // One to three content words of some document, so that something is found; every seventh query has two of its words
  // side by side as a phrase, four in ten have one or two facets narrowed.
  BenchQuery MakeQuery(const std::vector<Resource>& resources) {
    const Resource& from = resources[random_() % resources.size()];
    const std::vector<std::string> all = SplitWords(random_() % 2 ? from.summary : from.title + " " + from.summary);
    std::vector<std::string> content;
    for (const std::string& word : all) {
      if (!IsFunctionWord(word) && std::ranges::find(content, word) == content.end()) content.push_back(word);
    }
    BenchQuery query;
    std::ranges::shuffle(content, random_);
    const size_t wanted = 1 + random_() % 3;
    if (random_() % 7 == 0) {
      for (size_t at = 0; at + 1 < all.size(); ++at) {
        if (IsFunctionWord(all[at]) || IsFunctionWord(all[at + 1])) continue;
        query.phrase = {all[at], all[at + 1]};
        break;
      }
    }
    if (query.phrase.empty() || wanted == 3) {
      content.resize(std::min(content.size(), query.phrase.empty() ? wanted : 1));
      query.words = content;
    }
    if (random_() % 10 < 4) {
      for (size_t n = 1 + random_() % 2; n > 0; --n) {
        const size_t facet = random_() % kFacets;
        for (size_t m = 1 + random_() % 2; m > 0; --m) {
          const auto code = static_cast<uint32_t>(FacetOffset(facet) + value_[facet](random_));
          if (std::ranges::find(query.selected[facet], code) == query.selected[facet].end())
            query.selected[facet].push_back(code);
        }
      }
    }
    return query;
  }

 private:
  static bool IsFunctionWord(const std::string& word) {
    return std::ranges::find(kFunctionWords, word) != std::end(kFunctionWords);
  }
  std::string Text(size_t words) {
    std::string text;
    for (size_t i = 0; i < words; ++i) {
      if (i) text += ' ';
      text += words_[word_(random_)];
    }
    return text;
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_;
  Sampler word_;
  std::vector<Sampler> value_;
};

}  // namespace

size_t FacetOfCode(uint32_t code) {
  size_t facet = 0;
  while (facet + 1 < kFacets && code >= FacetOffset(facet + 1)) ++facet;
  return facet;
}

Corpus MakeCorpus(size_t resources, size_t queries, uint64_t seed) {
  Maker maker(seed);
  Corpus corpus;
  corpus.resources.reserve(resources);
  for (size_t i = 0; i < resources; ++i) corpus.resources.push_back(maker.MakeResource());
  for (size_t i = 0; i < queries; ++i) corpus.queries.push_back(maker.MakeQuery(corpus.resources));
  return corpus;
}

}  // namespace concord::bench
