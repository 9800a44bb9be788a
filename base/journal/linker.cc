#include "base/journal/linker.h"

#include <optional>
#include <string>
#include <vector>

#include "base/journal/days.h"
#include "base/journal/hashing.h"
#include "base/journal/tables.h"

namespace concord::journal {
namespace {

constexpr int kBatch = 1000;

struct Head {
  int64_t number = 0;
  std::optional<Hash> hash;
};

// nullopt: another node holds it.
std::optional<Head> LockHead(db::Transaction& t, std::string_view community) {
  auto row =
      t.One("SELECT number, hash FROM journal_head WHERE community_id = :community FOR UPDATE SKIP LOCKED", community);
  if (!row) {
    // Two that begin a chain at once: the second waits here for the first to commit, and then finds its row.
    const int64_t made = t.Execute(
        "INSERT INTO journal_head (community_id, number, hash) VALUES (:community, 0, '') ON CONFLICT (community_id) "
        "DO NOTHING",
        community);
    if (made == 0) return std::nullopt;
    return Head();
  }
  Head head{row->Int(0), ParseHash(row->Text(1))};
  if (head.number > 0 && !head.hash) {
    throw db::DatabaseError(db::Fault::kOther, "the journal's head of " + std::string(community) +
                                                   " is damaged; `concord journal verify` says more");
  }
  return head;
}

// The rows keep their private part as it stands: only numbers and hashes are new.
constexpr char kColumns[] =
    "at, action, sealed, actor_salt, actor, actor_seal, record_salt, subject, before_digest, after_digest, record_seal";

void Move(db::Transaction& t, std::string_view community, int64_t first, const std::string& seqs,
          const std::string& hashes) {
  t.Execute(std::string("WITH linked AS (SELECT seq::bigint AS seq, hash, n FROM "
                        "unnest(string_to_array(:seqs, ','), string_to_array(:hashes, ',')) WITH ORDINALITY AS "
                        "v(seq, hash, n)), moved AS (DELETE FROM journal_pending p USING linked WHERE p.community_id = "
                        ":community AND p.seq = linked.seq RETURNING p.*, linked.hash, linked.n) "
                        "INSERT INTO journal_entry (community_id, number, hash, ") +
                kColumns + ") SELECT community_id, :first + n - 1, hash, " + kColumns + " FROM moved",
            seqs, hashes, community, first);
}

// PostgreSQL. The number linked: 0 where there are none, and where another node holds the chain.
int64_t LinkSome(db::Transaction& t, std::string_view community) {
  const auto locked = LockHead(t, community);
  if (!locked) return 0;
  Head head = *locked;
  const int64_t first = head.number + 1;
  std::string seqs, hashes;
  const db::Rows rows = t.Query(
      "SELECT seq, at, action, sealed FROM journal_pending WHERE community_id = :community ORDER BY seq LIMIT "
      ":limit",
      community, kBatch);
  for (const db::Row& row : rows) {
    Link link{head.number + 1, row.Int(1), row.Text(2), ParseHash(row.Text(3)).value_or(Hash{}), {}};
    link.hash = HashOf(community, head.hash, link);
    head = {link.number, link.hash};
    seqs += (seqs.empty() ? "" : ",") + std::to_string(row.Int(0));
    hashes += (hashes.empty() ? "" : ",") + Hex(link.hash);
  }
  if (rows.empty()) return 0;
  Move(t, community, first, seqs, hashes);
  t.Execute("UPDATE journal_head SET number = :number, hash = :hash WHERE community_id = :community", head.number,
            Hex(*head.hash), community);
  return static_cast<int64_t>(rows.size());
}

Status LinkPending(db::Database& database) {
  auto communities = database.Read(
      [](db::Session& s) -> Result<std::vector<std::string>> { return CommunitiesIn(s, "journal_pending"); });
  if (!communities) return std::unexpected(communities.error());
  for (const std::string& community : *communities) {
    for (int64_t linked = kBatch; linked == kBatch;) {
      auto some = database.Write([&](db::Transaction& t) -> Result<int64_t> { return LinkSome(t, community); });
      if (!some) return std::unexpected(some.error());
      linked = *some;
    }
  }
  return {};
}

// SQLite. Where each chain ends, of those whose head is behind.
std::vector<std::string> Behind(db::Session& s) {
  std::vector<std::string> behind;
  for (const std::string& community : CommunitiesIn(s, "journal_entry")) {
    const auto head = s.One("SELECT number FROM journal_head WHERE community_id = :community", community);
    if (!head || head->Int(0) < SizeOf(s, community)) behind.push_back(community);
  }
  return behind;
}

Status MoveHeads(db::Database& database) {
  auto behind = database.Read([](db::Session& s) -> Result<std::vector<std::string>> { return Behind(s); });
  if (!behind) return std::unexpected(behind.error());
  if (behind->empty()) return {};
  return database.Write([&](db::Transaction& t) -> Status {
    for (const std::string& community : *behind) {
      // Never back, and never on from a head that is not in the chain: entries that were cut off must stay missed, also
      // when others have taken their numbers.
      t.Execute(
          "INSERT INTO journal_head (community_id, number, hash) SELECT community_id, number, hash FROM journal_entry "
          "WHERE community_id = :community ORDER BY number DESC LIMIT 1 ON CONFLICT (community_id) DO UPDATE SET "
          "number = excluded.number, hash = excluded.hash WHERE excluded.number > journal_head.number AND EXISTS "
          "(SELECT 1 FROM journal_entry e WHERE e.community_id = journal_head.community_id AND e.number = "
          "journal_head.number AND e.hash = journal_head.hash)",
          community);
    }
    return {};
  });
}

}  // namespace

Status LinkAll(db::Database& database) {
  return database.dialect() == db::Dialect::kPostgres ? LinkPending(database) : MoveHeads(database);
}

Linker::Linker(db::Database& database, const Clock& clock, Log& log, milliseconds pause)
    : database_(database), clock_(clock), log_(log), pause_(pause), thread_([this](std::stop_token s) { Run(s); }) {}

Linker::~Linker() {
  thread_.request_stop();
  wake_.notify_all();
  thread_.join();
  Round();
}

void Linker::Run(std::stop_token stop) {
  while (!stop.stop_requested()) {
    Round();
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, pause_, [] { return false; });
  }
}

void Linker::Round() {
  Status status = LinkAll(database_);
  if (status && clock_.Now() >= close_at_) {
    status = CloseDays(database_, clock_.Now());
    const auto next = std::chrono::floor<std::chrono::days>(clock_.Now()) + std::chrono::days(1);
    close_at_ = status ? Time(next) : clock_.Now() + std::chrono::minutes(1);
  }
  if (!status && !failing_) log_.Error("the journal cannot be linked", {{"cause", status.error().cause}});
  if (status && failing_) log_.Info("the journal is linked again", {});
  failing_ = !status;
}

}  // namespace concord::journal
