// Work to do later, kept in the database: at least once, with retries and growing pauses (base * 2^attempt, with jitter).
// Enqueue inside the transaction that makes the work necessary. A job whose worker died is taken again when its lease ends.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/core/clock.h"
#include "base/core/id.h"
#include "base/core/log.h"
#include "base/core/random.h"
#include "base/db/database.h"

namespace concord::jobs {

struct Job {
  std::string id;
  std::string kind;     // "mail.send"
  std::string payload;  // JSON, at most 64 KiB
  int attempt = 1;      // 1 at the first try
};

struct Policy {
  int max_attempts = 8;
  milliseconds base_pause{1000};
  milliseconds max_pause{3600000};
  milliseconds lease{60000};
};

// Returns the job's id. `key`, where not empty, makes a second waiting job of the same kind and key unnecessary.
std::string Enqueue(db::Transaction& transaction, std::string_view kind, std::string_view payload, const Clock& clock,
                    Random& random, std::string_view key = {}, milliseconds delay = milliseconds(0));

class Runner {
 public:
  using Work = std::function<Status(const Job&)>;
  Runner(db::Database& database, const Clock& clock, Random& random, Log& log);
  ~Runner();  // stops

  void Handle(std::string kind, Policy policy, Work work);
  void Start(int threads);
  void Stop();  // waits for running jobs
  void Wake();  // something was enqueued here
  // Takes and runs one due job; false where none is due. What the threads do in a loop; tests call it directly.
  bool RunOne();

  struct Counts { int64_t waiting = 0, running = 0, failed = 0; };
  Result<Counts> Count();

 private:
  struct Kind { Policy policy; Work work; };
  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  std::map<std::string, Kind, std::less<>> kinds_;
  std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<std::jthread> threads_;
  std::atomic<bool> stopping_ = false;
};

}  // namespace concord::jobs
