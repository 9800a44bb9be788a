// Work to do later, kept in the database: at least once, with retries and growing pauses (base * 2^attempt, with
// jitter). Enqueue inside the transaction that makes the work necessary. While a job's work runs, its lease is
// extended; a job whose worker died is taken again when its lease ends. A job that failed max_attempts times, or for a
// reason that more tries do not mend (an Error of kind invalid), stays as failed, with its last error, until somebody
// has it tried again or forgotten.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

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
  milliseconds lease{60000};  // how long until a job whose worker died is taken by another
};

// A job that was given up.
struct FailedJob {
  std::string id, kind;
  int attempts = 0;
  std::string last_error;  // for who runs the hub, not for visitors
  Time failed_at;
};

// Returns the job's id. `key`, where not empty, makes a second waiting job of the same kind and key unnecessary: the id
// is then the waiting one's, which no worker takes before this transaction ends. Throws DatabaseError, as Session does.
std::string Enqueue(db::Transaction& transaction, std::string_view kind, std::string_view payload, const Clock& clock,
                    Random& random, std::string_view key = {}, milliseconds delay = milliseconds(0));

class Runner {
 public:
  using Work = std::function<Status(const Job&)>;
  Runner(db::Database& database, const Clock& clock, Random& random, Log& log);
  ~Runner();  // stops

  // Before Start. Kinds that nobody here handles are left for other nodes. `work` sets its own limits of time: as long
  // as it runs, nobody else takes the job. Its Error of kind invalid means that trying again is in vain.
  void Handle(std::string kind, Policy policy, Work work);
  // Threads look for due jobs at once after Wake and otherwise every second.
  void Start(int threads);
  void Stop();  // waits for running jobs
  void Wake();  // something was enqueued here
  // Takes and runs one due job; false where none is due. What the threads do in a loop; tests call it directly.
  bool RunOne();
  // Extends the leases of what runs here. Between Start and Stop a thread of its own calls it, three times a lease;
  // who calls RunOne otherwise does so where work may last longer than its lease.
  void ExtendLeases();

  struct Counts {
    int64_t waiting = 0, running = 0, failed = 0;
  };
  Result<Counts> Count();

  // The latest first, at most `limit`, of every kind.
  Result<std::vector<FailedJob>> ListFailed(int limit);
  // Has every failed job of the kind tried again from the start, now; how many. Where one of the same key waits
  // already, or several of a key failed, one of them does for all.
  Result<int64_t> RetryFailed(std::string_view kind);
  // Deletes a failed job. Errors: not_found.
  Status ForgetFailed(std::string_view id);

 private:
  struct Kind {
    Policy policy;
    Work work;
  };
  struct Taken {
    Job job;
    bool exhausted = false;
  };

  using Running = std::pair<std::string, int>;  // a job's id, and which attempt of it

  void Loop();
  void Heartbeat();
  void StopHeart();
  Result<std::optional<Taken>> Take();
  std::optional<Taken> TakeFrom(db::Transaction& transaction, Time now);
  std::string DueQuery(std::string_view condition) const;
  std::vector<db::Value> DueArguments(Time now) const;
  Status PerformHeld(const Kind& kind, const Job& job);
  Status Perform(const Kind& kind, const Job& job);
  Status Finish(const Kind& kind, const Job& job, const Status& outcome);
  Status GiveUp(const Job& job, std::string_view why);
  milliseconds PauseAfter(const Policy& policy, int attempt);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  std::map<std::string, Kind, std::less<>> kinds_;
  std::mutex mutex_;
  std::condition_variable woken_;
  int64_t wakes_ = 0;
  std::vector<std::thread> threads_;
  std::thread heart_;
  std::mutex running_mutex_;
  std::condition_variable heart_stops_;
  bool heart_stopping_ = false;
  std::map<Running, milliseconds> running_;  // with the length of their leases
  std::atomic<bool> stopping_ = false;
};

}  // namespace concord::jobs
