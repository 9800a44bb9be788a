// Against RFC 6962's definition for every size up to 260, and the known answers of the reference implementation
// (github.com/google/certificate-transparency, merkletree/merkle_tree_test.cc: eight leaves, their roots and proofs).
#include "base/journal/merkle.h"

#include <gmock/gmock.h>

namespace concord::journal {
namespace merkle {
namespace {

Hash FromHex(std::string_view hex) { return ParseHash(hex).value(); }

std::vector<Hash> FromHexes(std::initializer_list<std::string_view> all) {
  std::vector<Hash> out;
  for (const auto hex : all) out.push_back(FromHex(hex));
  return out;
}

std::vector<Hash> KnownLeaves() {
  std::vector<Hash> leaves;
  for (const char* hex :
       {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}) {
    leaves.push_back(LeafHash(ParseHex(hex).value()));
  }
  return leaves;
}

std::vector<Hash> Leaves(int count) {
  std::vector<Hash> leaves;
  for (int i = 0; i < count; ++i) leaves.push_back(LeafHash("leaf " + std::to_string(i)));
  return leaves;
}

// MTH(D[n]) of RFC 6962, 2.1, as plainly as it can be written.
Hash Definition(const std::vector<Hash>& leaves, size_t begin, size_t end) {
  if (end == begin) return Sha256("");
  if (end - begin == 1) return leaves[begin];
  size_t k = 1;
  while (2 * k < end - begin) k *= 2;
  return NodeHash(Definition(leaves, begin, begin + k), Definition(leaves, begin + k, end));
}

TEST(Merkle, KnownRoots) {
  EXPECT_EQ(Hex(EmptyRoot()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const char* roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const auto leaves = KnownLeaves();
  for (size_t n = 1; n <= 8; ++n) EXPECT_EQ(Hex(RootOf(std::span(leaves).first(n))), roots[n - 1]) << n;
}

TEST(Merkle, KnownInclusionProofs) {
  const auto leaves = KnownLeaves();
  const auto root = Over(leaves);
  EXPECT_EQ(InclusionProof(0, 1, root), FromHexes({}));
  EXPECT_EQ(InclusionProof(0, 8, root),
            FromHexes({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                       "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                       "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(InclusionProof(5, 8, root),
            FromHexes({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                       "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_EQ(InclusionProof(2, 3, root),
            FromHexes({"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}));
  EXPECT_EQ(InclusionProof(1, 5, root),
            FromHexes({"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                       "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                       "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle, KnownConsistencyProofs) {
  const auto leaves = KnownLeaves();
  const auto root = Over(leaves);
  EXPECT_EQ(ConsistencyProof(1, 1, root), FromHexes({}));
  EXPECT_EQ(ConsistencyProof(1, 8, root),
            FromHexes({"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                       "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                       "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(ConsistencyProof(6, 8, root),
            FromHexes({"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                       "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_EQ(ConsistencyProof(2, 5, root),
            FromHexes({"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                       "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle, RootsFollowTheDefinition) {
  const auto leaves = Leaves(260);
  Frontier frontier;
  for (size_t n = 0; n <= leaves.size(); ++n) {
    const Hash expected = Definition(leaves, 0, n);
    EXPECT_EQ(RootOf(std::span(leaves).first(n)), expected) << n;
    EXPECT_EQ(frontier.Root(), expected) << n;
    for (int level = 0; n > 0 && n % (size_t{1} << level) == 0; ++level) {
      EXPECT_EQ(frontier.Completed(level), Definition(leaves, n - (size_t{1} << level), n)) << n << " " << level;
    }
    if (n < leaves.size()) frontier.Add(leaves[n]);
  }
}

TEST(Merkle, EveryInclusionProofUpTo260Verifies) {
  const auto leaves = Leaves(260);
  for (size_t n = 1; n <= leaves.size(); ++n) {
    const auto root_of = Over(leaves);
    const Hash root = RootOf(std::span(leaves).first(n));
    for (size_t i = 0; i < n; i += n < 70 ? 1 : 7) {
      const auto proof = InclusionProof(i, n, root_of);
      ASSERT_TRUE(VerifyInclusion(leaves[i], i, n, proof, root)) << i << " of " << n;
      ASSERT_FALSE(VerifyInclusion(leaves[(i + 1) % 260], i, n, proof, root)) << i << " of " << n;
      ASSERT_FALSE(n > 1 && VerifyInclusion(leaves[i], (i + 1) % n, n, proof, root)) << i << " of " << n;
      ASSERT_FALSE(VerifyInclusion(leaves[i], i, n, proof, LeafHash("another root")));
      auto longer = proof;
      longer.push_back(root);
      ASSERT_FALSE(VerifyInclusion(leaves[i], i, n, longer, root)) << i << " of " << n;
      if (proof.empty()) continue;
      auto shorter = proof;
      shorter.pop_back();
      ASSERT_FALSE(VerifyInclusion(leaves[i], i, n, shorter, root)) << i << " of " << n;
    }
  }
  EXPECT_FALSE(VerifyInclusion(leaves[0], 0, 0, {}, EmptyRoot()));
  EXPECT_FALSE(VerifyInclusion(leaves[0], 1, 1, {}, leaves[0]));
}

TEST(Merkle, EveryConsistencyProofUpTo260Verifies) {
  const auto leaves = Leaves(260);
  const auto root_of = Over(leaves);
  std::vector<Hash> roots;
  for (size_t n = 0; n <= leaves.size(); ++n) roots.push_back(RootOf(std::span(leaves).first(n)));
  for (size_t to = 0; to <= leaves.size(); ++to) {
    for (size_t from = 0; from <= to; from += to < 70 ? 1 : 5) {
      const auto proof = ConsistencyProof(from, to, root_of);
      ASSERT_TRUE(VerifyConsistency(from, to, roots[from], roots[to], proof)) << from << " to " << to;
      if (from == 0 || from == to) continue;
      ASSERT_FALSE(VerifyConsistency(from, to, roots[from - 1], roots[to], proof)) << from << " to " << to;
      ASSERT_FALSE(VerifyConsistency(from, to, roots[from], roots[to - 1], proof)) << from << " to " << to;
      ASSERT_FALSE(VerifyConsistency(from - 1, to, roots[from], roots[to], proof)) << from << " to " << to;
      auto shorter = proof;
      shorter.pop_back();
      ASSERT_FALSE(VerifyConsistency(from, to, roots[from], roots[to], shorter)) << from << " to " << to;
      auto longer = proof;
      longer.push_back(roots[to]);
      ASSERT_FALSE(VerifyConsistency(from, to, roots[from], roots[to], longer)) << from << " to " << to;
    }
  }
  EXPECT_FALSE(VerifyConsistency(2, 1, roots[2], roots[1], {}));
}

}  // namespace
}  // namespace merkle
}  // namespace concord::journal
