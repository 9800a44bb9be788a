#include "base/journal/journal.h"

#include <array>
#include <set>
#include <span>

#include "base/journal/hashing.h"
#include "base/journal/tables.h"
#include "base/journal/verify.h"

namespace concord::journal {
namespace {

struct Salts {
  std::string actor, record;
};

Salts MakeSalts(Random& random) {
  std::array<char, 2 * kSaltBytes> bytes;
  random.Fill(std::as_writable_bytes(std::span(bytes)));
  return {{bytes.data(), kSaltBytes}, {bytes.data() + kSaltBytes, kSaltBytes}};
}

std::string DigestOf(const std::string& salt, const char* side, const std::string& text) {
  return text.empty() ? "" : Hex(ContentDigest(salt, side, text));
}

constexpr char kPrivateColumns[] = "actor_salt, actor, record_salt, subject, before_digest, after_digest";

// What one entry becomes.
struct Sealed {
  Salts salts;
  std::string before, after;
  Hash sealed;
};

Sealed Seal(const Entry& e, Random& random) {
  Sealed s{MakeSalts(random), "", "", {}};
  s.before = DigestOf(s.salts.record, "before", e.before);
  s.after = DigestOf(s.salts.record, "after", e.after);
  s.sealed = SealOf(ActorSeal(s.salts.actor, e.actor), RecordSeal(s.salts.record, e.subject, s.before, s.after));
  return s;
}

// PostgreSQL: its writers do not wait for each other, nor for their chain; the Linker follows.
void LeaveToLinker(db::Transaction& t, const Entry& e, const Sealed& s, Time at) {
  static const std::string sql = std::string("INSERT INTO journal_pending (community_id, at, action, sealed, ") +
                                 kPrivateColumns +
                                 ") VALUES (:community, :at, :action, :sealed, :actor_salt, :actor, :record_salt, "
                                 ":subject, :before, :after)";
  t.AtCommit(sql, e.community, at, e.action, Hex(s.sealed), Hex(s.salts.actor), e.actor, Hex(s.salts.record), e.subject,
             s.before, s.after);
}

// SQLite: the one writer writes into the chain itself. The head follows (Linker): another page in each transaction
// would cost more than all the rest.
void LinkAtOnce(db::Transaction& t, const Entry& e, const Sealed& s, Time at) {
  static const std::string sql =
      std::string("INSERT INTO journal_entry (community_id, number, at, action, sealed, hash, ") + kPrivateColumns +
      ") VALUES (:community, :number, :at, :action, :sealed, :hash, :actor_salt, :actor, :record_salt, :subject, "
      ":before, :after)";
  const auto last =
      t.One("SELECT number, hash FROM journal_entry WHERE community_id = :community ORDER BY number DESC LIMIT 1",
            e.community);
  Link link{last ? last->Int(0) + 1 : 1, at.time_since_epoch().count(), e.action, s.sealed, {}};
  link.hash = HashOf(e.community, last ? ParseHash(last->Text(1)) : std::nullopt, link);
  t.Execute(sql, e.community, link.number, link.at, e.action, Hex(s.sealed), Hex(link.hash), Hex(s.salts.actor),
            e.actor, Hex(s.salts.record), e.subject, s.before, s.after);
}

// Where someone or something is named; in the chain and not yet in it.
int64_t Forget(db::Transaction& t, const std::string& community, const std::string& table, const Erasure& erasure) {
  int64_t count = 0;
  const auto forget = [&](const std::string& column, const std::string& value, const std::string& key,
                          const std::string& salt_column, const std::string& cleared, const std::string& seal_column,
                          const auto& seal) {
    const db::Rows rows =
        t.Query("SELECT " + key + ", " + salt_column + ", " + column + ", before_digest, after_digest FROM " + table +
                    " WHERE community_id = :community AND " + column + " = :value",
                community, value);
    for (const db::Row& row : rows) {
      t.Execute("UPDATE " + table + " SET " + cleared + ", " + seal_column +
                    " = :seal WHERE community_id = :community AND " + key + " = :key",
                Hex(seal(row)), community, row.Int(0));
      ++count;
    }
  };
  const std::string key = table == "journal_entry" ? "number" : "seq";
  if (!erasure.actor.empty()) {
    forget("actor", erasure.actor, key, "actor_salt", "actor_salt = NULL, actor = NULL", "actor_seal",
           [](const db::Row& row) { return ActorSeal(ParseHex(row.Text(1)).value_or(""), row.Text(2)); });
  }
  if (!erasure.subject.empty()) {
    forget("subject", erasure.subject, key, "record_salt",
           "record_salt = NULL, subject = NULL, before_digest = NULL, after_digest = NULL", "record_seal",
           [](const db::Row& row) {
             return RecordSeal(ParseHex(row.Text(1)).value_or(""), row.Text(2), row.Text(3), row.Text(4));
           });
  }
  return count;
}

std::set<std::string> Communities(db::Session& session) {
  std::set<std::string> all;
  for (const char* table : {"journal_entry", "journal_pending"}) {
    for (const std::string& community : CommunitiesIn(session, table)) all.insert(community);
  }
  return all;
}

// The Linker must not move an entry while it is being forgotten.
void HoldChain(db::Transaction& t, const std::string& community) {
  if (t.dialect() == db::Dialect::kSqlite) return;
  t.Execute(
      "INSERT INTO journal_head (community_id, number, hash) VALUES (:community, 0, '') ON CONFLICT "
      "(community_id) DO NOTHING",
      community);
  t.Query("SELECT number FROM journal_head WHERE community_id = :community FOR UPDATE", community);
}

}  // namespace

std::string Digest(std::string_view bytes) { return Hex(Sha256(bytes)); }

void Append(db::Transaction& t, const Entry& e, const Clock& clock, Random& random) {
  const Sealed sealed = Seal(e, random);
  if (t.dialect() == db::Dialect::kPostgres) {
    LeaveToLinker(t, e, sealed, clock.Now());
  } else {
    LinkAtOnce(t, e, sealed, clock.Now());
  }
}

void AppendAll(db::Transaction& transaction, const std::vector<Entry>& entries, const Clock& clock, Random& random) {
  for (const Entry& entry : entries) Append(transaction, entry, clock, random);
}

Status RecordRead(db::Database& database, Entry entry, const Clock& clock, Random& random) {
  if (!entry.action.ends_with(".read")) entry.action += ".read";
  return database.Write([&](db::Transaction& t) -> Status {
    Append(t, entry, clock, random);
    return {};
  });
}

int64_t Erase(db::Transaction& t, const Erasure& erasure, const Clock& clock, Random& random) {
  t.RunDeferred();  // entries of this same transaction are forgotten too
  int64_t all = 0;
  for (const std::string& community : erasure.community ? std::set<std::string>{*erasure.community} : Communities(t)) {
    HoldChain(t, community);
    int64_t count = 0;
    for (const char* table : {"journal_pending", "journal_entry"}) count += Forget(t, community, table, erasure);
    if (count == 0) continue;
    Append(t, {.actor = "system", .action = "journal.erase", .subject = "", .community = community}, clock, random);
    all += count;
  }
  return all;
}

std::vector<std::string> Verify(db::Session& session) {
  std::vector<std::string> lines;
  for (const Chain& chain : VerifyChains(session).chains) {
    if (chain.fault) lines.push_back(chain.fault->Line(chain.community));
  }
  return lines;
}

}  // namespace concord::journal
