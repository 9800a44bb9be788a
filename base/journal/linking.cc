#include "base/journal/linking.h"

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

Held HexOrNone(const std::string& digest) { return digest.empty() ? std::string() : Hex(digest); }

}  // namespace

Chains::Chains(db::Transaction& transaction)
    : transaction_(transaction), rows_(transaction, "journal_entry", Columns()) {}

Chains::Head Chains::Read(const std::string& community) {
  const auto row = transaction_.One("SELECT number, hash FROM journal_head WHERE community_id = :community", community);
  Head head;
  if (row) head = {row->Int(0), ParseHash(row->Text(1))};
  const int64_t last = SizeOf(transaction_, community);
  // A head beyond the last entry says that entries were cut off: the chain goes on after it, with the gap in it.
  if (last <= head.number && (head.hash || head.number == 0)) return head;
  return {last, ParseHash(HashTextAt(transaction_, community, last)), false};
}

void Chains::Append(const Pending& e) {
  auto found = heads_.find(e.community);
  if (found == heads_.end()) found = heads_.emplace(e.community, Read(e.community)).first;
  Head& head = found->second;
  Link link{head.number + 1, e.at, e.action, e.sealed, {}};
  link.hash = HashOf(e.community, head.hash, link);
  head.number = link.number;
  head.hash = link.hash;
  const Held none = nullptr;
  rows_.Add({e.community, link.number, e.at, e.action, Hex(e.sealed), Hex(link.hash),
             e.actor ? Held(Hex(e.actor->salt)) : none, e.actor ? Held(e.actor->id) : none,
             e.actor ? none : Held(Hex(e.actor_seal)), e.record ? Held(Hex(e.record->salt)) : none,
             e.record ? Held(e.record->subject) : none, e.record ? HexOrNone(e.record->before) : none,
             e.record ? HexOrNone(e.record->after) : none, e.record ? none : Held(Hex(e.record_seal))});
}

void Chains::Finish() {
  rows_.Flush();
  for (const auto& [community, head] : heads_) {
    if (!head.moves) continue;
    transaction_.Execute(
        "INSERT INTO journal_head (community_id, number, hash) VALUES (:community, :number, :hash) ON CONFLICT "
        "(community_id) DO UPDATE SET number = excluded.number, hash = excluded.hash",
        community, head.number, Hex(*head.hash));
  }
  heads_.clear();
}

}  // namespace concord::journal
