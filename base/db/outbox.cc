// A position is "xid:seq". On PostgreSQL a row carries its transaction's number and is read only once every transaction
// with a lower number has ended (below the snapshot's xmin): sequence numbers alone are given out before the commit, so
// a slower transaction's row would appear behind a cursor that had already passed it. On SQLite, which has one writer,
// xid is 0 and seq alone is in the order of commits. After BeginAnew every position ends in "@history": cursors of
// another history, or of none, are stale.
#include "base/db/outbox.h"

#include <charconv>

namespace concord::db {
namespace {

constexpr std::string_view kPrunedKey = "outbox.pruned", kHistoryKey = "outbox.history";

struct Position {
  int64_t xid = 0, seq = 0;
  auto operator<=>(const Position&) const = default;
};

std::string Format(Position p) { return std::to_string(p.xid) + ":" + std::to_string(p.seq); }

Position Parse(std::string_view cursor) {
  Position p;
  if (cursor.empty()) return p;
  const char* end = cursor.data() + cursor.size();
  auto xid = std::from_chars(cursor.data(), end, p.xid);
  if (xid.ec == std::errc() && xid.ptr != end && *xid.ptr == ':') {
    auto seq = std::from_chars(xid.ptr + 1, end, p.seq);
    if (seq.ec == std::errc() && seq.ptr == end) return p;
  }
  throw DatabaseError(Fault::kOther, "not an outbox cursor: " + std::string(cursor));
}

// Every number below is of a transaction that has ended.
const char* Settled(Session& session) {
  return session.dialect() == Dialect::kSqlite ? ""
                                               : " AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
}

std::string Setting(Session& session, std::string_view key) {
  auto row = session.One("SELECT value FROM setting WHERE key = :key", key);
  return row ? row->Text(0) : "";
}

void Set(Transaction& transaction, std::string_view key, std::string_view value) {
  transaction.Execute(
      "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      key, value);
}

Position Pruned(Session& session) { return Parse(Setting(session, kPrunedKey)); }

// "@history", or nothing before the first BeginAnew.
std::string Ending(Session& session) {
  const std::string history = Setting(session, kHistoryKey);
  return history.empty() ? "" : "@" + history;
}

std::string_view EndingOf(std::string_view cursor) {
  const size_t at = cursor.find('@');
  return at == std::string_view::npos ? std::string_view() : cursor.substr(at);
}

// After a dump was loaded into a fresh PostgreSQL, transaction numbers begin anew and would stay below old cursors.
void RefuseFuture(Session& session, Position after) {
  if (session.dialect() == Dialect::kSqlite) return;
  auto row = session.One("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  if (row && after.xid >= row->Int(0)) {
    throw DatabaseError(Fault::kStale,
                        "the outbox cursor " + Format(after) + " is of another server's history: rebuild the index");
  }
}

}  // namespace

void Announce(Transaction& transaction, std::string_view topic, std::string_view subject, const Clock& clock) {
  transaction.Execute("INSERT INTO outbox (topic, subject, at) VALUES (:topic, :subject, :at)", topic, subject,
                      clock.Now());
}

Tail ReadAfter(Session& session, std::string_view cursor, int limit) {
  const std::string ending = Ending(session);
  if (EndingOf(cursor) != ending) {
    throw DatabaseError(Fault::kStale, "the tables were replaced after the outbox cursor " + std::string(cursor) +
                                           ": rebuild the index");
  }
  Position after = Parse(cursor.substr(0, cursor.size() - ending.size()));
  if (Position pruned = Pruned(session); after < pruned) {
    throw DatabaseError(Fault::kStale, "the outbox was pruned up to " + Format(pruned) + ", after the cursor " +
                                           Format(after) + ": rebuild the index");
  }
  RefuseFuture(session, after);
  Tail tail{.cursor = std::string(cursor)};
  for (const Row& row :
       session.Query(std::string("SELECT topic, subject, xid, seq FROM outbox WHERE (xid, seq) > (:xid, :seq)") +
                         Settled(session) + " ORDER BY xid, seq LIMIT :limit",
                     after.xid, after.seq, limit)) {
    tail.changes.push_back({row.Text(0), row.Text(1)});
    tail.cursor = Format({row.Int(2), row.Int(3)}) + ending;
  }
  return tail;
}

std::string Head(Session& session) {
  auto row = session.One(std::string("SELECT xid, seq FROM outbox WHERE 1 = 1") + Settled(session) +
                         " ORDER BY xid DESC, seq DESC LIMIT 1");
  return Format(row ? Position{row->Int(0), row->Int(1)} : Pruned(session)) + Ending(session);
}

void BeginAnew(Transaction& transaction, Random& random) {
  transaction.Execute("DELETE FROM outbox");
  transaction.Execute("DELETE FROM setting WHERE key = :key", kPrunedKey);
  Set(transaction, kHistoryKey, std::to_string(random.Next64()));
}

void Prune(Transaction& transaction, Time before) {
  // Only a run from the beginning goes, so that one position tells what is gone.
  auto kept = transaction.One(std::string("SELECT xid, seq FROM outbox WHERE at >= :before") + Settled(transaction) +
                                  " ORDER BY xid, seq LIMIT 1",
                              before);
  Position end = kept ? Position{kept->Int(0), kept->Int(1)} : Position{INT64_MAX, INT64_MAX};
  auto last = transaction.One(std::string("SELECT xid, seq FROM outbox WHERE (xid, seq) < (:xid, :seq)") +
                                  Settled(transaction) + " ORDER BY xid DESC, seq DESC LIMIT 1",
                              end.xid, end.seq);
  if (!last) return;
  Position pruned{last->Int(0), last->Int(1)};
  transaction.Execute("DELETE FROM outbox WHERE (xid, seq) <= (:xid, :seq)", pruned.xid, pruned.seq);
  Set(transaction, kPrunedKey, Format(pruned));
}

}  // namespace concord::db
