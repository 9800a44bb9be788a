#include "base/journal/tree.h"

#include <bit>
#include <optional>

#include "base/journal/entries.h"
#include "base/journal/tables.h"

namespace concord::journal {
namespace {

constexpr int kStep = 8;  // levels from one kept level to the next
constexpr uint64_t kGroup = uint64_t{1} << kStep;

}  // namespace

Hash Tree::Range(uint64_t begin, uint64_t end) {
  const uint64_t n = end - begin;
  if (n == 1) return Node(0, begin);
  const int level = std::countr_zero(n);
  // Ranges that the definition asks for begin at a multiple of the power of two that they are.
  if (std::has_single_bit(n) && level % kStep == 0 && level <= kNodeLevels[2] && begin % n == 0) {
    return Node(level, begin / n);
  }
  const uint64_t middle = begin + std::bit_floor(n - 1);
  const Hash left = Range(begin, middle);
  return merkle::NodeHash(left, Range(middle, end));
}

Tree::Group& Tree::GroupOf(int level, uint64_t position) {
  const uint64_t first = position / kGroup * kGroup;
  const auto [found, is_new] = groups_.try_emplace({level, first}, kGroup);
  if (!is_new) return found->second;
  if (level == 0) {
    const auto before = static_cast<int64_t>(first);
    ForEachEntry(session_, community_, before + 1, before + static_cast<int64_t>(kGroup), [&](const Stored& entry) {
      found->second[static_cast<size_t>(entry.link.number - 1 - before)] = merkle::LeafHash(BytesOf(entry.link.hash));
      return true;
    });
    return found->second;
  }
  for (const db::Row& row : session_.Query(
           "SELECT position, hash FROM journal_node WHERE community_id = :community AND level = :level AND position >= "
           ":first AND position < :last",
           community_, level, first, first + kGroup)) {
    const auto hash = ParseHash(row.Text(1));
    if (!hash) ThrowDamaged(community_, row.Int(0) + 1);
    found->second[static_cast<uint64_t>(row.Int(0)) - first] = *hash;
  }
  return found->second;
}

Hash Tree::Node(int level, uint64_t position) {
  const auto& kept = GroupOf(level, position)[position % kGroup];
  if (kept) return *kept;
  if (level == 0) ThrowDamaged(community_, static_cast<int64_t>(position) + 1);
  std::vector<Hash> below;
  below.reserve(kGroup);
  for (uint64_t i = 0; i < kGroup; ++i) below.push_back(Node(level - kStep, position * kGroup + i));
  groups_.erase({level - kStep, position * kGroup});  // a long chain without nodes does not fill the memory
  return *(GroupOf(level, position)[position % kGroup] = merkle::RootOf(below));
}

void FillNodes(db::Transaction& t, std::string_view community) {
  const auto size = static_cast<uint64_t>(SizeOf(t, community));
  Tree tree(t, community);
  for (const int level : kNodeLevels) {
    const auto last =
        t.One("SELECT coalesce(max(position), -1) FROM journal_node WHERE community_id = :community AND level = :level",
              community, level);
    for (uint64_t i = static_cast<uint64_t>(last->Int(0) + 1); (i + 1) << level <= size; ++i) {
      t.Execute(
          "INSERT INTO journal_node (community_id, level, position, hash) VALUES (:community, :level, :position, "
          ":hash) ON CONFLICT (community_id, level, position) DO NOTHING",
          community, level, i, Hex(tree.Range(i << level, (i + 1) << level)));
    }
  }
}

}  // namespace concord::journal
