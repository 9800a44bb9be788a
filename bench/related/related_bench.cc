// How good "related resources" are on the real catalog, and what they cost: precision of the five that are shown
// against groups of resources on one subject (groups.json), beside the index's own Similar as the baseline, and the
// time of one resource that nothing is kept of.
//   CONCORD_BENCH_DATA=DIR related-bench bench/related/groups.json     (a data folder with content/catalog imported)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/hub.h"
#include "features/library/related.h"
#include "features/library/search_schema.h"

namespace concord {
namespace {

using Slugs = std::vector<std::string>;

double Precision(const Slugs& shown, const Slugs& group) {
  if (shown.empty()) return 0;
  double good = 0;
  for (const auto& slug : shown) good += std::ranges::find(group, slug) != group.end() ? 1 : 0;
  return good / static_cast<double>(library::RelatedBoard::kMost);
}

Slugs Baseline(const search::Searcher& searcher, const library::Resource& resource) {
  Slugs slugs;
  for (const auto& hit : searcher.Similar(resource.id.ToString(), library::RelatedBoard::kMost))
    slugs.push_back(library::UnpackRow(hit.stored).row.slug);
  return slugs;
}

int Measure(app::Hub& hub, const search::Searcher& searcher, const nlohmann::json& groups) {
  library::RelatedBoard board(*hub.library, searcher);
  double all = 0, all_baseline = 0;
  size_t seeds = 0;
  std::vector<double> times;
  for (const auto& group : groups) {
    const auto slugs = group["slugs"].get<Slugs>();
    double sum = 0, baseline = 0;
    size_t count = 0;
    for (const auto& slug : slugs) {
      const auto resource = hub.library->Find(slug);
      if (!resource) {
        std::cerr << "not in the catalog: " << slug << "\n";
        return 1;
      }
      Slugs shown;
      const auto begin = std::chrono::steady_clock::now();
      const auto related = board.Of(*resource);
      times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
      for (const auto& one : *related) shown.push_back(one.row.slug);
      sum += Precision(shown, slugs);
      baseline += Precision(Baseline(searcher, *resource), slugs);
      ++count;
    }
    std::printf("%-32s %3zu  P@5 %.2f  (words alone %.2f)\n", group["subject"].get<std::string>().c_str(), count,
                sum / static_cast<double>(count), baseline / static_cast<double>(count));
    all += sum;
    all_baseline += baseline;
    seeds += count;
  }
  std::printf("%-32s %3zu  P@5 %.3f  (words alone %.3f)\n", "all", seeds, all / static_cast<double>(seeds),
              all_baseline / static_cast<double>(seeds));
  std::ranges::sort(times);
  std::printf("one resource, not kept: median %.0f us, p95 %.0f us, most %.0f us\n", times[times.size() / 2],
              times[times.size() * 95 / 100], times.back());
  return 0;
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  const char* data = std::getenv("CONCORD_BENCH_DATA");
  if (!data || argc < 2) {
    std::cerr << "CONCORD_BENCH_DATA=DIR related-bench groups.json\n";
    return 2;
  }
  std::ifstream in(argv[1]);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  concord::Config config;
  config.data_dir = data;
  config.log.level = "error";
  auto hub = std::move(*concord::app::OpenHub(config, concord::app::Opening::kExisting));
  const auto searcher = std::move(*concord::app::OpenSearcher(*hub));
  return concord::Measure(*hub, *searcher, json["groups"]);
}
