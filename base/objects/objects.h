// Large objects: bytes in the database, in chunks, so that a backup is one consistent thing and any node can serve
// them. An object is written in many small transactions, so that no write lock is held for long and no more than a few
// chunks are in memory; it is then sealed, in the transaction that writes the row that holds it, and never changes
// again. Whatever table points to core_object by a foreign key holds its objects. What was begun and never sealed, and
// what no row holds any more, is swept (sweep.h). Functions that take a session throw DatabaseError; the others are
// safe from any thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/clock.h"
#include "base/core/random.h"
#include "base/core/result.h"
#include "base/crypto/digest.h"
#include "base/crypto/token.h"
#include "base/db/database.h"

namespace concord::objects {

// Every chunk but an object's last has this size: where a byte stands follows from it, so it never changes.
inline constexpr size_t kChunkBytes = 256 << 10;

struct Object {
  std::string id;
  int64_t bytes = 0;
  std::string sha256;  // hex
  Time created;
};

// What an object says of when it came. kNone is for what people give in confidence: its id is random, and once it is
// sealed it has no time.
enum class Trace { kTime, kNone };

// One object being written. One thread. What is not sealed in the end is let go.
class Writer {
 public:
  // Errors of all: those of Database::Write; conflict "error.conflict" where the object was swept as abandoned.
  static Result<Writer> Begin(db::Database& database, const Clock& clock, Random& random, Trace trace = Trace::kTime);
  Writer(Writer&&) = default;
  Writer& operator=(Writer&&) = delete;
  ~Writer();

  Status Write(std::string_view bytes);
  Status Finish();  // after the last Write, before Seal
  int64_t bytes() const;
  // After Finish: hex.
  const std::string& sha256() const;
  // In the transaction that writes who holds it. Errors: as above.
  Result<Object> Seal(db::Transaction& transaction);

 private:
  struct State;
  explicit Writer(std::shared_ptr<State> state) : state_(std::move(state)) {}
  Status Flush();
  std::shared_ptr<State> state_;
};

// A sealed one; nullopt where there is none.
std::optional<Object> Find(db::Session& session, std::string_view id);
// Bytes from `offset` to the end of the chunk that it lies in; none at the object's end.
// Errors: not_found where the object is gone; internal where a chunk is missing or short; those of Database::Read.
Result<std::string> ReadAt(db::Database& database, const Object& object, uint64_t offset);
// All of it in order, chunk by chunk; `each` may refuse, which ends the reading with its error. The bytes are held
// against the object's digest at the end. Errors: as ReadAt.
Status ReadAll(db::Database& database, const Object& object, const std::function<Status(std::string_view)>& each);

// Nobody holds it any more: it is not found from now on, and its chunks go with the next sweep.
void LetGo(db::Transaction& transaction, std::string_view id, Time at);

// What is wrong with the objects: chunks missing, of a wrong length or left over, digests that differ, objects that no
// row holds and rows that hold what is not sealed; one line each. Reads every byte.
Result<std::vector<std::string>> Check(db::Database& database);

// Tables, with the column that points to core_object: who holds objects.
struct Holder {
  std::string table, column;
};
std::vector<Holder> Holders(db::Session& session);

}  // namespace concord::objects
