#include "base/journal/packed.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/db/outbox.h"

namespace concord::journal {
namespace {

constexpr std::string_view kLinkedKey = "journal.linked", kForgettingsKey = "journal.forgettings";

constexpr size_t kUsualBytes = 400;  // of an entry that was packed

template <size_t kBytes>
void PutNumber(uint64_t n, std::string& out) {
  std::array<char, kBytes> bytes;
  for (size_t i = 0; i < kBytes; ++i) bytes[i] = static_cast<char>(n >> (8 * (kBytes - 1 - i)));
  out.append(bytes.data(), bytes.size());
}
// An id that is a UUID, as nearly all are, takes 16 bytes: the outbox's row of a write is a fifth smaller for it.
constexpr uint32_t kUuid = 0xffffffff;  // in the place of a length
constexpr size_t kUuidBytes = 16, kUuidText = 36;
constexpr bool IsHyphenAt(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

int DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// nullopt: not a UUID, or written otherwise than ours are.
std::optional<std::array<char, kUuidBytes>> UuidOf(std::string_view text) {
  if (text.size() != kUuidText) return std::nullopt;
  std::array<char, kUuidBytes> bytes{};
  size_t digits = 0;
  for (size_t i = 0; i < kUuidText; ++i) {
    if (IsHyphenAt(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int digit = DigitOf(text[i]);
    if (digit < 0) return std::nullopt;
    bytes[digits / 2] = static_cast<char>(bytes[digits / 2] << 4 | digit);
    ++digits;
  }
  return bytes;
}

std::string TextOfUuid(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(kUuidText);
  for (const char c : bytes) {
    if (IsHyphenAt(text.size())) text += '-';
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[c & 15];
  }
  return text;
}

void PutText(std::string_view text, std::string& out) {
  const auto uuid = UuidOf(text);
  PutNumber<4>(uuid ? kUuid : text.size(), out);
  uuid ? out.append(uuid->data(), uuid->size()) : out.append(text);
}

// Every step gives nullopt at the end of the bytes.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}
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
    if (!size || *size != kUuid) return size ? Fixed(*size) : std::nullopt;
    const auto bytes = Fixed(kUuidBytes);
    return bytes ? std::optional(TextOfUuid(*bytes)) : std::nullopt;
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

bool ReadActor(PackedReader& in, Pending& entry) {
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

bool ReadRecord(PackedReader& in, Pending& entry) {
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

std::optional<Pending> ReadOne(PackedReader& in) {
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

std::string PackedId(std::string_view id) {
  const auto uuid = UuidOf(id);
  return uuid ? std::string(uuid->data(), uuid->size()) : std::string(id);
}

void Pack(const Pending& entry, std::string& out) {
  out.reserve(out.size() + kUsualBytes);
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
  for (PackedReader in(bytes); !in.done();) {
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
  for (PackedReader in(bytes); !in.done();) {
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

int64_t CountForgettings(db::Session& session) {
  const auto row = session.One("SELECT value FROM setting WHERE key = :key", kForgettingsKey);
  return row ? std::strtoll(row->Text(0).c_str(), nullptr, 10) : 0;
}

void NoteForgetting(db::Transaction& t, std::string_view position) {
  t.Execute(
      "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      kForgettingsKey, std::to_string(CountForgettings(t) + 1));
  // Whoever waits for the lock finds the row changed, and begins anew with what stands now.
  SetLinked(t, position);
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
