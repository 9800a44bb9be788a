#include "base/db/database.h"

#include <algorithm>
#include <random>
#include <thread>

#include "base/db/pool.h"
#include "base/db/schema.h"

namespace concord::db {

Error ToError(const DatabaseError& error) {
  switch (error.fault) {
    case Fault::kBusy:
      return {ErrorKind::kUnavailable, "error.busy", {}, error.what()};
    case Fault::kConstraint:
      return {ErrorKind::kConflict, "error.conflict", {}, error.what()};
    case Fault::kUnavailable:
      return {ErrorKind::kUnavailable, "error.database_unavailable", {}, error.what()};
    case Fault::kFull:
      return {ErrorKind::kUnavailable, "error.disk_full", {}, error.what()};
    case Fault::kText:
      return {ErrorKind::kInvalid, "error.text_invalid", {}, error.what()};
    case Fault::kStale:
      return {ErrorKind::kConflict, "error.outbox_gone", {}, error.what()};
    case Fault::kDamaged:
      return {ErrorKind::kInternal, "error.damaged", {}, error.what()};
    case Fault::kOther:
      break;
  }
  return {ErrorKind::kInternal, "error.internal", {}, error.what()};
}

namespace {

constexpr int kWriteAttempts = 8;

// 1, 2, 4 ... 64 ms, half of it by chance, so that two that met do not meet again.
void PauseBefore(int attempt) {
  thread_local std::minstd_rand jitter(std::random_device{}());
  int limit = 1000 << std::min(attempt, 6);
  std::this_thread::sleep_for(std::chrono::microseconds(limit / 2 + static_cast<int>(jitter() % (limit / 2))));
}

bool IsPostgres(const std::string& url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

}  // namespace

class Database::Impl {
 public:
  Impl(Options options, Log& log) : options_(std::move(options)), log_(log) {
    dialect_ = IsPostgres(options_.url) ? Dialect::kPostgres : Dialect::kSqlite;
    std::vector<std::unique_ptr<SessionImpl>> sessions;
    if (dialect_ == Dialect::kSqlite) {
      std::vector<std::unique_ptr<SessionImpl>> one;
      one.push_back(OpenSqlite(options_, true));  // first: it makes the file and its write-ahead log
      writer_ = std::make_unique<Pool>(std::move(one));
    }
    for (int i = 0; i < std::max(options_.readers, 1); ++i) {
      sessions.push_back(dialect_ == Dialect::kSqlite ? OpenSqlite(options_, false) : OpenPostgres(options_));
    }
    readers_ = std::make_unique<Pool>(std::move(sessions));
  }

  Dialect dialect() const { return dialect_; }
  Log& log() { return log_; }
  Pool& readers() { return *readers_; }
  Pool& writers() { return writer_ ? *writer_ : *readers_; }

  Result<Pool::Lease> Borrow(Pool& pool) {
    auto lease = pool.Borrow(milliseconds(options_.wait_milliseconds));
    if (lease) return std::move(*lease);
    return Fail(ErrorKind::kUnavailable, "error.busy", {},
                "no database session came free in " + std::to_string(options_.wait_milliseconds) + " ms");
  }

  PoolState state() const {
    PoolState all = readers_->state();
    if (!writer_) return all;
    PoolState one = writer_->state();
    return {.size = all.size + one.size, .in_use = all.in_use + one.in_use, .waiting = all.waiting + one.waiting};
  }

 private:
  Options options_;
  Log& log_;
  Dialect dialect_;
  std::unique_ptr<Pool> writer_;  // SQLite alone
  std::unique_ptr<Pool> readers_;
};

namespace {

// Rolls back whatever was not committed, however the scope is left.
class Rollback {
 public:
  explicit Rollback(SessionImpl& session) : session_(session) { session.failure = nullptr; }
  ~Rollback() { session_.Rollback(); }

 private:
  SessionImpl& session_;
};

enum class Outcome { kCommitted, kRefused };

}  // namespace

// Named by Transaction, whose deferred statements it runs.
struct WriteAttempt {
  SessionImpl& session;
  bool committing = false;  // from here on a lost connection leaves the outcome unknown

