// One line for every request, written by a thread of its own so that no client waits for the disk.
// Where more come than can be written, the newest are left out and their number is logged. Safe from any thread.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/core/log.h"

namespace concord::http {

class AccessLog {
 public:
  // Without `enabled`, Write does nothing and there is no thread.
  AccessLog(Log& log, bool enabled);
  ~AccessLog();  // writes what is left

  struct Entry {
    std::string method, path, request_id;  // never the query
    unsigned status = 0;
    size_t bytes = 0;
    double milliseconds = 0;
  };
  bool enabled() const { return thread_.joinable(); }
  void Write(Entry entry);

 private:
  void Run();

  Log& log_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Entry> waiting_;
  uint64_t dropped_ = 0;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace concord::http
