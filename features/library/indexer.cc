#include "features/library/indexer.h"

#include <chrono>
#include <map>
#include <set>

#include "base/db/outbox.h"
#include "features/library/search_schema.h"
#include "features/library/store.h"

namespace concord::library {
namespace {

constexpr int kBatch = 500;
constexpr std::chrono::milliseconds kLook{1000};  // how often the outbox is looked at without being woken
// How long the index may lag behind a position after which nothing was for it: a commit is not worth that.
constexpr std::chrono::minutes kPositionMayLag{10};

struct Batch {
  std::vector<std::pair<std::string, std::optional<Resource>>> changes;  // the last state of each subject
  std::string cursor;
  // Public reading lists, which pages of resources name; instruments of self-review, whose pages are shared too.
  bool pages_changed = false;
};

Result<Batch> ReadBatch(Library& library, const std::string& cursor) {
  return library.database().Read([&](db::Session& s) -> Result<Batch> {
    const db::Tail tail = db::ReadAfter(s, cursor, kBatch);
    Batch batch{{}, tail.cursor, false};
    std::set<std::string> seen;
    for (const auto& change : tail.changes) {
      batch.pages_changed |= change.topic == "library.list" || change.topic == "selfreview.instrument";
      if (change.topic != "library.resource" || !seen.insert(change.subject).second) continue;
      auto resource = store::FindResourceById(s, change.subject);
      if (resource && !IsShown(*resource)) resource.reset();
      batch.changes.emplace_back(change.subject, std::move(resource));
    }
    return batch;
  });
}

// Pages are read one resource at a time: those of a whole batch could be more than memory holds. Should they change
// meanwhile, that is announced too, and the resource put again.
Status PutWithPages(Library& library, const Resource& resource, const Vocabulary& terms, search::Writer& writer) {
  auto document = library.database().Read(
      [&](db::Session& s) -> Result<search::Document> { return ToDocument(s, resource, terms); });
  if (!document) return std::unexpected(document.error());
  return writer.Put(std::move(*document));
}

// Every resource that is shown, as the index is to hold it; `each` returns false to stop.
Status ForEachDocument(Library& library, const Vocabulary& terms, const std::function<bool(search::Document)>& each) {
  return library.database().Read([&](db::Session& s) -> Status {
    store::ForEachResource(s, [&](const Resource& resource) { return each(ToDocument(s, resource, terms)); });
    return {};
  });
}

}  // namespace

Indexer::Indexer(Library& library, std::string folder, Log& log)
    : library_(library), folder_(std::move(folder)), log_(log) {}

Indexer::~Indexer() { Stop(); }

Result<std::unique_ptr<Indexer>> Indexer::Open(Library& library, const std::string& folder, Log& log) {
  auto indexer = Await(library, folder, log);
  if (auto status = indexer->OpenWriter(); !status) return std::unexpected(status.error());
  return indexer;
}

std::unique_ptr<Indexer> Indexer::Await(Library& library, const std::string& folder, Log& log) {
  return std::unique_ptr<Indexer>(new Indexer(library, folder, log));
}

Status Indexer::OpenWriter() {
  auto writer = search::Writer::Open(folder_, SearchSchema(), {});
  if (!writer) return std::unexpected(writer.error());
  writer_ = std::move(*writer);
  return {};
}

void Indexer::Reopen() {
  writer_.reset();
  read_to_.clear();
}

Result<int> Indexer::CatchUp() {
  if (!writer_) {
    const Status status = OpenWriter();
    if (!status && status.error().key == "search.locked") return 0;
    if (!status) return std::unexpected(status.error());
    log_.Info("this process writes the search index");
  }
  int applied = 0;
  std::string cursor = read_to_.empty() ? writer_->Cursor() : read_to_;
  while (true) {
    auto batch = ReadBatch(library_, cursor);
    if (!batch) return std::unexpected(batch.error());
    if (batch->cursor == cursor) break;
    if (batch->pages_changed) library_.Touch();
    const auto terms = library_.Terms();
    for (const auto& [id, resource] : batch->changes) {
      const Status status = resource ? PutWithPages(library_, *resource, *terms, *writer_) : writer_->Remove(id);
      if (!status) return std::unexpected(status.error());
      ++applied;
    }
    cursor = batch->cursor;
  }
  if (cursor == writer_->Cursor()) return 0;
  const auto now = std::chrono::steady_clock::now();
  if (applied > 0 || now - committed_ >= kPositionMayLag) {
    if (auto status = writer_->Commit(cursor); !status) return std::unexpected(status.error());
    committed_ = now;
  }
  read_to_ = cursor;
  return applied;
}

void Indexer::Follow(std::function<void()> changed) {
  thread_ = std::thread([this, changed = std::move(changed)] {
    for (bool last = false;;) {
      const auto applied = CatchUp();
      if (!applied) {
        log_.Error("the search index cannot follow", {{"cause", applied.error().cause}, {"key", applied.error().key}});
        // After a full disk a writer writes no more: another goes on from the last commit.
        if (applied.error().key.starts_with("search.")) Reopen();
      }
      if (applied && *applied > 0) {
        log_.Info("search index follows", {{"documents", *applied}});
        library_.Touch();
        changed();
      }
      if (last) return;
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, kLook, [this] { return wake_ || stopping_; });
      wake_ = false;
      // What was written until the end is taken up: a hub that stands still matches its index.
      last = stopping_;
    }
  });
}

