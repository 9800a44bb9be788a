#include "base/journal/proofs.h"

#include <nlohmann/json.hpp>

#include "base/journal/entries.h"
#include "base/journal/tables.h"
#include "base/journal/tree.h"

namespace concord::journal {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr char kInclusion[] = "concord-journal-inclusion-1";
constexpr char kConsistency[] = "concord-journal-consistency-1";
constexpr size_t kLongestPath = 64;  // a tree of 2^63 leaves

ordered_json PathJson(const std::vector<Hash>& path) {
  ordered_json list = ordered_json::array();
  for (const Hash& hash : path) list.push_back(Hex(hash));
  return list;
}

std::string Dump(const ordered_json& object) {
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

ordered_json HeadJson(db::Session& session, std::string_view community, Tree& tree, int64_t size) {
  return {{"size", size},
          {"head", HashTextAt(session, community, size)},
          {"root", Hex(tree.Root(static_cast<uint64_t>(size)))}};
}

// Typed reading of an object that may be anything.
class Fields {
 public:
  explicit Fields(const json* object) : object_(object) {}
  int64_t Int(const char* key) {
    const json* value = Find(key);
    if (value && value->is_number_unsigned() && value->get<uint64_t>() <= INT64_MAX) return value->get<int64_t>();
    sound_ = false;
    return 0;
  }
  std::string Text(const char* key) {
    const json* value = Find(key);
    if (value && value->is_string()) return value->get<std::string>();
    sound_ = false;
    return "";
  }
  Hash Digest(const char* key) {
    const auto hash = ParseHash(Text(key));
    if (!hash) sound_ = false;
    return hash.value_or(Hash{});
  }
  std::optional<Hash> Previous(const char* key) {
    const std::string text = Text(key);
    if (text.empty()) return std::nullopt;
    const auto hash = ParseHash(text);
    if (!hash) sound_ = false;
    return hash;
  }
  std::vector<Hash> Path(const char* key) {
    std::vector<Hash> path;
    const json* list = Find(key);
    if (!list || !list->is_array() || list->size() > 2 * kLongestPath) {
      sound_ = false;
      return path;
    }
    for (const json& item : *list) {
      const auto hash = item.is_string() ? ParseHash(item.get<std::string>()) : std::nullopt;
      if (!hash) sound_ = false;
      path.push_back(hash.value_or(Hash{}));
    }
    return path;
  }
  KeptHead Head() { return {Int("size"), Digest("head"), Digest("root"), ""}; }
  const json* Object(const char* key) {
    const json* value = Find(key);
    return value && value->is_object() ? value : nullptr;
  }
  bool sound() const { return sound_; }

 private:
  const json* Find(const char* key) const {
    if (!object_ || !object_->is_object()) return nullptr;
    const auto found = object_->find(key);
    return found == object_->end() ? nullptr : &*found;
  }
  const json* object_;
  bool sound_ = true;
};

// What is revealed, and of the other half its seal.
ordered_json PrivateJson(const Stored& entry, const Reveal& reveal) {
  ordered_json half;
  if (reveal.actor) {
    half["actor"] = entry.actor->id;
    half["actor_salt"] = Hex(entry.actor->salt);
  } else {
    half["actor_seal"] = Hex(ActorSealOf(entry).value_or(Hash{}));
  }
  if (reveal.record) {
    half["subject"] = entry.record->subject;
    half["before"] = HexOrNone(entry.record->before);
    half["after"] = HexOrNone(entry.record->after);
    half["record_salt"] = Hex(entry.record->salt);
  } else {
    half["record_seal"] = Hex(RecordSealOf(entry).value_or(Hash{}));
  }
  return half;
}

std::unexpected<Error> NoProof() { return Fail(ErrorKind::kInvalid, "journal.error.no_proof"); }

// What was revealed, against the entry's seal; the other half is there as its seal.
Result<std::string> CheckRevealed(Fields& fields, ProofVerdict& verdict) {
  const json* object = fields.Object("private");
  if (!object) return "";
  Fields half(object);
  Hash actor_seal, record_seal;
  if (object->contains("actor")) {
    verdict.actor = half.Text("actor");
    actor_seal = ActorSeal(ParseHex(half.Text("actor_salt")).value_or(""), *verdict.actor);
  } else {
    actor_seal = half.Digest("actor_seal");
  }
  if (object->contains("subject")) {
    verdict.subject = half.Text("subject");
    const std::string before = half.Text("before"), after = half.Text("after");
    record_seal = RecordSeal(ParseHex(half.Text("record_salt")).value_or(""), *verdict.subject, before, after);
  } else {
    record_seal = half.Digest("record_seal");
  }
  if (!half.sound()) return NoProof();
  if (SealOf(actor_seal, record_seal) == verdict.entry.sealed) return "";
  verdict.actor.reset();
  verdict.subject.reset();
  return "the actor or the record that it shows is not the one that was sealed";
}

Result<ProofVerdict> CheckInclusion(const json& object) {
  ProofVerdict verdict;
  verdict.inclusion = true;
  Fields fields(&object);
  Fields entry(fields.Object("entry"));
  verdict.community = fields.Text("community");
  verdict.entry = {entry.Int("number"), entry.Int("at"), entry.Text("action"), entry.Digest("sealed"),
                   entry.Digest("hash")};
  const auto previous = entry.Previous("previous");
  verdict.to = fields.Head();
  const auto path = fields.Path("path");
  if (!fields.sound() || !entry.sound() || verdict.entry.number < 1) return NoProof();
  auto revealed = CheckRevealed(fields, verdict);
  if (!revealed) return std::unexpected(revealed.error());
  verdict.why = *revealed;
  if (HashOf(verdict.community, previous, verdict.entry) != verdict.entry.hash) {
    verdict.why = "the entry's fields do not give its hash";
  } else if (!merkle::VerifyInclusion(merkle::LeafHash(BytesOf(verdict.entry.hash)),
                                      static_cast<uint64_t>(verdict.entry.number - 1),
                                      static_cast<uint64_t>(verdict.to.size), path, *verdict.to.root)) {
    verdict.why = "the path does not lead from the entry to the root";
  } else if (verdict.entry.number == verdict.to.size && verdict.entry.hash != verdict.to.hash) {
    verdict.why = "the entry is the last one, but the head is another";
  }
  verdict.holds = verdict.why.empty();
  return verdict;
}

Result<ProofVerdict> CheckConsistency(const json& object) {
  ProofVerdict verdict;
  Fields fields(&object);
  Fields from(fields.Object("from")), to(fields.Object("to"));
  verdict.community = fields.Text("community");
  verdict.from = from.Head();
  verdict.to = to.Head();
  const auto path = fields.Path("path");
  if (!fields.sound() || !from.sound() || !to.sound() || verdict.from.size < 1) return NoProof();
  verdict.holds =
      merkle::VerifyConsistency(static_cast<uint64_t>(verdict.from.size), static_cast<uint64_t>(verdict.to.size),
                                *verdict.from.root, *verdict.to.root, path);
  if (!verdict.holds) verdict.why = "the later tree does not begin with the earlier one";
  return verdict;
}

}  // namespace

Result<std::string> ProveInclusion(db::Session& session, std::string_view community, int64_t number,
                                   const Reveal& reveal) {
  const int64_t size = SizeOf(session, community);
  if (number < 1 || number > size) return Fail(ErrorKind::kNotFound, "error.not_found");
  const auto entry = EntryAt(session, community, number);
  if (!entry) return Fail(ErrorKind::kNotFound, "error.not_found");
  if ((reveal.actor && !entry->actor) || (reveal.record && !entry->record))
    return Fail(ErrorKind::kConflict, "journal.error.erased");
  Tree tree(session, community);
  const auto head = HeadJson(session, community, tree, size);
  const Link& link = entry->link;
  ordered_json proof = {{"format", kInclusion},
                        {"community", std::string(community)},
                        {"entry",
                         {{"number", number},
                          {"at", link.at},
                          {"action", link.action},
                          {"sealed", Hex(link.sealed)},
                          {"previous", number > 1 ? HashTextAt(session, community, number - 1) : ""},
                          {"hash", Hex(link.hash)}}},
                        {"size", head["size"]},
                        {"head", head["head"]},
                        {"root", head["root"]}};
  if (reveal.actor || reveal.record) proof["private"] = PrivateJson(*entry, reveal);
  proof["path"] =
      PathJson(merkle::InclusionProof(static_cast<uint64_t>(number - 1), static_cast<uint64_t>(size), tree.Ranges()));
  return Dump(proof);
}

Result<std::string> ProveConsistency(db::Session& session, std::string_view community, int64_t from, int64_t to) {
  if (from < 1 || from > to || to > SizeOf(session, community)) return Fail(ErrorKind::kInvalid, "journal.error.range");
  Tree tree(session, community);
  return Dump({{"format", kConsistency},
               {"community", std::string(community)},
               {"from", HeadJson(session, community, tree, from)},
               {"to", HeadJson(session, community, tree, to)},
               {"path", PathJson(merkle::ConsistencyProof(static_cast<uint64_t>(from), static_cast<uint64_t>(to),
                                                          tree.Ranges()))}});
}

Result<ProofVerdict> CheckProof(std::string_view text) {
  const json object = json::parse(text, nullptr, false);
  if (!object.is_object()) return NoProof();
  Fields fields(&object);
  const std::string format = fields.Text("format");
  if (format == kInclusion) return CheckInclusion(object);
  if (format == kConsistency) return CheckConsistency(object);
  return NoProof();
}

}  // namespace concord::journal
