#include "base/objects/objects.h"

#include <algorithm>
#include <array>

#include "base/core/id.h"

namespace concord::objects {
namespace {

constexpr size_t kChunksAtOnce = 4;  // in one transaction: some milliseconds of a lock, and the memory that is held

std::unexpected<Error> Gone(std::string_view id) {
  return Fail(ErrorKind::kNotFound, "error.not_found", {}, "object " + std::string(id) + " is gone");
}

std::unexpected<Error> Damaged(std::string_view id, const std::string& what) {
  return Fail(ErrorKind::kInternal, "error.internal", {}, "object " + std::string(id) + ": " + what);
}

std::unexpected<Error> Swept(std::string_view id) {
  return Fail(ErrorKind::kConflict, "error.conflict", {},
              "object " + std::string(id) + " was swept before it was sealed");
}

std::string RandomId(Random& random) {
  std::array<std::byte, 16> bytes{};
  random.Fill(bytes);
  return crypto::Hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace

struct Writer::State {
  db::Database& database;
  const Clock& clock;
  std::string id;
  std::string pending;
  crypto::Digest digest;
  int64_t bytes = 0, chunks = 0;
  std::string sha256;
  bool sealed = false;
  Trace trace = Trace::kTime;
};

Result<Writer> Writer::Begin(db::Database& database, const Clock& clock, Random& random, Trace trace) {
  const std::string id = trace == Trace::kNone ? RandomId(random) : Uuid::V7(clock, random).ToString();
  auto begun = database.Write([&](db::Transaction& t) -> Status {
    t.Execute(
        "INSERT INTO core_object (id, state, bytes, sha256, created_at, touched_at) VALUES (:id, 'writing', 0, '', "
        ":created, :touched)",
        id, clock.Now(), clock.Now());
    return {};
  });
  if (!begun) return std::unexpected(begun.error());
  return Writer(std::shared_ptr<State>(new State{database, clock, id, {}, {}, 0, 0, {}, false, trace}));
}

Writer::~Writer() {
  if (!state_ || state_->sealed) return;
  // Where this fails too, the sweep finds it as abandoned.
  (void)state_->database.Write([this](db::Transaction& t) -> Status {
    LetGo(t, state_->id, state_->clock.Now());
    return {};
  });
}

int64_t Writer::bytes() const { return state_->bytes; }
const std::string& Writer::sha256() const { return state_->sha256; }

Status Writer::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view taken = bytes.substr(0, kChunksAtOnce * kChunkBytes - state_->pending.size());
    state_->pending += taken;
    bytes.remove_prefix(taken.size());
    if (state_->pending.size() < kChunksAtOnce * kChunkBytes) return {};
    if (auto flushed = Flush(); !flushed) return flushed;
  }
  return {};
}

Status Writer::Flush() {
  State& own = *state_;
  auto written = own.database.Write([&](db::Transaction& t) -> Status {
    if (t.Execute("UPDATE core_object SET touched_at = :at WHERE id = :id AND state = 'writing'", own.clock.Now(),
                  own.id) != 1)
      return Swept(own.id);
    int64_t position = own.chunks;
    for (size_t at = 0; at < own.pending.size(); at += kChunkBytes)
      t.Execute("INSERT INTO core_object_chunk (object_id, position, bytes) VALUES (:id, :position, :bytes)", own.id,
                position++, db::Bytes{own.pending.substr(at, kChunkBytes)});
    return {};
  });
  if (!written) return written;
  own.digest.Add(own.pending);
  own.bytes += static_cast<int64_t>(own.pending.size());
  own.chunks += static_cast<int64_t>((own.pending.size() + kChunkBytes - 1) / kChunkBytes);
  own.pending.clear();
  return {};
}

Status Writer::Finish() {
  if (!state_->pending.empty()) {
    if (auto flushed = Flush(); !flushed) return flushed;
  }
  if (state_->sha256.empty()) state_->sha256 = crypto::Hex(state_->digest.Take());
  state_->pending = std::string();
  return {};
}

Result<Object> Writer::Seal(db::Transaction& t) {
  const bool traceless = state_->trace == Trace::kNone;
  const Time now = traceless ? Time() : state_->clock.Now();
  const auto row = t.One("SELECT created_at FROM core_object WHERE id = :id AND state = 'writing'", state_->id);
  if (!row || t.Execute("UPDATE core_object SET state = 'sealed', bytes = :bytes, sha256 = :sha256, touched_at = :at "
                        "WHERE id = :id AND state = 'writing'",
                        state_->bytes, state_->sha256, now, state_->id) != 1)
    return Swept(state_->id);
  if (traceless) t.Execute("UPDATE core_object SET created_at = :none WHERE id = :id", now, state_->id);
  t.AfterCommit([state = state_] { state->sealed = true; });
  return Object{state_->id, state_->bytes, state_->sha256, traceless ? now : row->At(0)};
}

std::optional<Object> Find(db::Session& session, std::string_view id) {
  const auto row =
      session.One("SELECT id, bytes, sha256, created_at FROM core_object WHERE id = :id AND state = 'sealed'", id);
  if (!row) return std::nullopt;
  return Object{row->Text(0), row->Int(1), row->Text(2), row->At(3)};
}

Result<std::string> ReadAt(db::Database& database, const Object& object, uint64_t offset) {
  const auto size = static_cast<uint64_t>(object.bytes);
  if (offset >= size) return std::string();
  const uint64_t position = offset / kChunkBytes, within = offset % kChunkBytes;
  const size_t expected = std::min<uint64_t>(kChunkBytes, size - position * kChunkBytes);
  return database.Read([&](db::Session& s) -> Result<std::string> {
    auto row = s.One(
        "SELECT c.bytes FROM core_object_chunk c JOIN core_object o ON o.id = c.object_id WHERE c.object_id = :id AND "
        "c.position = :position AND o.state = 'sealed'",
        object.id, position);
    if (!row && !Find(s, object.id)) return Gone(object.id);
    if (!row) return Damaged(object.id, "chunk " + std::to_string(position) + " is missing");
    std::string bytes = std::get<std::string>(std::move(row->columns.at(0)));
    if (bytes.size() != expected)
      return Damaged(object.id,
                     "chunk " + std::to_string(position) + " has " + std::to_string(bytes.size()) + " bytes");
    if (within > 0) bytes.erase(0, within);
    return bytes;
  });
}

Status ReadAll(db::Database& database, const Object& object, const std::function<Status(std::string_view)>& each) {
  crypto::Digest digest;
  for (uint64_t offset = 0; offset < static_cast<uint64_t>(object.bytes);) {
    const auto bytes = ReadAt(database, object, offset);
    if (!bytes) return std::unexpected(bytes.error());
    digest.Add(*bytes);
    if (auto taken = each(*bytes); !taken) return taken;
    offset += bytes->size();
  }
  if (crypto::Hex(digest.Take()) != object.sha256) return Damaged(object.id, "its digest is not what was written");
  return {};
}

void LetGo(db::Transaction& t, std::string_view id, Time at) {
  t.Execute("UPDATE core_object SET state = 'leaving', touched_at = :at WHERE id = :id", at, id);
}

}  // namespace concord::objects
