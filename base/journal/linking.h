// Appending entries to their chains, within one transaction: what the Linker and a restore share.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/db/bulk.h"
#include "base/journal/packed.h"

namespace concord::journal {

// Writes into journal_entry and journal_head of communities whose chains nobody else extends meanwhile (LockLinked).
// Finish at the end. Throws DatabaseError. Where somebody tampered with a head, the chain goes on from its last entry
// and the head stays as it is, for verify.h to find: one broken chain must not keep the others from being linked.
class Chains {
 public:
  explicit Chains(db::Transaction& transaction);
  void Append(const Pending& entry);
  void Finish();

 private:
  struct Head {
    int64_t number = 0;
    std::optional<Hash> hash;
    bool moves = true;  // false: it was tampered with
  };
  Head Read(const std::string& community);

  db::Transaction& transaction_;
  db::BulkInsert rows_;
  std::map<std::string, Head> heads_;
};

}  // namespace concord::journal
