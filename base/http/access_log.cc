#include "base/http/access_log.h"

#include <chrono>

namespace concord::http {
namespace {

constexpr size_t kMost = 65'536;                         // entries
constexpr size_t kEnough = 4'096;                        // entries that are written without waiting for more
constexpr auto kPause = std::chrono::milliseconds(100);  // so long a line may wait

}  // namespace

AccessLog::AccessLog(Log& log, bool enabled) : log_(log) {
  if (enabled && log.Enabled(LogLevel::kInfo)) thread_ = std::thread([this] { Run(); });
}

AccessLog::~AccessLog() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void AccessLog::Write(Entry entry) {
  if (!thread_.joinable()) return;
  size_t size = 0;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() >= kMost) {
      ++dropped_;
      return;
    }
    waiting_.push_back(std::move(entry));
    size = waiting_.size();
  }
  if (size == kEnough) wake_.notify_one();
}

void AccessLog::Run() {
  std::vector<Entry> writing;
  for (bool last = false; !last;) {
    uint64_t dropped = 0;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kPause, [this] { return stop_ || waiting_.size() >= kEnough; });
      last = stop_;
      writing.swap(waiting_);
      std::swap(dropped, dropped_);
    }
    for (const Entry& entry : writing) {
      log_.Info("request", {{"method", entry.method},
                            {"path", entry.path},
                            {"status", entry.status},
                            {"bytes", entry.bytes},
                            {"ms", entry.milliseconds},
                            {"request_id", entry.request_id}});
    }
    writing.clear();
    if (dropped > 0) log_.Warn("access lines left out", {{"count", dropped}});
  }
}

}  // namespace concord::http
