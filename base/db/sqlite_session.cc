// The SQLite connection. SOCI opens it; statements go straight to sqlite3_stmt through SOCI's handle, because SOCI's
// own statement copies every row into a cache of its own and wants typed variables bound before the call: with the
// handle, a statement is prepared once, its arguments are bound without a copy, and a single row costs some
// microseconds.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/db/placeholders.h"
#include "base/db/session_impl.h"

namespace concord::db {
namespace {

using namespace sqlite_api;  // where SOCI's header puts sqlite3.h

Fault FaultOf(int code, bool writer) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return Fault::kConstraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Fault::kBusy;
    case SQLITE_FULL:
      return Fault::kFull;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL:
      return Fault::kUnavailable;
    case SQLITE_READONLY:
      return writer ? Fault::kUnavailable : Fault::kOther;  // a reader that writes is a bug
    default:
      return Fault::kOther;
  }
}

struct Statement {
  sqlite3_stmt* handle = nullptr;
  bool in_use = false;
  Statement() = default;
  Statement(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(handle); }
};

// SOCI reads `key=value key=value`; an address with percent signs carries any file name through that.
std::string ConnectString(const std::string& file, int busy_milliseconds) {
  std::string uri = "file:";
  for (unsigned char c : file) {
    if (isalnum(c) || c == '/' || c == '.' || c == '_' || c == '-' || c >= 0x80) {
      uri.push_back(static_cast<char>(c));
    } else {
      static const char* hex = "0123456789ABCDEF";
      uri.append({'%', hex[c >> 4], hex[c & 15]});
    }
  }
  return "dbname=" + uri + " timeout=" + std::to_string(busy_milliseconds / 1000 + 1);
}

class SqliteSession final : public SessionImpl {
 public:
  SqliteSession(const Options& options, bool writer)
      : options_(options), writer_(writer), statements_(kCachedStatements) {
    Open();
  }
  ~SqliteSession() override { statements_.Clear(); }

  Dialect dialect() const override { return Dialect::kSqlite; }

  Rows Query(std::string_view sql, const std::vector<Value>& args) override {
    Rows rows;
    Run(sql, args, [&](const Use& use) {
      Decode(use.handle(), rows.emplace_back());
      return true;
    });
    return rows;
  }

  void ForEach(std::string_view sql, const std::vector<Value>& args, const EachRow& each) override {
    Row row;
    Run(sql, args, [&](const Use& use) {
      Decode(use.handle(), row);
      return each(row);
    });
  }

  int64_t Execute(std::string_view sql, const std::vector<Value>& args) override {
    int64_t before = sqlite3_total_changes64(db_);
    Run(sql, args, [](const Use&) { return true; });
    // After a statement that is no INSERT, UPDATE or DELETE sqlite3_changes64 still tells of the one before it.
    return sqlite3_total_changes64(db_) == before ? 0 : sqlite3_changes64(db_);
  }

  void Script(std::string_view sql) override {
    std::string text(sql);
    if (int code = sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) Raise(code, "script");
  }

  void BeginRead() override {
    Run("BEGIN", {}, [](const Use&) { return true; });
  }
  void BeginWrite() override {
    Run("BEGIN IMMEDIATE", {}, [](const Use&) { return true; });
  }
  void Commit() override {
    if (sqlite3_get_autocommit(db_)) throw DatabaseError(Fault::kOther, "the transaction was ended from within");
    Run("COMMIT", {}, [](const Use&) { return true; });
  }
  void Rollback() noexcept override {
    // After a full disk, for one, SQLite has rolled back by itself.
    if (db_ && !sqlite3_get_autocommit(db_)) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  }

  bool Lost() const override { return db_ == nullptr; }
  void Reopen() override { Open(); }
  int cached_statements() const override { return static_cast<int>(statements_.size()); }

 private:
  // A statement while it runs: reset and free of its arguments afterwards. One that is already running (a query inside
  // the callback of the same query) gets a second copy, which ends with its use.
  class Use {
   public:
    Use(SqliteSession& session, std::string_view sql) {
      Statement* cached = session.statements_.Find(sql);
      if (cached && cached->in_use) {
        own_ = session.Prepare(sql);
        cached = own_.get();
      } else if (!cached) {
        cached = &session.AddStatement(sql, own_);
      }
      statement_ = cached;
      statement_->in_use = true;
    }
    ~Use() {
      sqlite3_reset(statement_->handle);
      sqlite3_clear_bindings(statement_->handle);
      statement_->in_use = false;
    }
    Use(const Use&) = delete;
    sqlite3_stmt* handle() const { return statement_->handle; }

   private:
    std::unique_ptr<Statement> own_;
    Statement* statement_;
  };

