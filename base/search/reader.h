// The open handles of one index, lent to one thread at a time, and kept up with the Writer's commits.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "base/search/format.h"
#include "base/search/index.h"
#include "base/search/matcher.h"
#include "base/search/snapshot.h"
#include "base/search/stems.h"

namespace concord::search {

struct Handle {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<Xapian::Database> shards;
  Stems stems;
  std::vector<std::unique_ptr<Stems>> shard_stems;  // where shards are searched at the same time
  std::vector<Scratch> scratch;
  // What was stored with documents that were found lately: Xapian unpacks it anew each time. Emptied when it is full.
  std::unordered_map<uint64_t, Hit> loaded;
  // What was found for Similar lately, by id and limit: it can only change with the index, and so with the handle.
  std::unordered_map<std::string, std::vector<Hit>> similar;

  ShardView View(size_t shard, const FieldWeights& weights) {
    return {shards[shard],          *snapshot->shards[shard], *shard_stems[shard],     weights.scale,
            weights.fields.front(), snapshot->letters,        snapshot->with_pages > 0};
  }
};

class HandlePool {
 public:
  HandlePool(std::string folder, const Schema& schema, std::vector<std::string> languages, int shards)
      : folder_(std::move(folder)), schema_(schema), languages_(std::move(languages)), shards_(shards) {}

  // A handle on the newest whole commit. Throws Xapian::Error.
  std::unique_ptr<Handle> Take();
  void GiveBack(std::unique_ptr<Handle> handle);

 private:
  std::shared_ptr<const Snapshot> Refresh();
  std::unique_ptr<Handle> OpenHandle(const std::shared_ptr<const Snapshot>& snapshot);

  const std::string folder_;
  const Schema schema_;
  const std::vector<std::string> languages_;
  const int shards_;
  std::mutex loading_;          // held while a snapshot is loaded
  std::string part_signature_;  // under loading_: of a commit that some shards do not have,
  int64_t part_since_ = 0;      // and since when (steady milliseconds)
  std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::vector<std::unique_ptr<Handle>> idle_;
};

// Threads that take a part of a long search while they have nothing else to do. With none idle, the caller does it all.
class Helpers {
 public:
  explicit Helpers(size_t threads);
  ~Helpers();
  // Runs every part once; returns when all are done. Throws what a part threw.
  void Run(const std::vector<std::function<void()>>& parts);

 private:
  struct Helper;
  std::vector<std::unique_ptr<Helper>> helpers_;
};

}  // namespace concord::search
