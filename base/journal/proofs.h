// Proofs that travel alone, as JSON that anyone can check offline (docs/journal.md): that an entry stands in a chain,
// and that a chain only grew between two sizes. RFC 6962's audit and consistency proofs over the entries' hashes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/result.h"
#include "base/db/database.h"
#include "base/journal/chain.h"

namespace concord::journal {

// Which halves of an entry's private part a proof shows.
struct Reveal {
  bool actor = false, record = false;
};

// Entry `number` in the chain as it is now. Errors: not_found (no such entry), conflict "journal.error.erased" (asked
// to reveal what was erased). Throws DatabaseError.
Result<std::string> ProveInclusion(db::Session& session, std::string_view community, int64_t number,
                                   const Reveal& reveal = {});
// That the chain of `to` entries begins with the chain of `from` entries. Errors: invalid "journal.error.range" where
// not 1 <= from <= to <= size. Throws DatabaseError.
Result<std::string> ProveConsistency(db::Session& session, std::string_view community, int64_t from, int64_t to);

// What a proof says, once it was checked.
struct ProofVerdict {
  bool holds = false;
  std::string why;  // where it does not hold
  std::string community;
  bool inclusion = false;                     // otherwise consistency
  Link entry;                                 // inclusion
  std::optional<std::string> actor, subject;  // inclusion: what was revealed, and matches its seal
  KeptHead from, to;                          // consistency: both; inclusion: `to` alone
};
// Pure: what the proof says follows from its bytes alone, but that the head in it is the published one is for the
// reader to compare. Errors: invalid "journal.error.no_proof" where the text is no proof at all.
Result<ProofVerdict> CheckProof(std::string_view text);

}  // namespace concord::journal
