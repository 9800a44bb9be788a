#include "base/journal/verify.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/db/outbox.h"
#include "base/journal/columns.h"
#include "base/journal/entries.h"
#include "base/journal/packed.h"
#include "base/journal/tables.h"
#include "base/journal/tree.h"

namespace concord::journal {
namespace {

using ByAction = std::map<std::string, int64_t>;

class Verifier {
 public:
  Verifier(db::Session& session, const std::string& community, int64_t pending, const std::vector<KeptHead>& kept)
      : session_(session), walk_(community) {
    chain_.community = community;
    chain_.pending = pending;
    for (const KeptHead& head : kept) walk_.Expect(head);
    LoadHead();
    LoadDays();
    LoadNodes();
  }

  Chain Run() {
    ForEachLying(session_, chain_.community, INT64_MIN, INT64_MAX,
                 [&](const std::optional<Stored>& entry) { return Take(entry); });
    if (!chain_.fault) chain_.fault = FindTwice();
    if (!chain_.fault) chain_.fault = CompareHead();
    if (!chain_.fault) chain_.fault = walk_.Finish();
    if (!chain_.fault && !nodes_.empty()) {
      chain_.fault = Derived(nodes_.begin()->first.second << nodes_.begin()->first.first);
    }
    chain_.size = walk_.size();
    chain_.hash = walk_.hash();
    chain_.root = walk_.tree().Root();
    return std::move(chain_);
  }

 private:
  static Fault Derived(int64_t number) {
    return {FaultKind::kDerived, number, "is counted or summed up wrongly beside the chain, which is whole so far"};
  }

  static Fault Twice(int64_t number) {
    return {FaultKind::kChanged, number, "was put in beside the one of its number"};
  }

  void LoadHead() {
    const auto row =
        session_.One("SELECT number, hash FROM journal_head WHERE community_id = :community", chain_.community);
    if (!row) return;
    head_number_ = ReadInt(*row, 0).value_or(-1);
    if (head_number_ == 0) return;
    // Its root is no part of it.
    walk_.Expect({head_number_, ReadHash(*row, 1).value_or(Hash{}), std::nullopt, "the head"});
  }

  void LoadDays() {
    for (const db::Row& row : session_.Query(
             "SELECT day, number, hash, root FROM journal_day WHERE community_id = :community ORDER BY number, day",
             chain_.community)) {
      const auto* day = ReadText(row, 0);
      const std::string name = day ? *day : "?";
      walk_.Expect({ReadInt(row, 1).value_or(0), ReadHash(row, 2).value_or(Hash{}), ReadHash(row, 3).value_or(Hash{}),
                    "the head of " + name});
      days_.emplace_back(ReadInt(row, 1).value_or(0), name);
      ++chain_.days;
    }
    for (const db::Row& row : session_.Query(
             "SELECT day, action, entries FROM journal_day_action WHERE community_id = :community", chain_.community)) {
      counted_[row.Text(0)][row.Text(1)] = ReadInt(row, 2).value_or(-1);
    }
  }

  void LoadNodes() {
    for (const db::Row& row : session_.Query(
             "SELECT level, position, hash FROM journal_node WHERE community_id = :community", chain_.community)) {
      nodes_[{ReadInt(row, 0).value_or(0), ReadInt(row, 1).value_or(0)}] = ReadHash(row, 2).value_or(Hash{});
    }
  }

  // False: this chain is broken here, and the rest says nothing more.
  bool Take(const std::optional<Stored>& entry) {
    if (!entry) {
      chain_.fault = Fault{FaultKind::kChanged, walk_.size() + 1, "was changed: it holds what no entry holds"};
      return false;
    }
    chain_.fault = walk_.Take(entry->link);
    if (!chain_.fault) chain_.fault = CheckPrivate(*entry);
    if (!chain_.fault) chain_.fault = CheckDerived(entry->link);
    return !chain_.fault;
  }

