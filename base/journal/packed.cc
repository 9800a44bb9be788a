#include "base/journal/packed.h"

#include <algorithm>

#include "base/db/outbox.h"

namespace concord::journal {
namespace {

constexpr std::string_view kLinkedKey = "journal.linked";

template <size_t kBytes>
void PutNumber(uint64_t n, std::string& out) {
  for (size_t i = 0; i < kBytes; ++i) out.push_back(static_cast<char>(n >> (8 * (kBytes - 1 - i))));
}
void PutText(std::string_view text, std::string& out) {
  PutNumber<4>(text.size(), out);
  out.append(text);
}

// Every step gives nullopt at the end of the bytes.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool done() const { return rest_.empty(); }

  std::optional<std::string> Fixed(size_t size) {
    if (rest_.size() < size) return std::nullopt;
    std::string out(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return out;
  }
  std::optional<uint64_t> Number(size_t size) {
    const auto bytes = Fixed(size);
    if (!bytes) return std::nullopt;
    uint64_t n = 0;
    for (const char c : *bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
  }
  std::optional<std::string> Text() {
    const auto size = Number(4);
    return size ? Fixed(*size) : std::nullopt;
  }
  std::optional<Hash> Digest() {
    const auto bytes = Fixed(std::tuple_size_v<Hash>);
    if (!bytes) return std::nullopt;
    Hash hash;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return hash;
  }

 private:
  std::string_view rest_;
};

bool IsDigestOrNone(const std::optional<std::string>& bytes) {
  return bytes && (bytes->empty() || bytes->size() == std::tuple_size_v<Hash>);
}

bool ReadActor(Reader& in, Pending& entry) {
  const auto stands = in.Number(1);
  if (stands == 0) {
    const auto seal = in.Digest();
    if (seal) entry.actor_seal = *seal;
    return seal.has_value();
  }
  auto salt = in.Fixed(kSaltBytes), id = in.Text();
  if (stands != 1 || !salt || !id) return false;
  entry.actor = {std::move(*salt), std::move(*id)};
  return true;
}

bool ReadRecord(Reader& in, Pending& entry) {
  const auto stands = in.Number(1);
  if (stands == 0) {
    const auto seal = in.Digest();
    if (seal) entry.record_seal = *seal;
    return seal.has_value();
  }
  auto salt = in.Fixed(kSaltBytes), subject = in.Text(), before = in.Text(), after = in.Text();
  if (stands != 1 || !salt || !subject || !IsDigestOrNone(before) || !IsDigestOrNone(after)) return false;
  entry.record = {std::move(*salt), std::move(*subject), std::move(*before), std::move(*after)};
  return true;
}

std::optional<Pending> ReadOne(Reader& in) {
  auto community = in.Text();
  const auto at = in.Number(8);
  auto action = in.Text();
  const auto sealed = in.Digest();
  if (!community || !at || !action || !sealed) return std::nullopt;
  Pending entry{.community = std::move(*community),
                .at = static_cast<int64_t>(*at),
                .action = std::move(*action),
                .sealed = *sealed,
                .actor = {},
                .record = {}};
  if (!ReadActor(in, entry) || !ReadRecord(in, entry)) return std::nullopt;
  return entry;
}

}  // namespace

void Pack(const Pending& entry, std::string& out) {
  PutText(entry.community, out);
  PutNumber<8>(static_cast<uint64_t>(entry.at), out);
  PutText(entry.action, out);
  out.append(BytesOf(entry.sealed));
  if (entry.actor) {
    out.append(1, '\1').append(entry.actor->salt);
    PutText(entry.actor->id, out);
  } else {
    out.append(1, '\0').append(BytesOf(entry.actor_seal));
  }
  if (entry.record) {
    out.append(1, '\1').append(entry.record->salt);
    PutText(entry.record->subject, out);
    PutText(entry.record->before, out);
    PutText(entry.record->after, out);
  } else {
    out.append(1, '\0').append(BytesOf(entry.record_seal));
  }
}

std::optional<std::vector<Pending>> Unpack(std::string_view bytes) {
  std::vector<Pending> entries;
  for (Reader in(bytes); !in.done();) {
    auto entry = ReadOne(in);
    if (!entry) return std::nullopt;
    entries.push_back(std::move(*entry));
  }
  return entries;
}

void PackPlaced(const Placed& placed, std::string& out) {
  out.append(BytesOf(placed.hash));
  Pack(placed.entry, out);
}

std::optional<std::vector<Placed>> UnpackPlaced(std::string_view bytes) {
  std::vector<Placed> all;
  for (Reader in(bytes); !in.done();) {
    const auto hash = in.Digest();
    auto entry = hash ? ReadOne(in) : std::nullopt;
    if (!entry) return std::nullopt;
    all.push_back({*hash, std::move(*entry)});
  }
  return all;
}

void ForgetActor(Pending& entry) {
  if (!entry.actor) return;
  entry.actor_seal = ActorSeal(entry.actor->salt, entry.actor->id);
  entry.actor.reset();
}

void ForgetRecord(Pending& entry) {
  if (!entry.record) return;
  const auto& r = *entry.record;
  entry.record_seal = RecordSeal(r.salt, r.subject, HexOrNone(r.before), HexOrNone(r.after));
  entry.record.reset();
}

std::string LinkedUpTo(db::Session& session) {
  const auto row = session.One("SELECT value FROM setting WHERE key = :key", kLinkedKey);
  return row ? row->Text(0) : "";
}

std::optional<std::string> LockLinked(db::Transaction& t, bool wait) {
  std::string sql = "SELECT value FROM setting WHERE key = :key";
  if (t.dialect() == db::Dialect::kPostgres) sql += wait ? " FOR UPDATE" : " FOR UPDATE SKIP LOCKED";
  if (const auto row = t.One(sql, kLinkedKey)) return row->Text(0);
  // Held by another, or not there at all: then everything is still to be linked.
  if (t.One("SELECT 1 FROM setting WHERE key = :key", kLinkedKey)) return std::nullopt;
  return "";
}

void SetLinked(db::Transaction& t, std::string_view position) {
  t.Execute(
      "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      kLinkedKey, position);
}

std::vector<Pending> MustUnpack(std::string_view bytes) {
  auto entries = Unpack(bytes);
  if (!entries) throw db::DatabaseError(db::Fault::kOther, "the outbox holds what is no entry of the journal");
  return std::move(*entries);
}

std::vector<Pending> ReadPending(db::Session& session) {
  std::vector<Pending> all;
  for (const std::string& bytes : db::PeekAttached(session, LinkedUpTo(session))) {
    for (Pending& entry : MustUnpack(bytes)) all.push_back(std::move(entry));
  }
  return all;
}

}  // namespace concord::journal
