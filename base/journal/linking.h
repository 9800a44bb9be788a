// Appending entries to their chains: what the Linker and a restore share. First everything is worked out, which may be
// done in a transaction that only reads; then it is written, in one that writes.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/journal/blocks.h"
#include "base/journal/packed.h"

namespace concord::journal {

// Rows for journal_entry, journal_block and journal_head of communities whose chains nobody else extends between the
// first Append and the end of the transaction of Write (LockLinked). Throws DatabaseError. Where somebody tampered with
// a head, the chain goes on from its last entry and the head stays as it is, for verify.h to find: one broken chain
// must not keep the others from being linked.
class Chains {
 public:
  void Append(db::Session& session, Pending entry);
  void Finish();  // after the last
  void Write(db::Transaction& transaction) const;

 private:
  // The end of a chain, and what waits to be written behind it.
  struct End {
    int64_t number = 0;  // of the last entry, also of one that waits
    std::optional<Hash> hash;
    bool moves = true;            // false: the head was tampered with
    std::vector<Placed> waiting;  // after Finish: for rows of their own
    size_t bytes = 0;             // of them, about
  };
  static End Read(db::Session& session, const std::string& community);
  void AddBlock(const std::string& community, End& end);

  std::vector<Block> blocks_;  // full
  std::map<std::string, End> ends_;
};

}  // namespace concord::journal
