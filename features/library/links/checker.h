// Looks at addresses politely: one request at a time to a host and a pause after it, robots.txt asked first, HEAD
// before GET, a few hosts at once, and a host that says "later", or does not answer, is left alone for this run. Safe
// from one thread; `each` is called from several, one at a time.
#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "base/core/clock.h"
#include "base/fetch/fetch.h"
#include "base/fetch/robots.h"
#include "features/library/links/verdict.h"

namespace concord::library::links {

struct CheckerOptions {
  milliseconds pause{5'000};  // after each request to a host
  int parallel = 4;           // hosts at once
  int failures_of_host = 3;   // without an answer: then the rest of that host waits for another run
  fetch::Limits limits{.bytes = 64 << 10,
                       .connect = milliseconds(15'000),
                       .total = milliseconds(30'000),
                       .idle = milliseconds(15'000),
                       .redirects = 8};
  // Waits, or returns at once where `stop` says so. Tests move a clock instead.
  std::function<void(milliseconds)> wait;
  std::function<bool()> stop = [] { return false; };
};

struct Target {
  std::string id, url;
};

class Checker {
 public:
  Checker(fetch::Fetcher& fetcher, const Clock& clock, CheckerOptions options)
      : fetcher_(fetcher), clock_(clock), options_(std::move(options)) {}

  // Calls `each` with every target that was looked at; those left for another run are only counted.
  size_t Run(const std::vector<Target>& targets, const std::function<void(const Target&, const Verdict&)>& each);

 private:
  struct HostState;
  void RunHost(const std::vector<Target>& targets, const std::function<void(const Target&, const Verdict&)>& each);
  Verdict Look(const Target& target, HostState& host);
  std::optional<Verdict> AskRobots(const std::string& origin, HostState& host);
  Result<fetch::Response> Ask(const std::string& url, fetch::Method method, HostState& host);

  fetch::Fetcher& fetcher_;
  const Clock& clock_;
  CheckerOptions options_;
  std::mutex each_mutex_;
  size_t left_ = 0;
};

}  // namespace concord::library::links