  std::optional<Fault> CheckPrivate(const Stored& entry) {
    const auto actor = ActorSealOf(entry), record = RecordSealOf(entry);
    if (!actor || !record || SealOf(*actor, *record) != entry.link.sealed) {
      return Fault{FaultKind::kPrivate, entry.link.number, "was changed: its actor or record is not what was sealed"};
    }
    if (!entry.actor || !entry.record) ++chain_.erased;
    return std::nullopt;
  }

  // Who reads the chain passes over a row that lies where a block has its entry, and over a block within another:
  // nobody put it there in good faith.
  std::optional<Fault> FindTwice() {
    int64_t before = 0;
    for (const db::Row& row :
         session_.Query("SELECT first, number FROM journal_block WHERE community_id = :community ORDER BY number",
                        chain_.community)) {
      const int64_t first = ReadInt(row, 0).value_or(0), last = ReadInt(row, 1).value_or(0);
      const auto twice = session_.One(
          "SELECT number FROM journal_entry WHERE community_id = :community AND number >= :first AND number <= :last "
          "ORDER BY number LIMIT 1",
          chain_.community, first, last);
      if (twice) return Twice(twice->Int(0));
      if (first <= before) return Twice(first);
      before = last;
    }
    return std::nullopt;
  }

  std::optional<Fault> CheckDerived(const Link& link) {
    for (const int level : kNodeLevels) {
      if (link.number % (int64_t{1} << level) != 0) break;
      const auto node = nodes_.find({level, (link.number >> level) - 1});
      if (node == nodes_.end()) continue;
      if (node->second != walk_.tree().Completed(level)) return Derived(link.number);
      nodes_.erase(node);
    }
    ++counting_[link.action];
    while (day_ < days_.size() && days_[day_].first <= link.number) {
      if (days_[day_].first == link.number && counted_[days_[day_].second] != counting_) return Derived(link.number);
      counting_.clear();
      ++day_;
    }
    return std::nullopt;
  }

  std::optional<Fault> CompareHead() const {
    if (walk_.size() < head_number_) {
      return Fault{FaultKind::kMissing, walk_.size() + 1,
                   "is missing: the head counts " + std::to_string(head_number_)};
    }
    if (head_number_ >= 0 && walk_.size() > head_number_) {
      return Fault{FaultKind::kUnbacked, head_number_ + 1,
                   "stands after the head, which counts " + std::to_string(head_number_)};
    }
    return std::nullopt;
  }

  db::Session& session_;
  int64_t head_number_ = 0;
  ChainWalk walk_;
  Chain chain_;
  std::vector<std::pair<int64_t, std::string>> days_;  // by number
  size_t day_ = 0;                                     // the next of them
  std::map<std::string, ByAction> counted_;            // by day
  ByAction counting_;
  std::map<std::pair<int64_t, int64_t>, Hash> nodes_;  // by level and position; those still to be met
};

std::set<std::string> Communities(db::Session& session) {
  std::set<std::string> all;
  for (const char* table : {"journal_entry", "journal_block", "journal_head", "journal_day"}) {
    for (const std::string& community : CommunitiesIn(session, table)) all.insert(community);
  }
  return all;
}

// How many entries no Linker has come to yet. A row that holds none is for the Linker to refuse.
std::map<std::string, int64_t> CountPending(db::Session& session) {
  std::map<std::string, int64_t> counts;
  for (const std::string& bytes : db::PeekAttached(session, LinkedUpTo(session))) {
    for (const Pending& entry : Unpack(bytes).value_or(std::vector<Pending>())) ++counts[entry.community];
  }
  return counts;
}

}  // namespace

bool Verdict::ok() const {
  return std::none_of(chains.begin(), chains.end(), [](const Chain& chain) { return chain.fault.has_value(); });
}

Verdict VerifyChains(db::Session& session, const VerifyOptions& options) {
  Verdict verdict;
  std::map<std::string, int64_t> pending = CountPending(session);
  std::set<std::string> communities = options.community ? std::set{*options.community} : Communities(session);
  if (!options.community) {
    for (const auto& [community, count] : pending) communities.insert(community);
  }
  for (const std::string& community : communities)
    verdict.chains.push_back(Verifier(session, community, pending[community], options.kept).Run());
  return verdict;
}

}  // namespace concord::journal
