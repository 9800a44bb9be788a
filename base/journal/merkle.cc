#include "base/journal/merkle.h"

#include <algorithm>
#include <bit>

namespace concord::journal {
namespace merkle {
namespace {

// The largest power of two below n; n is 2 or more.
uint64_t SplitOf(uint64_t n) { return std::bit_floor(n - 1); }

void Path(uint64_t index, uint64_t begin, uint64_t end, const RangeRoot& root, std::vector<Hash>& proof) {
  if (end - begin < 2) return;
  const uint64_t middle = begin + SplitOf(end - begin);
  if (index < middle) {
    Path(index, begin, middle, root, proof);
    proof.push_back(root(middle, end));
  } else {
    Path(index, middle, end, root, proof);
    proof.push_back(root(begin, middle));
  }
}

// SUBPROOF of RFC 6962, 2.1.2: `from` counts from `begin`; `whole` says that the verifier knows the root of that range.
void SubProof(uint64_t from, uint64_t begin, uint64_t end, bool whole, const RangeRoot& root,
              std::vector<Hash>& proof) {
  const uint64_t n = end - begin;
  if (from == n) {
    if (!whole) proof.push_back(root(begin, end));
    return;
  }
  const uint64_t k = SplitOf(n);
  if (from <= k) {
    SubProof(from, begin, begin + k, whole, root, proof);
    proof.push_back(root(begin + k, end));
  } else {
    SubProof(from - k, begin + k, end, false, root, proof);
    proof.push_back(root(begin, begin + k));
  }
}

}  // namespace

Hash EmptyRoot() { return Sha256(""); }

Hash LeafHash(std::string_view bytes) {
  std::string prefixed(1, '\0');
  prefixed.append(bytes);
  return Sha256(prefixed);
}

Hash NodeHash(const Hash& left, const Hash& right) {
  std::array<char, 1 + 2 * std::tuple_size_v<Hash>> bytes;
  bytes[0] = 1;
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 1 + left.size());
  return Sha256({bytes.data(), bytes.size()});
}

Hash RootOf(std::span<const Hash> leaves) {
  if (leaves.empty()) return EmptyRoot();
  if (leaves.size() == 1) return leaves[0];
  const uint64_t k = SplitOf(leaves.size());
  return NodeHash(RootOf(leaves.first(k)), RootOf(leaves.subspan(k)));
}

RangeRoot Over(std::span<const Hash> leaves) {
  return [leaves](uint64_t begin, uint64_t end) { return RootOf(leaves.subspan(begin, end - begin)); };
}

std::vector<Hash> InclusionProof(uint64_t index, uint64_t size, const RangeRoot& root) {
  std::vector<Hash> proof;
  if (index < size) Path(index, 0, size, root, proof);
  return proof;
}

std::vector<Hash> ConsistencyProof(uint64_t from, uint64_t to, const RangeRoot& root) {
  std::vector<Hash> proof;
  if (from > 0 && from < to) SubProof(from, 0, to, true, root, proof);
  return proof;
}

bool VerifyInclusion(const Hash& leaf_hash, uint64_t index, uint64_t size, std::span<const Hash> proof,
                     const Hash& root) {
  if (index >= size) return false;
  uint64_t fn = index, sn = size - 1;
  Hash r = leaf_hash;
  for (const Hash& p : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      r = NodeHash(p, r);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      r = NodeHash(r, p);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && r == root;
}

bool VerifyConsistency(uint64_t from, uint64_t to, const Hash& from_root, const Hash& to_root,
                       std::span<const Hash> proof) {
  if (from > to) return false;
  if (from == to) return proof.empty() && from_root == to_root;
  if (from == 0) return proof.empty() && from_root == EmptyRoot();
  // Where the older tree is complete, its root is the first node, and the proof leaves it out.
  const bool complete = std::has_single_bit(from);
  if (proof.empty()) return false;
  const Hash& first = complete ? from_root : proof.front();
  uint64_t fn = from - 1, sn = to - 1;
  while ((fn & 1) != 0) {
    fn >>= 1;
    sn >>= 1;
  }
  Hash fr = first, sr = first;
  for (const Hash& c : proof.subspan(complete ? 0 : 1)) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      fr = NodeHash(c, fr);
      sr = NodeHash(c, sr);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      sr = NodeHash(sr, c);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && fr == from_root && sr == to_root;
}

void Frontier::Add(const Hash& leaf_hash) {
  Hash node = leaf_hash;
  size_t level = 0;
  const auto keep = [&] {
    if (last_done_.size() <= level) last_done_.resize(level + 1);
    last_done_[level] = node;
  };
  keep();
  for (uint64_t bits = size_; (bits & 1) != 0; bits >>= 1) {
    node = NodeHash(complete_.back(), node);
    complete_.pop_back();
    ++level;
    keep();
  }
  complete_.push_back(node);
  ++size_;
}

Hash Frontier::Root() const {
  if (complete_.empty()) return EmptyRoot();
  Hash root = complete_.back();
  for (size_t i = complete_.size() - 1; i-- > 0;) root = NodeHash(complete_[i], root);
  return root;
}

const Hash& Frontier::Completed(int level) const { return last_done_.at(static_cast<size_t>(level)); }

}  // namespace merkle
}  // namespace concord::journal
