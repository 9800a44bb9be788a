// How a job that runs keeps its lease.
#include <algorithm>

#include "base/jobs/queue.h"

namespace concord::jobs {

void Runner::Heartbeat() {
  milliseconds pause{60000};
  for (const auto& [_, kind] : kinds_) pause = std::min(pause, kind.policy.lease / 3);
  pause = std::max(pause, milliseconds(1));
  std::unique_lock lock(running_mutex_);
  while (!heart_stops_.wait_for(lock, pause, [&] { return heart_stopping_; })) {
    lock.unlock();
    ExtendLeases();
    lock.lock();
  }
}

void Runner::StopHeart() {
  if (!heart_.joinable()) return;
  {
    std::scoped_lock lock(running_mutex_);
    heart_stopping_ = true;
  }
  heart_stops_.notify_all();
  heart_.join();
}

void Runner::ExtendLeases() {
  std::map<Running, milliseconds> running;
  {
    std::scoped_lock lock(running_mutex_);
    running = running_;
  }
  if (running.empty()) return;
  Status extended = database_.Write([&](db::Transaction& t) -> Status {
    Time now = clock_.Now();
    // Where another has the job by now, or it is done, the attempt differs or the row is gone, and this does nothing.
    for (const auto& [job, lease] : running) {
      t.Execute(
          "UPDATE job SET lease_until = :until, updated_at = :now "
          "WHERE id = :id AND attempt = :attempt AND state = 'running'",
          now + lease, now, job.first, job.second);
    }
    return {};
  });
  if (!extended) log_.Warn("leases cannot be extended", {{"cause", extended.error().cause}});
}

}  // namespace concord::jobs
