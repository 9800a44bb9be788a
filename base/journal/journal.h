// The record of changes: who did what to which record and when, one chain of hashes for each community, so that people
// who distrust each other can check that nothing was changed, left out or put in afterwards. docs/journal.md says what
// is hashed and how, for outsiders.
//
// Append leaves an entry in the outbox's row of the transaction of the change itself, and waits for nobody. The Linker
// (linker.h) puts committed entries into their chain, some hundred milliseconds later; verify.h checks chains, days.h
// closes days and publishes heads, proofs.h proves. Functions belong to the session they are given; they throw
// DatabaseError, as it does.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"

namespace concord::journal {

inline constexpr char kHub[] = "hub";  // the hub's own chain

struct Entry {
  std::string actor;    // account id, "system" or "resident"
  std::string action;   // "library.resource.create"; one that reads a sensitive record ends in ".read"
  std::string subject;  // id of the record
  // The record in a canonical text, or a digest of one; empty where there was or is none. Only salted digests are kept.
  std::string before, after;
  std::string community = kHub;  // whose chain: a community's id, or the hub's own
};

// SHA-256, hex.
std::string Digest(std::string_view bytes);

// Within the caller's transaction: the entry stands if and only if the change does.
void Append(db::Transaction& transaction, const Entry& entry, const Clock& clock, Random& random);
// As Append, in this order.
void AppendAll(db::Transaction& transaction, const std::vector<Entry>& entries, const Clock& clock, Random& random);

// Someone read a sensitive record: an entry of its own, committed before the record is shown. An action that does not
// end in ".read" gets it. Errors: as Database::Write; whoever gets one does not show the record.
Status RecordRead(db::Database& database, Entry entry, const Clock& clock, Random& random);

struct Erasure {
  std::string actor;                     // the account to forget; or empty
  std::string subject;                   // the record to forget; or empty
  std::optional<std::string> community;  // nullopt: in every chain
};
// Forgets a person or a record: where they are the actor, the actor's half of the private part goes; where they are the
// subject, the record's half. The acts stay, with their seals, so that the chain and every published head still hold.
// That something was erased is an entry of its own ("journal.erase", by "system") in each chain that it touched.
// The number of entries that forgot something.
int64_t Erase(db::Transaction& transaction, const Erasure& erasure, const Clock& clock, Random& random);

// Verifies every chain (verify.h): one line for each that is broken, naming the first broken entry.
std::vector<std::string> Verify(db::Session& session);

}  // namespace concord::journal
