// A position is "xid:seq". On PostgreSQL a row carries its transaction's number and is read only once every transaction
// with a lower number has ended (below the snapshot's xmin): sequence numbers alone are given out before the commit, so
// a slower transaction's row would appear behind a cursor that had already passed it. On SQLite, which has one writer,
// xid is 0 and seq alone is in the order of commits. After BeginAnew every position ends in "@history": cursors of
// another history, or of none, are stale.
#include "base/db/outbox.h"

#include <charconv>
#include <utility>

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

// "@history", or nothing before the first BeginAnew.
std::string Ending(Session& session) {
  const std::string history = Setting(session, kHistoryKey);
  return history.empty() ? "" : "@" + history;
}

std::string_view EndingOf(std::string_view cursor) {
  const size_t at = cursor.find('@');
  return at == std::string_view::npos ? std::string_view() : cursor.substr(at);
}

// After a dump was loaded into a fresh PostgreSQL, transaction numbers begin anew and would stay below old positions.
bool IsOfTheFuture(Session& session, Position position) {
  if (session.dialect() == Dialect::kSqlite) return false;
  auto row = session.One("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  return row && position.xid >= row->Int(0);
}

// A position of another server's numbering says nothing of what is gone here.
Position Pruned(Session& session) {
  const Position pruned = Parse(Setting(session, kPrunedKey));
  return IsOfTheFuture(session, pruned) ? Position() : pruned;
}

// Rows hold lines of "topic<tab>subject".
void AppendLine(std::string& out, std::string_view topic, std::string_view subject) {
  for (const std::string_view part : {topic, subject}) {
    if (part.find_first_of("\t\n") != std::string_view::npos)
      throw DatabaseError(Fault::kOther, "a change holds a tab or a line's end: " + std::string(part));
  }
  out.append(topic).append(1, '\t').append(subject).append(1, '\n');
}

void ReadLines(std::string_view lines, std::vector<Change>& changes) {
  while (!lines.empty()) {
    const size_t tab = lines.find('\t'), end = lines.find('\n');
    if (tab == std::string_view::npos || end == std::string_view::npos || end < tab)
      throw DatabaseError(Fault::kOther, "the outbox holds what is no change");
    changes.push_back({std::string(lines.substr(0, tab)), std::string(lines.substr(tab + 1, end - tab - 1))});
    lines.remove_prefix(end + 1);
  }
}

// A transaction of a million changes must not hold them all until its end.
constexpr size_t kRowBytes = 64 << 10;
// Nor must whoever takes up what was attached hold everyone else up for long.
constexpr size_t kReadBytes = 4 << 20;

// SQLite's one writer numbers its rows itself: a counter of the engine's would be another page in each transaction.
Deferred Insert(Dialect dialect, std::string changes, std::string attached, Time at) {
  static const std::string kPostgresSql =
      "INSERT INTO outbox (changes, attached, at) VALUES (:changes, :attached, :at)";
  static const std::string kSqliteSql =
      "INSERT INTO outbox (xid, seq, changes, attached, at) VALUES (0, COALESCE((SELECT seq FROM outbox ORDER BY xid "
      "DESC, seq DESC LIMIT 1), 0) + 1, :changes, :attached, :at)";
  return {dialect == Dialect::kPostgres ? kPostgresSql : kSqliteSql,
          {Value(std::move(changes)), Value(Bytes{std::move(attached)}), Value(at)}};
}

constexpr char kAfter[] = " FROM outbox WHERE (xid, seq) > (:xid, :seq)";

}  // namespace

void Transaction::Leave(std::string_view changes, std::string_view attached, Time at) {
  left_.changes.append(changes);
  left_.attached.append(attached);
  left_.at = at;
  if (left_.changes.size() + left_.attached.size() < kRowBytes) return;
  Left left = std::exchange(left_, {});
  const Deferred row = Insert(dialect(), std::move(left.changes), std::move(left.attached), left.at);
  ExecuteWith(row.sql, row.args);
}

void Transaction::DeferLeft() {
  if (left_.changes.empty() && left_.attached.empty()) return;
  Left left = std::exchange(left_, {});
  deferred_.push_back(Insert(dialect(), std::move(left.changes), std::move(left.attached), left.at));
}

void Transaction::RunDeferred() {
  DeferLeft();
  for (const Deferred& one : std::exchange(deferred_, {})) ExecuteWith(one.sql, one.args);
}

void Announce(Transaction& transaction, std::string_view topic, std::string_view subject, const Clock& clock) {
  std::string line;
  AppendLine(line, topic, subject);
  transaction.Leave(line, "", clock.Now());
}

void Attach(Transaction& transaction, std::string_view bytes, const Clock& clock) {
  transaction.Leave("", bytes, clock.Now());
}

namespace {

// Throws kStale where a cursor says nothing of this outbox any more.
Position PositionOf(Session& session, std::string_view cursor, const std::string& ending) {
  if (EndingOf(cursor) != ending) {
    throw DatabaseError(Fault::kStale, "the tables were replaced after the outbox cursor " + std::string(cursor) +
                                           ": rebuild the index");
  }
  const Position after = Parse(cursor.substr(0, cursor.size() - ending.size()));
  if (Position pruned = Pruned(session); after < pruned) {
    throw DatabaseError(Fault::kStale, "the outbox was pruned up to " + Format(pruned) + ", after the cursor " +
                                           Format(after) + ": rebuild the index");
  }
  if (IsOfTheFuture(session, after)) {
    throw DatabaseError(Fault::kStale,
                        "the outbox cursor " + Format(after) + " is of another server's history: rebuild the index");
  }
  return after;
}

}  // namespace

