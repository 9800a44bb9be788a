#include "bench/search/pages_corpus.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "base/search/stems.h"
#include "base/search/tokenizer.h"

namespace concord::bench {
namespace {

constexpr size_t kVocabulary = 500'000;
constexpr size_t kCommonRanks = 300, kRareRanks = 20'000;

struct Counted {
  std::vector<std::string> words;  // most frequent first
  std::vector<uint64_t> counts;
  uint64_t total = 0;
};

Counted CountCatalog(const std::string& folder) {
  std::unordered_map<std::string, uint64_t> counts;
  Counted out;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  for (const auto& file : files) {
    std::ifstream in(file);
    const auto catalog = nlohmann::json::parse(in);
    if (!catalog.contains("resources")) continue;
    for (const auto& resource : catalog["resources"]) {
      for (const char* field : {"title", "subtitle", "summary"}) {
        if (!resource.contains(field) || !resource[field].is_string()) continue;
        for (const auto& word : search::Words(resource[field].get<std::string>())) {
          ++counts[word.folded];
          ++out.total;
        }
      }
    }
  }
  if (counts.empty()) throw std::runtime_error("no catalog in " + folder);
  std::vector<std::pair<uint64_t, std::string>> sorted;
  for (const auto& [word, count] : counts) sorted.emplace_back(count, word);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (auto& [count, word] : sorted) {
    out.counts.push_back(count);
    out.words.push_back(std::move(word));
  }
  return out;
}

std::vector<double> SharesOf(const ZipfMandelbrot& law, size_t n) {
  std::vector<double> shares;
  shares.reserve(n);
  for (size_t rank = 1; rank <= n; ++rank)
    shares.push_back(std::pow(static_cast<double>(rank) + law.shift, -law.exponent));
  return shares;
}

// Pronounceable words that the English stemmer leaves as they are.
std::string MadeUp(std::mt19937_64& random, size_t rank) {
  constexpr const char* kOnsets[] = {"b", "c", "d", "f",  "g",  "h",  "l",  "m",  "n",  "p",
                                     "r", "t", "v", "br", "cl", "dr", "gr", "pl", "st", "tr"};
  constexpr const char* kVowels[] = {"a", "o", "u", "a", "i", "o"};
  constexpr const char* kCodas[] = {"n", "r", "m", "t", "k", "b", "g", "p"};
  std::string word;
  const size_t syllables = 1 + (rank > 200) + (rank > 4000) + random() % 2;  // frequent words are short
  for (size_t i = 0; i < syllables; ++i) word += std::string(kOnsets[random() % 20]) + kVowels[random() % 6];
  return word + kCodas[random() % 8];
}

// The catalog's words at their ranks where stemming makes no difference, so that engines agree on what matches.
std::vector<std::string> MakeVocabulary(const std::vector<std::string>& real, std::mt19937_64& random) {
  const Xapian::Stem stem("english");
  std::vector<std::string> words;
  std::unordered_set<std::string> known(real.begin(), real.end());
  words.reserve(kVocabulary);
  for (size_t rank = 0; rank < kVocabulary; ++rank) {
    const bool ascii =
        rank < real.size() && std::ranges::all_of(real[rank], [](char c) { return c >= 'a' && c <= 'z'; });
    if (ascii &&
        (search::IsSkipped('e', real[rank]) || (stem(real[rank]) == real[rank] && !search::IsStopWord(real[rank])))) {
      words.push_back(real[rank]);
      continue;
    }
    while (true) {
      std::string word = MadeUp(random, rank);
      if (stem(word) != word || search::IsStopWord(word) || !known.insert(word).second) continue;
      words.push_back(std::move(word));
      break;
    }
  }
  return words;
}

// How many pages each document has: most few, some hundreds; together as many as asked for.
std::vector<uint32_t> SharePages(size_t documents, size_t pages, std::mt19937_64& random) {
  std::lognormal_distribution<double> length(0, 1);
  std::vector<double> lengths;
  double sum = 0;
  for (size_t i = 0; i < documents; ++i) sum += lengths.emplace_back(length(random));
  std::vector<uint32_t> out;
  size_t given = 0;
  double wanted = 0;
  for (size_t i = 0; i < documents; ++i) {
    wanted += lengths[i] / sum * static_cast<double>(pages);
    const auto until = i + 1 == documents ? pages : static_cast<size_t>(wanted);
    out.push_back(static_cast<uint32_t>(until - given));
    given = until;
  }
  return out;
}

}  // namespace

ZipfMandelbrot Fit(const std::vector<uint64_t>& counts) {
  double total = 0;
  for (const uint64_t count : counts) total += static_cast<double>(count);
  const auto fit = [&](const ZipfMandelbrot& law) {
    double sum = 0, likelihood = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
      const double log_rank = std::log(static_cast<double>(i + 1) + law.shift);
      sum += std::exp(-law.exponent * log_rank);
      likelihood -= static_cast<double>(counts[i]) * law.exponent * log_rank;
    }
    return likelihood - total * std::log(sum);
  };
  ZipfMandelbrot best{2.7, 1};
  double best_fit = fit(best);
  for (double step : {1.0, 0.25, 0.05, 0.01}) {  // downhill in both, in ever smaller steps
    for (bool better = true; better;) {
      better = false;
      for (const auto& [shift, exponent] : {std::pair(10 * step, 0.0),
                                            {-10 * step, 0.0},
                                            {0.0, step / 4},
                                            {0.0, -step / 4},
                                            {10 * step, step / 4},
                                            {-10 * step, -step / 4}}) {
        const ZipfMandelbrot next{best.shift + shift, best.exponent + exponent};
        if (next.shift < 0 || next.exponent <= 0) continue;
        const double next_fit = fit(next);
        if (next_fit <= best_fit + 1e-6) continue;
        best = next;
        best_fit = next_fit;
        better = true;
      }
    }
  }
  return {std::round(best.shift * 100) / 100, std::round(best.exponent * 100) / 100};
}

