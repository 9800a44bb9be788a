#include "base/journal/blocks.h"

#include <algorithm>
#include <utility>

namespace concord::journal {
namespace {

// A tampered column may hold anything, also what is no number or no bytes.
int64_t IntOr(const db::Row& row, size_t i, int64_t otherwise) {
  const auto* n = std::get_if<int64_t>(&row.columns.at(i));
  return n ? *n : otherwise;
}

Block FromRow(std::string_view community, const db::Row& row) {
  const auto* entries = std::get_if<std::string>(&row.columns.at(4));
  return {std::string(community), IntOr(row, 0, 0), IntOr(row, 1, 0),
          IntOr(row, 2, 0),       IntOr(row, 3, 0), entries ? *entries : std::string()};
}

}  // namespace

std::vector<db::Column> BlockColumns() {
  return {{.name = "community_id", .type = "text"}, {.name = "first", .type = "bigint"},
          {.name = "number", .type = "bigint"},     {.name = "earliest", .type = "bigint"},
          {.name = "latest", .type = "bigint"},     {.name = "entries", .type = "bytes"}};
}

std::vector<db::Value::Held> ValuesOf(Block block) {
  return {std::move(block.community),         block.first, block.number, block.earliest, block.latest,
          db::Bytes{std::move(block.entries)}};
}

std::optional<std::vector<Placed>> EntriesOf(const Block& block) {
  auto entries = UnpackPlaced(block.entries);
  if (!entries || entries->empty()) return std::nullopt;
  if (block.number - block.first != static_cast<int64_t>(entries->size()) - 1) return std::nullopt;
  const auto [early, late] = std::minmax_element(
      entries->begin(), entries->end(), [](const Placed& a, const Placed& b) { return a.entry.at < b.entry.at; });
  if (early->entry.at != block.earliest || late->entry.at != block.latest) return std::nullopt;
  const bool strays = std::any_of(entries->begin(), entries->end(),
                                  [&](const Placed& placed) { return placed.entry.community != block.community; });
  if (strays) return std::nullopt;
  return entries;
}

std::optional<Block> BlockFrom(db::Session& session, std::string_view community, int64_t number) {
  const auto row = session.One(
      "SELECT first, number, earliest, latest, entries FROM journal_block WHERE community_id = :community AND number "
      ">= :number ORDER BY number LIMIT 1",
      community, number);
  if (!row) return std::nullopt;
  return FromRow(community, *row);
}

std::vector<int64_t> BlocksWith(db::Session& session, std::string_view community, std::string_view id) {
  std::vector<int64_t> numbers;
  const bool postgres = session.dialect() == db::Dialect::kPostgres;
  const std::string has = postgres ? "position(:text in entries) > 0 OR position(:packed in entries) > 0"
                                   : "instr(entries, :text) > 0 OR instr(entries, :packed) > 0";
  for (const db::Row& row : session.Query(
           "SELECT number FROM journal_block WHERE community_id = :community AND (" + has + ") ORDER BY number",
           community, db::Bytes{std::string(id)}, db::Bytes{PackedId(id)})) {
    numbers.push_back(row.Int(0));
  }
  return numbers;
}

int64_t RewriteBlock(db::Transaction& transaction, const Block& block, const std::function<bool(Pending&)>& forget) {
  auto entries = EntriesOf(block);
  // What is broken is left as it is, for verify to name.
  if (!entries) return 0;
  int64_t changed = 0;
  std::string bytes;
  for (Placed& placed : *entries) {
    if (forget(placed.entry)) ++changed;
    PackPlaced(placed, bytes);
  }
  if (changed == 0) return 0;
  transaction.Execute(
      "UPDATE journal_block SET entries = :entries WHERE community_id = :community AND number = :number",
      db::Bytes{std::move(bytes)}, block.community, block.number);
  return changed;
}

}  // namespace concord::journal
