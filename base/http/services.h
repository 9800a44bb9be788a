// What every connection of a server uses. Built once by the server; its parts are safe from any thread.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "base/http/access_log.h"
#include "base/http/addresses.h"
#include "base/http/metrics.h"
#include "base/http/page_cache.h"
#include "base/http/responder.h"
#include "base/http/server.h"
#include "base/http/worker_pool.h"

namespace concord::http {

// Counts connections, so that the server can refuse too many and wait for the last to end.
class ConnectionCount {
 public:
  size_t Add() { return count_.fetch_add(1) + 1; }
  void Remove() {
    std::lock_guard lock(mutex_);
    if (count_.fetch_sub(1) == 1) none_.notify_all();
  }
  size_t value() const { return count_; }
  // False: there are still some at the end of `most`.
  bool WaitForNone(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return none_.wait_for(lock, most, [this] { return count_ == 0; });
  }
  void WaitForNone() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::atomic<size_t> count_{0};
  std::mutex mutex_;
  std::condition_variable none_;
};

// The bodies of all requests that are being read or worked on. Without a common bound each connection could hold a
// route's whole limit, which together is more than the machine has.
class BodyMemory {
 public:
  static constexpr size_t kMost = 256u << 20;  // bytes

  // False: there is no room for `bytes` more, and none was taken.
  bool Take(size_t bytes) {
    if (taken_.fetch_add(bytes) + bytes <= kMost) return true;
    taken_ -= bytes;
    return false;
  }
  void Give(size_t bytes) { taken_ -= bytes; }
  size_t Taken() const { return taken_; }

 private:
  std::atomic<size_t> taken_{0};
};

// Bodies that are being spooled or worked on: each may take a route's whole limit of the disk.
class SpoolCount {
 public:
  static constexpr int kMost = 8;

  bool Take() {
    if (count_.fetch_add(1) < kMost) return true;
    --count_;
    return false;
  }
  void Give() { --count_; }

 private:
  std::atomic<int> count_{0};
};

struct Services {
  const Config::Http& config;
  const ServerDeps& deps;
  const TrustedProxies& proxies;
  PageCache& cache;
  Responder& responder;
  Metrics& metrics;
  AccessLog& access;
  WorkerPool& workers;
  ConnectionCount& connections;
  std::atomic<bool>& draining;
  BodyMemory& bodies;
  SpoolCount& spools;
};

}  // namespace concord::http
