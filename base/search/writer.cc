#include <xapian.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/search/format.h"
#include "base/search/index.h"
#include "base/search/shard_writer.h"

namespace concord::search {
namespace {

constexpr size_t kBatch = 32;  // documents handed over at once
constexpr size_t kBatchBytes = 1u << 20;
constexpr size_t kWaitingBatches = 16;       // before Put waits for a shard
constexpr size_t kWaitingBytes = 32u << 20;  // the same; one document may be larger

// About what a document takes while it waits.
size_t SizeOf(const Document& document) {
  size_t bytes = document.stored.size();
  for (const std::string& text : document.texts) bytes += text.size();
  for (const PagedText& paged : document.paged) {
    for (const std::string& page : paged.pages) bytes += page.size() + sizeof page;
  }
  return bytes;
}

// A shard and the thread that fills it.
class ShardThread {
 public:
  ShardThread(const std::string& path, const Schema& schema) : shard_(path, schema), thread_([this] { Run(); }) {}

  ~ShardThread() {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

  struct Task {
    bool remove = false;
    Document document;  // only its id, to remove it
  };

  void Add(Task task) {
    batch_bytes_ += SizeOf(task.document);
    batch_.push_back(std::move(task));
    if (batch_.size() >= kBatch || batch_bytes_ >= kBatchBytes) HandOver();
  }

  // Begins a commit; WaitUntilIdle ends it.
  void BeginCommit(std::string cursor, uint64_t number) {
    HandOver();
    std::lock_guard lock(mutex_);
    commit_ = {true, std::move(cursor), number};
    wake_.notify_all();
  }

  void WaitUntilIdle() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return error_ || (waiting_.empty() && !busy_ && !commit_.wanted); });
  }

  std::optional<Error> Failure() {
    std::lock_guard lock(mutex_);
    return error_;
  }

  // Only while the thread has nothing to do.
  std::string Cursor() const { return shard_.Cursor(); }
  uint64_t CommitNumber() const { return shard_.CommitNumber(); }

 private:
  struct Batch {
    std::vector<Task> tasks;
    size_t bytes = 0;
  };
  struct CommitTask {
    bool wanted = false;
    std::string cursor;
    uint64_t number = 0;
  };

  void HandOver() {
    if (batch_.empty()) return;
    std::unique_lock lock(mutex_);
    done_.wait(lock,
               [this] { return error_ || (waiting_.size() < kWaitingBatches && waiting_bytes_ < kWaitingBytes); });
    waiting_.push_back({std::move(batch_), batch_bytes_});
    waiting_bytes_ += batch_bytes_;
    batch_.clear();
    batch_bytes_ = 0;
    wake_.notify_all();
  }

  void Run() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return stopping_ || (!error_ && (!waiting_.empty() || commit_.wanted)); });
      if (stopping_) return;  // what was not committed is dropped
      std::vector<Task> batch;
      size_t bytes = 0;
      CommitTask commit;
      if (!waiting_.empty()) {
        batch = std::move(waiting_.front().tasks);
        bytes = waiting_.front().bytes;
        waiting_.pop_front();
      } else {
        commit = std::move(commit_);
      }
      busy_ = true;
      lock.unlock();
      std::optional<Error> error = Work(batch, commit);
      batch.clear();  // before it counts as gone
      lock.lock();
      waiting_bytes_ -= bytes;
      busy_ = false;
      if (commit.wanted) commit_ = {};
      if (error) error_ = std::move(error);
      done_.notify_all();
    }
  }

  std::optional<Error> Work(const std::vector<Task>& batch, const CommitTask& commit) {
    try {
      for (const Task& task : batch) {
        if (task.remove) {
          shard_.Remove(task.document.id);
        } else {
          shard_.Put(task.document);
        }
      }
      if (commit.wanted) shard_.Commit(commit.cursor, commit.number);
    } catch (const Xapian::Error& error) {
      return ErrorOf(error);
    } catch (const std::bad_alloc&) {
      return Error{ErrorKind::kUnavailable, "search.unavailable", {}, "out of memory"};
    }
    return std::nullopt;
  }

  ShardWriter shard_;
  std::vector<Task> batch_;  // of the calling thread
  size_t batch_bytes_ = 0;   // the same
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Batch> waiting_;
  size_t waiting_bytes_ = 0;  // the batch at work included
  CommitTask commit_;
  bool busy_ = false;
  bool stopping_ = false;
  std::optional<Error> error_;
  std::thread thread_;
};

