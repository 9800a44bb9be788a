#include "base/http/worker_pool.h"

namespace concord::http {

WorkerPool::WorkerPool(size_t workers, size_t queue_limit) : queue_limit_(queue_limit) {
  for (size_t i = 0; i < workers; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() { Stop(); }

bool WorkerPool::Submit(Job& job) {
  bool wake = false;
  {
    std::lock_guard lock(mutex_);
    if (stop_ || queue_.size() >= queue_limit_) return false;
    queue_.push_back(&job);
    wake = idle_ > 0;  // a worker that is busy looks into the queue by itself
  }
  if (wake) wake_.notify_one();
  return true;
}

void WorkerPool::DropQueued() {
  std::deque<Job*> dropped;
  {
    std::lock_guard lock(mutex_);
    dropped.swap(queue_);
  }
  for (Job* job : dropped) job->Drop();
}

void WorkerPool::Stop() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

size_t WorkerPool::queued() const {
  std::lock_guard lock(mutex_);
  return queue_.size();
}

size_t WorkerPool::running() const {
  std::lock_guard lock(mutex_);
  return running_;
}

void WorkerPool::Work() {
  Compressor compressor;
  std::unique_lock lock(mutex_);
  for (;;) {
    while (queue_.empty() && !stop_) {
      ++idle_;
      wake_.wait(lock);
      --idle_;
    }
    if (queue_.empty()) return;
    Job* job = queue_.front();
    queue_.pop_front();
    ++running_;
    lock.unlock();
    job->Run(compressor);
    lock.lock();
    --running_;
  }
}

}  // namespace concord::http
