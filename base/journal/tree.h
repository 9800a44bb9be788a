// The Merkle tree over a chain that lies in the database: leaf number i (from 0) is the hash of entry i + 1. Complete
// subtrees of 256, 65,536 and 16,777,216 leaves are kept in journal_node, so that a root or a proof of a chain of a
// million entries reads some hundred rows; what is not kept yet is computed from the entries.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/database.h"
#include "base/journal/merkle.h"

namespace concord::journal {

inline constexpr int kNodeLevels[] = {8, 16, 24};

// Reads within one session's snapshot; use from that session's thread. Its functions throw DatabaseError, also where
// the chain has fewer entries than are asked for, or a hash is not one.
class Tree {
 public:
  Tree(db::Session& session, std::string_view community) : session_(session), community_(community) {}
  Hash Range(uint64_t begin, uint64_t end);  // MTH(D[begin:end])
  Hash Root(uint64_t size) { return size == 0 ? merkle::EmptyRoot() : Range(0, size); }
  merkle::RangeRoot Ranges() {
    return [this](uint64_t begin, uint64_t end) { return Range(begin, end); };
  }

 private:
  // 256 neighbours of one level: entries for level 0. Read once; nullopt where a node is not kept.
  using Group = std::vector<std::optional<Hash>>;
  Group& GroupOf(int level, uint64_t position);
  Hash Node(int level, uint64_t position);

  db::Session& session_;
  std::string community_;
  std::map<std::pair<int, uint64_t>, Group> groups_;
};

// Keeps the nodes of every subtree that is complete and not kept yet. Throws DatabaseError.
void FillNodes(db::Transaction& transaction, std::string_view community);

}  // namespace concord::journal
