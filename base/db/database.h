// The database: SQLite (one writer, many readers) or PostgreSQL (a pool for both), behind one small face.
// A Database is safe from any thread; a Session belongs to the thread that borrowed it, for as long as the callback
// runs. Stores write portable SQL with :name placeholders bound in order of appearance: a name that stands twice takes
// two arguments. Inside, failures are DatabaseError exceptions; Read and Write turn them into Error at the border
// (invalid, unavailable, conflict, internal). LIKE tells upper from lower case on both engines.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/core/clock.h"
#include "base/core/log.h"
#include "base/core/result.h"

namespace concord::db {

enum class Dialect { kSqlite, kPostgres };

// Bytes that are no text, as an argument. A row gives them back as a std::string.
struct Bytes {
  std::string bytes;
};

// One bound argument. Times are stored as milliseconds, ids as 36-character text, flags as 0/1, JSON as text.
class Value {
 public:
  Value(std::nullptr_t) : value_(nullptr) {}
  Value(int v) : value_(static_cast<int64_t>(v)) {}
  Value(int64_t v) : value_(v) {}
  Value(uint64_t v) : value_(static_cast<int64_t>(v)) {}
  Value(bool v) : value_(static_cast<int64_t>(v)) {}
  Value(double v) : value_(v) {}
  Value(std::string v) : value_(std::move(v)) {}
  Value(std::string_view v) : value_(std::string(v)) {}
  Value(const char* v) : value_(std::string(v)) {}
  Value(Bytes v) : value_(std::move(v)) {}
  Value(Time v) : value_(static_cast<int64_t>(v.time_since_epoch().count())) {}
  template <typename T>
  Value(const std::optional<T>& v) : Value(v ? Value(*v) : Value(nullptr)) {}

  using Held = std::variant<std::nullptr_t, int64_t, double, std::string, Bytes>;
  explicit Value(Held held) : value_(std::move(held)) {}
  const Held& held() const { return value_; }

 private:
  Held value_;
};

// One row of a result. Columns by position. Reading NULL as a plain type gives 0 or "".
class Row {
 public:
  std::vector<Value::Held> columns;

  bool IsNull(size_t i) const { return std::holds_alternative<std::nullptr_t>(columns.at(i)); }
  int64_t Int(size_t i) const;
  double Real(size_t i) const;
  const std::string& Text(size_t i) const;  // the empty text for NULL
  bool Flag(size_t i) const { return Int(i) != 0; }
  Time At(size_t i) const { return Time(milliseconds(Int(i))); }
  std::optional<int64_t> OptionalInt(size_t i) const { return IsNull(i) ? std::nullopt : std::optional(Int(i)); }
  std::optional<std::string> OptionalText(size_t i) const { return IsNull(i) ? std::nullopt : std::optional(Text(i)); }
};
using Rows = std::vector<Row>;

// kStale: an outbox cursor that no longer leads anywhere: what follows it must be built afresh.
// kText: an argument that PostgreSQL could not store (a NUL byte, bytes that are not UTF-8); refused on both engines.
// kDamaged: what is stored is not what was written.
enum class Fault { kBusy, kConstraint, kUnavailable, kFull, kOther, kText, kStale, kDamaged };

class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(Fault f, const std::string& what) : std::runtime_error(what), fault(f) {}
  Fault fault;
};

class SessionImpl;

// A statement whose outcome nobody waits for; see Transaction::AtCommit.
struct Deferred {
  std::string sql;
  std::vector<Value> args;
};

class Session {
 public:
  explicit Session(SessionImpl& impl) : impl_(impl) {}
  Session(const Session&) = delete;

  // Prepared once a session and statement, then reused. Throws DatabaseError.
  template <typename... Args>
  Rows Query(std::string_view sql, Args&&... args) {
    return QueryWith(sql, {Value(std::forward<Args>(args))...});
  }
  // The number of rows changed. Throws DatabaseError.
  template <typename... Args>
  int64_t Execute(std::string_view sql, Args&&... args) {
    return ExecuteWith(sql, {Value(std::forward<Args>(args))...});
  }
  // The first row, where there is one.
  template <typename... Args>
  std::optional<Row> One(std::string_view sql, Args&&... args) {
    Rows rows = QueryWith(sql, {Value(std::forward<Args>(args))...});
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
  }
  Rows QueryWith(std::string_view sql, const std::vector<Value>& args);
  int64_t ExecuteWith(std::string_view sql, const std::vector<Value>& args);
  // Calls `each` a row at a time, so that a large result needs no large memory; `each` returns false to stop.
  void ForEach(std::string_view sql, const std::vector<Value>& args, const std::function<bool(const Row&)>& each);
  // Several statements separated by semicolons, no arguments: migrations. Throws DatabaseError.
  void Script(std::string_view sql);
  // PostgreSQL alone: `rows` in the format that `sql`, a COPY ... FROM STDIN, names. Throws DatabaseError.
  void CopyIn(const std::string& sql, std::string_view rows);
  Dialect dialect() const;