Tail ReadAfter(Session& session, std::string_view cursor, int limit) {
  const std::string ending = Ending(session);
  const Position after = PositionOf(session, cursor, ending);
  Tail tail{.cursor = std::string(cursor)};
  for (const Row& row : session.Query(
           std::string("SELECT xid, seq, changes") + kAfter + Settled(session) + " ORDER BY xid, seq LIMIT :limit",
           after.xid, after.seq, limit)) {
    ReadLines(row.Text(2), tail.changes);
    tail.cursor = Format({row.Int(0), row.Int(1)}) + ending;
    if (tail.changes.size() >= static_cast<size_t>(limit)) break;
  }
  return tail;
}

std::vector<Change> PeekAfter(Session& session, std::string_view cursor) {
  const Position after = PositionOf(session, cursor, Ending(session));
  std::vector<Change> changes;
  session.ForEach(std::string("SELECT changes") + kAfter, {after.xid, after.seq}, [&](const Row& row) {
    ReadLines(row.Text(0), changes);
    return true;
  });
  return changes;
}

Attachments ReadAttached(Session& session, std::string_view position, int limit) {
  const Position after = Parse(position);
  Attachments read{.position = std::string(position)};
  Position last = after;
  size_t size = 0;
  session.ForEach(
      std::string("SELECT xid, seq, attached") + kAfter + Settled(session) + " ORDER BY xid, seq LIMIT :limit",
      {after.xid, after.seq, limit}, [&](const Row& row) {
        const std::string& bytes = row.Text(2);
        if (!bytes.empty()) read.bytes.push_back(bytes);
        size += bytes.size();
        last = {row.Int(0), row.Int(1)};
        read.more = --limit == 0 || size >= kReadBytes;
        return !read.more;
      });
  if (last != after) read.position = Format(last);
  return read;
}

std::vector<std::string> PeekAttached(Session& session, std::string_view position) {
  const Position after = Parse(position);
  std::vector<std::string> all;
  session.ForEach(std::string("SELECT attached") + kAfter + " AND length(attached) > 0 ORDER BY xid, seq",
                  {after.xid, after.seq}, [&](const Row& row) {
                    all.push_back(row.Text(0));
                    return true;
                  });
  return all;
}

bool IsForeign(Session& session, std::string_view position) { return IsOfTheFuture(session, Parse(position)); }

void DropForeign(Transaction& transaction) {
  if (transaction.dialect() == Dialect::kSqlite) return;
  transaction.Execute("DELETE FROM outbox WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  transaction.Execute("DELETE FROM setting WHERE key = :key", kPrunedKey);
  // Cursors of before may lie below the new numbering: they are stale all the same.
  Set(transaction, kHistoryKey, Setting(transaction, kHistoryKey) + "-loaded");
}

void RewriteAttached(Transaction& transaction, std::string_view position, const Rewrite& rewrite) {
  const Position taken_up = Parse(position);
  struct Rewritten {
    Position at;
    std::string bytes;
  };
  std::vector<Rewritten> all;
  transaction.ForEach("SELECT xid, seq, attached FROM outbox WHERE length(attached) > 0", {}, [&](const Row& row) {
    const Position at{row.Int(0), row.Int(1)};
    std::string bytes = rewrite(row.Text(2), at <= taken_up);
    if (bytes != row.Text(2)) all.push_back({at, std::move(bytes)});
    return true;
  });
  for (Rewritten& one : all) {
    transaction.Execute("UPDATE outbox SET attached = :attached WHERE xid = :xid AND seq = :seq",
                        Bytes{std::move(one.bytes)}, one.at.xid, one.at.seq);
  }
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

void Prune(Transaction& transaction, Time before, std::string_view position) {
  const Position taken_up = Parse(position);
  // Only a run from the beginning goes, so that one position tells what is gone. The newest row stays: on SQLite its
  // number is the one to count on from.
  auto kept = transaction.One(
      std::string("SELECT xid, seq FROM outbox WHERE (at >= :before OR (xid, seq) > (:xid, :seq) OR (xid, seq) = "
                  "(SELECT xid, seq FROM outbox ORDER BY xid DESC, seq DESC LIMIT 1))") +
          Settled(transaction) + " ORDER BY xid, seq LIMIT 1",
      before, taken_up.xid, taken_up.seq);
  if (!kept) return;
  const Position end{kept->Int(0), kept->Int(1)};
  auto last =
      transaction.One("SELECT xid, seq FROM outbox WHERE (xid, seq) < (:xid, :seq) ORDER BY xid DESC, seq DESC LIMIT 1",
                      end.xid, end.seq);
  if (!last) return;
  Position pruned{last->Int(0), last->Int(1)};
  transaction.Execute("DELETE FROM outbox WHERE (xid, seq) <= (:xid, :seq)", pruned.xid, pruned.seq);
  Set(transaction, kPrunedKey, Format(pruned));
}

}  // namespace concord::db
