// Keeps the search index in step with the tables by tailing the outbox. One Indexer an index folder: whoever holds the
// folder's lock. A crash between a commit of the tables and one of the index loses nothing: the tail is read again.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/core/log.h"
#include "base/search/index.h"
#include "features/library/library.h"

namespace concord::library {

class Indexer {
 public:
  // Errors: unavailable, "search.locked" where another process writes this index; otherwise as search::Writer::Open.
  static Result<std::unique_ptr<Indexer>> Open(Library& library, const std::string& folder, Log& log);
  // One that takes the folder over as soon as no other process holds it: until then, what it follows is up to that one.
  static std::unique_ptr<Indexer> Await(Library& library, const std::string& folder, Log& log);
  ~Indexer();  // stops following

  // Applies everything the outbox holds now; the number of documents put or removed. 0 where another process holds the
  // folder.
  Result<int> CatchUp();
  // Follows from a thread of its own until Stop. `changed` runs after each commit that changed something.
  void Follow(std::function<void()> changed);
  void Wake();  // something was written here: do not wait for the next look
  void Stop();

 private:
  Indexer(Library& library, std::string folder, Log& log);
  Status OpenWriter();
  void Reopen();

  Library& library_;
  const std::string folder_;
  Log& log_;
  std::unique_ptr<search::Writer> writer_;  // none while another process holds the folder
  std::string read_to_;                     // in the outbox; the index itself may say less
  std::chrono::steady_clock::time_point committed_{};
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wake_ = false, stopping_ = false;
  std::thread thread_;
};

// Builds the index afresh from the tables; `progress` gets the number of documents so far. The old index is gone first.
Result<int64_t> Reindex(Library& library, const std::string& folder, const std::function<void(int64_t)>& progress);

struct IndexState {
  std::vector<std::string> faults;  // documents missing, left over, or different from the tables; empty: it matches
  // Resources that changed after the index was last written (a running server follows within a second; a program that
  // was killed leaves them to the next start). They are no fault, and are not compared.
  size_t waiting = 0;
};
Result<IndexState> CompareIndex(Library& library, const search::Searcher& searcher);

}  // namespace concord::library
