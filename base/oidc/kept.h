// A document that many threads need and one fetches: kept for a while, and replaced where it no longer serves.
// Safe from any thread. Not for other folders.
#pragma once
#include <future>
#include <memory>
#include <mutex>
#include <utility>

#include "base/core/clock.h"
#include "base/core/result.h"

namespace concord::oidc {

template <typename T>
class Kept {
 public:
  using Value = std::shared_ptr<const T>;

  // What is kept, if it is younger than `lifetime`; else what `fetch()`, a Result<T>, brings. Threads that come while
  // one fetches wait for it and get the same, an error too; an error is not kept.
  template <typename Fetch>
  Result<Value> Get(Time now, milliseconds lifetime, Fetch fetch) {
    std::unique_lock lock(mutex_);
    const bool young = value_ && now >= fetched_ && now - fetched_ < lifetime;
    return young ? Result<Value>(value_) : Join(lock, now, fetch);
  }

  // Another than `stale`: what came in its place since, or what `fetch` brings. Fetches for this reason at most once in
  // `pause`, failures included; between, nullptr.
  template <typename Fetch>
  Result<Value> Renew(const Value& stale, Time now, milliseconds pause, Fetch fetch) {
    std::unique_lock lock(mutex_);
    if (value_ && value_ != stale) return value_;
    if (!flight_.valid()) {
      if (renewed_ != Time{} && now >= renewed_ && now - renewed_ < pause) return Value();
      renewed_ = now;
    }
    return Join(lock, now, fetch);
  }

 private:
  template <typename Fetch>
  Result<Value> Join(std::unique_lock<std::mutex>& lock, Time now, Fetch& fetch) {
    if (flight_.valid()) {
      const auto flight = flight_;
      lock.unlock();
      return flight.get();
    }
    std::promise<Result<Value>> promise;
    flight_ = promise.get_future().share();
    lock.unlock();
    Result<Value> result = std::unexpected(Error{});
    try {
      Result<T> fetched = fetch();
      if (fetched) {
        result = std::make_shared<const T>(std::move(*fetched));
      } else {
        result = std::unexpected(std::move(fetched.error()));
      }
    } catch (...) {
      promise.set_exception(std::current_exception());
      lock.lock();
      flight_ = {};
      throw;
    }
    lock.lock();
    if (result) value_ = *result, fetched_ = now;
    flight_ = {};
    lock.unlock();
    promise.set_value(result);
    return result;
  }

  std::mutex mutex_;
  Value value_;
  Time fetched_{}, renewed_{};
  std::shared_future<Result<Value>> flight_;  // valid while a thread fetches
};

}  // namespace concord::oidc
