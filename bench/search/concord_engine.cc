#include <chrono>
#include <cstdio>

#include "base/search/index.h"
#include "bench/search/engine.h"

namespace concord::bench {
namespace {

search::Schema BenchSchema() {
  return {{{"title", 3}, {"summary", 1}}, {kFacetNames.begin(), kFacetNames.end()}, {"newest"}, 1};
}

class Concord : public Engine {
 public:
  explicit Concord(std::string folder) : folder_(std::move(folder)) {}
  std::string Name() const override { return "Concord"; }

  void Load(const std::vector<Resource>& resources) override {
    auto writer = search::Writer::Open(folder_, BenchSchema(), {});
    if (!writer) throw std::runtime_error(writer.error().cause);
    for (size_t i = 0; i < resources.size(); ++i) {
      const Resource& resource = resources[i];
      search::Document document{
          IdOf(i), "en", {resource.title, resource.summary}, {}, {std::to_string(resource.year)}, resource.title};
      document.facets.resize(kFacets);
      for (const uint16_t code : resource.codes) document.facets[FacetOfCode(code)].push_back(std::to_string(code));
      if (!(*writer)->Put(std::move(document))) throw std::runtime_error("put");
    }
    if (auto done = (*writer)->Commit("end"); !done) throw std::runtime_error(done.error().cause);
    const auto start = std::chrono::steady_clock::now();
    auto searcher = search::Searcher::Open(folder_, BenchSchema(), {});
    std::fprintf(stderr, "Concord: opens in %.2f s\n",
                 std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (!searcher) throw std::runtime_error(searcher.error().cause);
    searcher_ = std::move(*searcher);
  }

  void Ask(const BenchQuery& query) override {
    search::Query ask;
    for (const std::string& word : query.words) ask.words += word + " ";
    if (!query.phrase.empty()) ask.words += "\"" + query.phrase[0] + " " + query.phrase[1] + "\"";
    for (size_t facet = 0; facet < kFacets; ++facet) {
      for (const uint32_t code : query.selected[facet])
        ask.selected[kFacetNames[facet]].push_back(std::to_string(code));
    }
    ask.widen_below = 0;  // the peers do not widen
    ask.facet_values = kCodes;
    auto results = searcher_->Search(ask);
    if (!results) throw std::runtime_error(results.error().cause);
    results_ = std::move(*results);
  }

  Answer Last() const override {
    Answer answer{results_.total, results_.hits.size()};
    for (const auto& facet : results_.facets) {
      for (const auto& value : facet.values) answer.counts[std::stoul(value.value)] = value.count;
    }
    return answer;
  }

  uint64_t Bytes() const override { return FolderBytes(folder_); }

 private:
  const std::string folder_;
  std::unique_ptr<search::Searcher> searcher_;
  search::Results results_;
};

}  // namespace

std::unique_ptr<Engine> MakeConcord(const std::string& folder) { return std::make_unique<Concord>(folder); }

}  // namespace concord::bench
