// Counts of what the server does, written as Prometheus text (exposition format 0.0.4).
// Counting is one relaxed atomic addition; safe from any thread.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "base/http/page_cache.h"
#include "base/http/router.h"

namespace concord::http {

class Metrics {
 public:
  explicit Metrics(const Router& router);

  // Routes are counted by their place in the router; these stand beside them.
  size_t NoRoute() const { return router_.routes().size(); }
  size_t OwnRoute() const { return router_.routes().size() + 1; }  // /healthz, /readyz, /metrics

  void Count(size_t route, unsigned status, double seconds, size_t bytes);
  // The route's pattern, for the log; "" where there is none.
  std::string_view PatternOf(size_t route) const;

  struct Gauges {
    size_t connections, queued, running, body_bytes;
    PageCache::Stats cache;
  };
  std::string Text(const Gauges& gauges) const;

  std::atomic<uint64_t> accepted{0}, refused{0}, timeouts{0}, overloads{0};

 private:
  static constexpr std::array<double, 13> kBounds = {.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10};
  struct PerRoute {
    std::array<std::atomic<uint64_t>, 6> by_class{};  // 1xx to 5xx at 1 to 5
  };
  const Router& router_;
  std::unique_ptr<PerRoute[]> routes_;
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> buckets_{};
  std::atomic<uint64_t> microseconds_{0}, bytes_{0};
};

}  // namespace concord::http
