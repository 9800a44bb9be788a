// Entries as they lie in their chains: a row each (journal_entry), or, where many were linked at once, together in a
// block (journal_block), which costs a busy hub's writers a tenth of the rows. Who reads a chain does it here and need
// not know which. Functions throw DatabaseError, also where what lies there is no entry; `concord journal verify`
// (verify.h) then names the first that is broken.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/db/database.h"
#include "base/journal/hashing.h"
#include "base/journal/packed.h"

namespace concord::journal {

struct Stored {
  Link link;
  std::optional<Pending::Actor> actor;          // nullopt: forgotten, then its seal stands; or broken
  std::optional<Pending::Record> record;        // likewise
  std::optional<Hash> actor_seal, record_seal;  // of a half that was forgotten
};
// nullopt: this half of the private part is neither whole nor forgotten.
std::optional<Hash> ActorSealOf(const Stored& entry);
std::optional<Hash> RecordSealOf(const Stored& entry);

// Entries with from <= number <= to, in order; false from `each` stops.
void ForEachEntry(db::Session& session, std::string_view community, int64_t from, int64_t to,
                  const std::function<bool(const Stored&)>& each);
// As ForEachEntry, for who looks for faults: nullopt stands for what is no entry.
void ForEachLying(db::Session& session, std::string_view community, int64_t from, int64_t to,
                  const std::function<bool(const std::optional<Stored>&)>& each);
// There is no sound entry of that number where one must be. Throws DatabaseError(kDamaged).
[[noreturn]] void ThrowDamaged(std::string_view community, int64_t number);
std::optional<Stored> EntryAt(db::Session& session, std::string_view community, int64_t number);

// The first entry after `number` that is dated from <= at < until (milliseconds).
struct Dated {
  int64_t number = 0, at = 0;
};
std::optional<Dated> FirstDated(db::Session& session, std::string_view community, int64_t number, int64_t from,
                                int64_t until);
// How many entries of each action have after < number <= to.
std::map<std::string, int64_t> CountActions(db::Session& session, std::string_view community, int64_t after,
                                            int64_t to);

// What an account did, in every chain, also what no chain has taken up yet.
struct Act {
  Time at;
  std::string community, action, subject;  // subject: empty where it was forgotten
  auto operator<=>(const Act&) const = default;
};
std::vector<Act> ActsOf(db::Session& session, std::string_view actor);

}  // namespace concord::journal
