// Verifies the chains that lie in a database: every entry, its private part, the head, the daily heads, and what is
// derived from them. Reads a chain in one pass and holds little of it. What someone rewrote from some entry to the end,
// with every head, is a whole chain again: that is found by a head that somebody else kept (ReadHeads in exported.h).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "base/journal/chain.h"

namespace concord::journal {

struct Chain {
  std::string community;
  int64_t size = 0;
  std::optional<Hash> hash;  // of the last entry
  Hash root{};
  int64_t erased = 0;          // entries that forgot who acted, or which record it was
  int64_t days = 0;            // daily heads
  int64_t pending = 0;         // committed entries that the Linker has not come to yet
  std::optional<Fault> fault;  // the first; nullopt where all is whole
};

struct Verdict {
  std::vector<Chain> chains;  // ordered by community
  bool ok() const;
};

struct VerifyOptions {
  std::optional<std::string> community;  // nullopt: every chain
  std::vector<KeptHead> kept;            // heads of that community that someone kept
};
// Throws DatabaseError.
Verdict VerifyChains(db::Session& session, const VerifyOptions& options = {});

}  // namespace concord::journal