PagesCorpus::Alias::Alias(const std::vector<double>& shares) : keep(shares.size(), 1), other(shares.size(), 0) {
  double sum = 0;
  for (const double share : shares) sum += share;
  std::vector<double> scaled;
  std::vector<uint32_t> small, large;
  for (size_t i = 0; i < shares.size(); ++i) {
    scaled.push_back(shares[i] / sum * static_cast<double>(shares.size()));
    (scaled.back() < 1 ? small : large).push_back(static_cast<uint32_t>(i));
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t low = small.back(), high = large.back();
    small.pop_back();
    keep[low] = scaled[low];
    other[low] = high;
    scaled[high] -= 1 - scaled[low];
    if (scaled[high] >= 1) continue;
    large.pop_back();
    small.push_back(high);
  }
}

uint32_t PagesCorpus::Alias::operator()(std::mt19937_64& random) const {
  const uint64_t drawn = random();
  const auto at = static_cast<size_t>((drawn >> 32) * keep.size() >> 32);
  const double part = static_cast<double>(drawn & 0xFFFFFFFF) / 4294967296.0;
  return part < keep[at] ? static_cast<uint32_t>(at) : other[at];
}

PagesCorpus::PagesCorpus(const std::string& catalog, size_t documents, size_t pages, uint64_t seed) : seed_(seed) {
  const Counted counted = CountCatalog(catalog);
  law = Fit(counted.counts);
  fitted_words = counted.total;
  fitted_vocabulary = counted.words.size();
  std::mt19937_64 random(seed);
  words_ = MakeVocabulary(counted.words, random);
  word_.emplace_back(SharesOf(law, kVocabulary));
  for (const uint32_t size : kFacetSizes) value_.emplace_back(SharesOf({1, 0.9}, size));
  pages_ = SharePages(documents, pages, random);
}

