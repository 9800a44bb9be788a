// Entries that were linked at once, in one row. A block's entries follow each other in the chain; no entry lies both in
// a block and in a row of its own.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/bulk.h"
#include "base/journal/packed.h"

namespace concord::journal {

inline constexpr size_t kSmallestBlock = 32;  // entries; fewer get rows of their own, which anyone can read by eye
inline constexpr size_t kLargestBlock = 256;
inline constexpr size_t kBlockBytes = 128 << 10;  // a block that has come so far takes no more

struct Block {
  std::string community;
  int64_t first = 0, number = 0;     // of its first and its last entry
  int64_t earliest = 0, latest = 0;  // of their times, milliseconds
  std::string entries;               // PackPlaced, one behind the other
};
std::vector<db::Column> BlockColumns();
std::vector<db::Value::Held> ValuesOf(Block block);

// nullopt: these are not the entries that the block says it has.
std::optional<std::vector<Placed>> EntriesOf(const Block& block);

// The first block of a chain that ends at `number` or after it.
std::optional<Block> BlockFrom(db::Session& session, std::string_view community, int64_t number);
// Blocks of the chain in which this id stands somewhere, or its bytes by chance, in order, by the numbers of their last
// entries.
std::vector<int64_t> BlocksWith(db::Session& session, std::string_view community, std::string_view id);
// Forgets in every entry of a block; the number of entries in which `forget` changed something.
int64_t RewriteBlock(db::Transaction& transaction, const Block& block, const std::function<bool(Pending&)>& forget);

}  // namespace concord::journal