 private:
  SessionImpl& impl_;
};

// A Session inside a transaction that Database::Write opened and will commit or roll back.
// A statement that failed dooms it, as PostgreSQL has it, even where `work` caught the exception: Write reports that
// failure and commits nothing. Where a row may be there already, write ON CONFLICT.
class Transaction : public Session {
 public:
  using Session::Session;
  // Runs after the commit succeeded, on the same thread (waking the indexer, emptying a cache). Must not throw.
  void AfterCommit(std::function<void()> action) { after_commit_.push_back(std::move(action)); }
  // Runs just before COMMIT, in the order given; on PostgreSQL in one round trip with it. What fails there fails the
  // write, as any other statement does. The transaction itself does not see it, unless it calls RunDeferred.
  template <typename... Args>
  void AtCommit(std::string_view sql, Args&&... args) {
    deferred_.push_back({std::string(sql), {Value(std::forward<Args>(args))...}});
  }
  void RunDeferred();
  // One row of the outbox for all that the transaction says there (outbox.h).
  void Leave(std::string_view changes, std::string_view attached, Time at);

 private:
  friend class Database;
  friend struct WriteAttempt;
  void DeferLeft();

  struct Left {
    std::string changes, attached;
    Time at;
  };
  Left left_;
  std::vector<Deferred> deferred_;
  std::vector<std::function<void()>> after_commit_;
};

struct Options {
  std::string url = "sqlite";  // "sqlite": `file`; or postgresql://...
  std::string file;            // the SQLite database file
  int readers = 4;             // size of the pool (SQLite: readers beside the one writer)
  int busy_milliseconds = 5000;
  int wait_milliseconds = 10000;  // for a free session, before `unavailable`
};

class Database {
 public:
  // Opens every session. Errors: unavailable, with a cause a person can act on.
  static Result<std::unique_ptr<Database>> Open(const Options& options, Log& log);
  ~Database();

  // Runs `work` on a reader, in one read snapshot. `work` returns Result<T> (or Status).
  // A connection that was lost is opened again, once, before the caller hears of it: `work` may run twice.
  // Errors: those of `work`; invalid (text that cannot be stored), conflict (a constraint), unavailable (busy, lost,
  // full: "error.busy", "error.database_unavailable", "error.disk_full"), internal.
  template <typename Work>
  auto Read(Work&& work) -> std::invoke_result_t<Work, Session&> {
    using R = std::invoke_result_t<Work, Session&>;
    std::optional<R> result;
    if (auto status = RunRead([&](Session& s) { result.emplace(work(s)); }); !status)
      return std::unexpected(status.error());
    return std::move(*result);
  }

  // Runs `work` in one write transaction: commits where it returns a value, rolls back where it returns an error or
  // throws. Serialization failures and deadlocks are retried, so `work` may run more than once and must not act outside
  // the database. A connection lost during the COMMIT itself leaves the outcome unknown: unavailable, never retried.
  // Isolation is READ COMMITTED on PostgreSQL: lock what you read and then change (SELECT ... FOR UPDATE there). Writes
  // do not nest.
  template <typename Work>
  auto Write(Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    using R = std::invoke_result_t<Work, Transaction&>;
    std::optional<R> result;
    auto status = RunWrite([&](Transaction& t) {
      result.emplace(work(t));
      return result->has_value();
    });
    if (!status) return std::unexpected(status.error());
    return std::move(*result);
  }

  Dialect dialect() const;
  // A consistent text dump of tables, columns, keys and indexes, sorted: for the schema check.
  std::string DescribeSchema();
  // Foreign keys that point nowhere, integrity errors: one line each, empty where all is well.
  std::vector<std::string> CheckIntegrity();
  // Sessions in use, waiting callers: for /metrics.
  struct PoolState {
    int size = 0, in_use = 0, waiting = 0;
  };
  PoolState pool_state() const;

 private:
  class Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  Status RunRead(const std::function<void(Session&)>& work);
  Status RunWrite(const std::function<bool(Transaction&)>& work);
  std::unique_ptr<Impl> impl_;
};

}  // namespace concord::db
