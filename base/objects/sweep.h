// Takes away the bytes of objects that nobody holds: those let go, those that were begun and abandoned (a process that
// was killed), and those whose holder went with a row it belonged to. A few chunks in a transaction, so that no write
// lock is held for long. Safe from any thread, and on several nodes at once.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/db/database.h"

namespace concord::objects {

// How long an object may be written without a new chunk until it is taken for abandoned.
inline constexpr milliseconds kAbandonedAfter = std::chrono::hours(1);

// How many objects went. Errors: those of Database.
Result<int64_t> Sweep(db::Database& database, const Clock& clock);

// Sweeps from a thread of its own, at every Wake and every ten minutes, until Stop.
class Sweeper {
 public:
  Sweeper(db::Database& database, const Clock& clock, Log& log) : database_(database), clock_(clock), log_(log) {}
  ~Sweeper() { Stop(); }
  void Start();
  void Wake();
  void Stop();

 private:
  void Follow();

  db::Database& database_;
  const Clock& clock_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wake_ = false, stopping_ = false;
  std::thread thread_;
};

}  // namespace concord::objects
