#include "base/search/reader.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <utility>

namespace concord::search {
namespace {

// After a crash between the commits of two shards the index stays uneven until a Writer repairs it. For this long,
// uneven shards are taken for a commit under way, and the last whole one is served.
constexpr int64_t kCommitMilliseconds = 2000;

int64_t Now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::unique_ptr<Handle> HandlePool::Take() {
  for (int attempt = 0;; ++attempt) {
    const auto snapshot = Refresh();
    {
      std::lock_guard lock(mutex_);
      while (!idle_.empty()) {
        auto handle = std::move(idle_.back());
        idle_.pop_back();
        if (handle->snapshot == snapshot) return handle;
      }
    }
    if (auto handle = OpenHandle(snapshot)) return handle;
    if (attempt >= 20) throw Xapian::DatabaseModifiedError("the index changes faster than it can be opened");
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + attempt));
    std::lock_guard lock(mutex_);
    if (snapshot_ == snapshot) snapshot_ = nullptr;  // its revision is gone: load what there is
  }
}

void HandlePool::GiveBack(std::unique_ptr<Handle> handle) {
  std::lock_guard lock(mutex_);
  if (handle->snapshot == snapshot_) idle_.push_back(std::move(handle));
}

// Null where the files have moved on since the snapshot.
std::unique_ptr<Handle> HandlePool::OpenHandle(const std::shared_ptr<const Snapshot>& snapshot) {
  auto handle = std::make_unique<Handle>();
  handle->shards = OpenShards(folder_, shards_);
  for (size_t i = 0; i < handle->shards.size(); ++i) {
    if (handle->shards[i].get_revision() != snapshot->revisions[i]) return nullptr;
    if (handle->shards[i].get_uuid() != snapshot->shards[i]->uuid) return nullptr;
    handle->shard_stems.push_back(std::make_unique<Stems>());
  }
  handle->scratch.resize(handle->shards.size());
  handle->snapshot = snapshot;
  return handle;
}

std::shared_ptr<const Snapshot> HandlePool::Refresh() {
  const std::string signature = SignatureOf(folder_, shards_);
  std::shared_ptr<const Snapshot> current;
  {
    std::lock_guard lock(mutex_);
    current = snapshot_;
  }
  if (current && current->signature == signature) return current;
  std::unique_lock loading(loading_, std::defer_lock);
  if (current) {
    if (!loading.try_lock()) return current;  // another thread is at it; meanwhile this commit still serves
    if (part_signature_ == signature && Now() - part_since_ < 20) return current;
  } else {
    loading.lock();
  }
  auto shards = OpenShards(folder_, shards_);
  const auto next = LoadSnapshot(shards, schema_, languages_, signature, current.get());
  if (current && !next->whole) {
    if (part_since_ == 0) part_since_ = Now();
    part_signature_ = signature;
    if (Now() - part_since_ < kCommitMilliseconds) return current;
  }
  part_since_ = 0;
  std::lock_guard lock(mutex_);
  snapshot_ = next;
  idle_.clear();
  return next;
}

struct Helpers::Helper {
  std::mutex mutex;
  std::condition_variable changed;
  const std::function<void()>* part = nullptr;  // to do, or being done
  std::exception_ptr failure;
  bool claimed = false;
  bool stopping = false;
  std::thread thread;

  bool Claim() {
    std::lock_guard lock(mutex);
    return !std::exchange(claimed, true);
  }
  void Start(const std::function<void()>& work) {
    std::lock_guard lock(mutex);
    part = &work;
    changed.notify_all();
  }
  std::exception_ptr Finish() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return part == nullptr; });
    claimed = false;
    return std::exchange(failure, nullptr);
  }
  void Loop() {
    std::unique_lock lock(mutex);
    while (true) {
      changed.wait(lock, [this] { return stopping || part != nullptr; });
      if (stopping) return;
      const auto* work = part;
      lock.unlock();
      std::exception_ptr thrown;
      try {
        (*work)();
      } catch (...) {
        thrown = std::current_exception();
      }
      lock.lock();
      failure = thrown;
      part = nullptr;
      changed.notify_all();
    }
  }
};

Helpers::Helpers(size_t threads) {
  for (size_t i = 0; i < threads; ++i) {
    helpers_.push_back(std::make_unique<Helper>());
    Helper& helper = *helpers_.back();
    helper.thread = std::thread([&helper] { helper.Loop(); });
  }
}

Helpers::~Helpers() {
  for (const auto& helper : helpers_) {
    {
      std::lock_guard lock(helper->mutex);
      helper->stopping = true;
      helper->changed.notify_all();
    }
    helper->thread.join();
  }
}

void Helpers::Run(const std::vector<std::function<void()>>& parts) {
  std::vector<Helper*> busy;
  size_t own = 0;  // parts from here on are helped with
  size_t given = parts.size();
  for (const auto& helper : helpers_) {
    if (given <= 1) break;
    if (!helper->Claim()) continue;
    helper->Start(parts[--given]);
    busy.push_back(helper.get());
  }
  std::exception_ptr failure;
  try {
    for (; own < given; ++own) parts[own]();
  } catch (...) {
    failure = std::current_exception();
  }
  for (Helper* helper : busy) {
    const auto thrown = helper->Finish();
    if (!failure) failure = thrown;
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace concord::search