  Outcome Run(const std::function<bool(Transaction&)>& work, Transaction& transaction) {
    Rollback guard(session);
    session.BeginWrite();
    if (!work(transaction)) return Outcome::kRefused;
    if (session.failure) std::rethrow_exception(session.failure);
    transaction.DeferLeft();
    committing = true;
    session.CommitWith(transaction.deferred_);
    return Outcome::kCommitted;
  }
};

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

namespace {

// SQLite orders text by its bytes. A store must not depend on it, but lists would be ordered differently.
void WarnOfCollation(Session& session, Log& log) {
  auto row = session.One("SELECT datcollate FROM pg_database WHERE datname = current_database()");
  std::string collation = row ? row->Text(0) : "";
  if (collation == "C" || collation == "POSIX" || collation.starts_with("C.")) return;
  log.Warn(
      "PostgreSQL orders text by a language's rules; create the database with LC_COLLATE 'C' to order it as SQLite "
      "does",
      {{"collation", collation}});
}

}  // namespace

Result<std::unique_ptr<Database>> Database::Open(const Options& options, Log& log) {
  if (options.url != "sqlite" && !IsPostgres(options.url)) {
    return Fail(ErrorKind::kUnavailable, "error.database_unavailable", {},
                "database.url must be \"sqlite\" or begin with postgresql://");
  }
  try {
    auto database = std::unique_ptr<Database>(new Database(std::make_unique<Impl>(options, log)));
    if (database->dialect() == Dialect::kPostgres) {
      auto status = database->RunRead([&](Session& session) { WarnOfCollation(session, log); });
      if (!status) return std::unexpected(status.error());
    }
    return database;
  } catch (const DatabaseError& e) {
    Error error = ToError(e);
    if (error.kind != ErrorKind::kUnavailable) error.key = "error.database_unavailable";
    error.kind = ErrorKind::kUnavailable;
    return std::unexpected(error);
  }
}

Status Database::RunRead(const std::function<void(Session&)>& work) {
  auto lease = impl_->Borrow(impl_->readers());
  if (!lease) return std::unexpected(lease.error());
  SessionImpl& impl = lease->session();
  for (int attempt = 0;; ++attempt) {
    try {
      if (impl.Lost()) impl.Reopen();
      Rollback guard(impl);
      impl.BeginRead();
      Session session(impl);
      work(session);
      if (impl.failure) std::rethrow_exception(impl.failure);
      impl.Commit();
      return {};
    } catch (const DatabaseError& e) {
      bool again = impl.Lost() || dynamic_cast<const TryAgain*>(&e);
      if (!again || attempt > 0) return std::unexpected(ToError(e));
      impl_->log().Warn("database read is run again", {{"cause", std::string_view(e.what())}});
    }
  }
}

Status Database::RunWrite(const std::function<bool(Transaction&)>& work) {
  std::vector<std::function<void()>> after_commit;
  {
    auto lease = impl_->Borrow(impl_->writers());
    if (!lease) return std::unexpected(lease.error());
    SessionImpl& impl = lease->session();
    bool reopened = false;
    for (int attempt = 0;; ++attempt) {
      WriteAttempt write{impl};
      Transaction transaction(impl);
      try {
        if (impl.Lost()) impl.Reopen();
        if (write.Run(work, transaction) == Outcome::kRefused) return {};
        after_commit = std::move(transaction.after_commit_);
        break;
      } catch (const DatabaseError& e) {
        bool lost = impl.Lost() && !write.committing && !std::exchange(reopened, true);
        bool again = dynamic_cast<const TryAgain*>(&e) && attempt + 1 < kWriteAttempts;
        if (!lost && !again) return std::unexpected(ToError(e));
        impl_->log().Debug("database write is run again",
                           {{"attempt", attempt + 1}, {"cause", std::string_view(e.what())}});
      }
      PauseBefore(attempt);
    }
  }
  for (auto& action : after_commit) action();  // the session is free again: an action may read
  return {};
}

Dialect Database::dialect() const { return impl_->dialect(); }

std::string Database::DescribeSchema() {
  std::string text;
  auto status = RunRead([&](Session& session) { text = Describe(ReadSchema(session)); });
  return status ? text : "cannot read the schema: " + status.error().cause + "\n";
}

std::vector<std::string> Database::CheckIntegrity() {
  std::vector<std::string> faults;
  auto status = RunRead([&](Session& session) { faults = CheckRows(session); });
  if (!status) faults.push_back("the check did not finish: " + status.error().cause);
  return faults;
}

Database::PoolState Database::pool_state() const { return impl_->state(); }

}  // namespace concord::db