// FNV-1a: which shard holds an id must not change from one build of this program to the next.
size_t ShardOf(std::string_view id, size_t shards) {
  uint64_t hash = 14695981039346656037ull;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return static_cast<size_t>((hash >> 32) % shards);
}

class ShardedWriter : public Writer {
 public:
  ShardedWriter(const std::string& folder, const Schema& schema, int shards)
      : texts_(schema.texts.size()), facets_(schema.facets.size()), sorts_(schema.sorts.size()) {
    for (int i = 0; i < shards; ++i) shards_.push_back(std::make_unique<ShardThread>(ShardPath(folder, i), schema));
    // Where a crash came between the commits of two shards, the one behind tells from where to go on.
    const auto behind = std::ranges::min_element(shards_, {}, [](const auto& shard) { return shard->CommitNumber(); });
    cursor_ = (*behind)->Cursor();
    for (const auto& shard : shards_) commits_ = std::max(commits_, shard->CommitNumber());
  }

  Status Put(Document document) override {
    if (document.id.empty() || document.id.size() > kMaxIdBytes || document.id.find('\0') != std::string::npos ||
        document.texts.size() != texts_ || document.facets.size() != facets_ || document.sorts.size() != sorts_) {
      return Fail(ErrorKind::kInvalid, "search.bad_document", {{"id", document.id}});
    }
    return Add({false, std::move(document)});
  }

  Status Remove(std::string_view id) override {
    if (id.empty() || id.size() > kMaxIdBytes) return {};
    return Add({true, Document{.id = std::string(id)}});
  }

  Status Commit(std::string_view cursor) override {
    for (const auto& shard : shards_) shard->BeginCommit(std::string(cursor), commits_ + 1);
    std::optional<Error> failure;
    for (const auto& shard : shards_) {
      shard->WaitUntilIdle();
      if (!failure) failure = shard->Failure();
    }
    if (failure) return std::unexpected(*failure);
    ++commits_;
    cursor_ = cursor;
    return {};
  }

  std::string Cursor() const override { return cursor_; }

 private:
  Status Add(ShardThread::Task task) {
    ShardThread& shard = *shards_[ShardOf(task.document.id, shards_.size())];
    if (auto failure = shard.Failure()) return std::unexpected(*failure);
    shard.Add(std::move(task));
    return {};
  }

  const size_t texts_, facets_, sorts_;
  std::vector<std::unique_ptr<ShardThread>> shards_;
  std::string cursor_;
  uint64_t commits_ = 0;
};

}  // namespace

Result<std::unique_ptr<Writer>> Writer::Open(const std::string& folder, const Schema& schema, Options options) {
  if (schema.facets.size() > kMaxFacets || schema.texts.empty()) {
    return Fail(ErrorKind::kInternal, "search.unavailable", {}, "a schema has 1 or more texts and at most 32 facets");
  }
  auto shards = ReadMeta(folder, schema);
  if (!shards) return std::unexpected(shards.error());
  if (*shards == 0) {
    *shards = std::clamp(options.shards, 1, 16);
    if (auto written = WriteMeta(folder, schema, *shards); !written) return std::unexpected(written.error());
  }
  try {
    return std::make_unique<ShardedWriter>(folder, schema, *shards);
  } catch (const Xapian::Error& error) {
    return std::unexpected(ErrorOf(error));
  }
}

Status Writer::Reset(const std::string& folder) {
  std::error_code code;
  std::filesystem::remove(folder + "/META", code);  // first: without it the rest is no index
  for (int i = 0; i < 16 && !code; ++i) std::filesystem::remove_all(ShardPath(folder, i), code);
  if (code) return Fail(ErrorKind::kUnavailable, "search.unavailable", {}, folder + ": " + code.message());
  return {};
}

}  // namespace concord::search
