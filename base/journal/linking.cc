#include "base/journal/linking.h"

#include <algorithm>
#include <utility>

#include "base/db/bulk.h"
#include "base/journal/tables.h"

namespace concord::journal {
namespace {

using Held = db::Value::Held;

std::vector<db::Column> Columns() {
  std::vector<db::Column> columns;
  for (const char* name : {"community_id", "number", "at", "action", "sealed", "hash", "actor_salt", "actor",
                           "actor_seal", "record_salt", "subject", "before_digest", "after_digest", "record_seal"}) {
    const bool number = std::string_view(name) == "number" || std::string_view(name) == "at";
    columns.push_back({.name = name, .type = number ? "bigint" : "text"});
  }
  return columns;
}

constexpr size_t kEntryBytes = 320;  // of a placed entry without its texts, about

void AddRows(int64_t number, const std::vector<Placed>& placed, db::BulkInsert& rows) {
  const Held none = nullptr;
  for (const auto& [hash, e] : placed) {
    rows.Add({e.community, ++number, e.at, e.action, Hex(e.sealed), Hex(hash),
              e.actor ? Held(Hex(e.actor->salt)) : none, e.actor ? Held(e.actor->id) : none,
              e.actor ? none : Held(Hex(e.actor_seal)), e.record ? Held(Hex(e.record->salt)) : none,
              e.record ? Held(e.record->subject) : none, e.record ? Held(HexOrNone(e.record->before)) : none,
              e.record ? Held(HexOrNone(e.record->after)) : none, e.record ? none : Held(Hex(e.record_seal))});
  }
}

}  // namespace

Chains::End Chains::Read(db::Session& session, const std::string& community) {
  const auto row = session.One("SELECT number, hash FROM journal_head WHERE community_id = :community", community);
  End end;
  if (row) {
    end.number = row->Int(0);
    end.hash = ParseHash(row->Text(1));
  }
  const int64_t last = SizeOf(session, community);
  // A head beyond the last entry says that entries were cut off: the chain goes on after it, with the gap in it.
  if (last <= end.number && (end.hash || end.number == 0)) return end;
  end.number = last;
  end.hash = ParseHash(HashTextAt(session, community, last));
  end.moves = false;
  return end;
}

void Chains::Append(db::Session& session, Pending entry) {
  auto found = ends_.find(entry.community);
  if (found == ends_.end()) found = ends_.emplace(entry.community, Read(session, entry.community)).first;
  End& end = found->second;
  const Hash hash = HashOf(entry.community, end.hash, {end.number + 1, entry.at, entry.action, entry.sealed, {}});
  ++end.number;
  end.hash = hash;
  end.bytes += kEntryBytes + entry.action.size() + (entry.record ? entry.record->subject.size() : 0);
  end.waiting.push_back({hash, std::move(entry)});
  if (end.waiting.size() == kLargestBlock || end.bytes >= kBlockBytes) AddBlock(found->first, end);
}

void Chains::AddBlock(const std::string& community, End& end) {
  Block block{.community = community,
              .first = end.number - static_cast<int64_t>(end.waiting.size()) + 1,
              .number = end.number,
              .earliest = INT64_MAX,
              .latest = INT64_MIN,
              .entries = {}};
  block.entries.reserve(end.bytes);
  for (const Placed& placed : end.waiting) {
    block.earliest = std::min(block.earliest, placed.entry.at);
    block.latest = std::max(block.latest, placed.entry.at);
    PackPlaced(placed, block.entries);
  }
  blocks_.push_back(std::move(block));
  end.waiting.clear();
  end.bytes = 0;
}

void Chains::Finish() {
  for (auto& [community, end] : ends_) {
    if (end.waiting.size() >= kSmallestBlock) AddBlock(community, end);
  }
}

void Chains::Write(db::Transaction& transaction) const {
  db::BulkInsert rows(transaction, "journal_entry", Columns()), blocks(transaction, "journal_block", BlockColumns());
  for (const auto& [community, end] : ends_)
    AddRows(end.number - static_cast<int64_t>(end.waiting.size()), end.waiting, rows);
  for (const Block& block : blocks_) blocks.Add(ValuesOf(block));
  rows.Flush();
  blocks.Flush();
  for (const auto& [community, end] : ends_) {
    if (!end.moves) continue;
    transaction.Execute(
        "INSERT INTO journal_head (community_id, number, hash) VALUES (:community, :number, :hash) ON CONFLICT "
        "(community_id) DO UPDATE SET number = excluded.number, hash = excluded.hash",
        community, end.number, Hex(*end.hash));
  }
}

}  // namespace concord::journal
