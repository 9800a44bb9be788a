#include "base/journal/settle.h"

#include <set>
#include <string>

#include "base/journal/hashing.h"
#include "base/journal/tables.h"

namespace concord::journal {
namespace {

constexpr char kKept[] =
    "at, action, sealed, actor_salt, actor, actor_seal, record_salt, subject, before_digest, after_digest, record_seal";

// One more link of a chain whose last entry is `number` with `hash`; the row moves as it stands.
void LinkOne(db::Transaction& t, const std::string& community, const db::Row& pending, int64_t& number,
             std::optional<Hash>& hash) {
  const Link link{++number, pending.Int(1), pending.Text(2), ParseHash(pending.Text(3)).value_or(Hash{}), {}};
  hash = HashOf(community, hash, link);
  t.Execute(std::string("INSERT INTO journal_entry (community_id, number, hash, ") + kKept +
                ") SELECT community_id, :number, :hash, " + kKept +
                " FROM journal_pending WHERE community_id = :community AND seq = :seq",
            number, Hex(*hash), community, pending.Int(0));
  t.Execute("DELETE FROM journal_pending WHERE community_id = :community AND seq = :seq", community, pending.Int(0));
}

void SettleOne(db::Transaction& t, const std::string& community) {
  int64_t number = SizeOf(t, community);
  const auto head = t.One("SELECT number FROM journal_head WHERE community_id = :community", community);
  if (head && head->Int(0) > number) return;
  auto hash = ParseHash(HashTextAt(t, community, number));
  for (const db::Row& pending :
       t.Query("SELECT seq, at, action, sealed FROM journal_pending WHERE community_id = :community ORDER BY seq",
               community))
    LinkOne(t, community, pending, number, hash);
  if (number == 0) return;
  t.Execute(
      "INSERT INTO journal_head (community_id, number, hash) SELECT community_id, number, hash FROM journal_entry "
      "WHERE "
      "community_id = :community AND number = :number ON CONFLICT (community_id) DO UPDATE SET number = "
      "excluded.number, hash = excluded.hash",
      community, number);
}

}  // namespace

void Settle(db::Transaction& transaction) {
  std::set<std::string> communities;
  for (const char* table : {"journal_entry", "journal_pending"}) {
    for (const std::string& community : CommunitiesIn(transaction, table)) communities.insert(community);
  }
  for (const std::string& community : communities) SettleOne(transaction, community);
}

}  // namespace concord::journal
