#include "base/journal/round.h"

#include <utility>

#include "base/db/outbox.h"
#include "base/journal/settle.h"

namespace concord::journal {
namespace {

constexpr int kBatch = 4000;  // rows of the outbox; 4 MB of entries at most (outbox.h)

}  // namespace

Round Prepare(db::Session& s) {
  Round round{.from = LinkedUpTo(s), .to = {}, .forgettings = CountForgettings(s), .chains = {}};
  round.foreign = db::IsForeign(s, round.from);
  if (round.foreign) return round;
  const db::Attachments left = db::ReadAttached(s, round.from, kBatch);
  round.to = left.position;
  round.more = left.more;
  for (const std::string& bytes : left.bytes) {
    for (Pending& entry : MustUnpack(bytes)) round.chains.Append(s, std::move(entry));
  }
  round.chains.Finish();
  return round;
}

bool LinkRound(db::Transaction& t, const Round& round) {
  const auto position = LockLinked(t, false);
  if (!position) return false;
  if (db::IsForeign(t, *position)) {
    Settle(t);
    db::DropForeign(t);
    return true;
  }
  // Another node was faster, or what was read names somebody who is to be forgotten.
  if (*position != round.from || CountForgettings(t) != round.forgettings) return true;
  round.chains.Write(t);
  SetLinked(t, round.to);
  return round.more;
}

}  // namespace concord::journal
