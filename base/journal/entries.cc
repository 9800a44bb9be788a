#include "base/journal/entries.h"

#include <algorithm>
#include <utility>

#include "base/journal/blocks.h"
#include "base/journal/columns.h"
#include "base/journal/tables.h"

namespace concord::journal {
namespace {

using EachLying = std::function<bool(const std::optional<Stored>&)>;

std::optional<std::string> ReadSalt(const db::Row& row, size_t i) {
  const auto* text = ReadText(row, i);
  auto salt = text ? ParseHex(*text) : std::nullopt;
  return salt && salt->size() == kSaltBytes ? salt : std::nullopt;
}
// The bytes of a digest, or none where the column is empty.
std::optional<std::string> ReadDigest(const db::Row& row, size_t i) {
  const auto* text = ReadText(row, i);
  if (!text) return std::nullopt;
  if (text->empty()) return "";
  const auto digest = ParseHash(*text);
  return digest ? std::optional(std::string(BytesOf(*digest))) : std::nullopt;
}

constexpr std::string_view kColumns =
    "number, at, action, sealed, hash, actor_salt, actor, actor_seal, record_salt, subject, before_digest, "
    "after_digest, record_seal";

void ReadActor(const db::Row& row, Stored& entry) {
  if (row.IsNull(5) && row.IsNull(6)) {
    entry.actor_seal = ReadHash(row, 7);
    return;
  }
  auto salt = ReadSalt(row, 5);
  const auto* actor = ReadText(row, 6);
  if (salt && actor && row.IsNull(7)) entry.actor = Pending::Actor{std::move(*salt), *actor};
}

void ReadRecord(const db::Row& row, Stored& entry) {
  if (row.IsNull(8) && row.IsNull(9) && row.IsNull(10) && row.IsNull(11)) {
    entry.record_seal = ReadHash(row, 12);
    return;
  }
  auto salt = ReadSalt(row, 8), before = ReadDigest(row, 10), after = ReadDigest(row, 11);
  const auto* subject = ReadText(row, 9);
  if (salt && subject && before && after && row.IsNull(12))
    entry.record = Pending::Record{std::move(*salt), *subject, std::move(*before), std::move(*after)};
}

std::optional<Stored> FromRow(const db::Row& row) {
  const auto number = ReadInt(row, 0), at = ReadInt(row, 1);
  const auto* action = ReadText(row, 2);
  const auto sealed = ReadHash(row, 3), hash = ReadHash(row, 4);
  if (!number || !at || !action || !sealed || !hash) return std::nullopt;
  Stored entry{
      .link = {*number, *at, *action, *sealed, *hash}, .actor = {}, .record = {}, .actor_seal = {}, .record_seal = {}};
  ReadActor(row, entry);
  ReadRecord(row, entry);
  return entry;
}

Stored FromPlaced(int64_t number, Placed placed) {
  Pending& e = placed.entry;
  Stored entry{.link = {number, e.at, std::move(e.action), e.sealed, placed.hash},
               .actor = std::move(e.actor),
               .record = std::move(e.record),
               .actor_seal = {},
               .record_seal = {}};
  if (!entry.actor) entry.actor_seal = e.actor_seal;
  if (!entry.record) entry.record_seal = e.record_seal;
  return entry;
}

bool EachRow(db::Session& session, std::string_view community, int64_t from, int64_t to, const EachLying& each) {
  bool wanted = true;
  session.ForEach("SELECT " + std::string(kColumns) +
                      " FROM journal_entry WHERE community_id = :community AND number >= :from AND number <= :to ORDER "
                      "BY number",
                  {community, from, to}, [&](const db::Row& row) { return wanted = each(FromRow(row)); });
  return wanted;
}

bool EachOf(const Block& block, int64_t from, int64_t to, const EachLying& each) {
  auto entries = EntriesOf(block);
  if (!entries) return each(std::nullopt);
  int64_t number = block.first;
  for (Placed& placed : *entries) {
    if (number >= from && number <= to && !each(FromPlaced(number, std::move(placed)))) return false;
    ++number;
  }
  return true;
}

}  // namespace

void ThrowDamaged(std::string_view community, int64_t number) {
  throw db::DatabaseError(db::Fault::kDamaged, "the journal of " + std::string(community) + " has no sound entry " +
                                                   std::to_string(number) + "; `concord journal verify` says more");
}

std::optional<Hash> ActorSealOf(const Stored& e) {
  return e.actor ? ActorSeal(e.actor->salt, e.actor->id) : e.actor_seal;
}
std::optional<Hash> RecordSealOf(const Stored& e) {
  if (!e.record) return e.record_seal;
  return RecordSeal(e.record->salt, e.record->subject, HexOrNone(e.record->before), HexOrNone(e.record->after));
}

void ForEachLying(db::Session& session, std::string_view community, int64_t from, int64_t to, const EachLying& each) {
  int64_t next = from;
  while (next <= to) {
    const auto block = BlockFrom(session, community, next);
    const bool reached = block && block->first <= to;
    if (!reached) {
      EachRow(session, community, next, to, each);
      return;
    }
    if (next < block->first && !EachRow(session, community, next, block->first - 1, each)) return;
    if (!EachOf(*block, next, to, each) || block->number == INT64_MAX) return;
    next = block->number + 1;
  }
}

void ForEachEntry(db::Session& session, std::string_view community, int64_t from, int64_t to,
                  const std::function<bool(const Stored&)>& each) {
  int64_t next = from;
  ForEachLying(session, community, from, to, [&](const std::optional<Stored>& entry) {
    if (!entry) ThrowDamaged(community, next);
    next = entry->link.number + 1;
    return each(*entry);
  });
}

std::optional<Stored> EntryAt(db::Session& session, std::string_view community, int64_t number) {
  std::optional<Stored> found;
  ForEachEntry(session, community, number, number, [&](const Stored& entry) {
    found = entry;
    return false;
  });
  return found;
}

std::optional<Dated> FirstDated(db::Session& session, std::string_view community, int64_t number, int64_t from,
                                int64_t until) {
  std::optional<Dated> found;
  const auto row = session.One(
      "SELECT number, at FROM journal_entry WHERE community_id = :community AND number > :number AND at >= :from AND "
      "at < :until ORDER BY number LIMIT 1",
      community, number, from, until);
  if (row) found = Dated{row->Int(0), row->Int(1)};
  for (int64_t after = number;;) {
    const auto next = session.One(
        "SELECT number FROM journal_block WHERE community_id = :community AND number > :after AND latest >= :from AND "
        "earliest < :until ORDER BY number LIMIT 1",
        community, after, from, until);
    if (!next) return found;
    const auto block = BlockFrom(session, community, next->Int(0));
    if (!block || (found && found->number < block->first)) return found;
    const auto entries = EntriesOf(*block);
    if (!entries) ThrowDamaged(community, block->first);
    for (size_t i = 0; i < entries->size(); ++i) {
      const Dated one{block->first + static_cast<int64_t>(i), (*entries)[i].entry.at};
      if (one.number > number && one.at >= from && one.at < until) return one;
    }
    after = block->number;
  }
}

std::map<std::string, int64_t> CountActions(db::Session& session, std::string_view community, int64_t after,
                                            int64_t to) {
  std::map<std::string, int64_t> counts;
  for (const db::Row& row : session.Query(
           "SELECT action, count(*) FROM journal_entry WHERE community_id = :community AND number > :after AND number "
           "<= :to GROUP BY action",
           community, after, to)) {
    counts[row.Text(0)] += row.Int(1);
  }
  for (auto block = BlockFrom(session, community, after + 1); block && block->first <= to;
       block = BlockFrom(session, community, block->number + 1)) {
    EachOf(*block, after + 1, to, [&](const std::optional<Stored>& entry) {
      if (!entry) ThrowDamaged(community, block->first);
      ++counts[entry->link.action];
      return true;
    });
  }
  return counts;
}

std::vector<Act> ActsOf(db::Session& session, std::string_view actor) {
  std::vector<Act> acts;
  for (const db::Row& row :
       session.Query("SELECT at, community_id, action, subject FROM journal_entry WHERE actor = :actor", actor)) {
    acts.push_back({row.At(0), row.Text(1), row.Text(2), row.Text(3)});
  }
  const auto take = [&](const Pending& entry) {
    if (!entry.actor || entry.actor->id != actor) return;
    acts.push_back(
        {Time(milliseconds(entry.at)), entry.community, entry.action, entry.record ? entry.record->subject : ""});
  };
  for (const std::string& community : CommunitiesIn(session, "journal_block")) {
    for (const int64_t number : BlocksWith(session, community, actor)) {
      const auto block = BlockFrom(session, community, number);
      const auto entries = block ? EntriesOf(*block) : std::nullopt;
      if (!entries) ThrowDamaged(community, block ? block->first : number);
      for (const Placed& placed : *entries) take(placed.entry);
    }
  }
  for (const Pending& entry : ReadPending(session)) take(entry);
  std::sort(acts.begin(), acts.end());
  return acts;
}

}  // namespace concord::journal