void Indexer::Wake() {
  {
    std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_one();
}

void Indexer::Stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
}

Result<int64_t> Reindex(Library& library, const std::string& folder, const std::function<void(int64_t)>& progress) {
  if (auto status = search::Writer::Reset(folder); !status) return std::unexpected(status.error());
  auto writer = search::Writer::Open(folder, SearchSchema(), {});
  if (!writer) return std::unexpected(writer.error());
  // The outbox's head comes before the documents: what changes meanwhile is put twice rather than never.
  auto head = library.database().Read([](db::Session& s) -> Result<std::string> { return db::Head(s); });
  if (!head) return std::unexpected(head.error());
  const auto terms = library.Terms();
  int64_t count = 0;
  Status put;
  auto walked = ForEachDocument(library, *terms, [&](search::Document document) {
    put = (*writer)->Put(std::move(document));
    if (++count % 1000 == 0) progress(count);
    return put.has_value();
  });
  if (!walked) return std::unexpected(walked.error());
  if (!put) return std::unexpected(put.error());
  if (auto status = (*writer)->Commit(*head); !status) return std::unexpected(status.error());
  library.Touch();
  return count;
}

namespace {

// Ids of resources that changed after the index was last written. A cursor that says nothing of these tables leaves
// every document to be compared.
Result<std::set<std::string>> Waiting(Library& library, const std::string& cursor) {
  auto changes = library.database().Read(
      [&](db::Session& s) -> Result<std::vector<db::Change>> { return db::PeekAfter(s, cursor); });
  std::set<std::string> ids;
  if (!changes && changes.error().key == "error.outbox_gone") return ids;
  if (!changes) return std::unexpected(changes.error());
  for (const auto& change : *changes) {
    if (change.topic == "library.resource") ids.insert(change.subject);
  }
  return ids;
}

Result<IndexState> CompareOnce(Library& library, const search::Searcher& searcher, const std::string& cursor) {
  std::map<std::string, std::string> expected;
  const auto terms = library.Terms();
  auto walked = ForEachDocument(library, *terms, [&](const search::Document& document) {
    expected[document.id] = search::DigestOf(document);
    return true;
  });
  if (!walked) return std::unexpected(walked.error());
  // After the tables were read: what changed before that is among them.
  const auto waiting = Waiting(library, cursor);
  if (!waiting) return std::unexpected(waiting.error());
  IndexState state{.faults = {}, .waiting = waiting->size()};
  const auto fault = [&](const std::string& id, const char* what) {
    if (!waiting->contains(id)) state.faults.push_back(what + id);
  };
  searcher.ForEachId([&](std::string_view indexed, std::string_view digest) {
    const std::string id(indexed);
    const auto found = expected.find(id);
    if (found == expected.end()) return fault(id, "in the index, not in the tables: ");
    if (found->second != digest) fault(id, "differs from the tables: ");
    expected.erase(found);
  });
  for (const auto& [id, digest] : expected) fault(id, "not in the index: ");
  return state;
}

}  // namespace

Result<IndexState> CompareIndex(Library& library, const search::Searcher& searcher) {
  // A running server may write the index while it is compared: then it is looked at again.
  constexpr int kTries = 3;
  for (int tries = 1;; ++tries) {
    const std::string cursor = searcher.Cursor();
    auto state = CompareOnce(library, searcher, cursor);
    if (!state || state->faults.empty() || tries == kTries || searcher.Cursor() == cursor) return state;
  }
}

}  // namespace concord::library
