// Harvests on their schedule: looks every half minute which sources are due, leaves a job for each, and runs those jobs
// on threads of its own, so that a harvest of hours holds up no mail. A job of a process that died is taken up by
// another.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "base/jobs/queue.h"
#include "features/library/harvest/harvester.h"

namespace concord::library::harvest {

inline constexpr char kJob[] = "library.harvest";

class Worker {
 public:
  // Everything outlives it.
  Worker(Sources& sources, fetch::Fetcher& fetcher, Log& log, Manners manners = {});
  ~Worker();  // stops
  Worker(const Worker&) = delete;

  void Start();
  // Ends running harvests where they are; they go on at the next start.
  void Stop();
  // Something became due here.
  void Wake();

  // What the threads do, for tests: leaves jobs for what is due; runs one.
  Status Schedule();
  bool RunOne() { return jobs_.RunOne(); }

 private:
  Status Work(const jobs::Job& job);
  void Loop();
  bool Wait(milliseconds time);

  Sources& sources_;
  fetch::Fetcher& fetcher_;
  Log& log_;
  Manners manners_;
  jobs::Runner jobs_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  std::atomic<bool> stopping_ = false;
  std::set<std::string> hosts_;  // that are being asked: one request at a time
  std::thread thread_;
};

}  // namespace concord::library::harvest
