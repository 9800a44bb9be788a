// Sealing an entry: salts, digests, and the one hash that the chain will bind.
#include <array>
#include <span>

#include "base/core/text.h"
#include "base/db/outbox.h"
#include "base/journal/packed.h"

namespace concord::journal {
namespace {

std::string DigestOf(const std::string& salt, const char* side, const std::string& text) {
  return text.empty() ? "" : std::string(BytesOf(ContentDigest(salt, side, text)));
}

Pending Seal(const Entry& e, Time at, Random& random) {
  std::array<char, 2 * kSaltBytes> salts;
  random.Fill(std::as_writable_bytes(std::span(salts)));
  const std::string actor_salt(salts.data(), kSaltBytes), record_salt(salts.data() + kSaltBytes, kSaltBytes);
  Pending p{.community = e.community,
            .at = at.time_since_epoch().count(),
            .action = e.action,
            .sealed = {},
            .actor = Pending::Actor{actor_salt, e.actor},
            .record = Pending::Record{record_salt, e.subject, DigestOf(record_salt, "before", e.before),
                                      DigestOf(record_salt, "after", e.after)}};
  p.sealed = SealOf(ActorSeal(actor_salt, e.actor),
                    RecordSeal(record_salt, e.subject, HexOrNone(p.record->before), HexOrNone(p.record->after)));
  return p;
}

}  // namespace

void LeaveEntry(db::Transaction& t, const Entry& e, const Clock& clock, Random& random) {
  // In the caller's transaction, and not when the Linker takes it up: no engine could store it.
  for (const std::string* text : {&e.actor, &e.action, &e.subject, &e.community}) {
    if (!text::IsValidUtf8(*text) || text->find('\0') != std::string::npos)
      throw db::DatabaseError(db::Fault::kText, "an entry of the journal holds what is no text");
  }
  std::string packed;
  Pack(Seal(e, clock.Now(), random), packed);
  db::Attach(t, packed, clock);
}

}  // namespace concord::journal
