// Appending entries to their chains, within one transaction: what the Linker and a restore share.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/db/bulk.h"
#include "base/journal/packed.h"

namespace concord::journal {

// Writes into journal_entry, journal_block and journal_head of communities whose chains nobody else extends meanwhile
// (LockLinked). Finish at the end. Throws DatabaseError. Where somebody tampered with a head, the chain goes on from
// its last entry and the head stays as it is, for verify.h to find: one broken chain must not keep the others from
// being linked.
class Chains {
 public:
  explicit Chains(db::Transaction& transaction);
  void Append(Pending entry);
  void Finish();

 private:
  // The end of a chain, and what waits to be written behind it.
  struct End {
    int64_t number = 0;  // of the last entry, also of one that waits
    std::optional<Hash> hash;
    bool moves = true;  // false: the head was tampered with
    std::vector<Placed> waiting;
    size_t bytes = 0;  // of them, about
  };
  End Read(const std::string& community);
  void WriteBlock(const std::string& community, End& end);
  void WriteRows(End& end);

  db::Transaction& transaction_;
  db::BulkInsert rows_, blocks_;
  std::map<std::string, End> ends_;
};

}  // namespace concord::journal
