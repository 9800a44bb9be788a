#include "base/journal/days.h"

#include <optional>

#include "base/journal/entries.h"
#include "base/journal/tables.h"
#include "base/journal/tree.h"

namespace concord::journal {
namespace {

constexpr int64_t kDay = 24 * 60 * 60 * 1000;

int64_t DayNumber(int64_t at) { return at >= 0 ? at / kDay : (at + 1) / kDay - 1; }

std::string DayName(int64_t day) { return FormatRfc3339(Time(milliseconds(day * kDay))).substr(0, 10); }

void Record(db::Transaction& t, std::string_view community, const std::string& day, int64_t after, int64_t number,
            Tree& tree) {
  const Hash root = tree.Root(static_cast<uint64_t>(number));
  t.Execute(
      "INSERT INTO journal_day (community_id, day, number, hash, root) VALUES (:community, :day, :number, :hash, "
      ":root)",
      community, day, number, HashTextAt(t, community, number), Hex(root));
  for (const auto& [action, entries] : CountActions(t, community, after, number)) {
    t.Execute(
        "INSERT INTO journal_day_action (community_id, day, action, entries) VALUES (:community, :day, :action, "
        ":entries)",
        community, day, action, entries);
  }
}

bool IsClosed(db::Session& s, std::string_view community, const std::string& day) {
  return s.One("SELECT 1 FROM journal_day WHERE community_id = :community AND day = :day", community, day).has_value();
}

int64_t ClosedNumber(db::Session& s, std::string_view community) {
  return s.One("SELECT coalesce(max(number), 0) FROM journal_day WHERE community_id = :community", community)->Int(0);
}

int64_t StartOfDay(Time now) { return DayNumber(now.time_since_epoch().count()) * kDay; }

bool HasDayToClose(db::Session& s, std::string_view community, Time now) {
  try {
    return FirstDated(s, community, ClosedNumber(s, community), INT64_MIN, StartOfDay(now)).has_value();
  } catch (const db::DatabaseError& error) {
    if (error.fault != db::Fault::kOther) throw;
    return true;  // a broken entry: closing its day says so, and does not keep the other chains from theirs
  }
}

}  // namespace

int CloseDaysOf(db::Transaction& t, std::string_view community, Time now) {
  // One node at a time: the head's row stands still as long as this takes. Writers do not need it; the Linker waits.
  if (t.dialect() == db::Dialect::kPostgres)
    t.Query("SELECT number FROM journal_head WHERE community_id = :community FOR UPDATE", community);
  const int64_t today = StartOfDay(now);
  int64_t counted = ClosedNumber(t, community);  // where the next head's own entries begin
  int64_t seen = counted;
  int closed = 0;
  Tree tree(t, community);
  // Entries dated today or later (a clock that ran ahead) end no day; they count with what follows them.
  while (const auto first = FirstDated(t, community, seen, INT64_MIN, today)) {
    if (closed == 0 && seen == counted) FillNodes(t, community);
    const int64_t day = DayNumber(first->at);
    const auto next = FirstDated(t, community, first->number, (day + 1) * kDay, today + kDay);
    seen = next ? next->number - 1 : SizeOf(t, community);
    if (IsClosed(t, community, DayName(day))) continue;
    Record(t, community, DayName(day), counted, seen, tree);
    counted = seen;
    ++closed;
  }
  return closed;
}

Status CloseDays(db::Database& database, Time now) {
  // A look that writes nothing finds the chains with a day to close: it goes through all that today brought, and
  // writers are not to wait for that.
  auto communities = database.Read([&](db::Session& s) -> Result<std::vector<std::string>> {
    std::vector<std::string> ready = CommunitiesWithEntries(s);
    std::erase_if(ready, [&](const std::string& community) { return !HasDayToClose(s, community, now); });
    return ready;
  });
  if (!communities) return std::unexpected(communities.error());
  Status first;  // a chain that is broken does not keep the others from closing their days
  for (const std::string& community : *communities) {
    auto closed = database.Write([&](db::Transaction& t) -> Status {
      CloseDaysOf(t, community, now);
      return {};
    });
    if (!closed && first) first = closed;
  }
  return first;
}

std::vector<DayHead> DaysOf(db::Session& session, std::string_view community, int limit) {
  std::vector<DayHead> days;
  for (const db::Row& row : session.Query(
           "SELECT day, number, hash, root FROM journal_day WHERE community_id = :community ORDER BY number DESC, day "
           "DESC LIMIT :limit",
           community, limit)) {
    days.push_back(
        {row.Text(0), row.Int(1), ParseHash(row.Text(2)).value_or(Hash{}), ParseHash(row.Text(3)).value_or(Hash{})});
  }
  return days;
}

Counts CountsOf(db::Session& session, std::string_view community, Time since) {
  Counts counts;
  const std::string first = DayName(DayNumber(since.time_since_epoch().count()));
  for (const db::Row& row : session.Query(
           "SELECT action, sum(entries), sum(CASE WHEN day >= :first THEN entries ELSE 0 END) FROM journal_day_action "
           "WHERE community_id = :community GROUP BY action",
           first, community)) {
    counts.all[row.Text(0)] += row.Int(1);
    if (row.Int(2) > 0) counts.recent[row.Text(0)] += row.Int(2);
  }
  const int64_t closed = ClosedNumber(session, community);
  for (const auto& [action, entries] : CountActions(session, community, closed, SizeOf(session, community))) {
    counts.all[action] += entries;
    counts.recent[action] += entries;
  }
  return counts;
}

}  // namespace concord::journal
