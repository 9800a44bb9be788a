// search-pages-bench: documents with pages, the same questions for every engine; prints tables in Markdown.
//   search-pages-bench --documents N --pages N --folder DIR [--catalog DIR] [--queries N] [--passes N] [--seed N]
//                      [--engines concord] [--load no]     no: the folder holds Concord's index of an earlier run
#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>

#include "bench/search/pages_engine.h"

namespace concord::bench {

namespace {

// Of all threads of this program: what a busy machine does not change.
double ProcessorSeconds() {
  timespec now = {};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Since the program began; it only grows.
double PeakMegabytes() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Measured {
  std::string name;
  double load_seconds = 0, peak_megabytes = 0, peak_searching = 0;
  uint64_t bytes = 0;
  std::vector<double> milliseconds;  // by query: the median of its passes
  std::vector<double> processor;     // the same, of the processor, both threads together
  double load_processor = 0;
  std::vector<PagesAnswer> answers;  // without widening
  size_t hits = 0, passages = 0;     // of the timed searches
};

Measured Measure(PagesEngine& engine, const PagesCorpus& corpus, const std::vector<PagesQuery>& queries, size_t passes,
                 bool load) {
  Measured out;
  out.name = engine.Name();
  auto start = Clock::now();
  double processor = ProcessorSeconds();
  if (load) engine.Load(corpus);
  out.load_seconds = Seconds(start);
  out.load_processor = ProcessorSeconds() - processor;
  out.peak_megabytes = PeakMegabytes();
  out.bytes = engine.Bytes();
  std::fprintf(stderr, "%s: loaded in %.1f s, peak %.0f MB\n", out.name.c_str(), out.load_seconds, out.peak_megabytes);
  for (const PagesQuery& query : queries) out.answers.push_back(engine.Ask(query.ask, false));  // warms up
  std::vector<std::vector<double>> times(queries.size()), processor_times(queries.size());
  for (size_t pass = 0; pass < passes; ++pass) {
    for (size_t i = 0; i < queries.size(); ++i) {
      processor = ProcessorSeconds();
      start = Clock::now();
      const PagesAnswer answer = engine.Ask(queries[i].ask, true);
      times[i].push_back(Seconds(start) * 1000);
      processor_times[i].push_back((ProcessorSeconds() - processor) * 1000);
      if (pass > 0) continue;
      out.hits += answer.hits;
      out.passages += answer.passages;
    }
  }
  for (auto& each : times) out.milliseconds.push_back(Percentile(each, 0.5));
  for (auto& each : processor_times) out.processor.push_back(Percentile(each, 0.5));
  out.peak_searching = PeakMegabytes();
  return out;
}

void Print(const std::vector<Measured>& all, const PagesCorpus& corpus, size_t pages) {
  std::printf(
      "Zipf-Mandelbrot with shift %.2f and exponent %.2f, fitted to %zu words (%zu different) of the catalog.\n\n",
      corpus.law.shift, corpus.law.exponent, corpus.fitted_words, corpus.fitted_vocabulary);
  std::printf(
      "| %zu documents, %zu pages | index s (processor) | pages/s | MB on disk | peak MB indexing, searching | p50, "
      "p95, p99, "
      "max ms | of the processor: p50, p95, p99 ms | hits | with a passage |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
      corpus.documents(), pages);
  for (const Measured& m : all) {
    std::printf(
        "| %s | %.0f (%.0f) | %.0f | %.0f | %.0f, %.0f | %.2f, %.2f, %.2f, %.2f | %.2f, %.2f, %.2f | %zu | %zu |\n",
        m.name.c_str(), m.load_seconds, m.load_processor, static_cast<double>(pages) / m.load_seconds,
        static_cast<double>(m.bytes) / 1e6, m.peak_megabytes, m.peak_searching, Percentile(m.milliseconds, 0.5),
        Percentile(m.milliseconds, 0.95), Percentile(m.milliseconds, 0.99), Percentile(m.milliseconds, 1),
        Percentile(m.processor, 0.5), Percentile(m.processor, 0.95), Percentile(m.processor, 0.99), m.hits, m.passages);
  }
}

void PrintKinds(const std::vector<Measured>& all, const std::vector<PagesQuery>& queries) {
  std::printf("\n| kind | queries | found in the mean |");
  for (const Measured& m : all) std::printf(" %s p50, p95, max ms; p95 of the processor |", m.name.c_str());
  std::printf(" totals differ | facet counts differ |\n|---|--:|--:|");
  for (size_t i = 0; i < all.size(); ++i) std::printf("--:|");
  std::printf("--:|--:|\n");
  for (size_t kind = 0; kind < kKinds.size(); ++kind) {
    size_t number = 0, totals = 0, facets = 0;
    uint64_t found = 0;
    std::vector<std::vector<double>> times(all.size()), processor(all.size());
    for (size_t i = 0; i < queries.size(); ++i) {
      if (static_cast<size_t>(queries[i].kind) != kind) continue;
      ++number;
      const PagesAnswer& first = all.front().answers[i];
      found += first.total;
      totals += std::ranges::any_of(all, [&](const Measured& m) { return m.answers[i].total != first.total; });
      facets += std::ranges::any_of(all, [&](const Measured& m) { return m.answers[i].counts != first.counts; });
      for (size_t e = 0; e < all.size(); ++e) {
        times[e].push_back(all[e].milliseconds[i]);
        processor[e].push_back(all[e].processor[i]);
      }
    }
    std::printf("| %s | %zu | %.0f |", kKinds[kind], number,
                static_cast<double>(found) / static_cast<double>(std::max<size_t>(1, number)));
    for (size_t e = 0; e < all.size(); ++e) {
      std::printf(" %.2f, %.2f, %.2f; %.2f |", Percentile(times[e], 0.5), Percentile(times[e], 0.95),
                  Percentile(times[e], 1), Percentile(processor[e], 0.95));
    }
    std::printf(" %zu | %zu |\n", totals, facets);
  }
}

int Main(int argc, char** argv) {
  std::map<std::string, std::string> options = {{"--documents", "100000"},
                                                {"--pages", "2000000"},
                                                {"--queries", "1200"},
                                                {"--passes", "3"},
                                                {"--seed", "20261121"},
                                                {"--folder", ""},
                                                {"--catalog", "content/catalog"},
                                                {"--engines", "concord,sqlite"},
                                                {"--load", "yes"}};
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
  const auto pages = std::stoul(options["--pages"]);
  const PagesCorpus corpus(options["--catalog"], std::stoul(options["--documents"]), pages,
                           std::stoull(options["--seed"]));
  const auto queries = corpus.Queries(std::stoul(options["--queries"]));
  std::vector<Measured> all;
  const std::string wanted = "," + options["--engines"] + ",";
  for (const std::string name : {"concord", "sqlite"}) {
    if (wanted.find("," + name + ",") == std::string::npos) continue;
    const std::string folder = options["--folder"] + "/" + name;
    std::filesystem::create_directories(folder);
    const auto engine = name == "concord" ? MakePagesConcord(folder + "/index") : MakePagesSqlite(folder);
    all.push_back(Measure(*engine, corpus, queries, std::stoul(options["--passes"]), options["--load"] == "yes"));
  }
  if (all.empty()) return 2;
  Print(all, corpus, pages);
  PrintKinds(all, queries);
  return 0;
}

}  // namespace
}  // namespace concord::bench

int main(int argc, char** argv) {
  try {
    return concord::bench::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search-pages-bench: %s\n", error.what());
    return 1;
  }
}
