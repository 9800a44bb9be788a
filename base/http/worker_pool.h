// A bounded queue and the threads that take from it. A job belongs to whoever submitted it and must outlive its run.
// Submit is safe from any thread; Stop once.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "base/http/compressor.h"

namespace concord::http {

class Job {
 public:
  virtual ~Job() = default;
  // Must not throw. The job may be gone when this returns.
  virtual void Run(Compressor& compressor) = 0;
  // In place of Run, where the pool is told to drop what has not begun.
  virtual void Drop() = 0;
};

class WorkerPool {
 public:
  WorkerPool(size_t workers, size_t queue_limit);
  ~WorkerPool();

  // False: the queue is full, or the pool is stopped. The job is not taken then.
  bool Submit(Job& job);
  // Drops what has not begun.
  void DropQueued();
  // Runs what is queued and joins the threads.
  void Stop();
  size_t queued() const;
  size_t running() const;

 private:
  void Work();

  const size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> queue_;
  size_t idle_ = 0;
  size_t running_ = 0;
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace concord::http
