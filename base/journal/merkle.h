// Merkle trees as Certificate Transparency has them (RFC 6962, section 2.1; RFC 9162, sections 2.1.3 and 2.1.4): the
// root of n leaves, the proof that a leaf is in it, the proof that a tree only grew, and how anyone verifies both.
// Pure functions of their input; safe from any thread; nothing throws. Hash strength: SHA-256, 0x00 before a leaf's
// bytes and 0x01 before a node's, so that no leaf can pass for a node.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/journal/hashing.h"

namespace concord::journal {
namespace merkle {

Hash EmptyRoot();  // SHA-256 of nothing
Hash LeafHash(std::string_view bytes);
Hash NodeHash(const Hash& left, const Hash& right);

// The root of the leaves begin <= i < end, MTH(D[begin:end]); never asked for an empty range. Whoever holds the leaves
// gives one of these; see Subtrees.
using RangeRoot = std::function<Hash(uint64_t begin, uint64_t end)>;

// MTH(D[begin:end]) by the definition, over leaf hashes in memory.
Hash RootOf(std::span<const Hash> leaf_hashes);
RangeRoot Over(std::span<const Hash> leaf_hashes);

// PATH(index, D[size]), from the leaf up. Empty where index >= size.
std::vector<Hash> InclusionProof(uint64_t index, uint64_t size, const RangeRoot& root);
// PROOF(from, D[to]). Empty where from is 0, equal to `to`, or larger.
std::vector<Hash> ConsistencyProof(uint64_t from, uint64_t to, const RangeRoot& root);

// Whether `leaf_hash` is leaf number `index` (from 0) of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2).
bool VerifyInclusion(const Hash& leaf_hash, uint64_t index, uint64_t size, std::span<const Hash> proof,
                     const Hash& root);
// Whether the tree of `to` leaves begins with the tree of `from` leaves (RFC 9162, 2.1.4.2). Every tree begins with the
// empty one; of two trees of one size the roots must be the same and the proof empty.
bool VerifyConsistency(uint64_t from, uint64_t to, const Hash& from_root, const Hash& to_root,
                       std::span<const Hash> proof);

// A tree that grows leaf by leaf and keeps only what its root needs: one hash for each bit of its size.
class Frontier {
 public:
  void Add(const Hash& leaf_hash);
  uint64_t size() const { return size_; }
  Hash Root() const;
  // The root of the last complete subtree of 2^level leaves; only right after the leaf that completed it was added
  // (size() is a multiple of 2^level).
  const Hash& Completed(int level) const;

 private:
  uint64_t size_ = 0;
  std::vector<Hash> complete_;   // roots of complete subtrees, the largest first
  std::vector<Hash> last_done_;  // by level
};

}  // namespace merkle
}  // namespace concord::journal
