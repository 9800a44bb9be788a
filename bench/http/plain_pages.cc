// What base/http costs by itself: a bare page, a page of 30 KB made anew for every request, and one that may be kept.
// Prints its port; runs until it is told to stop. `--no-cache`: the page cache is off.
#include <csignal>
#include <cstdio>
#include <cstring>

#include "base/http/server.h"

namespace {

using namespace concord;

// A list of results such as a search page has; made in pieces, as a template does it.
std::string FullPage(std::string_view title) {
  std::string page = "<!doctype html><html lang=\"en\"><head><title>";
  page.append(title).append("</title></head><body><ol>");
  for (int i = 0; page.size() < 30'000; ++i) {
    page += "<li><a href=\"/resources/";
    page += std::to_string(i);
    page += "\">Community engagement and procedural justice</a><p>What agencies and residents did together.</p></li>";
  }
  return page + "</ol></body></html>";
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Config::Http config;
  config.port = 0;
  if (argc > 1 && std::strcmp(argv[1], "--no-cache") == 0) config.page_cache_mib = 0;
  http::Router router;
  router.Get("/bare", http::Anyone(), [](const http::Request&) { return http::Response::Html("<h1>Concord</h1>"); });
  router.Get("/full", http::Anyone(), [](const http::Request& r) { return http::Response::Html(FullPage(r.path)); });
  router.Get("/shared", http::Anyone(),
             [](const http::Request& r) { return http::Response::Html(FullPage(r.path)).Shared(); });
  SystemClock clock;
  SystemRandom random;
  Log log(clock, 2, LogLevel::kWarn);
  http::Server server(config, {.router = router,
                               .content_version = [] { return uint64_t{1}; },
                               .clock = clock,
                               .random = random,
                               .log = log,
                               .access_log = false});
  if (const Status started = server.Start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().key.c_str());
    return 1;
  }
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  server.Stop();
  return 0;
}
