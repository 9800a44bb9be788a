// A made-up library of any size, the same for every engine and every run of a seed: words by Zipf-Mandelbrot
// frequencies, function words as the most frequent, facets as the real library has them; and what people might ask of
// it.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace concord::bench {

inline constexpr size_t kFacets = 7;
inline constexpr std::array<const char*, kFacets> kFacetNames = {"topic",  "type",     "years",   "publisher",
                                                                 "access", "audience", "language"};
inline constexpr std::array<uint32_t, kFacets> kFacetSizes = {34, 24, 7, 400, 3, 8, 5};

// Facet values are numbered through: a code is FacetOffset(facet) + value.
constexpr uint32_t FacetOffset(size_t facet) {
  uint32_t offset = 0;
  for (size_t i = 0; i < facet; ++i) offset += kFacetSizes[i];
  return offset;
}
inline constexpr uint32_t kCodes = FacetOffset(kFacets);
size_t FacetOfCode(uint32_t code);

struct Resource {
  std::string title, summary;
  std::vector<uint16_t> codes;  // rising
  int year = 0;
};

struct BenchQuery {
  std::vector<std::string> words;                       // all required
  std::vector<std::string> phrase;                      // required too, in sequence; may be empty
  std::array<std::vector<uint32_t>, kFacets> selected;  // codes
};

struct Corpus {
  std::vector<Resource> resources;
  std::vector<BenchQuery> queries;
};

Corpus MakeCorpus(size_t resources, size_t queries, uint64_t seed);

}  // namespace concord::bench
