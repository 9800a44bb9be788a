// Walking a chain from its first entry to its last: each entry's hash against its fields and the entry before, and each
// head that someone kept against the chain at its size. Shared by those who read a database and those who read an
// export. Pure; one thread.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/journal/hashing.h"
#include "base/journal/merkle.h"

namespace concord::journal {

// The state of a chain at some size, as it was published: a daily head, the first line of an export, a proof's end.
struct KeptHead {
  int64_t size = 0;
  Hash hash{};
  std::optional<Hash> root;
  std::string name;  // where it comes from, for the finding: "the head of 2026-11-21"
};

enum class FaultKind {
  kMissing,   // entries were deleted, or cut off at the end
  kChanged,   // an entry was changed, put in or moved: it is not what its hash or its predecessor says
  kPrivate,   // an entry's private part (who, which record) is not what was sealed
  kHead,      // the chain's head, or one that someone kept, is of another history
  kUnbacked,  // entries stand after the end that the head names
  kDerived,   // nodes or counts that are kept beside the chain are wrong; the chain itself is whole
  kFormat,    // an export that cannot be read
};
const char* NameOf(FaultKind kind);  // "missing", "changed", ...: for JSON

struct Fault {
  FaultKind kind = FaultKind::kChanged;
  int64_t number = 0;  // the first broken entry; in a file that cannot be read: the line
  std::string what;    // "was changed, ...": the entry is the subject
  // "journal hub: entry 3 is missing"
  std::string Line(std::string_view community) const;
};

class ChainWalk {
 public:
  explicit ChainWalk(std::string community) : community_(std::move(community)) {}
  // A chain that is seen from a later entry on: no tree then, and heads are compared by their hash alone.
  ChainWalk(std::string community, int64_t number, const Hash& hash);

  // A head to compare with when the walk comes to its size, or now where it stands there. One of a smaller size is
  // passed over.
  std::optional<Fault> Expect(KeptHead head);
  // The next entry. After a fault the walk goes on as if nothing had been: the first fault is what counts.
  std::optional<Fault> Take(const Link& link);
  // At the end: heads of a size that the chain never reached.
  std::optional<Fault> Finish() const;

  const std::string& community() const { return community_; }
  int64_t size() const { return number_; }
  const std::optional<Hash>& hash() const { return hash_; }
  bool has_tree() const { return has_tree_; }
  const merkle::Frontier& tree() const { return tree_; }

 private:
  std::optional<Fault> Compare(const KeptHead& head) const;
  std::string community_;
  int64_t number_ = 0;
  std::optional<Hash> hash_;
  bool has_tree_ = true;
  merkle::Frontier tree_;
  std::multimap<int64_t, KeptHead> expected_;
};

}  // namespace concord::journal
