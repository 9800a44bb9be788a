// The SQL of bands. Functions work inside the caller's session or transaction and throw db::DatabaseError.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/core/clock.h"
#include "base/core/result.h"
#include "base/db/database.h"
#include "features/selfreview/engine/band.h"

namespace concord::selfreview::bands {

using Histories = std::map<std::string, BandHistory>;  // by figure: side and concept

struct BandKey {
  std::string_view instrument;
  bool made_up = false;
};

// Empty where there is none yet. Errors: internal, where what stands there cannot be read: it must not be begun anew.
Result<Histories> ReadHistories(db::Session& session, const BandKey& key);
// The same, and nobody else changes them until the transaction ends.
Result<Histories> HoldHistories(db::Transaction& t, const BandKey& key, Time now);
void WriteHistories(db::Transaction& t, const BandKey& key, const Histories& histories, Time now);

}  // namespace concord::selfreview::bands
