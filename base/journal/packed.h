// An entry between its commit and its place in a chain: packed into its transaction's row of the outbox
// (base/db/outbox.h), where a write costs no row of its own.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/database.h"
#include "base/journal/hashing.h"
#include "base/journal/journal.h"

namespace concord::journal {

struct Pending {
  // As a row of journal_entry has them, with bytes instead of hex: what is erased has a seal and nothing else.
  struct Actor {
    std::string salt, id;
  };
  struct Record {
    std::string salt, subject, before, after;  // before, after: a digest of 32 bytes, or empty
  };
  std::string community;
  int64_t at = 0;  // milliseconds since 1970, UTC
  std::string action;
  Hash sealed{};
  std::optional<Actor> actor;
  std::optional<Record> record;
  Hash actor_seal{}, record_seal{};  // read where the half above is gone
};

// Lengths and `at` are 4 and 8 bytes, most significant first. A text that is a UUID in lower case may stand as the
// length 0xffffffff and 16 bytes, and Pack writes it so:
//   length community, at, length action, sealed, then
//   1 salt length actor, or 0 seal; and 1 salt length subject length before length after, or 0 seal.
// Entries of one transaction stand behind each other. A migration writes this form too.
void Pack(const Pending& entry, std::string& out);
// An id as Pack has it, without its length: to look for it in packed entries.
std::string PackedId(std::string_view id);
// nullopt: these bytes are no entries.
std::optional<std::vector<Pending>> Unpack(std::string_view bytes);

// An entry with its place in a chain: the hash of its link, and then as above.
struct Placed {
  Hash hash{};
  Pending entry;
};
void PackPlaced(const Placed& placed, std::string& out);
std::optional<std::vector<Placed>> UnpackPlaced(std::string_view bytes);

// Seals the entry and leaves it in the transaction's row: what Append does.
void LeaveEntry(db::Transaction& transaction, const Entry& entry, const Clock& clock, Random& random);

// Forgetting: the half becomes its seal.
void ForgetActor(Pending& entry);
void ForgetRecord(Pending& entry);

// How far the outbox's entries are linked: a position there.
std::string LinkedUpTo(db::Session& session);
// The same, and no other node links or erases until the transaction ends. nullopt: another one is at it, and `wait` is
// false.
std::optional<std::string> LockLinked(db::Transaction& transaction, bool wait);
void SetLinked(db::Transaction& transaction, std::string_view position);
// How often somebody was forgotten in the outbox: what was read there before is not to be linked after.
int64_t CountForgettings(db::Session& session);
// Of whom LockLinked gave `position`.
void NoteForgetting(db::Transaction& transaction, std::string_view position);

// Committed entries that no Linker has come to yet, of every community.
std::vector<Pending> ReadPending(db::Session& session);
// Unpack, of a row. Throws DatabaseError.
std::vector<Pending> MustUnpack(std::string_view bytes);

}  // namespace concord::journal
