// An entry's hash is SHA-256 over the hash before it (empty at first) and the entry's fields, each led by its length as
// eight bytes, most significant first, so that no two different entries give the same bytes. Numbers go in as decimals.
#include "base/journal/journal.h"

#include <sodium.h>

#include <array>
#include <initializer_list>
#include <map>

namespace concord::journal {
namespace {

using Hash = std::array<unsigned char, crypto_hash_sha256_BYTES>;

struct Head {
  int64_t number = 0;
  std::string hash;
};

std::string Hex(const Hash& hash) {
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex;
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

std::string HashFields(std::initializer_list<std::string_view> fields) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  for (std::string_view field : fields) {
    std::array<unsigned char, 8> length;
    for (int i = 0; i < 8; ++i) length[i] = static_cast<unsigned char>(uint64_t{field.size()} >> (56 - 8 * i));
    crypto_hash_sha256_update(&state, length.data(), length.size());
    crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(field.data()), field.size());
  }
  Hash hash;
  crypto_hash_sha256_final(&state, hash.data());
  return Hex(hash);
}

std::string HashEntry(const std::string& previous, int64_t number, int64_t at, const Entry& e) {
  return HashFields(
      {previous, e.community, std::to_string(number), std::to_string(at), e.actor, e.action, e.subject, e.before, e.after});
}

Head LockHead(db::Transaction& t, const std::string& scope) {
  std::string select = "SELECT number, hash FROM journal_head WHERE scope = :scope";
  if (t.dialect() == db::Dialect::kPostgres) select += " FOR UPDATE";
  auto row = t.One(select, scope);
  if (!row) {
    // Two that begin a chain at once: the second waits here for the first to commit.
    t.Execute("INSERT INTO journal_head (scope, number, hash) VALUES (:scope, 0, '') ON CONFLICT (scope) DO NOTHING",
              scope);
    row = t.One(select, scope);
  }
  if (!row) throw db::DatabaseError(db::Fault::kOther, "no head for the journal's scope " + scope);
  return {row->Int(0), row->Text(1)};
}

// What Verify knows of one chain while it walks.
struct Walk {
  Head last;
  bool broken = false;
};

std::string Fault(const std::string& scope, int64_t number, const std::string& what) {
  return "journal " + scope + ": entry " + std::to_string(number) + " " + what;
}

// Columns: scope, number, at, actor, action, subject, before, after, hash.
void Step(Walk& walk, const db::Row& row, std::vector<std::string>& faults) {
  if (walk.broken) return;
  const std::string& scope = row.Text(0);
  int64_t number = row.Int(1);
  int64_t expected = walk.last.number + 1;
  Entry entry{row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), scope};
  if (number > expected) {
    faults.push_back(Fault(scope, expected, "is missing"));
    walk.broken = true;
  } else if (number < expected || HashEntry(walk.last.hash, number, row.Int(2), entry) != row.Text(8)) {
    faults.push_back(Fault(scope, number, "was changed, or does not follow the one before it"));
    walk.broken = true;
  }
  walk.last = {number, row.Text(8)};
}

void CompareWithHead(const std::string& scope, const Walk& walk, const Head& head, std::vector<std::string>& faults) {
  if (walk.broken) return;
  if (walk.last.number < head.number) {
    faults.push_back(Fault(scope, walk.last.number + 1, "is missing: the head counts " + std::to_string(head.number)));
  } else if (walk.last.number > head.number) {
    faults.push_back(
        Fault(scope, head.number + 1, "stands after the head, which counts " + std::to_string(head.number)));
  } else if (walk.last.hash != head.hash) {
    faults.push_back(Fault(scope, head.number, "is not the one that the head names"));
  }
}

}  // namespace

std::string Digest(std::string_view bytes) {
  Hash hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return Hex(hash);
}

void Append(db::Transaction& transaction, const Entry& entry, const Clock& clock, Random& random) {
  AppendAll(transaction, {entry}, clock, random);
}

void AppendAll(db::Transaction& transaction, const std::vector<Entry>& entries, const Clock& clock,
               [[maybe_unused]] Random& random) {
  std::map<std::string, Head> heads;  // locked in the order of their names: two transactions cannot wait for each other
  for (const Entry& entry : entries) heads.try_emplace(entry.community);
  for (auto& [scope, head] : heads) head = LockHead(transaction, scope);
  int64_t at = clock.Now().time_since_epoch().count();
  for (const Entry& entry : entries) {
    Head& head = heads[entry.community];
    head = {head.number + 1, HashEntry(head.hash, head.number + 1, at, entry)};
    transaction.Execute(
        "INSERT INTO journal_entry (scope, number, at, actor, action, subject, before_digest, after_digest, hash) "
        "VALUES (:scope, :number, :at, :actor, :action, :subject, :before, :after, :hash)",
        entry.community, head.number, at, entry.actor, entry.action, entry.subject, entry.before, entry.after, head.hash);
  }
  for (const auto& [scope, head] : heads) {
    transaction.Execute("UPDATE journal_head SET number = :number, hash = :hash WHERE scope = :scope", head.number,
                        head.hash, scope);
  }
}

std::vector<std::string> Verify(db::Session& session) {
  std::vector<std::string> faults;
  std::map<std::string, Walk> walks;
  session.ForEach(
      "SELECT scope, number, at, actor, action, subject, before_digest, after_digest, hash FROM journal_entry ORDER BY "
      "scope, number",
      {}, [&](const db::Row& row) {
        Step(walks[row.Text(0)], row, faults);
        return true;
      });
  std::map<std::string, Head> heads;
  for (const db::Row& row : session.Query("SELECT scope, number, hash FROM journal_head")) {
    heads[row.Text(0)] = {row.Int(1), row.Text(2)};
    walks.try_emplace(row.Text(0));
  }
  for (const auto& [scope, walk] : walks) CompareWithHead(scope, walk, heads[scope], faults);
  return faults;
}

}  // namespace concord::journal
