// Appending entries to their chains, within one transaction: what the Linker and a restore share.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/db/bulk.h"
#include "base/journal/pending.h"

namespace concord::journal {

// Writes into journal_entry and journal_head of communities whose chains nobody else extends meanwhile (LockLinked).
// Finish at the end. Throws DatabaseError, also where a head is damaged: nothing may be put after it.
class Chains {
 public:
  explicit Chains(db::Transaction& transaction);
  void Append(const Pending& entry);
  void Finish();

 private:
  struct Head {
    int64_t number = 0;
    std::optional<Hash> hash;
  };
  Head Read(const std::string& community);

  db::Transaction& transaction_;
  db::BulkInsert rows_;
  std::map<std::string, Head> heads_;
};

}  // namespace concord::journal