  void Open() {
    statements_.Clear();
    db_ = nullptr;
    try {
      soci_ = std::make_unique<soci::session>(soci::sqlite3, ConnectString(options_.file, options_.busy_milliseconds));
    } catch (const soci::soci_error& e) {
      throw DatabaseError(Fault::kUnavailable, "cannot open " + options_.file + ": " + e.what());
    }
    db_ = static_cast<soci::sqlite3_session_backend*>(soci_->get_backend())->conn_;
    sqlite3_extended_result_codes(db_, 1);
    sqlite3_busy_timeout(db_, options_.busy_milliseconds);
    // "name" is a name and never text, as on PostgreSQL.
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (writer_) {
      Rows mode = Query("PRAGMA journal_mode = WAL", {});
      if (mode.empty() || mode[0].Text(0) != "wal") {
        throw DatabaseError(Fault::kUnavailable,
                            options_.file + " cannot use a write-ahead log here (a network drive?)");
      }
    }
    Script(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;"
        "PRAGMA mmap_size = 268435456; PRAGMA journal_size_limit = 67108864; PRAGMA case_sensitive_like = ON;"
        "PRAGMA trusted_schema = OFF;"
        // What is deleted is overwritten, also where SQLite was not compiled to do so (see forget.h).
        "PRAGMA secure_delete = ON;");
    if (!writer_) Script("PRAGMA query_only = ON");
  }

  std::unique_ptr<Statement> Prepare(std::string_view sql) {
    EngineSql engine = ToEngineSql(sql, Dialect::kSqlite);
    auto statement = std::make_unique<Statement>();
    const char* tail = nullptr;
    int code = sqlite3_prepare_v3(db_, engine.text.c_str(), static_cast<int>(engine.text.size()) + 1,
                                  SQLITE_PREPARE_PERSISTENT, &statement->handle, &tail);
    if (code != SQLITE_OK) Raise(code, sql);
    if (!statement->handle) throw DatabaseError(Fault::kOther, "an empty statement");
    if (std::string_view(tail).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
      throw DatabaseError(Fault::kOther, "more than one statement: " + std::string(sql));
    }
    return statement;
  }

  // The statement that Add would push out may be running (a callback that asks 256 other things): then nothing is
  // cached.
  Statement& AddStatement(std::string_view sql, std::unique_ptr<Statement>& own) {
    auto statement = Prepare(sql);
    if (running_ > 0 && statements_.full()) {
      own = std::move(statement);
      return *own;
    }
    return statements_.Add(std::string(sql), std::move(statement));
  }

  void Bind(sqlite3_stmt* statement, std::string_view sql, const std::vector<Value>& args) {
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(args.size())) {
      throw DatabaseError(Fault::kOther,
                          "the statement has " + std::to_string(sqlite3_bind_parameter_count(statement)) +
                              " placeholders but " + std::to_string(args.size()) + " arguments: " + std::string(sql));
    }
    int i = 0;
    for (const Value& arg : args) {
      ++i;
      int code = SQLITE_OK;
      if (auto* n = std::get_if<int64_t>(&arg.held())) {
        code = sqlite3_bind_int64(statement, i, *n);
      } else if (auto* d = std::get_if<double>(&arg.held())) {
        code = sqlite3_bind_double(statement, i, *d);
      } else if (auto* s = std::get_if<std::string>(&arg.held())) {
        CheckText(*s);
        code = sqlite3_bind_text64(statement, i, s->data(), s->size(), nullptr /* SQLITE_STATIC */, SQLITE_UTF8);
      } else if (auto* b = std::get_if<Bytes>(&arg.held())) {
        code = sqlite3_bind_blob64(statement, i, b->bytes.data(), b->bytes.size(), nullptr /* SQLITE_STATIC */);
      }
      if (code != SQLITE_OK) Raise(code, sql);
    }
  }

  template <typename OnRow>
  void Run(std::string_view sql, const std::vector<Value>& args, OnRow on_row) {
    Use use(*this, sql);
    Bind(use.handle(), sql, args);
    struct Running {
      int& count;
      ~Running() { --count; }
    } running{++running_};
    while (true) {
      int code = sqlite3_step(use.handle());
      if (code == SQLITE_DONE) return;
      if (code != SQLITE_ROW) Raise(code, sql);
      if (!on_row(use)) return;
    }
  }

  static void Decode(sqlite3_stmt* statement, Row& row) {
    int count = sqlite3_column_count(statement);
    row.columns.resize(count, Value::Held(nullptr));
    for (int i = 0; i < count; ++i) {
      switch (sqlite3_column_type(statement, i)) {
        case SQLITE_INTEGER:
          row.columns[i] = static_cast<int64_t>(sqlite3_column_int64(statement, i));
          break;
        case SQLITE_FLOAT:
          row.columns[i] = sqlite3_column_double(statement, i);
          break;
        case SQLITE_NULL:
          row.columns[i] = nullptr;
          break;
        default: {
          auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
          row.columns[i] = std::string(bytes ? bytes : "", sqlite3_column_bytes(statement, i));
        }
      }
    }
  }

  [[noreturn]] void Raise(int code, std::string_view sql) {
    std::string what = std::string(sqlite3_errmsg(db_)) + " (SQLite " + std::to_string(code) + "): " + std::string(sql);
    throw DatabaseError(FaultOf(code, writer_), what);
  }

  Options options_;
  bool writer_;
  std::unique_ptr<soci::session> soci_;
  sqlite3* db_ = nullptr;
  int running_ = 0;
  StatementCache<Statement> statements_;  // after soci_, so that it goes first
};

}  // namespace

std::unique_ptr<SessionImpl> OpenSqlite(const Options& options, bool writer) {
  return std::make_unique<SqliteSession>(options, writer);
}

}  // namespace concord::db
