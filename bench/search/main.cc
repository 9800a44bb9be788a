// search-bench: the same library and the same questions for every engine; prints a table in Markdown.
//   search-bench --resources N [--queries N] [--passes N] [--seed N] [--folder DIR] [--engines concord,sqlite,...]
//                [--postgres CONNECTION]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "bench/search/engine.h"

namespace concord::bench {

namespace {

struct Measured {
  std::string name;
  double load_seconds = 0;
  uint64_t bytes = 0;
  std::vector<double> milliseconds;  // by query: the median of its passes
  std::vector<Answer> answers;
};

Measured Measure(Engine& engine, const Corpus& corpus, size_t passes) {
  Measured out;
  out.name = engine.Name();
  auto start = Clock::now();
  engine.Load(corpus.resources);
  out.load_seconds = Seconds(start);
  out.bytes = engine.Bytes();
  std::fprintf(stderr, "%s: loaded in %.1f s\n", out.name.c_str(), out.load_seconds);
  for (const BenchQuery& query : corpus.queries) {  // warms up
    engine.Ask(query);
    out.answers.push_back(engine.Last());
  }
  std::vector<std::vector<double>> times(corpus.queries.size());
  for (size_t pass = 0; pass < passes; ++pass) {
    for (size_t i = 0; i < corpus.queries.size(); ++i) {
      start = Clock::now();
      engine.Ask(corpus.queries[i]);
      times[i].push_back(Seconds(start) * 1000);
    }
  }
  for (auto& each : times) out.milliseconds.push_back(Percentile(each, 0.5));
  std::fprintf(stderr, "%s: p95 %.2f ms\n", out.name.c_str(), Percentile(out.milliseconds, 0.95));
  return out;
}

void Print(const std::vector<Measured>& all, size_t resources) {
  std::printf(
      "| %zu resources | index s | resources/s | MB | p50 ms | p95 ms | p99 ms | max ms | totals differ | facet counts "
      "differ |\n",
      resources);
  std::printf("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
  for (const Measured& m : all) {
    size_t totals = 0, facets = 0;
    for (size_t i = 0; i < m.answers.size(); ++i) {
      totals += m.answers[i].total != all.front().answers[i].total;
      facets += m.answers[i].counts != all.front().answers[i].counts;
    }
    std::printf("| %s | %.1f | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f | %zu | %zu |\n", m.name.c_str(), m.load_seconds,
                static_cast<double>(resources) / m.load_seconds, static_cast<double>(m.bytes) / 1e6,
                Percentile(m.milliseconds, 0.5), Percentile(m.milliseconds, 0.95), Percentile(m.milliseconds, 0.99),
                Percentile(m.milliseconds, 1), totals, facets);
  }
  const auto& answers = all.front().answers;
  uint64_t found = 0;
  for (const Answer& answer : answers) found += answer.total;
  std::printf("\n%zu queries find %.0f resources in the mean.\n", answers.size(),
              static_cast<double>(found) / static_cast<double>(answers.size()));
}

void PrintSlowest(const Measured& m, const Corpus& corpus) {
  std::vector<size_t> order(corpus.queries.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](size_t a, size_t b) { return m.milliseconds[a] > m.milliseconds[b]; });
  for (size_t i = 0; i < std::min<size_t>(12, order.size()); ++i) {
    const BenchQuery& query = corpus.queries[order[i]];
    std::fprintf(stderr, "%8.2f ms %8lu found:", m.milliseconds[order[i]],
                 static_cast<unsigned long>(m.answers[order[i]].total));
    for (const auto& word : query.words) std::fprintf(stderr, " %s", word.c_str());
    if (!query.phrase.empty()) std::fprintf(stderr, " \"%s %s\"", query.phrase[0].c_str(), query.phrase[1].c_str());
    std::fprintf(stderr, "\n");
  }
}

int Main(int argc, char** argv) {
  std::map<std::string, std::string> options = {{"--resources", "100000"}, {"--queries", "300"},
                                                {"--passes", "3"},         {"--seed", "20261121"},
                                                {"--folder", ""},          {"--engines", "concord,sqlite"},
                                                {"--postgres", ""}};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!options.contains(argv[i])) {
      std::fprintf(stderr, "unknown option %s\n", argv[i]);
      return 2;
    }
    options[argv[i]] = argv[i + 1];
  }
  if (options["--folder"].empty()) {
    std::fprintf(stderr, "--folder DIR is needed: an empty folder for the indexes\n");
    return 2;
  }
  const auto resources = std::stoul(options["--resources"]);
  const auto start = Clock::now();
  const Corpus corpus = MakeCorpus(resources, std::stoul(options["--queries"]), std::stoull(options["--seed"]));
  std::fprintf(stderr, "made %zu resources in %.1f s\n", corpus.resources.size(), Seconds(start));
  std::vector<Measured> all;
  const std::string wanted = "," + options["--engines"] + ",";
  for (const std::string name : {"concord", "sqlite", "postgres", "groonga"}) {
    if (wanted.find("," + name + ",") == std::string::npos) continue;
    const std::string folder = options["--folder"] + "/" + name;
    std::filesystem::create_directories(folder);
    std::unique_ptr<Engine> engine = name == "concord"    ? MakeConcord(folder + "/index")
                                     : name == "sqlite"   ? MakeSqlite(folder)
                                     : name == "postgres" ? MakePostgres(options["--postgres"])
                                                          : MakeGroonga(folder);
    all.push_back(Measure(*engine, corpus, std::stoul(options["--passes"])));
    if (name == "concord") PrintSlowest(all.back(), corpus);
  }
  if (!all.empty()) Print(all, resources);
  return 0;
}

}  // namespace
}  // namespace concord::bench

int main(int argc, char** argv) {
  try {
    return concord::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search-bench: %s\n", error.what());
    return 1;
  }
}
