#include "base/journal/journal.h"

#include <map>
#include <set>

#include "base/db/outbox.h"
#include "base/journal/blocks.h"
#include "base/journal/hashing.h"
#include "base/journal/packed.h"
#include "base/journal/tables.h"
#include "base/journal/verify.h"

namespace concord::journal {
namespace {

// Where someone or something is named in the chain.
int64_t Forget(db::Transaction& t, const std::string& community, const Erasure& erasure) {
  int64_t count = 0;
  const auto forget = [&](const std::string& column, const std::string& value, const std::string& salt_column,
                          const std::string& cleared, const std::string& seal_column, const auto& seal) {
    const db::Rows rows = t.Query("SELECT number, " + salt_column + ", " + column +
                                      ", before_digest, after_digest FROM journal_entry WHERE community_id = "
                                      ":community AND " +
                                      column + " = :value",
                                  community, value);
    for (const db::Row& row : rows) {
      t.Execute("UPDATE journal_entry SET " + cleared + ", " + seal_column +
                    " = :seal WHERE community_id = :community AND number = :number",
                Hex(seal(row)), community, row.Int(0));
      ++count;
    }
  };
  if (!erasure.actor.empty()) {
    forget("actor", erasure.actor, "actor_salt", "actor_salt = NULL, actor = NULL", "actor_seal",
           [](const db::Row& row) { return ActorSeal(ParseHex(row.Text(1)).value_or(""), row.Text(2)); });
  }
  if (!erasure.subject.empty()) {
    forget("subject", erasure.subject, "record_salt",
           "record_salt = NULL, subject = NULL, before_digest = NULL, after_digest = NULL", "record_seal",
           [](const db::Row& row) {
             return RecordSeal(ParseHex(row.Text(1)).value_or(""), row.Text(2), row.Text(3), row.Text(4));
           });
  }
  return count;
}

// Which halves of an entry an erasure took.
struct Forgotten {
  bool actor = false, record = false;
  int64_t count() const { return (actor ? 1 : 0) + (record ? 1 : 0); }
};
Forgotten ForgetIn(Pending& entry, const Erasure& erasure) {
  const Forgotten forgotten{
      .actor = entry.actor && !erasure.actor.empty() && entry.actor->id == erasure.actor,
      .record = entry.record && !erasure.subject.empty() && entry.record->subject == erasure.subject};
  if (forgotten.actor) ForgetActor(entry);
  if (forgotten.record) ForgetRecord(entry);
  return forgotten;
}

// As Forget, in blocks.
int64_t ForgetInBlocks(db::Transaction& t, const std::string& community, const Erasure& erasure) {
  std::set<int64_t> numbers;
  for (const std::string* named : {&erasure.actor, &erasure.subject}) {
    if (named->empty()) continue;
    for (const int64_t number : BlocksWith(t, community, *named)) numbers.insert(number);
  }
  int64_t count = 0;
  for (const int64_t number : numbers) {
    const auto block = BlockFrom(t, community, number);
    if (!block) continue;
    RewriteBlock(t, *block, [&](Pending& entry) {
      const Forgotten forgotten = ForgetIn(entry, erasure);
      count += forgotten.count();
      return forgotten.count() > 0;
    });
  }
  return count;
}

// Where they are named in the outbox. How often in what no chain has taken up yet, by community.
std::map<std::string, int64_t> ForgetPending(db::Transaction& t, const Erasure& erasure) {
  std::map<std::string, int64_t> counts;
  // The Linker must not take up an entry while it is being forgotten.
  const std::string position = LockLinked(t, true).value_or("");
  db::RewriteAttached(t, position, [&](std::string_view bytes, bool taken_up) {
    std::string kept;
    for (Pending& entry : MustUnpack(bytes)) {
      if (!erasure.community || *erasure.community == entry.community) {
        const Forgotten forgotten = ForgetIn(entry, erasure);
        if (!taken_up && forgotten.count() > 0) counts[entry.community] += forgotten.count();
      }
      Pack(entry, kept);
    }
    return kept;
  });
  NoteForgetting(t, position);
  return counts;
}

}  // namespace

std::string Digest(std::string_view bytes) { return Hex(Sha256(bytes)); }

void AppendAll(db::Transaction& transaction, const std::vector<Entry>& entries, const Clock& clock, Random& random) {
  for (const Entry& entry : entries) Append(transaction, entry, clock, random);
}

Status RecordRead(db::Database& database, Entry entry, const Clock& clock, Random& random) {
  if (!entry.action.ends_with(".read")) entry.action += ".read";
  return database.Write([&](db::Transaction& t) -> Status {
    Append(t, entry, clock, random);
    return {};
  });
}

int64_t Erase(db::Transaction& t, const Erasure& erasure, const Clock& clock, Random& random) {
  t.RunDeferred();  // entries of this same transaction are forgotten too
  std::map<std::string, int64_t> counts = ForgetPending(t, erasure);
  std::vector<std::string> communities;
  if (erasure.community) communities.push_back(*erasure.community);
  if (!erasure.community) communities = CommunitiesWithEntries(t);
  for (const std::string& community : communities) {
    counts[community] += Forget(t, community, erasure) + ForgetInBlocks(t, community, erasure);
  }
  int64_t all = 0;
  for (const auto& [community, count] : counts) {
    if (count == 0) continue;
    Append(t, {.actor = "system", .action = "journal.erase", .subject = "", .community = community}, clock, random);
    all += count;
  }
  return all;
}

std::vector<std::string> Verify(db::Session& session) {
  std::vector<std::string> lines;
  for (const Chain& chain : VerifyChains(session).chains) {
    if (chain.fault) lines.push_back(chain.fault->Line(chain.community));
  }
  return lines;
}

}  // namespace concord::journal
