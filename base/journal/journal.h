// The record of changes: one table, written in the transaction of the change itself, each entry hashing the one before.
// The full form (proofs, public heads, sensitive reads) is a later issue; this table is its beginning.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/db/database.h"

namespace concord::journal {

struct Entry {
  std::string actor;    // account id, "system" or "resident"
  std::string action;   // "library.resource.create"; one that reads a sensitive record ends in ".read"
  std::string subject;  // id of the record
  // The record in a canonical text, or a digest of one; empty where there was or is none. Only salted digests are kept.
  std::string before, after;
  std::string community = "hub";  // whose chain: a community's id, or the hub's own
};

// SHA-256, hex.
std::string Digest(std::string_view bytes);

// Appends within the caller's transaction. The chain's head row is locked until commit, so entries never fork.
// Throws DatabaseError, as Session does.
void Append(db::Transaction& transaction, const Entry& entry, const Clock& clock, Random& random);
// As Append, for many entries of one transaction: each scope's head is read and written once.
void AppendAll(db::Transaction& transaction, const std::vector<Entry>& entries, const Clock& clock,
               Random& random);

// Walks every chain; an empty result means that all are whole, otherwise one line for each broken chain, naming the
// scope and the first broken entry. The head row tells of entries cut off at the end; someone who rewrites it as well
// is found only by comparing with a head that was published elsewhere. Throws DatabaseError.
std::vector<std::string> Verify(db::Session& session);

}  // namespace concord::journal
