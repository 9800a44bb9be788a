#include "base/journal/chain.h"

namespace concord::journal {

const char* NameOf(FaultKind kind) {
  switch (kind) {
    case FaultKind::kMissing:
      return "missing";
    case FaultKind::kChanged:
      return "changed";
    case FaultKind::kPrivate:
      return "private";
    case FaultKind::kHead:
      return "head";
    case FaultKind::kUnbacked:
      return "unbacked";
    case FaultKind::kDerived:
      return "derived";
    case FaultKind::kFormat:
      return "format";
  }
  return "";
}

std::string Fault::Line(std::string_view community) const {
  return "journal " + std::string(community) + ": " + (kind == FaultKind::kFormat ? "line " : "entry ") +
         std::to_string(number) + " " + what;
}

ChainWalk::ChainWalk(std::string community, int64_t number, const Hash& hash)
    : community_(std::move(community)), number_(number), hash_(hash), has_tree_(false) {}

std::optional<Fault> ChainWalk::Expect(KeptHead head) {
  if (hash_ && head.size == number_) return Compare(head);
  const int64_t size = head.size;
  if (size > number_ || size < 1) expected_.emplace(size, std::move(head));
  return std::nullopt;
}

std::optional<Fault> ChainWalk::Take(const Link& link) {
  std::optional<Fault> fault;
  if (link.number > number_ + 1) {
    fault = Fault{FaultKind::kMissing, number_ + 1, "is missing"};
  } else if (link.number < number_ + 1 || HashOf(community_, hash_, link) != link.hash) {
    fault = Fault{FaultKind::kChanged, link.number, "was changed, or does not follow the one before it"};
  }
  number_ = link.number;
  hash_ = link.hash;
  if (has_tree_) tree_.Add(merkle::LeafHash(BytesOf(link.hash)));
  const auto [begin, end] = expected_.equal_range(number_);
  for (auto head = begin; head != end && !fault; ++head) fault = Compare(head->second);
  return fault;
}

std::optional<Fault> ChainWalk::Compare(const KeptHead& head) const {
  if (head.hash != *hash_) return Fault{FaultKind::kHead, number_, "is not the one that " + head.name + " names"};
  if (has_tree_ && head.root && *head.root != tree_.Root())
    return Fault{FaultKind::kHead, number_, "ends a tree of another root than " + head.name + " names"};
  return std::nullopt;
}

std::optional<Fault> ChainWalk::Finish() const {
  const auto beyond = expected_.upper_bound(number_);
  if (beyond != expected_.end()) {
    return Fault{FaultKind::kMissing, number_ + 1,
                 "is missing: " + beyond->second.name + " counts " + std::to_string(beyond->first)};
  }
  // A head of an empty chain, or of less.
  for (const auto& [size, head] : expected_) {
    if (size < 1) return Fault{FaultKind::kHead, 0, "is counted last by " + head.name + ", which no chain can be"};
  }
  return std::nullopt;
}

}  // namespace concord::journal
