// The PostgreSQL connection. SOCI opens it; statements go to libpq through SOCI's handle: they are prepared on the
// server once a session and sent with typed arguments in one round trip, and the server's SQLSTATE stays at hand.
//
// Argument types are named, so that `:now + 1000` is computed with 64 bits and `SELECT :n` gives a number back, as on
// SQLite. NULL has no type to name (unknown fails in `:x IS NULL`, text fails in a BIGINT column), so a NULL argument
// is written into the statement as the literal; each pattern of argument kinds is a prepared statement of its own.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <deque>
#include <span>

#include "base/db/placeholders.h"
#include "base/db/session_impl.h"

namespace concord::db {
namespace {

// From the server's pg_type catalog; these numbers never change.
enum TypeOid : Oid {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kOid = 26,
  kFloat4 = 700,
  kFloat8 = 701,
  kNumeric = 1700,
  kXid8 = 5069
};

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, FreeResult>;

// Statements sent before an answer is read: few enough that neither side's socket fills up and both wait.
constexpr size_t kPipelined = 64;

struct Prepared {
  std::string name;  // the server's copy
};

Fault FaultOf(std::string_view state) {
  if (state == "53100") return Fault::kFull;
  if (state == "55P03" || state == "57014") return Fault::kBusy;  // lock_timeout, statement_timeout
  if (state == "22021" || state == "22P05") return Fault::kText;
  if (state.starts_with("23")) return Fault::kConstraint;
  if (state.starts_with("08") || state.starts_with("53") || state.starts_with("57P")) return Fault::kUnavailable;
  return Fault::kOther;
}

std::string KindsOf(const std::vector<Value>& args) {
  std::string kinds;
  for (const Value& arg : args) kinds.push_back("nidsb"[arg.held().index()]);
  return kinds;
}

// As bytea is written: \x00ff.
std::string HexOf(std::string_view bytes) {
  static const char* digits = "0123456789abcdef";
  std::string out = "\\x";
  for (unsigned char c : bytes) out.append({digits[c >> 4], digits[c & 15]});
  return out;
}

// The arguments in libpq's shape. Holds the text of numbers; texts themselves are not copied.
class Arguments {
 public:
  explicit Arguments(const std::vector<Value>& args) : numbers_(args.size()) {
    for (size_t i = 0; i < args.size(); ++i) {
      char* buffer = numbers_[i].data();
      if (auto* n = std::get_if<int64_t>(&args[i].held())) {
        *std::to_chars(buffer, buffer + kDigits, *n).ptr = '\0';
        Push(buffer, kInt8);
      } else if (auto* d = std::get_if<double>(&args[i].held())) {
        *std::to_chars(buffer, buffer + kDigits, *d).ptr = '\0';
        Push(buffer, kFloat8);
      } else if (auto* s = std::get_if<std::string>(&args[i].held())) {
        CheckText(*s);
        Push(s->c_str(), kText);
      } else if (auto* b = std::get_if<Bytes>(&args[i].held())) {
        Push(bytes_.emplace_back(HexOf(b->bytes)).c_str(), kBytea);
      }
    }
  }
  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const Oid* types() const { return types_.data(); }

