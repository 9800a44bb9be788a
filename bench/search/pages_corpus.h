// A made-up library of documents with pages, of any size, made anew for each document from its number, so that none of
// it need be held. Words by Zipf-Mandelbrot frequencies that are fitted to the real catalog's titles and summaries; the
// catalog's own words stand at their ranks where both engines treat them alike, made-up ones elsewhere.
#pragma once
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "bench/search/corpus.h"

namespace concord::bench {

// p(rank) ~ 1 / (rank + shift) ^ exponent, ranks from 1.
struct ZipfMandelbrot {
  double shift = 0, exponent = 1;
};
// The likeliest parameters for these counts, most frequent first, each to two decimals.
ZipfMandelbrot Fit(const std::vector<uint64_t>& counts);

struct PagedResource {
  Resource about;
  std::vector<std::string> pages;
};

struct PagesQuery {
  enum class Kind { kCommon, kRare, kTwo, kPhrase } kind = Kind::kCommon;
  BenchQuery ask;
};
inline constexpr std::array<const char*, 4> kKinds = {"one common word", "one rare word", "two words", "a phrase"};

class PagesCorpus {
 public:
  // `catalog`: the folder of the catalog's JSON files.
  PagesCorpus(const std::string& catalog, size_t documents, size_t pages, uint64_t seed);
  size_t documents() const { return pages_.size(); }
  PagedResource Make(size_t document) const;
  // As many of each kind, by turns; four in ten narrowed by one or two facets.
  std::vector<PagesQuery> Queries(size_t count) const;

  ZipfMandelbrot law;
  size_t fitted_words = 0, fitted_vocabulary = 0;  // of the catalog

 private:
  // Draws a rank in constant time (Walker's alias method).
  struct Alias {
    std::vector<double> keep;
    std::vector<uint32_t> other;
    explicit Alias(const std::vector<double>& shares);
    uint32_t operator()(std::mt19937_64& random) const;
  };
  std::string Text(std::mt19937_64& random, size_t words, bool lines) const;
  bool IsContent(const std::string& word) const;

  const uint64_t seed_;
  std::vector<uint32_t> pages_;  // of each document
  std::vector<std::string> words_;
  std::vector<Alias> word_;  // one
  std::vector<Alias> value_;
};

}  // namespace concord::bench
