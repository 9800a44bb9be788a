#include "base/http/metrics.h"

#include <algorithm>
#include <cstdio>

namespace concord::http {
namespace {

std::string Label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

void Head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help);
  out.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void Single(std::string& out, std::string_view name, std::string_view type, std::string_view help, uint64_t value) {
  Head(out, name, type, help);
  out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

Metrics::Metrics(const Router& router)
    : router_(router), routes_(std::make_unique<PerRoute[]>(router.routes().size() + 2)) {}

void Metrics::Count(size_t route, unsigned status, double seconds, size_t bytes) {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  routes_[route].by_class[std::min<size_t>(status / 100, 5)].fetch_add(1, kRelaxed);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  buckets_[static_cast<size_t>(bound - kBounds.begin())].fetch_add(1, kRelaxed);
  microseconds_.fetch_add(static_cast<uint64_t>(seconds * 1e6), kRelaxed);
  bytes_.fetch_add(bytes, kRelaxed);
}

std::string_view Metrics::PatternOf(size_t route) const {
  return route < router_.routes().size() ? std::string_view(router_.routes()[route]->pattern) : std::string_view();
}

std::string Metrics::Text(const Gauges& gauges) const {
  std::string out;
  Head(out, "concord_http_requests_total", "counter", "Requests answered, by route and class of status.");
  for (size_t route = 0; route < router_.routes().size() + 2; ++route) {
    std::string method, pattern = route == NoRoute() ? "(none)" : "(server)";
    if (route < router_.routes().size()) {
      method = NameOf(router_.routes()[route]->method);
      pattern = Label(router_.routes()[route]->pattern);
    }
    for (size_t c = 1; c < 6; ++c) {
      const uint64_t count = routes_[route].by_class[c].load(std::memory_order_relaxed);
      if (count == 0) continue;
      out += "concord_http_requests_total{method=\"" + method + "\",route=\"" + pattern + "\",status=\"" +
             std::to_string(c) + "xx\"} " + std::to_string(count) + "\n";
    }
  }
  Head(out, "concord_http_request_duration_seconds", "histogram",
       "From the first byte of a request to its response being ready.");
  uint64_t total = 0;
  for (size_t i = 0; i < buckets_.size(); ++i) {
    total += buckets_[i].load(std::memory_order_relaxed);
    const std::string bound = i < kBounds.size() ? Number(kBounds[i]) : "+Inf";
    out += "concord_http_request_duration_seconds_bucket{le=\"" + bound + "\"} " + std::to_string(total) + "\n";
  }
  const double seconds = static_cast<double>(microseconds_.load(std::memory_order_relaxed)) / 1e6;
  out += "concord_http_request_duration_seconds_sum " + Number(seconds) + "\n";
  out += "concord_http_request_duration_seconds_count " + std::to_string(total) + "\n";
  Single(out, "concord_http_response_bytes_total", "counter", "Bytes of response bodies.", bytes_);
  Single(out, "concord_http_connections", "gauge", "Connections that are open.", gauges.connections);
  Single(out, "concord_http_connections_accepted_total", "counter", "Connections accepted.", accepted);
  Single(out, "concord_http_connections_refused_total", "counter", "Connections refused: too many.", refused);
  Single(out, "concord_http_timeouts_total", "counter", "Connections cut off for being slow.", timeouts);
  Single(out, "concord_http_overloads_total", "counter", "Requests refused: every worker busy, queue full.", overloads);
  Single(out, "concord_http_workers_queued", "gauge", "Requests that wait for a worker.", gauges.queued);
  Single(out, "concord_http_workers_busy", "gauge", "Workers that run a handler.", gauges.running);
  Single(out, "concord_http_body_bytes", "gauge", "Bytes of requests' bodies in memory.", gauges.body_bytes);
  Single(out, "concord_http_page_cache_hits_total", "counter", "Pages answered from the cache.", gauges.cache.hits);
  Single(out, "concord_http_page_cache_misses_total", "counter", "Pages looked for in vain.", gauges.cache.misses);
  Single(out, "concord_http_page_cache_pages", "gauge", "Pages in the cache.", gauges.cache.pages);
  Single(out, "concord_http_page_cache_bytes", "gauge", "Bytes in the cache.", gauges.cache.bytes);
  return out;
}

}  // namespace concord::http