 private:
  static constexpr size_t kDigits = 31;
  void Push(const char* value, Oid type) {
    values_.push_back(value);
    types_.push_back(type);
  }
  std::vector<std::array<char, kDigits + 1>> numbers_;
  std::deque<std::string> bytes_;
  std::vector<const char*> values_;
  std::vector<Oid> types_;
};

Value::Held DecodeNumeric(std::string_view text) {
  int64_t whole = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc() && end == text.data() + text.size()) return whole;  // sum(bigint) is numeric: an integer
  return std::strtod(text.data(), nullptr);
}

std::string DecodeBytes(const char* text) {
  size_t size = 0;
  unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
  std::string out(reinterpret_cast<char*>(bytes), size);
  PQfreemem(bytes);
  return out;
}

Value::Held Decode(const char* bytes, size_t size, Oid type) {
  std::string_view text(bytes, size);
  switch (type) {
    case kBool:
      return static_cast<int64_t>(text == "t");
    case kInt8:
    case kInt4:
    case kInt2:
    case kOid:
    case kXid8:
    case kNumeric:
      return DecodeNumeric(text);
    case kFloat4:
    case kFloat8:
      return std::strtod(bytes, nullptr);
    case kBytea:
      return DecodeBytes(bytes);
    default:
      return std::string(text);
  }
}

void DecodeRow(const PGresult* result, int at, Row& row) {
  int count = PQnfields(result);
  row.columns.resize(count, Value::Held(nullptr));
  for (int i = 0; i < count; ++i) {
    if (PQgetisnull(result, at, i)) {
      row.columns[i] = nullptr;
    } else {
      row.columns[i] = Decode(PQgetvalue(result, at, i), PQgetlength(result, at, i), PQftype(result, i));
    }
  }
}

std::string ConnectString(const Options& options) {
  std::string url = options.url;
  auto add = [&](const std::string& name, const std::string& value) {
    if (url.find(name + "=") != std::string::npos) return;
    url += (url.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
  };
  add("connect_timeout", "10");
  add("application_name", "concord");
  add("tcp_user_timeout", "30000");
  return url;
}

// A cursor serves what only reads; INSERT ... RETURNING and the like are run whole.
bool OnlyReads(std::string_view sql) {
  std::string lower;
  for (char c : sql) lower.push_back(static_cast<char>(tolower(static_cast<unsigned char>(c))));
  for (const char* word : {"insert ", "update ", "delete "}) {
    if (lower.find(word) != std::string::npos) return false;
  }
  size_t start = lower.find_first_not_of(" \t\r\n(");
  if (start == std::string::npos) return false;
  std::string_view body = std::string_view(lower).substr(start);
  return body.starts_with("select") || body.starts_with("with") || body.starts_with("values");
}

class PostgresSession final : public SessionImpl {
 public:
  explicit PostgresSession(const Options& options) : options_(options), statements_(kCachedStatements) { Reopen(); }

  Dialect dialect() const override { return Dialect::kPostgres; }

  Rows Query(std::string_view sql, const std::vector<Value>& args) override {
    ResultPtr result = Run(sql, args);
    Rows rows(PQntuples(result.get()));
    for (size_t i = 0; i < rows.size(); ++i) DecodeRow(result.get(), static_cast<int>(i), rows[i]);
    return rows;
  }

  int64_t Execute(std::string_view sql, const std::vector<Value>& args) override {
    ResultPtr result = Run(sql, args);
    if (strncmp(PQcmdStatus(result.get()), "SELECT", 6) == 0) return 0;
    return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
  }

  void ForEach(std::string_view sql, const std::vector<Value>& args, const EachRow& each) override {
    Row row;
    if (!OnlyReads(sql)) {
      ResultPtr result = Run(sql, args);
      for (int i = 0; i < PQntuples(result.get()); ++i) {
        DecodeRow(result.get(), i, row);
        if (!each(row)) return;
      }
      return;
    }
    // Not single-row mode: the callback may ask this same session for more.
    std::string name = "concord_each_" + std::to_string(++cursors_);
    EngineSql engine = ToEngineSql(sql, Dialect::kPostgres, KindsOf(args));
    Arguments sent(args);
    std::string declare = "DECLARE " + name + " NO SCROLL CURSOR FOR " + engine.text;
    Check(PQexecParams(conn(), declare.c_str(), sent.count(), sent.types(), sent.values(), nullptr, nullptr, 0), sql);
    for (bool more = true; more;) {
      ResultPtr batch = Check(PQexec(conn(), ("FETCH 500 FROM " + name).c_str()), sql);
      more = PQntuples(batch.get()) == 500;
      for (int i = 0; i < PQntuples(batch.get()); ++i) {
        DecodeRow(batch.get(), i, row);
        if (each(row)) continue;
        more = false;
        break;
      }
    }
    Check(PQexec(conn(), ("CLOSE " + name).c_str()), sql);
  }

  void Script(std::string_view sql) override { Check(PQexec(conn(), std::string(sql).c_str()), "script"); }

  void CopyIn(const std::string& sql, std::string_view rows) override {
    ResultPtr begun(PQexec(conn(), sql.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) Check(begun.release(), sql);
    const bool sent = PQputCopyData(conn(), rows.data(), static_cast<int>(rows.size())) == 1;
    PQputCopyEnd(conn(), sent ? nullptr : "the rows could not be sent");
    // What failed is said by the result.
    ResultPtr done(PQgetResult(conn()));
    while (PGresult* more = PQgetResult(conn())) {
      const bool stuck = PQresultStatus(more) == PGRES_COPY_IN;
      PQclear(more);
      if (stuck) break;
    }
    Check(done.release(), sql);
  }

  void BeginRead() override { Command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  void BeginWrite() override { Command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"); }
  void Commit() override {
    if (PQtransactionStatus(conn()) == PQTRANS_IDLE) {
      throw DatabaseError(Fault::kOther, "the transaction was ended from within");
    }
    ResultPtr result = Command("COMMIT");
    if (strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) throw DatabaseError(Fault::kOther, "rolled back at commit");
  }
  void CommitWith(const std::vector<Deferred>& deferred) override {
    if (deferred.empty()) return Commit();
    if (PQtransactionStatus(conn()) == PQTRANS_IDLE) {
      throw DatabaseError(Fault::kOther, "the transaction was ended from within");
    }
    for (size_t first = 0; first < deferred.size(); first += kPipelined) {
      const size_t count = std::min(kPipelined, deferred.size() - first);
      Pipeline(std::span(deferred).subspan(first, count), first + count == deferred.size());
    }
  }
  void Rollback() noexcept override {
    if (!Lost() && PQtransactionStatus(conn()) != PQTRANS_IDLE) PQclear(PQexec(conn(), "ROLLBACK"));
  }

  bool Lost() const override { return !soci_ || PQstatus(conn()) == CONNECTION_BAD; }

  void Reopen() override {
    statements_.Clear();
    soci_.reset();
    try {
      soci_ = std::make_unique<soci::session>(soci::postgresql, ConnectString(options_));
    } catch (const soci::soci_error& e) {
      throw DatabaseError(Fault::kUnavailable, std::string("cannot connect to PostgreSQL: ") + e.what());
    }
    PQsetNoticeProcessor(
        conn(), [](void*, const char*) {}, nullptr);
    const char* encoding = PQparameterStatus(conn(), "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0) {
      throw DatabaseError(Fault::kUnavailable, std::string("the PostgreSQL database is encoded in ") +
                                                   (encoding ? encoding : "?") + ": create it with ENCODING 'UTF8'");
    }
    PQsetClientEncoding(conn(), "UTF8");
    Command("SET TIME ZONE 'UTC'");
    Command("SET bytea_output = 'hex'");
    Command("SET lock_timeout = " + std::to_string(options_.busy_milliseconds));
  }

  int cached_statements() const override { return static_cast<int>(statements_.size()); }

 private:
  PGconn* conn() const { return static_cast<soci::postgresql_session_backend*>(soci_->get_backend())->conn_; }

  ResultPtr Command(const std::string& sql) { return Check(PQexec(conn(), sql.c_str()), sql); }

  ResultPtr Run(std::string_view sql, const std::vector<Value>& args) {
    Arguments sent(args);
    const Prepared& statement = Prepare(sql, KindsOf(args), sent);
    return Check(PQexecPrepared(conn(), statement.name.c_str(), sent.count(), sent.values(), nullptr, nullptr, 0), sql);
  }

  // Sends all before it reads an answer; with `commit`, a COMMIT behind them.
  void Pipeline(std::span<const Deferred> statements, bool commit) {
    std::deque<Arguments> sent;      // they hold pointers into themselves: never moved
    std::vector<std::string> names;  // copies: the cache may let a statement go while others are prepared
    for (const Deferred& one : statements) {
      sent.emplace_back(one.args);
      names.push_back(Prepare(one.sql, KindsOf(one.args), sent.back()).name);
    }
    PQenterPipelineMode(conn());
    for (size_t i = 0; i < statements.size(); ++i) {
      PQsendQueryPrepared(conn(), names[i].c_str(), sent[i].count(), sent[i].values(), nullptr, nullptr, 0);
    }
    if (commit) PQsendQueryParams(conn(), "COMMIT", 0, nullptr, nullptr, nullptr, nullptr, 0);
    PQpipelineSync(conn());
    ResultPtr last, failed;
    size_t failed_at = 0;
    for (size_t i = 0; i < statements.size() + (commit ? 1 : 0); ++i) {
      while (PGresult* result = PQgetResult(conn())) {
        last.reset(result);
        const auto status = PQresultStatus(result);
        if (failed || status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) continue;
        failed = std::move(last);
        failed_at = i;
      }
    }
    PQclear(PQgetResult(conn()));  // of the synchronization
    PQexitPipelineMode(conn());
    if (failed) Check(failed.release(), failed_at < statements.size() ? statements[failed_at].sql : "COMMIT");
    if (!commit) return;
    if (!last) Check(nullptr, "COMMIT");
    if (strcmp(PQcmdStatus(last.get()), "COMMIT") != 0) throw DatabaseError(Fault::kOther, "rolled back at commit");
  }

  const Prepared& Prepare(std::string_view sql, const std::string& kinds, const Arguments& sent) {
    key_.assign(sql).append(1, '\0').append(kinds);
    if (Prepared* found = statements_.Find(key_)) return *found;
    EngineSql engine = ToEngineSql(sql, Dialect::kPostgres, kinds);
    if (engine.parameters != sent.count()) {
      throw DatabaseError(Fault::kOther, "the statement has " + std::to_string(engine.parameters) +
                                             " placeholders but no arguments: " + std::string(sql));
    }
    if (statements_.full()) Command("DEALLOCATE " + statements_.TakeOldest()->name);
    auto prepared = std::make_unique<Prepared>();
    prepared->name = "concord_" + std::to_string(++names_);
    Check(PQprepare(conn(), prepared->name.c_str(), engine.text.c_str(), sent.count(), sent.types()), sql);
    return statements_.Add(key_, std::move(prepared));
  }

  ResultPtr Check(PGresult* raw, std::string_view sql) {
    ResultPtr result(raw);
    switch (PQresultStatus(raw)) {
      case PGRES_COMMAND_OK:
      case PGRES_TUPLES_OK:
        return result;
      default:
        break;
    }
    const char* field = raw ? PQresultErrorField(raw, PG_DIAG_SQLSTATE) : nullptr;
    std::string state = field ? field : "";
    std::string message = raw ? PQresultErrorMessage(raw) : PQerrorMessage(conn());
    while (!message.empty() && message.back() == '\n') message.pop_back();
    std::string what = message + " (PostgreSQL " + (state.empty() ? "no state" : state) + "): " + std::string(sql);
    if (PQstatus(conn()) == CONNECTION_BAD) throw DatabaseError(Fault::kUnavailable, what);
    if (state == "40001" || state == "40P01") throw TryAgain(what);
    if (StatementsAreStale(state, message)) {
      statements_.Clear();
      PQclear(PQexec(conn(), "ROLLBACK"));
      PQclear(PQexec(conn(), "DEALLOCATE ALL"));
      throw TryAgain(what);
    }
    throw DatabaseError(FaultOf(state), what);
  }

  // Another session changed the tables under a prepared statement, or a pooler gave us another server process.
  static bool StatementsAreStale(const std::string& state, const std::string& message) {
    return state == "26000" || (state == "0A000" && message.find("cached plan") != std::string::npos);
  }

  Options options_;
  std::unique_ptr<soci::session> soci_;
  StatementCache<Prepared> statements_;
  std::string key_;  // kept for its memory
  int64_t names_ = 0, cursors_ = 0;
};

}  // namespace

std::unique_ptr<SessionImpl> OpenPostgres(const Options& options) { return std::make_unique<PostgresSession>(options); }

}  // namespace concord::db
