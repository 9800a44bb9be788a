// One open connection to an engine: what Session stands in front of. Used by one thread at a time (the pool sees to
// that). Every function that talks to the engine throws DatabaseError, except Rollback.
#pragma once
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/db/database.h"

namespace concord::db {

using EachRow = std::function<bool(const Row&)>;

// The engine undid the transaction because of another one: run it again (PostgreSQL 40001, 40P01).
class TryAgain : public DatabaseError {
 public:
  explicit TryAgain(const std::string& what) : DatabaseError(Fault::kBusy, what) {}
};

class SessionImpl {
 public:
  virtual ~SessionImpl() = default;

  virtual Rows Query(std::string_view sql, const std::vector<Value>& args) = 0;
  virtual int64_t Execute(std::string_view sql, const std::vector<Value>& args) = 0;
  virtual void ForEach(std::string_view sql, const std::vector<Value>& args, const EachRow& each) = 0;
  virtual void Script(std::string_view sql) = 0;
  virtual void CopyIn(const std::string& sql, std::string_view) {
    throw DatabaseError(Fault::kOther, "no COPY on this engine: " + sql);
  }
  virtual Dialect dialect() const = 0;

  virtual void BeginRead() = 0;
  virtual void BeginWrite() = 0;
  virtual void Commit() = 0;
  // Runs these, then commits.
  virtual void CommitWith(const std::vector<Deferred>& deferred) {
    for (const Deferred& one : deferred) Execute(one.sql, one.args);
    Commit();
  }
  virtual void Rollback() noexcept = 0;

  // The connection is gone: nothing works until Reopen.
  virtual bool Lost() const = 0;
  virtual void Reopen() = 0;
  virtual int cached_statements() const = 0;

  // The first failure inside the transaction. PostgreSQL turns the COMMIT after one into a rollback; so that a store
  // behaves alike on both engines, Database refuses to commit on SQLite as well.
  std::exception_ptr failure;
};

// Throws DatabaseError(kText) where PostgreSQL could not store the text: a NUL byte, or bytes that are not UTF-8.
void CheckText(std::string_view text);

// Bounded, least recently used goes first. `Statement` frees itself.
template <typename Statement>
class StatementCache {
 public:
  explicit StatementCache(size_t capacity) : capacity_(capacity) {}

  Statement* Find(std::string_view key) {
    auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->second.get();
  }
  Statement& Add(std::string key, std::unique_ptr<Statement> statement) {
    if (full()) TakeOldest();
    order_.emplace_front(std::move(key), std::move(statement));
    by_key_.emplace(order_.front().first, order_.begin());
    return *order_.front().second;
  }
  // For statements that need more than being freed when they go.
  std::unique_ptr<Statement> TakeOldest() {
    auto oldest = std::move(order_.back().second);
    by_key_.erase(order_.back().first);
    order_.pop_back();
    return oldest;
  }
  bool full() const { return order_.size() >= capacity_; }
  void Clear() {
    by_key_.clear();
    order_.clear();
  }
  size_t size() const { return order_.size(); }

 private:
  using Order = std::list<std::pair<std::string, std::unique_ptr<Statement>>>;
  size_t capacity_;
  Order order_;  // most recently used first; owns the keys that by_key_ views
  std::unordered_map<std::string_view, typename Order::iterator> by_key_;
};

inline constexpr size_t kCachedStatements = 256;  // a session; a store has a few dozen

// What a caller of Read and Write sees of a failure.
Error ToError(const DatabaseError& error);

std::unique_ptr<SessionImpl> OpenSqlite(const Options& options, bool writer);
std::unique_ptr<SessionImpl> OpenPostgres(const Options& options);

}  // namespace concord::db