// Sentences, in lines as a PDF's text has them.
std::string PagesCorpus::Text(std::mt19937_64& random, size_t words, bool lines) const {
  constexpr size_t kLine = 80;
  std::string text;
  size_t in_sentence = 0, in_line = 0;
  for (size_t i = 0; i < words; ++i) {
    std::string word = words_[word_.front()(random)];
    if (in_sentence == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    if (++in_sentence > 8 && random() % 12 == 0) {
      word += '.';
      in_sentence = 0;
    }
    const bool ends_line = lines && in_line + word.size() > kLine;
    if (i > 0) text += ends_line ? '\n' : ' ';
    in_line = ends_line ? word.size() : in_line + word.size() + 1;
    text += word;
  }
  return text;
}

PagedResource PagesCorpus::Make(size_t document) const {
  std::mt19937_64 random(seed_ * 1'000'003 + document);
  PagedResource out;
  Resource& about = out.about;
  about.title = Text(random, 6 + random() % 9, false);
  about.summary = Text(random, 35 + random() % 51, false);
  about.year = random() % 3 ? 2000 + static_cast<int>(random() % 27) : 1960 + static_cast<int>(random() % 40);
  std::set<uint16_t> codes;
  const auto add = [&](size_t facet, size_t times) {
    for (size_t i = 0; i < times; ++i) codes.insert(static_cast<uint16_t>(FacetOffset(facet) + value_[facet](random)));
  };
  add(0, 1 + random() % 3);
  add(1, 1 + random() % 2);
  codes.insert(static_cast<uint16_t>(FacetOffset(2) + static_cast<uint32_t>((about.year - 1960) / 10)));
  add(3, 1);
  add(4, 1);
  add(5, 1 + random() % 2);
  add(6, 1);
  about.codes.assign(codes.begin(), codes.end());
  for (uint32_t page = 0; page < pages_[document]; ++page)
    out.pages.push_back(Text(random, 200 + random() % 201, true));
  return out;
}

bool PagesCorpus::IsContent(const std::string& word) const { return !search::IsStopWord(word) && word.size() > 1; }

std::vector<PagesQuery> PagesCorpus::Queries(size_t count) const {
  std::mt19937_64 random(seed_ + 1);
  std::vector<PagesQuery> queries;
  while (queries.size() < count) {
    PagesQuery query;
    query.kind = static_cast<PagesQuery::Kind>(queries.size() % kKinds.size());
    BenchQuery& ask = query.ask;
    if (query.kind == PagesQuery::Kind::kCommon || query.kind == PagesQuery::Kind::kRare) {
      const bool common = query.kind == PagesQuery::Kind::kCommon;
      const size_t rank = common ? random() % kCommonRanks : kRareRanks + random() % (kVocabulary / 5);
      if (!IsContent(words_[rank])) continue;
      ask.words = {words_[rank]};
    } else {
      const PagedResource from = Make(random() % documents());
      if (from.pages.empty()) continue;
      std::vector<std::string> words;
      for (auto& word : search::Words(from.pages[random() % from.pages.size()]))
        words.push_back(std::move(word.folded));
      const size_t first = random() % (words.size() - 1);
      const size_t second = query.kind == PagesQuery::Kind::kPhrase ? first + 1 : random() % words.size();
      if (!IsContent(words[first]) || !IsContent(words[second]) || words[first] == words[second]) continue;
      (query.kind == PagesQuery::Kind::kPhrase ? ask.phrase : ask.words) = {words[first], words[second]};
    }
    if (random() % 10 < 4) {
      for (size_t n = 1 + random() % 2; n > 0; --n) {
        const size_t facet = random() % kFacets;
        ask.selected[facet] = {static_cast<uint32_t>(FacetOffset(facet) + value_[facet](random))};
      }
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

}  // namespace concord::bench
