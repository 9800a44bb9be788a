// What one page costs, handler to HTML, on the real catalog: processor time without sockets.
//   CONCORD_BENCH_DATA=DIR pages_bench     (a data folder with content/catalog imported)
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

#include "app/site.h"

namespace concord {
namespace {

struct World {
  std::unique_ptr<app::Hub> hub;
  std::unique_ptr<search::Searcher> searcher;
  std::unique_ptr<app::Site> site;
};

World* OpenWorld() {
  const char* data = std::getenv("CONCORD_BENCH_DATA");
  if (!data) {
    std::cerr << "CONCORD_BENCH_DATA names no data folder\n";
    std::exit(2);
  }
  Config config;
  config.data_dir = data;
  config.log.level = "error";
  auto* world = new World;
  world->hub = std::move(*app::OpenHub(config, app::Opening::kExisting));
  world->searcher = std::move(*app::OpenSearcher(*world->hub));
  world->site = std::move(*app::BuildSite(*world->hub, *world->searcher));
  return world;
}

void Page(benchmark::State& state, const std::string& target) {
  static World* world = OpenWorld();
  http::Request request;
  request.target = target;
  const size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos) request.query = http::ParseForm(target.substr(question + 1));
  request.host = "localhost";
  size_t bytes = 0;
  for (auto _ : state) {
    const auto match = world->site->router.Find(http::Method::kGet, request.path);
    request.params = match.params;
    const http::Response response = match.route->handler(request);
    bytes = response.body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

}  // namespace
}  // namespace concord

int main(int argc, char** argv) {
  for (const char* target :
       {"/", "/search", "/search?q=patrol", "/search?q=community+policing+trust", "/search?topic=use-of-force",
        "/resources/crime-file-foot-patrol", "/modules/community-trust-and-partnerships", "/about"}) {
    benchmark::RegisterBenchmark(target, concord::Page, target)->Unit(benchmark::kMicrosecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
