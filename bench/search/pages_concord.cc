#include <cstdio>

#include "base/search/index.h"
#include "bench/search/pages_engine.h"

namespace concord::bench {
namespace {

constexpr size_t kPassage = 280;

search::Schema BenchSchema() {
  return {{{"title", 3}, {"summary", 1}}, {kFacetNames.begin(), kFacetNames.end()}, {"newest"}, 1};
}

// Spread like UUIDs: which shard holds a document goes by its id.
std::string Id(size_t document) {
  char id[24];
  std::snprintf(id, sizeof id, "%016llx", static_cast<unsigned long long>((document + 1) * 0x9E3779B97F4A7C15ull));
  return id;
}

class Concord : public PagesEngine {
 public:
  explicit Concord(std::string folder) : folder_(std::move(folder)) {}
  std::string Name() const override { return "Concord"; }

  void Load(const PagesCorpus& corpus) override {
    auto writer = search::Writer::Open(folder_, BenchSchema(), {});
    if (!writer) throw std::runtime_error(writer.error().cause);
    for (size_t i = 0; i < corpus.documents(); ++i) {
      PagedResource made = corpus.Make(i);
      search::Document document{
          Id(i), "en", {made.about.title, made.about.summary}, {}, {std::to_string(made.about.year)}, made.about.title};
      document.facets.resize(kFacets);
      for (const uint16_t code : made.about.codes) document.facets[FacetOfCode(code)].push_back(std::to_string(code));
      document.paged.push_back({"document", "", std::move(made.pages)});
      if (!(*writer)->Put(std::move(document))) throw std::runtime_error("put");
    }
    if (auto done = (*writer)->Commit("end"); !done) throw std::runtime_error(done.error().cause);
  }

  PagesAnswer Ask(const BenchQuery& query, bool widen) override {
    if (!searcher_) {
      auto searcher = search::Searcher::Open(folder_, BenchSchema(), {});
      if (!searcher) throw std::runtime_error(searcher.error().cause);
      searcher_ = std::move(*searcher);
    }
    search::Query ask;
    for (const std::string& word : query.words) ask.words += word + " ";
    if (!query.phrase.empty()) ask.words += "\"" + query.phrase[0] + " " + query.phrase[1] + "\"";
    for (size_t facet = 0; facet < kFacets; ++facet) {
      for (const uint32_t code : query.selected[facet])
        ask.selected[kFacetNames[facet]].push_back(std::to_string(code));
    }
    if (!widen) ask.widen_below = 0;
    ask.facet_values = kCodes;
    ask.passage_chars = kPassage;
    const auto results = searcher_->Search(ask);
    if (!results) throw std::runtime_error(results.error().cause);
    PagesAnswer answer{results->total, results->hits.size(), 0};
    const auto marker = searcher_->MarkerFor(ask);
    for (const auto& hit : results->hits)
      answer.passages += hit.page && !marker->Highlight(hit.page->passage, hit.page->language).empty();
    for (const auto& facet : results->facets) {
      for (const auto& value : facet.values) answer.counts[std::stoul(value.value)] = value.count;
    }
    return answer;
  }

  uint64_t Bytes() const override { return FolderBytes(folder_); }

 private:
  const std::string folder_;
  std::unique_ptr<search::Searcher> searcher_;
};

}  // namespace

std::unique_ptr<PagesEngine> MakePagesConcord(const std::string& folder) { return std::make_unique<Concord>(folder); }

}  // namespace concord::bench
