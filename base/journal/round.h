// One round of the Linker: what is to be linked next is worked out beside the writers, because hashing a thousand
// entries takes milliseconds in which SQLite would let nobody write; then it is written, unless something came between.
// Both throw DatabaseError.
#pragma once
#include <cstdint>
#include <string>

#include "base/journal/linking.h"

namespace concord::journal {

struct Round {
  std::string from, to;     // positions in the outbox
  int64_t forgettings = 0;  // when it was read
  bool foreign = false;     // the outbox is numbered by another server
  bool more = false;        // it goes on after `to`
  Chains chains;

  bool HasWork() const { return foreign || from != to; }
};

Round Prepare(db::Session& session);
// Whether there is more to do at once. What comes in meanwhile is for a later round: whoever follows the writers' heels
// commits for each of their entries.
bool LinkRound(db::Transaction& transaction, const Round& round);

}  // namespace concord::journal
